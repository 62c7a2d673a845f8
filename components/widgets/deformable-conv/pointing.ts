import type { PointerEvent } from 'react'
import { placeAt } from './geometry.ts'

/** Where the pointer is in the drawing, as a place on the picture. */
export function pointed(event: PointerEvent<SVGElement>) {
  const svg = event.currentTarget.ownerSVGElement ?? (event.currentTarget as SVGSVGElement)
  const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(
    svg.getScreenCTM()!.inverse(),
  )
  return { y: placeAt(point.y), x: placeAt(point.x) }
}
