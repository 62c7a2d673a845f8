import { timeline, waits } from '../../../math/collectives/index.ts'
import type {
  Disturbance,
  Network,
  Schedule,
  Timeline,
  Wait,
} from '../../../math/collectives/index.ts'
import type { Setting } from './run.ts'

/** When everything happens, who waits for whom, and how much later a fault makes it. */
export interface Delay {
  readonly disturbance: Disturbance
  readonly timeline: Timeline
  readonly waits: readonly Wait[]
  /** Seconds until all are done without the fault. */
  readonly calm: number
  /** How much later each rank is done than without the fault; Infinity: never. */
  readonly later: readonly number[]
  /** Messages that take the slow link; 0 when there is none or nothing takes it. */
  readonly slowed: number
}

export function delayOf(
  schedule: Schedule,
  bytes: number,
  network: Network,
  disturbance: Disturbance,
): Delay {
  const calm = timeline(schedule, bytes, network)
  const even = disturbance.slowLinks === undefined && disturbance.stalls === undefined
  const disturbed = even ? calm : timeline(schedule, bytes, network, disturbance)
  const [slow] = disturbance.slowLinks ?? []
  return {
    disturbance,
    timeline: disturbed,
    // A wait of a billionth of the whole is rounding.
    waits: waits(disturbed, calm.seconds * 1e-9),
    calm: calm.seconds,
    later: disturbed.finished.map((seconds, rank) => seconds - calm.finished[rank]!),
    slowed: slow
      ? disturbed.messages.filter(
          ({ message: { from, to } }) => from === slow.from && to === slow.to,
        ).length
      : 0,
  }
}

export const disturbanceOf = (setting: Setting): Disturbance => {
  const { fault, slowFrom, slowTo, slowdown, stalled, stallRound, delay } = setting
  if (fault === 'none') return {}
  if (fault === 'slow-link') {
    return { slowLinks: [{ from: slowFrom, to: slowTo, factor: slowdown }] }
  }
  const seconds = fault === 'lost-rank' ? Infinity : delay
  return { stalls: [{ rank: stalled, round: stallRound - 1, seconds }] }
}

/** What is left of a schedule when a rank never comes: the messages that still find both ranks. */
export function untilStuck(whole: Schedule, network: Network, setting: Setting): Schedule {
  const { messages } = timeline(whole, 0, network, disturbanceOf(setting))
  const happen = new Set(messages.filter(({ end }) => end < Infinity).map(({ message }) => message))
  const rounds = whole.rounds.map((round) => ({
    ...round,
    messages: round.messages.filter((message) => happen.has(message)),
  }))
  const last = rounds.findLastIndex(({ messages: left }) => left.length > 0)
  return { ...whole, rounds: rounds.slice(0, last + 1) }
}
