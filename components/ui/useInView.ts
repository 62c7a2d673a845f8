import { useEffect, useRef } from 'react'
import type { RefObject } from 'react'

/** Kept free at either side of what is to be seen, in pixels. */
const margin = 16

/**
 * Scrolls a box so that a place in it stays in sight when it moves.
 *
 * @param place as a share of the content's width
 * @param zoom after a change of it the place is brought back into sight
 */
export function useInView(place: number, zoom = 1): RefObject<HTMLDivElement | null> {
  const ref = useRef<HTMLDivElement>(null)
  useEffect(() => {
    // With the next picture: asked at once, the browser would have to lay out in between.
    const request = requestAnimationFrame(() => bringIntoView(ref.current!, place, zoom))
    return () => cancelAnimationFrame(request)
  }, [place, zoom])
  return ref
}

function bringIntoView(box: HTMLElement, place: number, zoom: number): void {
  if (zoom === 1 && box.scrollWidth <= box.clientWidth) return
  const x = place * box.scrollWidth
  const hidden = x < box.scrollLeft + margin || x > box.scrollLeft + box.clientWidth - margin
  // A third of the way in: more of what comes than of what was.
  if (hidden) box.scrollLeft = x - box.clientWidth / 3
}
