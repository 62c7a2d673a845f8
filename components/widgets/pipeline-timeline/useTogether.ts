import { useRef } from 'react'
import type { UIEvent } from 'react'

/** Boxes that scroll together, because they show one axis. */
export function useTogether() {
  const boxes = useRef(new Set<HTMLElement>())
  return {
    join: (box: HTMLElement | null) => {
      if (box === null) return
      const all = boxes.current
      all.add(box)
      return () => void all.delete(box)
    },
    onScroll: (event: UIEvent<HTMLElement>) => {
      const { currentTarget: moved } = event
      for (const box of boxes.current) {
        if (box !== moved && Math.abs(box.scrollLeft - moved.scrollLeft) > 1) {
          box.scrollLeft = moved.scrollLeft
        }
      }
    },
  }
}
