import { useEffect, useRef } from 'react'

/**
 * Scrolls its element so that a stretch across it, given as shares of its width, is in sight: where
 * the board is wider than the screen, the op placed last is always seen.
 */
export function useInView<E extends HTMLElement>(from: number, to: number) {
  const ref = useRef<E>(null)
  useEffect(() => {
    const box = ref.current
    if (!box || box.scrollWidth <= box.clientWidth) return
    const margin = 24
    const left = from * box.scrollWidth - margin
    const right = to * box.scrollWidth + margin
    if (left < box.scrollLeft) box.scrollLeft = left
    else if (right > box.scrollLeft + box.clientWidth) box.scrollLeft = right - box.clientWidth
  }, [from, to])
  return ref
}
