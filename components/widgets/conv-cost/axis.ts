import type { AxisShape } from '../../../math/conv/index.ts'

/** One pixel of a padded row: where it stands, and what becomes of it. */
export interface Pixel {
  /** Index in the padded row. */
  readonly at: number
  readonly padding: boolean
  /** No window reaches it. */
  readonly dropped: boolean
  /** A tap of the first window, of the last, or of neither. */
  readonly tap: 'first' | 'last' | 'both' | 'none'
}

/** Where a window begins and ends, in pixels of the padded row; both ends included. */
export interface WindowSpan {
  readonly index: number
  readonly begin: number
  readonly end: number
}

export interface AxisPicture {
  /** Runs of pixels that are shown; between two runs some are left out. */
  readonly runs: readonly (readonly Pixel[])[]
  readonly windows: readonly WindowSpan[]
}

/** More pixels than this are shown as a beginning and an end. */
const most = 40
const beginning = 16
const end = 20

/**
 * A padded row of the input as it is walked over: which pixels are padding, which the first and the
 * last window look at, which nobody does.
 *
 * @param taps pixels between the kernel's taps, its dilation
 * @example
 * // 7 pixels, a window of 3, stride 3: two windows, the last pixel is dropped
 * axisPicture(axisShape(7, axis), 3, 3, 1).runs[0].at(-1).dropped // true
 */
export function axisPicture(
  shape: AxisShape,
  kernel: number,
  stride: number,
  dilation: number,
): AxisPicture {
  const lastBegin = (shape.output - 1) * stride
  const reached = lastBegin + shape.span
  const isTap = (at: number, begin: number) => {
    const tap = (at - begin) / dilation
    return Number.isInteger(tap) && tap >= 0 && tap < kernel
  }
  const pixel = (at: number): Pixel => {
    const first = isTap(at, 0)
    const last = isTap(at, lastBegin)
    return {
      at,
      padding: at < shape.padBegin || at >= shape.padBegin + shape.input,
      dropped: at >= reached,
      tap: first && last ? 'both' : first ? 'first' : last ? 'last' : 'none',
    }
  }
  const run = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, offset) => pixel(from + offset))
  const runs =
    shape.padded <= most
      ? [run(0, shape.padded)]
      : [run(0, beginning), run(shape.padded - end, shape.padded)]
  const span = (index: number) => ({
    index,
    begin: index * stride,
    end: index * stride + shape.span - 1,
  })
  const shown = new Set([0, 1, shape.output - 1].filter((index) => index < shape.output))
  return { runs, windows: [...shown].map(span) }
}
