import type {
  LayoutCell,
  Plan,
  Rejection,
  RejectionCode,
} from '../../../math/parallel/plan/index.ts'
import type { Values } from '../../text.ts'
import type { Description, Sentence, Table } from '../../widget/definition.ts'
import type { Frame, PlansFrame } from './frame.ts'
import { timeParts } from './parts.ts'
import { describePublished, publishedTable } from './published-words.ts'

export type Say = (phrase: string, values?: Values) => string

/** What a plan's sentence is filled with. */
export function planValues(plan: Plan, microBatches?: number): Values {
  return {
    d: plan.dataParallel,
    t: plan.tensorParallel,
    p: plan.pipelineParallel,
    b: plan.microBatch,
    v: plan.interleave,
    zero: String(plan.zero),
    ...(microBatches === undefined ? {} : { m: microBatches }),
  }
}

/** What a plan chose, name by name. */
export function degrees(
  plan: Plan,
  microBatches: number,
  say: Say,
): readonly (readonly [name: string, value: string])[] {
  const count = (value: number) => say('{value}', { value })
  return [
    [say('long.d'), count(plan.dataParallel)],
    [say('long.t'), count(plan.tensorParallel)],
    [say('long.p'), count(plan.pipelineParallel)],
    [say('long.b'), count(plan.microBatch)],
    [say('long.m'), count(microBatches)],
    [say('long.zero'), plan.dataParallel === 1 ? '–' : count(plan.zero)],
    [say('long.recompute'), say(`recompute.${plan.recompute}`)],
    [say('long.v'), count(plan.interleave)],
  ]
}

/** What broke the rule, in a sentence. */
export function obstacleSentence(rejection: Rejection, frame: PlansFrame, say: Say): string {
  return say(`why.${rejection.code}`, {
    ...reasonValues(frame),
    ...planValues(rejection.plan),
    got: rejection.got,
    of: rejection.of,
    excess: rejection.got - rejection.of,
    share: rejection.got / rejection.of - 1,
    chunks: rejection.plan.pipelineParallel * rejection.plan.interleave,
  })
}

/** A layout on the map, in a sentence. */
export function cellSentence(cell: LayoutCell, frame: PlansFrame, say: Say): string {
  const layout = say('layout', {
    t: cell.tensorParallel,
    p: cell.pipelineParallel,
    d: cell.dataParallel,
  })
  const gap = say('gap')
  if (cell.best) {
    const { plan, time, memory, microBatches } = cell.best
    return (
      layout +
      gap +
      say('cellBest', {
        ...planValues(plan, microBatches),
        zero: say(plan.dataParallel === 1 ? 'noZero' : 'zeroStage', { zero: String(plan.zero) }),
        recompute: say(`with.${plan.recompute}`),
        time: time.total,
        memory: memory.total,
        feasible: cell.feasible,
        considered: cell.considered,
      })
    )
  }
  return cell.obstacle ? layout + gap + obstacleSentence(cell.obstacle, frame, say) : layout
}

/** Reasons by how often they turned a plan down. */
export function rejectedBy({ landscape }: PlansFrame): readonly [RejectionCode, number][] {
  return (Object.entries(landscape.rejected) as [RejectionCode, number][]).toSorted(
    ([, a], [, b]) => b - a,
  )
}

export const reasonValues = ({ capacity, request }: PlansFrame): Values => ({
  capacity,
  heads: request.model.heads,
  layers: request.model.layers,
  batch: request.globalBatch,
  sequence: request.model.sequence,
})

/** The plan that failed by the least memory, and by how much. */
export function nearestSentence(frame: PlansFrame, say: Say): string {
  const miss = frame.landscape.nearest.memory
  if (!miss) return say('noMiss')
  const { plan } = miss
  return say('nearestMiss', {
    ...planValues(plan),
    zero: say(plan.dataParallel === 1 ? 'noZero' : 'zeroStage', { zero: String(plan.zero) }),
    recompute: say(`with.${plan.recompute}`),
    got: miss.got,
    excess: miss.got - miss.of,
  })
}

