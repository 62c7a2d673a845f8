import { type Axis, samePadding } from '../conv/shape.ts'
import type { Window } from '../conv/window.ts'

/**
 * One axis of a layer's window over a map of `extent` pixels, padding resolved to pixels.
 *
 * The layers of a graph are checked when they are built, so this does not check them again, as
 * `axes` of math/conv would: a zoo has ten thousand windows.
 *
 * @example axisOver(3×3 window, stride 2, 'same', 0, 224) // padBegin 0, padEnd 1
 * @throws RangeError when the extent is no positive integer
 */
export function axisOver(spec: Window, axis: 0 | 1, extent: number): Axis {
  const { padding } = spec
  const kernel = spec.kernel[axis]
  const stride = spec.stride[axis]
  const dilation = spec.dilation[axis]
  let padBegin: number
  let padEnd: number
  if (typeof padding === 'string') {
    const geometry = { kernel, stride, dilation }
    ;[padBegin, padEnd] = samePadding(extent, geometry, padding === 'same-lower')
  } else {
    padBegin = axis === 0 ? padding.top : padding.left
    padEnd = axis === 0 ? padding.bottom : padding.right
  }
  return { kernel, stride, dilation, padBegin, padEnd, ceilMode: spec.ceilMode }
}
