import { timeline, waits } from '../../../math/collectives/index.ts'
import type {
  Disturbance,
  Network,
  Schedule,
  Timeline,
  Wait,
} from '../../../math/collectives/index.ts'

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

/**
 * Whom a rank that never gets on waits for, and whom that one waits for, up to the one that never
 * comes.
 */
export function chainOf({ waits }: Pick<Delay, 'waits'>, rank: number): number[] {
  const forWhom = new Map<number, number>()
  for (const { rank: waiting, for: whom, until } of waits)
    if (until === Infinity && !forWhom.has(waiting)) forWhom.set(waiting, whom)
  const chain = [rank]
  for (let next = forWhom.get(rank); next !== undefined && !chain.includes(next);) {
    chain.push(next)
    next = forWhom.get(next)
  }
  return chain
}
