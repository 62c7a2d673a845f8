import { accelerator } from '../../math/hardware/index.ts'
import {
  bestOf,
  formatOp,
  levelOf,
  perChunk,
  pipelineFormulas,
  pipelineSchedule,
  rivalsOf,
  scheduleProblems,
  simulate,
  simulateIterations,
  UNIT_COSTS,
} from '../../math/parallel/pipeline/index.ts'
import type {
  LevelName,
  PipelineCosts,
  ScheduleName,
  Slot,
} from '../../math/parallel/pipeline/index.ts'
import {
  layerActivations,
  ptdParameters,
  transformers,
} from '../../math/parallel/transformer/index.ts'

/** Every number of this chapter's prose. Bytes are bytes; times seconds, or slots where said. */

const timelineOf = (
  name: ScheduleName,
  ranks: number,
  microbatches: number,
  costs: PipelineCosts = UNIT_COSTS,
) => simulate(pipelineSchedule(name, { ranks, microbatches }), costs)

const firstRank = (
  name: ScheduleName,
  ranks: number,
  microbatches: number,
  costs?: PipelineCosts,
) => timelineOf(name, ranks, microbatches, costs).ranks[0]!

/** The article's figure: four layers on four devices, a backward as long as a forward. */
const equal: PipelineCosts = { forward: 1, backwardInput: 0.5, backwardWeight: 0.5 }
const figure = timelineOf('naive', 4, 1, equal)
const uncut = timelineOf('naive', 4, 4, equal)
const cut = timelineOf('gpipe', 4, 4, equal)
export const opening = {
  time: figure.makespan,
  busy: figure.ranks[0]!.busy,
  idle: figure.ranks[0]!.idle,
  bubble: figure.bubble.ofTotal,
  uncutTime: uncut.makespan,
  cutTime: cut.makespan,
  cutBubble: cut.bubble.ofTotal,
  cutOverIdeal: cut.bubble.overIdeal,
}

/** The schedule drawn in the text: p = 4, m = 8, F = 1, B = 2. */
const shape = { ranks: 4, microbatches: 8 }
const drawn = timelineOf('1f1b', shape.ranks, shape.microbatches)
const drawnGPipe = timelineOf('gpipe', shape.ranks, shape.microbatches)
const firstBackward = (timeline: typeof drawn) =>
  timeline.ranks[0]!.ops.find(({ kind }) => kind === 'backward')!.start
export const paper = {
  time: drawn.makespan,
  firstBackward: firstBackward(drawn),
  firstBackwardGPipe: firstBackward(drawnGPipe),
}

/** p = 4, m = 8 and F = I = W = 1 under each schedule; all of a rank's whole share of the model. */
const chunks = 2
const row = (name: ScheduleName) => {
  const count = name === 'interleaved' ? chunks : 1
  const schedule = pipelineSchedule(name, { ...shape, chunks })
  const costs = perChunk(UNIT_COSTS, count)
  const { makespan, ranks, bubble } = simulate(schedule, costs, { perForward: 1 / count })
  return {
    time: makespan,
    idle: ranks[0]!.idle,
    ofTotal: bubble.ofTotal,
    peaks: ranks.map(({ peakActivations }) => peakActivations).join(' · '),
    /** What one more step costs when no rank waits for the others to finish. */
    period: simulateIterations(schedule, 6, costs, { barrier: false }).period,
  }
}
export const table = {
  gpipe: row('gpipe'),
  oneF: row('1f1b'),
  interleaved: row('interleaved'),
  h1: row('zb-h1'),
  h2: row('zb-h2'),
  dual: row('dualpipe'),
}

/** DualPipe on eight ranks: a pair that takes as long as its parts, and one that hides half a unit. */
const paired = (overlapped: number) => {
  const shape = { ranks: 8, microbatches: 16 }
  const costs = { forward: 1, backwardInput: 1, backwardWeight: 1, overlapped }
  const { ranks } = simulate(pipelineSchedule('dualpipe', shape), costs)
  const idle = ranks.map((rank) => rank.idle)
  return {
    pair: overlapped,
    printed: pipelineFormulas('dualpipe', shape, costs).bubbleTime,
    most: Math.max(...idle),
    least: Math.min(...idle),
    list: idle.join(' · '),
  }
}
export const dual = { whole: paired(3), hiding: paired(2.5) }

