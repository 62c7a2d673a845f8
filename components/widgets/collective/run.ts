import {
  chunkRule,
  coefficients,
  cost,
  definition,
  inputLengths,
  isLegal,
  lazyPlay,
  lazySchedule,
  ledger,
  lowerBound,
  mismatches,
  reduces,
  schedule,
  secondsOf,
  usesRoot,
} from '../../../math/collectives/index.ts'
import type {
  Algorithm,
  Cost,
  Frame,
  Inputs,
  LowerBound,
  Network,
  Operator,
  Primitive,
  Schedule,
} from '../../../math/collectives/index.ts'
import { random } from '../../../math/random.ts'
import { layBuffers } from './buffers.ts'
import type { Buffers } from './buffers.ts'
import type { Delay } from './delay.ts'
import { later } from './later.ts'

export const faults = ['none', 'slow-link', 'late-rank', 'lost-rank'] as const
export type Fault = (typeof faults)[number]

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
  /** 1 for a network without levels. */
  readonly nodes: number
  readonly interLatency: number
  readonly interBandwidth: number
  readonly cards: 'per-device' | 'per-node'
  readonly sharing: 'port' | 'link'
  readonly fault: Fault
  readonly slowFrom: number
  readonly slowTo: number
  readonly slowdown: number
  readonly stalled: number
  /** Counted from 1, as rounds are everywhere in the picture. */
  readonly stallRound: number
  readonly delay: number
  /** Whether the lanes of time are asked for. */
  readonly waiting: boolean
}

/** One collective on real numbers, whole: what all its steps share. */
export interface Run {
  readonly schedule: Schedule
  readonly operator: Operator
  readonly inputs: Inputs
  readonly buffers: Buffers
  /** Whether `schedule.root` means anything. */
  readonly rooted: boolean
  /** How many values the definition asks for, over all ranks. */
  readonly wanted: number
  readonly nodes: number
  readonly network: Network
  /** What all of it costs, undisturbed. */
  readonly total: Cost
  readonly bound: LowerBound
  /** When everything happens, with the fault; null while nobody asks. */
  readonly delay: Delay | null
  /** The step at which nothing moves any more, because a rank never comes. */
  readonly stuck: number | null
}

/** The picture of one moment: what each rank holds after `step` rounds, and what led there. */
export interface Step extends Frame {
  readonly run: Run
  /** The bill so far. */
  readonly bill: Cost
}

/** As many chunks as ranks, so that every algorithm is seen cutting the vector alike, or the next legal number. */
export function chunksFor(primitive: Primitive, algorithm: Algorithm, ranks: number): number {
  const { unit } = chunkRule(primitive, algorithm, ranks)
  return Math.ceil(ranks / unit) * unit
}

type Plan = Pick<Setting, 'primitive' | 'algorithm' | 'ranks' | 'root' | 'nodes'>

const requestOf = ({ primitive, algorithm, ranks, root, nodes }: Plan) => ({
  primitive,
  algorithm,
  ranks,
  root,
  chunks: chunksFor(primitive, algorithm, ranks),
  // Flat algorithms do not know of nodes, only their network does.
  ...(algorithm === 'hierarchical' && { nodes }),
})

export const scheduleFor = (plan: Plan): Schedule => schedule(requestOf(plan))

let counted: { readonly key: string; readonly rounds: number } | undefined

/** How many rounds there are, without making them. A state is settled in several goes that all ask. */
export function roundsOf(plan: Plan): number {
  const request = requestOf(plan)
  const key = JSON.stringify(request)
  if (counted?.key !== key) counted = { key, rounds: lazySchedule(request).roundCount }
  return counted.rounds
}

export function networkOf(setting: Setting): Network {
  const { ranks, nodes, latency, bandwidth, interLatency, interBandwidth, cards, sharing } = setting
  const intra = { alpha: latency, beta: 1 / bandwidth }
  return nodes === 1
    ? { kind: 'uniform', ...intra, sharing }
    : {
        kind: 'two-level',
        devicesPerNode: ranks / nodes,
        intra,
        inter: { alpha: interLatency, beta: 1 / interBandwidth },
        cards,
      }
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
    const base = length > 10 ? (length > 100 ? 1000 : 100) : 10
    return Array.from({ length }, (_, place) =>
      reduces(run.primitive) ? digits.integer(1, 9) : rank * base + place,
    )
  })
}

function needed() {
  const parts = later()
  if (!parts) throw new Error('a disturbance is played after load() has ended')
  return parts
}

