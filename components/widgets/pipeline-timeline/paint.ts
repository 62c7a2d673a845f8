import { bisector } from 'd3-array'
import type {
  ActivationStep,
  OpKind,
  RankTimeline,
  TimedOp,
} from '../../../math/parallel/pipeline/index.ts'
import { partOf } from './geometry.ts'

/**
 * Ten thousands of ops as pixels. Where many ops share a pixel it takes the mixture of their
 * colours by the time that each takes of it, so that nothing is left out and nothing flickers.
 */

/** The stretch of time that is seen, and how many pixels it has. */
export interface Stretch {
  readonly from: number
  readonly to: number
  readonly columns: number
}

export type Colour = readonly [red: number, green: number, blue: number]
export type Colours = Readonly<Record<OpKind, Colour>>

/** A lane is painted in so many rows, if some of its ops fill a part of it. */
const rowsPerLane = 4

const byEnd = bisector((op: TimedOp) => op.end)
const byTime = bisector((step: ActivationStep) => step.time)

/** Rows that a schedule's lanes need. */
export const rowsOf = (ranks: readonly RankTimeline[]): number =>
  ranks.some(({ ops }) => ops.some((op) => op.kind === 'backward-weight' || op.pairedWith !== null))
    ? rowsPerLane
    : 1

/** The ops that are seen of a stretch of time, rank by rank. */
export function* seenOps(
  ranks: readonly RankTimeline[],
  { from, to }: Stretch,
): Generator<TimedOp, void, undefined> {
  for (const { ops } of ranks) {
    for (let place = byEnd.right(ops, from); place < ops.length; place++) {
      const op = ops[place]!
      if (op.start >= to) break
      yield op
    }
  }
}

/**
 * One lane as pixels: `rows` rows of `columns`, four bytes each, transparent where the rank idles.
 *
 * @param pixels where to write; as long as all that is 4 · rows · columns
 */
export function paintLane(
  { ops }: RankTimeline,
  { from, to, columns }: Stretch,
  rows: number,
  colours: Colours,
  pixels: Uint8ClampedArray,
): void {
  const scale = columns / (to - from)
  const sums = new Float32Array(4 * rows * columns)
  for (let place = byEnd.right(ops, from); place < ops.length; place++) {
    const op = ops[place]!
    if (op.start >= to) break
    const width = (op.end - op.start) * scale
    const left = Math.max(0, (op.start - from) * scale)
    // A hair's breadth between blocks, as long as there is room for it.
    const right = Math.min(
      columns,
      (op.end - from) * scale - (width >= 3 ? Math.min(1, width / 6) : 0),
    )
    const [first, last] = partOf(op)
    const [red, green, blue] = colours[op.kind]
    for (let row = Math.round(first * rows); row < Math.round(last * rows); row++) {
      for (let column = Math.floor(left); column < right; column++) {
        const share = Math.min(right, column + 1) - Math.max(left, column)
        const at = 4 * (row * columns + column)
        sums[at]! += red * share
        sums[at + 1]! += green * share
        sums[at + 2]! += blue * share
        sums[at + 3]! += share
      }
    }
  }
  for (let at = 0; at < sums.length; at += 4) {
    const share = sums[at + 3]!
    if (share === 0) continue
    pixels[at] = sums[at]! / share
    pixels[at + 1] = sums[at + 1]! / share
    pixels[at + 2] = sums[at + 2]! / share
    pixels[at + 3] = 255 * share
  }
}

/** The most that a rank holds within each pixel, as runs of pixels that hold the same. */
export function heldRuns(
  { activations }: RankTimeline,
  { from, to, columns }: Stretch,
): readonly { readonly start: number; readonly end: number; readonly held: number }[] {
  const scale = columns / (to - from)
  const most = new Float64Array(columns)
  for (
    let place = Math.max(0, byTime.right(activations, from) - 1);
    place < activations.length;
    place++
  ) {
    const { time, held } = activations[place]!
    if (time >= to) break
    const until = activations[place + 1]?.time ?? time
    const last = Math.min(columns - 1, Math.ceil((until - from) * scale) - 1)
    for (let column = Math.max(0, Math.floor((time - from) * scale)); column <= last; column++) {
      most[column] = Math.max(most[column]!, held)
    }
  }
  const runs: { start: number; end: number; held: number }[] = []
  most.forEach((held, column) => {
    const run = runs.at(-1)
    if (run && run.held === held) run.end = column + 1
    else runs.push({ start: column, end: column + 1, held })
  })
  return runs.filter(({ held }) => held > 0)
}
