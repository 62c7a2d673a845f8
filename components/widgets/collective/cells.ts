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

const rect = (x: number, y: number, width: number, height: number) =>
  `M${digits(x)} ${digits(y)}h${digits(width)}v${digits(height)}h${digits(-width)}z`

/**
 * Thousands of cells as a few paths: one for each look in each colour. A partial sum fills its cell
 * from below, as high as the share of the ranks that are in it.
 */
export function cellPaths(schedule: Schedule, cells: Iterable<DrawnCell>): CellPath[] {
  const needed = contributionsNeeded(schedule)
  const paths = new Map<string, { look: CellPath['look']; hue: number; d: string[] }>()
  const add = (look: CellPath['look'], hue: number, d: string) => {
    const key = `${look}.${hue}`
    const known = paths.get(key)
    if (known) known.d.push(d)
    else paths.set(key, { look, hue, d: [d] })
  }
  for (const { x, y, width, height, content } of cells) {
    const inset = Math.min(0.75, width / 10)
    const [w, h] = [width - 2 * inset, height - 2 * inset]
    if (!content) {
      add('empty', 0, rect(x + inset, y + inset, w, h))
      continue
    }
    const hue = ownerOf(schedule, content.chunk) % rankHues
    add(content.standing, hue, rect(x + inset, y + inset, w, h))
    if (content.standing === 'final' || needed === 1) continue
    const level = (h * content.cell.contributions) / needed
    add(`${content.standing}-level`, hue, rect(x + inset, y + inset + h - level, w, level))
  }
  return [...paths.entries()].map(([key, { look, hue, d }]) => ({ key, look, hue, d: d.join('') }))
}

/** Outlines of cells, as one path. */
export const outlines = (cells: Iterable<DrawnCell>): string =>
  [...cells]
    .map(({ x, y, width, height }) => rect(x + 0.4, y + 0.4, width - 0.8, height - 0.8))
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
