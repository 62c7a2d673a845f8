import { useMemo, useState } from 'react'
import type { MouseEvent, PointerEvent } from 'react'
import { spotOf } from './links.ts'
import type { Spot } from './words.ts'

/** The name of the cell or product that an event is on: `x.0.3.2`. */
export const spotName = (event: { readonly target: EventTarget }) =>
  (event.target as Element).closest('[data-spot]')?.getAttribute('data-spot') ?? null

/**
 * What the reader points at: under the mouse or last touched, else the cell whose field is in use.
 * A click on an output goes to the step that makes it, as the player's keys do.
 */
export function usePointing(seekOutput: (channel: number, row: number, column: number) => void) {
  const [hovered, setHovered] = useState<Spot | null>(null)
  const [focused, setFocused] = useState<Spot | null>(null)
  const handlers = useMemo(
    () => ({
      onPointerOver: (event: PointerEvent) => setHovered(spotOf(spotName(event))),
      // A finger leaves when it is lifted; what it touched stays lit.
      onPointerLeave: (event: PointerEvent) => {
        if (event.pointerType !== 'touch') setHovered(null)
      },
      onClick: (event: MouseEvent) => {
        const [kind, ...at] = spotName(event)?.split('.') ?? []
        const [channel, row, column] = at.map(Number) as [number, number, number]
        if (kind === 'y') seekOutput(channel, row, column)
      },
      // Fingers have no hover: with the keys, what was touched before is let go.
      onKeyDown: () => setHovered(null),
    }),
    [seekOutput],
  )
  return { spot: hovered ?? focused, setFocused, handlers }
}
