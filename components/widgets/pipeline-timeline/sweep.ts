import { pipelineFormulas } from '../../../math/parallel/pipeline/index.ts'
import type { Description, Table } from '../../widget/definition.ts'
import type { Schedule, Setting } from './schedules.ts'
import { opsPerMicrobatch, pairTime, ruleOf, schedules } from './schedules.ts'
import { runOf } from './runs.ts'
import { factorsOf } from './uneven.ts'

/** What a schedule of one size comes to; all ranks together, one iteration. */
export interface Outcome {
  readonly 'of-total': number
  readonly 'over-ideal': number
  readonly time: number
  /** On the fullest rank. */
  readonly peak: number
  /** The idle time between a rank's first and last op, as a share of that span. */
  readonly inside: number | null
}

/** A table runs no more ops than this for one cell; larger ones are left to the formulas. */
const mostOps = 12_000

/** What a schedule needs that p and m do not give; null when they will do. */
export function misfit(name: Schedule, { stages, microbatches }: Setting) {
  const { multipleOf, microbatchesPerRank } = ruleOf(name)
  if (stages % multipleOf > 0 || microbatches % multipleOf > 0) return 'even'
  return microbatches < microbatchesPerRank * stages ? 'fewer' : null
}

/**
 * The outcome of a schedule: run, or, where that would take long, by its formulas where these are
 * exact. Null where neither will do.
 */
export function outcomeOf(name: Schedule, setting: Setting): Outcome | null {
  if (misfit(name, setting) !== null) return null
  const { stages, microbatches, chunks, forward, backward, weight } = setting
  if (opsPerMicrobatch(name, chunks) * stages * microbatches <= mostOps) {
    const { timeline } = runOf(name, setting, { iterations: 1, barrier: true })
    return {
      'of-total': timeline.bubble.ofTotal,
      'over-ideal': timeline.bubble.overIdeal,
      time: timeline.makespan,
      peak: Math.max(...timeline.ranks.map(({ peakActivations }) => peakActivations)),
      inside: timeline.bubble.internal,
    }
  }
  if (name === 'zb' || setting.send > 0 || factorsOf(setting.uneven, stages) !== null) return null
  const formulas = pipelineFormulas(
    name,
    { ranks: stages, microbatches, chunks },
    {
      forward,
      backwardInput: backward - weight,
      backwardWeight: weight,
      overlapped: pairTime(setting),
    },
  )
  if (!formulas.exact.time || !formulas.exact.peak) return null
  return {
    'of-total': formulas.bubbleOfTotal,
    'over-ideal': formulas.bubbleOverIdeal,
    time: formulas.makespan,
    peak: formulas.peakActivations,
    inside: null,
  }
}

const sorted = (list: readonly number[]) => [...new Set(list)].toSorted((a, b) => a - b)

/** The sizes of the table: doubling, and the one that is set. */
export const sizes = ({ stages, microbatches }: Setting) => ({
  stages: sorted([2, 4, 8, 16, stages]),
  microbatches: sorted([4, 8, 16, 32, 64, microbatches]),
})

/** Chosen schedule, compared one, and the row and column that are set, in every cell. */
export function sizesOfSchedule(name: Schedule, setting: Setting) {
  const { stages, microbatches } = sizes(setting)
  return stages.map((p) => ({
    stages: p,
    cells: microbatches.map((m) => ({
      microbatches: m,
      outcome: outcomeOf(name, {
        ...setting,
        stages: p,
        microbatches: m,
        cap: Math.min(Math.max(p, setting.cap), Math.max(p, 2 * p - 1)),
      }),
    })),
  }))
}

/** All schedules at the size that is set. */
export const outcomes = (setting: Setting) =>
  schedules.map((name) => ({
    name,
    misfit: misfit(name, setting),
    outcome: outcomeOf(name, {
      ...setting,
      cap: Math.min(
        Math.max(setting.stages, setting.cap),
        Math.max(setting.stages, 2 * setting.stages - 1),
      ),
    }),
  }))

const rounded = (value: number) => Number(value.toFixed(4))

/** The table over sizes as a text alternative: all four measures, one row per p and m. */
export function sizesTable(setting: Setting & { readonly schedule: Schedule }): Table {
  return {
    caption: 'sizesCaption',
    columns: ['rankCount', 'microbatchCount', 'makespan', 'ofTotal', 'overIdeal', 'peak'],
    rows: sizesOfSchedule(setting.schedule, setting).flatMap(({ stages, cells }) =>
      cells.map(({ microbatches, outcome }) => [
        stages,
        microbatches,
        outcome?.time ?? 'notThere',
        outcome ? rounded(outcome['of-total']) : 'notThere',
        outcome ? rounded(outcome['over-ideal']) : 'notThere',
        outcome?.peak ?? 'notThere',
      ]),
    ),
  }
}

/** The tables in words: what the chosen schedule comes to at the size that is set. */
export function describeTables(setting: Setting & { readonly schedule: Schedule }): Description {
  const outcome = outcomeOf(setting.schedule, setting)
  const size = { p: setting.stages, m: setting.microbatches }
  return [
    'tables',
    size,
    [`of-${setting.schedule}`, { makespan: outcome?.time ?? 0 }],
    ...(outcome === null
      ? [['tooLarge', {}] as const]
      : [
          [
            'outcome',
            {
              ofTotal: outcome['of-total'],
              overIdeal: outcome['over-ideal'],
              peak: outcome.peak,
            },
          ] as const,
        ]),
  ]
}
