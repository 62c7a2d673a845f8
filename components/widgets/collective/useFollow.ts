import { useMemo, useState } from 'react'
import type { FocusEvent, KeyboardEvent, MouseEvent, PointerEvent } from 'react'
import type { Point } from './geometry.ts'

/** One place in one rank's buffer. */
export interface Spot {
  readonly rank: number
  readonly place: number
}

/** Where cells have no elements of their own: which one lies at a point of such a picture. */
export type Fields = Readonly<Record<string, (point: Point) => Spot | null>>

const elementOf = (target: EventTarget, selector: string): Element | null =>
  target instanceof Element ? target.closest(selector) : null

const named = (target: EventTarget): Spot | null => {
  const name = elementOf(target, '[data-spot]')?.getAttribute('data-spot')
  if (!name) return null
  const [rank, place] = name.split('.').map(Number)
  return { rank: rank!, place: place! }
}

/** The cell under the pointer: its own element's, or by its place in a field of cells. */
function pointed(event: MouseEvent, fields: Fields): Spot | null {
  const own = named(event.target)
  if (own) return own
  const field = elementOf(event.target, '[data-field]')
  const spotAt = field && fields[field.getAttribute('data-field')!]
  if (!spotAt) return null
  const { left, top, width } = field.getBoundingClientRect()
  const units = (field as SVGSVGElement).viewBox.baseVal.width / width
  return spotAt({ x: (event.clientX - left) * units, y: (event.clientY - top) * units })
}

/**
 * Which cell is being looked at, by pointer, touch or keyboard. All cells together are one tab
 * stop; the arrows go through a rank's places and from rank to rank, Enter follows the chunk that
 * lies there, Escape leaves.
 *
 * @param places how many places each rank's buffer has, by rank
 */
export function useFollow(places: readonly number[], fields: Fields, follow: (spot: Spot) => void) {
  const [hovered, setHovered] = useState<Spot | null>(null)
  const [focused, setFocused] = useState<Spot | null>(null)
  const [last, setLast] = useState<Spot>({ rank: 0, place: 0 })
  // A smaller collective may have lost the place that was looked at.
  const exists = (spot: Spot | null) => spot !== null && spot.place < (places[spot.rank] ?? 0)
  const cursor = exists(last) ? last : { rank: 0, place: 0 }

  const move = useMemo(
    () =>
      ({ rank, place }: Spot, key: string): Spot | null => {
        const ranks = places.length
        const count = places[rank]!
        switch (key) {
          case 'ArrowRight':
            return { rank, place: Math.min(place + 1, count - 1) }
          case 'ArrowLeft':
            return { rank, place: Math.max(place - 1, 0) }
          case 'Home':
            return { rank, place: 0 }
          case 'End':
            return { rank, place: count - 1 }
          case 'ArrowDown':
          case 'ArrowUp': {
            const other = (rank + (key === 'ArrowDown' ? 1 : ranks - 1)) % ranks
            return { rank: other, place: Math.min(place, places[other]! - 1) }
          }
          default:
            return null
        }
      },
    [places],
  )
  /** The cell that has the keyboard: a focused one, or the cursor of a focused field. */
  const keyed = (target: EventTarget): Spot | null =>
    named(target) ?? (elementOf(target, '[data-field="map"]') ? cursor : null)

  const handlers = {
    onPointerOver: (event: PointerEvent) => setHovered(pointed(event, fields)),
    onPointerMove: (event: PointerEvent) => {
      if (!elementOf(event.target, '[data-field]')) return
      const spot = pointed(event, fields)
      if (spot?.rank !== hovered?.rank || spot?.place !== hovered?.place) setHovered(spot)
    },
    onPointerLeave: () => setHovered(null),
    onClick: (event: MouseEvent) => {
      const spot = pointed(event, fields)
      if (!spot || !exists(spot)) return
      setLast(spot)
      follow(spot)
    },
    onFocus: (event: FocusEvent) => {
      const spot = keyed(event.target)
      setFocused(spot)
      if (spot) setLast(spot)
    },
    onBlur: () => setFocused(null),
    onKeyDown: (event: KeyboardEvent) => {
      const spot = keyed(event.target)
      if (!spot || event.altKey || event.ctrlKey || event.metaKey) return
      const here = event.currentTarget
      if (event.key === 'Escape') {
        here.parentElement?.closest<HTMLElement>('[tabindex="0"]')?.focus()
        return
      }
      if (event.key === 'Enter' || event.key === ' ') {
        event.preventDefault()
        follow(spot)
        return
      }
      const next = move(spot, event.key)
      if (!next) return
      event.preventDefault()
      setLast(next)
      setFocused(next)
      const name = `${next.rank}.${next.place}`
      // The same cell may be drawn twice; the one that can be focused is meant.
      here.querySelector<HTMLElement>(`[data-spot="${name}"][tabindex]`)?.focus()
    },
  }

  return {
    spot: exists(hovered) ? hovered : exists(focused) ? focused : null,
    tabStop: cursor,
    handlers,
  }
}