/** The levels of the builder that the text speaks of. */
const level = (name: LevelName, rival: string) => ({
  best: bestOf(levelOf(name)).score,
  rival: rivalsOf(levelOf(name)).find((one) => one.name === rival)!.score,
})
export const built = {
  cap: levelOf('memory-cap').puzzle.capacity![0]!,
  batches: levelOf('memory-cap').puzzle.microbatches,
  best: bestOf(levelOf('memory-cap')).score,
  slowLinks: level('slow-links', '1f1b'),
  slowStage: level('slow-stage', '1f1b'),
  halved: level('half-memory', '1f1b'),
}

/** The drawn 1F1B with a last stage that also scores the vocabulary, and with layers moved off it. */
const factors = (slowness: readonly number[]) =>
  timelineOf('1f1b', shape.ranks, shape.microbatches, { ...UNIT_COSTS, slowness }).makespan
export const uneven = (() => {
  const layers = 8
  const scores = 4
  const share = (shape.ranks * layers + scores) / shape.ranks
  return {
    layers,
    scores,
    share,
    /** Layers that leave the last rank. */
    moved: layers + scores - share,
    equal: paper.time,
    late: factors([1, 1, 1, (layers + scores) / layers]),
    levelled: factors(Array.from({ length: shape.ranks }, () => share / layers)),
  }
})()

/** 1F1B for eight micro-batches whose last rank takes its forwards one micro-batch too late. */
const shifted = (() => {
  const { ranks, ...schedule } = pipelineSchedule('1f1b', shape)
  const late = (slot: Slot): Slot =>
    slot.kind === 'forward' ? { ...slot, microbatch: slot.microbatch + 1 } : slot
  const wrong = { ...schedule, ranks: [...ranks.slice(0, -1), ranks.at(-1)!.map(late)] }
  return scheduleProblems(wrong)
})()
const named = (kind: 'outside' | 'missing') =>
  formatOp(shifted.flatMap((problem) => (problem.kind === kind ? [problem.op] : []))[0]!)
export const offByOne = { outside: named('outside'), missing: named('missing') }

/** The 22-billion-parameter model of Korthikanti et al., one sequence per micro-batch, on 8 × 8. */
const gpt22b = transformers.find(({ id }) => id === 'megatron-22b')!
const stages = 8
const replicas = 8
const batch = 256
const microbatches = batch / replicas
const times = { forward: 0.03, backwardInput: 0.03, backwardWeight: 0.03 }
const deep = timelineOf('1f1b', stages, microbatches, times)
const layer = layerActivations(gpt22b, { attention: 'flash' }).bytes
const perStage = (gpt22b.layers / stages) * layer
const held = (name: ScheduleName) =>
  firstRank(name, stages, microbatches).peakActivations * perStage
const billions = Math.round(ptdParameters(gpt22b) / 1e9)
export const worked = {
  billions,
  yi: 10 * billions,
  batch,
  replicas,
  stages,
  devices: stages * replicas,
  microbatches,
  layers: gpt22b.layers,
  layersPerStage: gpt22b.layers / stages,
  forward: times.forward,
  backward: times.backwardInput + times.backwardWeight,
  slot: times.forward + times.backwardInput + times.backwardWeight,
  seconds: deep.makespan,
  idle: deep.ranks[0]!.idle,
  overIdeal: deep.bubble.overIdeal,
  ofTotal: deep.bubble.ofTotal,
  turns: microbatches + stages - 1,
  hops: stages - 1,
  layer,
  perStage,
  gpipe: held('gpipe'),
  oneF: held('1f1b'),
  last: perStage,
  memory: accelerator('h100').memory.capacity,
  /** Both ways over one boundary in a step, and what a rank sends to average its gradients over d. */
  perStep:
    pipelineFormulas('1f1b', { ranks: stages, microbatches }).messagesPerBoundary *
    2 *
    gpt22b.sequence *
    gpt22b.hidden,
  gradients: (2 * (ptdParameters(gpt22b) / stages) * (2 * (replicas - 1))) / replicas,
  /** s·b·h elements of two bytes cross a boundary, per micro-batch and direction. */
  boundary: 2 * gpt22b.sequence * gpt22b.hidden,
}

/** The widget's case of slow links: p = 4, m = 6, F = 1, B = 2, a send as long as a forward. */
const late = (name: ScheduleName, send: number) =>
  timelineOf(name, 4, 6, { ...UNIT_COSTS, send }).makespan
export const links = {
  free: late('1f1b', 0),
  gpipe: late('gpipe', 1),
  oneF: late('1f1b', 1),
}
