import { useMemo, useState } from 'react'
import type { FocusEvent, KeyboardEvent, MouseEvent, PointerEvent } from 'react'
import type { Geometry } from './geometry.ts'
import { laneUnder } from './geometry.ts'
import type { Item, Lane, Place } from './lanes.ts'
import { move, placeAt } from './lanes.ts'

/** What the reader is looking at: the item under the pointer, else where the keyboard is. */
export interface Attention {
  readonly item: Item
  readonly lane: number
  /** Whether anybody points at it; else it is only where the keyboard would begin. */
  readonly active: boolean
  /** Whether the keyboard led here, so that it has to be brought into sight. */
  readonly byKey: boolean
  readonly handlers: {
    readonly onPointerMove: (event: PointerEvent<HTMLElement>) => void
    readonly onPointerLeave: () => void
    readonly onClick: (event: MouseEvent<HTMLElement>) => void
    readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void
    readonly onFocus: (event: FocusEvent<HTMLElement>) => void
    readonly onBlur: () => void
  }
}

/** @param choose called with an item that was clicked, or on which Enter was pressed */
export function useAttention(
  lanes: readonly Lane[],
  geometry: Geometry,
  choose: (item: Item) => void,
): Attention {
  const [hovered, setHovered] = useState<Place | null>(null)
  const [cursor, setCursor] = useState<Place>({ lane: 0, index: 0 })
  const [focus, setFocus] = useState<'none' | 'pointer' | 'key'>('none')

  // The step may have changed under a place; then the nearest one that is still there counts.
  const place = useMemo(() => {
    const { lane, index } = hovered ?? cursor
    const at = Math.min(lane, lanes.length - 1)
    const count = lanes[at]!.items.length
    return count === 0 ? { lane: 0, index: 0 } : { lane: at, index: Math.min(index, count - 1) }
  }, [hovered, cursor, lanes])
  const item = lanes[place.lane]!.items[place.index]!

  const under = (event: MouseEvent<HTMLElement>): Place | null => {
    const box = event.currentTarget.querySelector('svg')!.getBoundingClientRect()
    const time = ((event.clientX - box.left) / box.width) * geometry.duration
    const lane = laneUnder(geometry, event.clientY - box.top, lanes.length)
    if (lane < 0 || lanes[lane]!.items.length === 0) return null
    const at = placeAt(lanes, lane, time)
    const { start, end } = lanes[lane]!.items[at.index]!
    return time >= start && time < end ? at : null
  }

  return {
    item,
    lane: place.lane,
    active: hovered !== null || focus !== 'none',
    byKey: hovered === null && focus === 'key',
    handlers: {
      onPointerMove: (event) => {
        // A finger that moves is scrolling.
        if (event.pointerType === 'touch') return
        const next = under(event)
        if (next?.lane !== hovered?.lane || next?.index !== hovered?.index) setHovered(next)
      },
      onPointerLeave: () => setHovered(null),
      onClick: (event) => {
        const at = under(event)
        if (at === null) return
        setCursor(at)
        setFocus('pointer')
        choose(lanes[at.lane]!.items[at.index]!)
      },
      onKeyDown: (event) => {
        if (event.altKey || event.ctrlKey || event.metaKey) return
        const next = move(lanes, place, event.key)
        if (next) {
          setHovered(null)
          setCursor(next)
          setFocus('key')
        } else if (event.key === 'Enter' || event.key === ' ') choose(item)
        else return
        event.preventDefault()
      },
      onFocus: (event) => {
        // A press focuses too, but only its click says on what.
        if (event.currentTarget.matches(':focus-visible')) setFocus('key')
      },
      onBlur: () => setFocus('none'),
    },
  }
}
