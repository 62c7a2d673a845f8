import { memoryUses } from '../../../math/parallel/data/index.ts'
import type { LedgerEntry, MemoryUse, StepEvent } from '../../../math/parallel/data/index.ts'
import type { Item, Lane } from './lanes.ts'

/**
 * Where things stand. Across, everything is a share of the step's time, so that the picture takes
 * any width without measuring; down, it is in pixels, so that lanes and letters keep their size.
 */
export interface Geometry {
  readonly duration: number
  /** Heights of a rank's two lanes, and from one rank to the next. */
  readonly compute: number
  readonly send: number
  readonly pitch: number
  /** Above the lanes: room for micro-batches and the playhead's time. */
  readonly top: number
  /** Of lanes and axis. */
  readonly height: number
}

export const axisHeight = 22

/** @param split whether there are micro-batches to be named above the lanes */
export function geometryOf(duration: number, drawn: number, split: boolean): Geometry {
  const [compute, send, gap] = drawn <= 4 ? [26, 18, 9] : [20, 15, 6]
  const pitch = compute + send + gap + 2
  const top = split ? 36 : 20
  return { duration, compute, send, pitch, top, height: top + drawn * pitch + axisHeight }
}

/** Top edge of a lane, by its place in the list: two lanes for every rank. */
export const laneTop = ({ top, pitch, compute }: Geometry, lane: number): number =>
  top + Math.floor(lane / 2) * pitch + (lane % 2) * (compute + 2)

export const laneHeight = ({ compute, send }: Geometry, lane: number): number =>
  lane % 2 === 0 ? compute : send

/** A time as a place across the picture. */
export const across = ({ duration }: Pick<Geometry, 'duration'>, time: number): string =>
  `${+((100 * time) / duration).toFixed(4)}%`

/** The lane under a height, or −1. */
export function laneUnder(geometry: Geometry, y: number, count: number): number {
  for (let lane = 0; lane < count; lane++) {
    const from = laneTop(geometry, lane)
    if (y >= from - 1 && y <= from + laneHeight(geometry, lane) + 1) return lane
  }
  return -1
}

/** Items as one path of rectangles. */
export const blocks = (geometry: Geometry, lane: number, items: readonly Item[]): string => {
  const y = laneTop(geometry, lane)
  const height = laneHeight(geometry, lane)
  return items.map(({ start, end }) => `M${start} ${y}H${end}v${height}H${start}z`).join('')
}

/** What the colour and the pattern of a task say. */
export type Look = 'forward' | 'backward' | 'optimizer' | 'reduce' | 'spread'

/** Either gradients are summed on their way, or something is copied as it is. */
export const lookOf = ({ kind }: Pick<StepEvent, 'kind'>): Look => {
  if (kind === 'forward' || kind === 'backward' || kind === 'optimizer') return kind
  return kind === 'all-reduce' || kind === 'reduce-scatter' || kind === 'reduce'
    ? 'reduce'
    : 'spread'
}

/** Items of one look, lane by lane. */
export function byLook(lanes: readonly Lane[]) {
  const looks = new Map<Look, { readonly lane: number; readonly items: Item[] }[]>()
  lanes.forEach(({ items }, lane) => {
    for (const item of items) {
      if (item.kind !== 'task') continue
      const look = lookOf(item.event)
      const groups = looks.get(look) ?? []
      looks.set(look, groups)
      let group = groups.at(-1)
      if (group?.lane !== lane) groups.push((group = { lane, items: [] }))
      group.items.push(item)
    }
  })
  return [...looks]
}

/** From bottom to top, what lasts before what comes and goes. */
export const stack: readonly MemoryUse[] = [
  'optimizer',
  'parameters',
  'buckets',
  'gradients',
  'gathered',
  'activations',
] satisfies readonly (typeof memoryUses)[number][]

/**
 * The outline of one use in a stack of memory over time.
 *
 * @returns a path in seconds × pixels, 0 at the bottom edge, which is at y = height
 */
export function band(
  ledger: readonly LedgerEntry[],
  use: MemoryUse,
  duration: number,
  perByte: number,
  height: number,
): string {
  const below = stack.slice(0, stack.indexOf(use))
  const y = (bytes: number) => +(height - bytes * perByte).toFixed(2)
  const points = ledger.map((entry) => {
    const base = below.reduce((sum, name) => sum + entry.bytes[name], 0)
    return { time: entry.time, base: y(base), top: y(base + entry.bytes[use]) }
  })
  if (ledger.every((entry) => entry.bytes[use] < 0.5)) return ''
  const up = points.map(({ time, top }) => `H${time}V${top}`).join('')
  const down = points
    .toReversed()
    .map(({ time, base }) => `V${base}H${time}`)
    .join('')
  return `M0 ${points[0]!.top}${up}H${duration}${down}z`
}

/** A word in a band, where the band is tallest, if it is tall enough there. */
export interface BandLabel {
  readonly use: MemoryUse
  /** Seconds; 0 for a band that is always the same. */
  readonly time: number
  readonly y: number
}

/** Pixels, and of the whole time: a word must not stick out of its band. */
const tallEnough = 14
const longEnough = 0.12

/** Where the names of the uses stand in a stack of memory over time. */
export function bandLabels(
  ledger: readonly LedgerEntry[],
  duration: number,
  perByte: number,
  height: number,
): readonly BandLabel[] {
  return stack.flatMap((use, index) => {
    const at = ledger.reduce((best, entry) => (entry.bytes[use] > best.bytes[use] ? entry : best))
    const tall = at.bytes[use] * perByte
    const isLow = ({ bytes }: LedgerEntry) => bytes[use] * perByte < tallEnough
    const place = ledger.indexOf(at)
    const from = ledger[ledger.slice(0, place).findLastIndex(isLow) + 1]!.time
    const until = ledger.slice(place).find(isLow)?.time ?? duration
    if (tall < tallEnough || until - from < longEnough * duration) return []
    const base = stack.slice(0, index).reduce((sum, name) => sum + at.bytes[name], 0)
    const steady = ledger.every((entry) => entry.bytes[use] === at.bytes[use])
    return [{ use, time: steady ? 0 : at.time, y: height - base * perByte - tall / 2 }]
  })
}
