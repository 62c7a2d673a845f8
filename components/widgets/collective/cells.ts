import { rankHues } from '../../hues.ts'
import { contributionsNeeded } from '../../../math/collectives/index.ts'
import type { Message, Schedule } from '../../../math/collectives/index.ts'
import type { Content } from './buffers.ts'
import { ownerOf } from './buffers.ts'
import { digits } from './geometry.ts'

/** A place in a buffer, where it is drawn, and what is in it. */
export interface DrawnCell {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly content: Content | null
}

/** All cells of one look and one colour as a single path. */
export interface CellPath {
  readonly key: string
  readonly look: 'empty' | 'final' | 'held' | 'held-level' | 'spent' | 'spent-level'
  /** Rank whose colour it has. */
  readonly hue: number
  readonly d: string
}

const from = (x: number, y: number) => `M${digits(x)} ${digits(y)}`
const around = (width: number, height: number) =>
  `h${digits(width)}v${digits(height)}h${digits(-width)}z`

/** The outlines of a cell and of its levels, written once for all neighbours of its size. */
function stencil(width: number, height: number, needed: number) {
  const inset = Math.min(0.75, width / 10)
  const [w, h] = [width - 2 * inset, height - 2 * inset]
  const levels: { readonly top: number; readonly outline: string }[] = []
  return {
    width,
    height,
    inset,
    whole: around(w, h),
    level: (contributions: number) => {
      const high = (h * contributions) / needed
      return (levels[contributions] ??= { top: inset + h - high, outline: around(w, high) })
    },
  }
}

/**
 * Thousands of cells as a few paths: one for each look in each colour. A partial sum fills its cell
 * from below, as high as the share of the ranks that are in it.
 */
export function cellPaths(schedule: Schedule, cells: Iterable<DrawnCell>): CellPath[] {
  const needed = contributionsNeeded(schedule)
  const paths = new Map<string, { key: string; look: CellPath['look']; hue: number; d: string }>()
  const add = (look: CellPath['look'], hue: number, d: string) => {
    const key = `${look}.${hue}`
    const known = paths.get(key)
    if (known) known.d += d
    else paths.set(key, { key, look, hue, d })
  }
  let shape = stencil(0, 0, needed)
  for (const { x, y, width, height, content } of cells) {
    if (width !== shape.width || height !== shape.height) shape = stencil(width, height, needed)
    const { inset, whole, level } = shape
    if (!content) {
      add('empty', 0, from(x + inset, y + inset) + whole)
      continue
    }
    const hue = ownerOf(schedule, content.chunk) % rankHues
    add(content.standing, hue, from(x + inset, y + inset) + whole)
    if (content.standing === 'final' || needed === 1) continue
    const { top, outline } = level(content.cell.contributions)
    add(`${content.standing}-level`, hue, from(x + inset, y + top) + outline)
  }
  return [...paths.values()]
}

/** Outlines of cells, as one path. */
export const outlines = (cells: Iterable<DrawnCell>): string =>
  [...cells]
    .map(({ x, y, width, height }) => from(x + 0.4, y + 0.4) + around(width - 0.8, height - 0.8))
    .join('')

/** The chunks that messages brought, by rank. */
export function newsOf(messages: readonly Message[]): ReadonlyMap<number, ReadonlySet<number>> {
  const news = new Map<number, Set<number>>()
  for (const { to, chunks } of messages) {
    const known = news.get(to) ?? new Set<number>()
    news.set(to, known)
    for (const chunk of chunks) known.add(chunk)
  }
  return news
}