function playOf(setting: Setting) {
  const { primitive, algorithm, operator, fault } = setting
  const chosen = scheduleFor(setting)
  const inputs = inputsFor(chosen)
  const possible =
    fault === 'lost-rank' ? needed().untilStuck(chosen, networkOf(setting), setting) : chosen
  const moments = lazyPlay(possible, inputs, operator)
  const count = (rounds: Schedule['rounds']) =>
    rounds.reduce((sum, { messages }) => sum + messages.length, 0)
  const isStuck = count(possible.rounds) < count(chosen.rounds)
  const end = moments.at(-1)!
  const frames: readonly Frame[] = isStuck
    ? [...moments, { step: end.step + 1, phase: end.phase, messages: [], state: end.state }]
    : moments
  return {
    possible,
    frames,
    parts: {
      schedule: chosen,
      operator,
      inputs,
      buffers: layBuffers(chosen),
      rooted: usesRoot(primitive, algorithm),
      wanted:
        primitive === 'barrier'
          ? chosen.ranks ** 2
          : definition(chosen, inputs, operator).flat().length,
      stuck: isStuck ? frames.length - 1 : null,
    },
  }
}

let last: { readonly key: string; readonly played: ReturnType<typeof playOf> } | undefined

/** The last collective is kept: drawing a size or a link along its slider changes the bill alone. */
function played(setting: Setting): ReturnType<typeof playOf> {
  const { primitive, algorithm, ranks, root, operator, nodes, fault, stalled, stallRound } = setting
  const lost = fault === 'lost-rank' ? [stalled, stallRound] : []
  const key = [primitive, algorithm, ranks, root, operator, nodes, ...lost].join(' ')
  if (last?.key !== key) last = { key, played: playOf(setting) }
  return last.played
}

/** Every moment of the collective that is chosen. */
export function stepsOf(setting: Setting): readonly Step[] {
  const { primitive, ranks, bytes, nodes, fault, waiting } = setting
  const network = networkOf(setting)
  const { frames, possible, parts } = played(setting)
  const bills = ledger(possible, bytes, network)
  const run: Run = {
    ...parts,
    nodes,
    network,
    total: possible === parts.schedule ? bills.at(-1)! : cost(parts.schedule, bytes, network),
    bound: lowerBound(primitive, ranks, bytes, network),
    delay:
      waiting || fault !== 'none'
        ? needed().delayOf(parts.schedule, bytes, network, needed().disturbanceOf(setting))
        : null,
  }
  return frames.map((frame, index) => ({
    ...frame,
    run,
    bill: bills[Math.min(index, bills.length - 1)]!,
  }))
}

const rights = new WeakMap<Step, number>()

/**
 * How many of the wanted values agree with the definition; at the end all of them must. Counted
 * when a step is shown and remembered, since it is drawn many times and most steps never are.
 */
export function rightIn(step: Step): number {
  const known = rights.get(step)
  if (known !== undefined) return known
  const { schedule: chosen, inputs, operator, wanted } = step.run
  const right =
    chosen.primitive === 'barrier'
      ? // A barrier moves no value: what counts is of whom each rank has heard.
        step.state.reduce((sum, buffer) => sum + buffer.size, 0)
      : wanted - mismatches(chosen, inputs, operator, step.state).length
  rights.set(step, right)
  return right
}

const known = new Map<string, Schedule>()
const mostKnown = 16

/** A schedule that was asked for lately is kept: the size and the links change far more often. */
function rememberedSchedule(plan: Plan): Schedule {
  const key = JSON.stringify(requestOf(plan))
  const found = known.get(key) ?? scheduleFor(plan)
  known.delete(key)
  known.set(key, found)
  if (known.size > mostKnown) known.delete(known.keys().next().value!)
  return found
}

function secondsFor(setting: Setting): number {
  const { bytes, nodes, sharing } = setting
  // Where all ports are alike, rounds and bytes are counted once for all sizes and links.
  return nodes === 1 && sharing === 'port'
    ? secondsOf(coefficients(requestOf(setting)), bytes, setting)
    : cost(rememberedSchedule(setting), bytes, networkOf(setting)).seconds
}

/** The same collective by every algorithm that is legal here, on the same network. */
export function rivalsOf(setting: Setting, algorithms: readonly Algorithm[]) {
  const { primitive, ranks, nodes } = setting
  return algorithms
    .filter(
      (algorithm) =>
        isLegal(primitive, algorithm, ranks) && (algorithm !== 'hierarchical' || nodes > 1),
    )
    .map((algorithm) => ({ algorithm, seconds: secondsFor({ ...setting, algorithm }) }))
}
