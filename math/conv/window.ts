import { integer, show } from '../check.ts'
import { flag, record } from './arguments.ts'

/**
 * The sliding window that convolutions and pooling share: how large it is, how far it steps, how
 * far apart its taps lie, and what is added around the input. Channels are not its business.
 */

/** A value per spatial axis, height first, as frameworks order them. */
export type Pair = readonly [height: number, width: number]

/** Rows and columns added around an input, in pixels. */
export interface Sides {
  readonly top: number
  readonly bottom: number
  readonly left: number
  readonly right: number
}

/**
 * What is added around the input:
 * a number for all four sides; `[vertical, horizontal]`; four sides; `'valid'` for nothing;
 * `'same'` for as much as makes the output `⌈input / stride⌉`, an odd one going to the end
 * (TensorFlow SAME, ONNX SAME_UPPER; at stride 1 PyTorch's `'same'`, which refuses other strides);
 * `'same-lower'` for the same amount with the odd one at the beginning (ONNX SAME_LOWER).
 */
export type Padding = number | Pair | Sides | 'valid' | 'same' | 'same-lower'

/** A window as one may write it; every field but the kernel has a default. */
export interface WindowSpec {
  /** Taps along each axis, in [1, ∞). One number makes a square. */
  readonly kernel: number | Pair
  /** Input pixels between neighbouring windows, in [1, ∞); default 1. */
  readonly stride?: number | Pair
  /** Default 0. */
  readonly padding?: Padding
  /** Input pixels between neighbouring taps, in [1, ∞); default 1, no holes. */
  readonly dilation?: number | Pair
  /** Round the number of windows up, so that the last may hang over the far border; default false. */
  readonly ceilMode?: boolean
}

/** A window with every choice made; only `'same'` waits for the input's size. */
export interface Window {
  readonly kernel: Pair
  readonly stride: Pair
  readonly padding: Sides | 'same' | 'same-lower'
  readonly dilation: Pair
  readonly ceilMode: boolean
}

const isPair = (value: unknown): value is Pair => Array.isArray(value) && value.length === 2

/**
 * A number for both axes, or one per axis, as integers of at least `min`.
 *
 * @example pair('stride', 2, 1) // [2, 2]
 * @throws TypeError when it is neither a number nor a list of two numbers; RangeError out of range
 */
export function pair(name: string, value: number | Pair, min: number): Pair {
  if (typeof value === 'number') {
    integer(name, value, min)
    return [value, value]
  }
  if (!isPair(value)) {
    throw new TypeError(
      `${name} must be a number or a pair [height, width] in [${min}, ∞), got ${show(value)}`,
    )
  }
  return [
    integer(`${name}[0] (height)`, value[0], min),
    integer(`${name}[1] (width)`, value[1], min),
  ]
}

const sides = (top: number, bottom: number, left: number, right: number): Sides => ({
  top,
  bottom,
  left,
  right,
})

function normalisePadding(padding: Padding): Window['padding'] {
  if (padding === 'same' || padding === 'same-lower') return padding
  if (padding === 'valid') return sides(0, 0, 0, 0)
  if (typeof padding === 'number' || isPair(padding)) {
    const [vertical, horizontal] = pair('padding', padding, 0)
    return sides(vertical, vertical, horizontal, horizontal)
  }
  if (typeof padding !== 'object' || padding === null || Array.isArray(padding)) {
    throw new TypeError(
      'padding must be a number, a pair, {top, bottom, left, right}, "valid", "same" or ' +
        `"same-lower", got ${show(padding)}`,
    )
  }
  return sides(
    integer('padding.top', padding.top, 0),
    integer('padding.bottom', padding.bottom, 0),
    integer('padding.left', padding.left, 0),
    integer('padding.right', padding.right, 0),
  )
}

/**
 * Checks a window and fills in its defaults. Normalising twice changes nothing.
 *
 * @example window({ kernel: 3, padding: 1 })
 * // { kernel: [3, 3], stride: [1, 1], padding: { top: 1, bottom: 1, left: 1, right: 1 },
 * //   dilation: [1, 1], ceilMode: false }
 * @throws TypeError or RangeError naming the field, its value and its range
 */
export function window(spec: WindowSpec): Window {
  const { kernel, stride = 1, padding = 0, dilation = 1, ceilMode = false } = record('window', spec)
  return {
    kernel: pair('kernel', kernel, 1),
    stride: pair('stride', stride, 1),
    padding: normalisePadding(padding),
    dilation: pair('dilation', dilation, 1),
    ceilMode: flag('ceilMode', ceilMode),
  }
}
