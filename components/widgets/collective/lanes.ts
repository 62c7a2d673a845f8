import { rankHues } from '../../hues.ts'
import { ownerOf } from './buffers.ts'
import type { Delay } from './delay.ts'
import { digits, side } from './geometry.ts'
import type { Run } from './run.ts'

/**
 * Time to the right, a lane per rank: what it sends in the upper half, what it receives in the
 * lower. What is still to come, what is under way, and what is over are told apart by strength.
 */
export interface LanesPlan {
  readonly left: number
  readonly lane: number
  readonly height: number
  /** Seconds at the right end. */
  readonly end: number
  readonly at: (seconds: number) => number
  readonly top: (rank: number, half: 'send' | 'receive') => number
  readonly half: number
}

const top = 6
const axis = 26

export function planLanes({ schedule, delay }: Run & { readonly delay: Delay }): LanesPlan {
  const { ranks } = schedule
  const lane = ranks <= 8 ? 26 : ranks <= 16 ? 15 : ranks <= 32 ? 9 : 6
  const space = ranks <= 16 ? 3 : 1
  const left = 24
  const finite = delay.timeline.messages.flatMap(({ start, end }) => [start, end])
  const starts = delay.waits.map(({ from }) => from)
  const last = Math.max(0, ...finite.concat(starts).filter((seconds) => seconds < Infinity))
  // A standstill needs room to be seen in; if nothing ever goes, the whole calm run's.
  const end = delay.timeline.seconds < Infinity ? last : last > 0 ? last * 1.4 : delay.calm
  const half = (lane - space) / 2
  return {
    left,
    lane,
    height: top + ranks * lane + axis,
    end,
    half,
    at: (seconds) => left + ((side - left - 4) * Math.min(seconds, end)) / (end || 1),
    top: (rank, which) => top + rank * lane + (which === 'send' ? 0 : half),
  }
}

const rect = (x: number, y: number, width: number, height: number) =>
  `M${digits(x)} ${digits(y)}h${digits(width)}v${digits(height)}h${digits(-width)}z`

export type When = 'over' | 'now' | 'ahead' | 'ever'

/** One message as two bars: on its sender's lane and on its receiver's. */
export interface LaneMessage {
  readonly round: number
  /** Rank whose colour it has; null for chunks of several colours. */
  readonly hue: number | null
  readonly d: string
}

export function messagesOf(run: Run & { readonly delay: Delay }, plan: LanesPlan): LaneMessage[] {
  return run.delay.timeline.messages.flatMap(({ message, round, start, end }) => {
    if (end === Infinity) return []
    const first = ownerOf(run.schedule, message.chunks[0]!)
    const one = message.chunks.every((chunk) => ownerOf(run.schedule, chunk) === first)
    const x = plan.at(start)
    const width = Math.max(plan.at(end) - x - 0.4, 0.4)
    const bar = (rank: number, which: 'send' | 'receive') =>
      rect(x, plan.top(rank, which), width, plan.half - 0.6)
    return {
      round,
      hue: one ? first % rankHues : null,
      d: bar(message.from, 'send') + bar(message.to, 'receive'),
    }
  })
}

export interface LaneBars {
  readonly key: string
  readonly when: When
  readonly hue: number | null
  readonly d: string
}

/** Bars by colour and strength, one path each. */
export function barsOf(
  messages: readonly LaneMessage[],
  whenOf: (round: number) => When,
): LaneBars[] {
  const paths = new Map<string, { when: When; hue: number | null; d: string[] }>()
  for (const { round, hue, d } of messages) {
    const when = whenOf(round)
    const key = `${when}.${hue}`
    const known = paths.get(key)
    if (known) known.d.push(d)
    else paths.set(key, { when, hue, d: [d] })
  }
  return [...paths].map(([key, { when, hue, d }]) => ({ key, when, hue, d: d.join('') }))
}

/** Waits as hatched rectangles, with room for a name or not. */
export function waitsOf({ delay }: Run & { readonly delay: Delay }, plan: LanesPlan) {
  return delay.waits.map((wait) => {
    const x = plan.at(wait.from)
    const right = wait.until === Infinity ? side - 4 : plan.at(wait.until)
    return { wait, x, y: plan.top(wait.rank, wait.to), width: right - x, height: plan.half - 0.6 }
  })
}

export const waitsPath = (boxes: ReturnType<typeof waitsOf>): string =>
  boxes
    .filter(({ width }) => width > 0.3)
    .map(({ x, y, width, height }) => rect(x, y, width, height))
    .join('')

/** When a stalled rank stood still: from when it was free until it came, or to the end. */
export function stallOf({ delay }: Run & { readonly delay: Delay }, plan: LanesPlan) {
  const [stall] = delay.disturbance.stalls ?? []
  if (!stall) return null
  const own = delay.timeline.messages.filter(
    ({ message: { from, to } }) => from === stall.rank || to === stall.rank,
  )
  const free = Math.max(0, ...own.filter(({ round }) => round < stall.round).map(({ end }) => end))
  const x = plan.at(free)
  const until = free + stall.seconds
  const right = until === Infinity ? side - 4 : plan.at(until)
  return {
    rank: stall.rank,
    x,
    y: plan.top(stall.rank, 'send'),
    width: right - x,
    height: 2 * plan.half - 0.6,
  }
}

/** Round numbers on the axis of time: at most five of them. */
export function ticksOf(end: number): number[] {
  if (!(end > 0)) return [0]
  const rough = end / 4
  const magnitude = 10 ** Math.floor(Math.log10(rough))
  const step = [1, 2, 5, 10].map((n) => n * magnitude).find((n) => end / n <= 4.5)!
  return Array.from({ length: Math.floor(end / step + 1e-9) + 1 }, (_, index) => index * step)
}