/** The larger cluster on which something fits. */
export function enoughSentence(
  { nodes, best }: NonNullable<PlansFrame['enough']>,
  say: Say,
): string {
  return say('enough', { ...planValues(best.plan), nodes, time: best.time.total })
}

/** The paper's own layout on this machine, beside what the model makes of it. */
export function paperSentence({ paper, landscape }: PlansFrame, say: Say): string {
  const { tensorParallel: t, pipelineParallel: p, teraflops } = paper!.run
  const cell = landscape.cells.find(
    ({ tensorParallel, pipelineParallel }) => tensorParallel === t && pipelineParallel === p,
  )
  const best = landscape.ranked[0]
  const said = say('paperRan', { t, p, teraflops, table: String(paper!.table) })
  if (!cell?.best || !best) return said
  const slower = cell.best.time.total / best.time.total - 1
  return said + say('gap') + say('paperModel', { time: cell.best.time.total, slower })
}

/** The picture in words. */
export function describe(frame: Frame): Description {
  if (frame.kind === 'published') return describePublished(frame)
  const { landscape, opened, cluster, at, obstacle, cell } = frame
  const devices = cluster.nodes * cluster.devicesPerNode
  const first: Sentence = [
    landscape.feasible > 0 ? 'saidFeasible' : 'saidNone',
    { devices, feasible: landscape.feasible, considered: landscape.considered },
  ]
  const where: Sentence[] = cell
    ? [['saidCell', { t: cell.tensorParallel, p: cell.pipelineParallel }]]
    : []
  if (!opened) {
    return obstacle
      ? [...first, ...where, [`said.${obstacle.code}`, reasonValues(frame)]]
      : [...first, ...where]
  }
  const { evaluation, performance, excess } = opened
  const { time, memory, plan, microBatches } = evaluation
  return [
    ...first,
    ...where,
    [
      excess > 0 ? 'saidClosest' : at === 0 ? 'saidFastest' : 'saidPlan',
      { ...planValues(plan, microBatches), rank: at + 1 },
    ],
    [`said.zero${plan.dataParallel === 1 ? '' : plan.zero}`, {}],
    [`said.recompute.${plan.recompute}`, {}],
    [
      'saidTime',
      {
        total: time.total,
        utilization: performance.modelUtilization,
        ...Object.fromEntries(timeParts.map((part) => [part, time[part]])),
      },
    ],
    [
      excess > 0 ? 'saidTooMuch' : 'saidMemory',
      {
        total: memory.total,
        capacity: frame.capacity,
        excess,
        states: memory.states,
        transient: memory.transient,
        activations: memory.activations,
      },
    ],
    ...(frame.enough
      ? [
          [
            'enough',
            {
              ...planValues(frame.enough.best.plan),
              nodes: frame.enough.nodes,
              time: frame.enough.best.time.total,
            },
          ] as const,
        ]
      : []),
  ]
}

/** The list of plans, or both published tables. */
export function tableOf(frame: Frame): Table {
  if (frame.kind === 'published') return publishedTable(frame)
  const columns = [
    'col.rank',
    'col.d',
    'col.t',
    'col.p',
    'col.b',
    'col.m',
    'col.zero',
    'col.recompute',
    'col.v',
    'col.seconds',
    ...timeParts.map((part) => `part.${part}`),
    'col.gigabytes',
  ]
  const round = (value: number) => Number(value.toPrecision(4))
  return {
    caption: 'listCaption',
    columns,
    rows: frame.list.map(({ plan, time, memory, microBatches }, index) => [
      index + 1,
      plan.dataParallel,
      plan.tensorParallel,
      plan.pipelineParallel,
      plan.microBatch,
      microBatches,
      plan.dataParallel === 1 ? '–' : plan.zero,
      `recompute.${plan.recompute}`,
      plan.interleave,
      round(time.total),
      ...timeParts.map((part) => round(time[part])),
      round(memory.total / 1e9),
    ]),
  }
}
