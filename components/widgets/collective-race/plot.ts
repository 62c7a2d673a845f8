import { scaleLinear, scaleLog } from 'd3-scale'
import { rankCounts, sizes } from './race.ts'
import type { Course, Point, Question, Race } from './race.ts'

/** The drawing's size and the frame within it, in its own units. */
export const size = { width: 460, height: 372 }
export const box = { left: 62, right: 428, top: 64, bottom: 318 }

interface Scale {
  (value: number): number
  invert(position: number): number
}

export interface Plot {
  readonly x: Scale
  readonly y: Scale
  readonly xTicks: readonly number[]
  readonly yTicks: readonly number[]
  readonly path: (course: Course) => string
  /** Where the number of each line stands at the right edge, none over another. */
  readonly ends: readonly {
    readonly name: Course['name']
    readonly at: number
    readonly from: number
  }[]
}

const powers = (from: number, to: number, every: number) => {
  const first = Math.ceil(Math.log10(from) / every) * every
  const count = Math.floor((Math.log10(to) - first) / every) + 1
  return Array.from({ length: Math.max(0, count) }, (_, step) => 10 ** (first + step * every))
}

/** Moves labels apart along one axis, keeping their order: each at least `gap` below the one above. */
export function spread(
  wanted: readonly number[],
  gap: number,
  low: number,
  high: number,
): number[] {
  const order = wanted.map((at, index) => ({ at, index })).toSorted((a, b) => a.at - b.at)
  const placed: number[] = []
  for (const { at } of order) placed.push(Math.max(at, (placed.at(-1) ?? low - gap) + gap))
  // What was pushed over the edge pushes back.
  for (let index = placed.length - 1; index >= 0; index--) {
    placed[index] = Math.min(placed[index]!, (placed[index + 1] ?? high + gap) - gap)
  }
  const back: number[] = []
  order.forEach(({ index }, place) => (back[index] = placed[place]!))
  return back
}

const ys = (courses: readonly Course[]) => courses.flatMap(({ points }) => points.map(({ y }) => y))

/** The scales and paths of a view. */
export function plotOf({ courses }: Race, { view, bandwidth }: Question): Plot {
  const x: Scale =
    view === 'ranks'
      ? scaleLog([rankCounts[0]!, rankCounts.at(-1)!], [box.left, box.right]).base(2)
      : scaleLog([sizes.from, sizes.to], [box.left, box.right])
  const values = ys(courses)
  const lowest = Math.min(...values)
  const highest = Math.max(...values)
  const top = Math.max(bandwidth, highest) * 1.08
  const y: Scale =
    view === 'bus'
      ? scaleLinear([0, top], [box.bottom, box.top])
      : scaleLog([lowest / 1.4, highest * 1.2], [box.bottom, box.top])
  const decades = Math.log10(highest / lowest)
  const draw = (points: readonly Point[]) =>
    `M${points.map((point) => `${x(point.x).toFixed(1)} ${y(point.y).toFixed(1)}`).join('L')}`
  const last = courses.map(({ points }) => y(points.at(-1)!.y))
  const placed = spread(last, 14, box.top + 4, box.bottom - 4)
  return {
    x,
    y,
    xTicks: view === 'ranks' ? [2, 4, 8, 16, 32, 64] : powers(sizes.from, sizes.to, 3),
    yTicks:
      view === 'bus'
        ? [0, 0.5, 1, 1.5, 2].map((share) => share * bandwidth).filter((value) => value <= top)
        : powers(lowest / 1.4, highest * 1.2, decades > 8 ? 3 : decades > 4 ? 2 : 1),
    path: ({ points }) => draw(points),
    ends: courses.map(({ name }, index) => ({ name, at: placed[index]!, from: last[index]! })),
  }
}
