import { useMemo, useState } from 'react'
import type { FocusEvent, KeyboardEvent, PointerEvent } from 'react'

/** One place in one rank's buffer. */
export interface Spot {
  readonly rank: number
  readonly place: number
}

const spotOf = (target: EventTarget): Spot | null => {
  const name = target instanceof Element && target.closest('[data-spot]')?.getAttribute('data-spot')
  if (!name) return null
  const [rank, place] = name.split('.').map(Number)
  return { rank: rank!, place: place! }
}

/**
 * Which cell is being looked at, by pointer, touch or keyboard. All cells together are one tab
 * stop; the arrows go through a rank's places and from rank to rank, Escape leaves.
 *
 * @param places how many places each rank's buffer has, by rank
 */
export function useFollow(places: readonly number[]) {
  const [hovered, setHovered] = useState<Spot | null>(null)
  const [focused, setFocused] = useState<Spot | null>(null)
  const [last, setLast] = useState<Spot>({ rank: 0, place: 0 })
  // A smaller collective may have lost the place that was looked at.
  const exists = (spot: Spot | null) => spot !== null && spot.place < (places[spot.rank] ?? 0)

  const handlers = useMemo(() => {
    const step = ({ rank, place }: Spot, key: string): Spot | null => {
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
    }
    return {
      onPointerOver: (event: PointerEvent) => setHovered(spotOf(event.target)),
      onPointerLeave: () => setHovered(null),
      onFocus: (event: FocusEvent) => {
        const spot = spotOf(event.target)
        setFocused(spot)
        if (spot) setLast(spot)
      },
      onBlur: () => setFocused(null),
      onKeyDown: (event: KeyboardEvent) => {
        const spot = spotOf(event.target)
        if (!spot || event.altKey || event.ctrlKey || event.metaKey) return
        const here = event.currentTarget
        if (event.key === 'Escape') {
          here.parentElement?.closest<HTMLElement>('[tabindex="0"]')?.focus()
          return
        }
        const next = step(spot, event.key)
        if (!next) return
        event.preventDefault()
        const name = `${next.rank}.${next.place}`
        // The same cell may be drawn twice; the one that can be focused is meant.
        here.querySelector<HTMLElement>(`[data-spot="${name}"][tabindex]`)?.focus()
      },
    }
  }, [places])

  return {
    spot: exists(hovered) ? hovered : exists(focused) ? focused : null,
    tabStop: exists(last) ? last : { rank: 0, place: 0 },
    handlers,
  }
}
