import { useState } from 'react'
import type { FocusEvent, KeyboardEvent, MouseEvent, PointerEvent } from 'react'
import type { Timeline } from '../../../math/parallel/pipeline/index.ts'
import type { Geometry } from './geometry.ts'
import type { LaneItem, Place } from './lanes.ts'
import { lanesOf, move, placeAt } from './lanes.ts'

/** What the reader is looking at: the item under the pointer, else where the keyboard is. */
export interface Attention {
  readonly item: LaneItem
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

/**
 * @param follow called with the micro-batch to follow, or null to let go
 * @param followed the one that is followed now
 */
export function useAttention(
  timeline: Timeline,
  geometry: Geometry,
  followed: number | null,
  follow: (microbatch: number | null) => void,
): Attention {
  const lanes = lanesOf(timeline)
  const [hovered, setHovered] = useState<Place | null>(null)
  const [cursor, setCursor] = useState<Place>({ rank: 0, index: 0 })
  const [focus, setFocus] = useState<'none' | 'pointer' | 'key'>('none')

  // The schedule may have changed under a place; then the nearest one that is still there counts.
  const settle = ({ rank, index }: Place): Place => {
    const lane = Math.min(rank, lanes.count - 1)
    return { rank: lane, index: Math.min(index, lanes.lane(lane).length - 1) }
  }
  const place = settle(hovered ?? cursor)
  const item = lanes.lane(place.rank)[place.index]!

  const under = (event: MouseEvent<HTMLElement>): Place | null => {
    const box = event.currentTarget.querySelector('svg')!.getBoundingClientRect()
    const time = ((event.clientX - box.left) / box.width) * geometry.span
    const y = event.clientY - box.top - geometry.top
    const rank = Math.floor(y / geometry.pitch)
    const inside = rank >= 0 && rank < lanes.count && y - rank * geometry.pitch <= geometry.lane + 2
    return inside && time >= 0 && time < geometry.makespan ? placeAt(lanes, rank, time) : null
  }
  const same = (a: Place | null, b: Place | null) => a?.rank === b?.rank && a?.index === b?.index
  const toggle = (at: LaneItem) => {
    if (at.kind === 'op') follow(at.op.microbatch === followed ? null : at.op.microbatch)
  }

  return {
    item,
    active: hovered !== null || focus !== 'none',
    byKey: hovered === null && focus === 'key',
    handlers: {
      onPointerMove: (event) => {
        // A finger that moves is scrolling.
        if (event.pointerType === 'touch') return
        const next = under(event)
        if (!same(next, hovered)) setHovered(next)
      },
      onPointerLeave: () => setHovered(null),
      onClick: (event) => {
        const at = under(event)
        if (at === null) return
        setCursor(at)
        setFocus('pointer')
        toggle(lanes.lane(at.rank)[at.index]!)
      },
      onKeyDown: (event) => {
        if (event.altKey || event.ctrlKey || event.metaKey) return
        const next = move(lanes, place, event.key)
        if (next) {
          setHovered(null)
          setCursor(next)
          setFocus('key')
        } else if (event.key === 'Enter' || event.key === ' ') toggle(item)
        else if (event.key === 'Escape' && followed !== null) follow(null)
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
