import {
  chunkRule,
  cost,
  definition,
  inputLengths,
  isLegal,
  ledger,
  mismatches,
  play,
  reduces,
  schedule,
  usesRoot,
} from '../../../math/collectives/index.ts'
import type {
  Algorithm,
  Cost,
  Frame,
  Inputs,
  Network,
  Operator,
  Primitive,
  Schedule,
} from '../../../math/collectives/index.ts'
import { random } from '../../../math/random.ts'
import { layBuffers } from './buffers.ts'
import type { Buffers } from './buffers.ts'

/** What the widget lets one choose of a collective. Bandwidth in bytes/s, the rest as in math/. */
export interface Setting {
  readonly primitive: Primitive
  readonly algorithm: Algorithm
  readonly ranks: number
  readonly root: number
  readonly operator: Operator
  readonly bytes: number
  readonly latency: number
  readonly bandwidth: number
}

/** One collective on real numbers, whole: what all its steps share. */
export interface Run {
  readonly schedule: Schedule
  readonly operator: Operator
  readonly inputs: Inputs
  readonly buffers: Buffers
  /** Whether `schedule.root` means anything. */
  readonly rooted: boolean
  readonly total: Cost
  /** The same collective by every algorithm that is offered and legal here. */
  readonly rivals: readonly { readonly algorithm: Algorithm; readonly cost: Cost }[]
  /** How many values the definition asks for, over all ranks. */
  readonly wanted: number
}

/** The picture of one moment: what each rank holds after `step` rounds, and what led there. */
export interface Step extends Frame {
  readonly run: Run
  /** The bill so far. */
  readonly bill: Cost
}

/** As many chunks as ranks, so that every algorithm is seen cutting the vector alike, or the next legal number. */
function chunksFor(primitive: Primitive, algorithm: Algorithm, ranks: number): number {
  const { unit } = chunkRule(primitive, algorithm, ranks)
  return Math.ceil(ranks / unit) * unit
}

export function scheduleFor({ primitive, ranks, root }: Setting, algorithm: Algorithm): Schedule {
  const chunks = chunksFor(primitive, algorithm, ranks)
  return schedule({ primitive, algorithm, ranks, root, chunks })
}

/**
 * One number per chunk. Values that are only moved say where they come from: 23 is place 3 of rank
 * 2 (203 where there are more than ten places). Values to be combined are arbitrary digits, which
 * a rank keeps whatever the number of ranks.
 */
export function inputsFor(run: Schedule): Inputs {
  // Block chunks repeat per source in an all-to-all: a rank's own vector is one block per rank.
  const size = run.primitive === 'all-to-all' ? run.chunks / run.ranks : run.chunks
  return inputLengths(run, size).map((length, rank) => {
    const digits = random(`collective ${rank}`)
    const base = length > 10 ? 100 : 10
    return Array.from({ length }, (_, place) =>
      reduces(run.primitive) ? digits.integer(1, 9) : rank * base + place,
    )
  })
}

function playOf(setting: Setting) {
  const { primitive, algorithm, operator } = setting
  const chosen = scheduleFor(setting, algorithm)
  const inputs = inputsFor(chosen)
  const frames = play(chosen, inputs, operator)
  return {
    frames,
    parts: {
      schedule: chosen,
      operator,
      inputs,
      buffers: layBuffers(chosen, frames),
      rooted: usesRoot(primitive, algorithm),
      wanted: definition(chosen, inputs, operator).flat().length,
    },
  }
}

let last: { readonly key: string; readonly played: ReturnType<typeof playOf> } | undefined

/** The last collective is kept: drawing a size or a link along its slider changes the bill alone. */
function played(setting: Setting): ReturnType<typeof playOf> {
  const { primitive, algorithm, ranks, root, operator } = setting
  const key = [primitive, algorithm, ranks, root, operator].join(' ')
  if (last?.key !== key) last = { key, played: playOf(setting) }
  return last.played
}

/** Every moment of the collective that is chosen. */
export function stepsOf(setting: Setting, offered: readonly Algorithm[]): readonly Step[] {
  const { primitive, ranks, bytes, latency, bandwidth } = setting
  const network: Network = { kind: 'uniform', alpha: latency, beta: 1 / bandwidth }
  const { frames, parts } = played(setting)
  const bills = ledger(parts.schedule, bytes, network)
  const rivals = offered
    .filter((rival) => isLegal(primitive, rival, ranks))
    .map((rival) => ({
      algorithm: rival,
      cost: cost(scheduleFor(setting, rival), bytes, network),
    }))
  const run: Run = { ...parts, total: bills.at(-1)!, rivals }
  return frames.map((frame, index) => ({ ...frame, run, bill: bills[index]! }))
}

const counted = new WeakMap<Step, number>()

/**
 * How many of the wanted values agree with the definition; at the end all of them must. Counted
 * when a step is shown and remembered, since it is drawn many times and most steps never are.
 */
export function rightIn(step: Step): number {
  const known = counted.get(step)
  if (known !== undefined) return known
  const { schedule: chosen, inputs, operator, wanted } = step.run
  const right = wanted - mismatches(chosen, inputs, operator, step.state).length
  counted.set(step, right)
  return right
}
