import { integer } from '../check.ts'
import { record } from './arguments.ts'
import { type Sides, type Window, type WindowSpec, window } from './window.ts'

/**
 * Where a sliding window fits: output sizes, resolved padding, and what is left over at the far
 * border. Everything follows from one axis at a time.
 *
 * @source Dumoulin and Visin, "A guide to convolution arithmetic for deep learning",
 * arXiv:1603.07285; PyTorch `Conv2d` and `MaxPool2d`; ONNX operators `Conv` and `MaxPool`
 */

/** Height and width of a feature map, in pixels. */
export interface Size {
  readonly height: number
  readonly width: number
}

/** A window along one axis, its padding already resolved to pixels. */
export interface Axis {
  readonly kernel: number
  readonly stride: number
  readonly dilation: number
  readonly padBegin: number
  readonly padEnd: number
  readonly ceilMode: boolean
}

/** What becomes of one axis. All values are pixels or counts of windows. */
export interface AxisShape {
  /** Input pixels n. */
  readonly input: number
  /** Input with its padding, n + padBegin + padEnd. */
  readonly padded: number
  readonly padBegin: number
  readonly padEnd: number
  /** Padded pixels from the first tap to the last, d(k − 1) + 1. */
  readonly span: number
  /** Windows that fit, o. At most 0 when none does. */
  readonly output: number
  /** Padded pixels past the end of the last window: the `mod` that the floor throws away. */
  readonly remainder: number
  /** Pixels by which the last window hangs over the padded input (ceil mode only). */
  readonly overhang: number
  /** Input pixels past the end of the last window: padding is thrown away first. */
  readonly dropped: number
}

/** What becomes of a feature map. */
export interface WindowShape extends Size {
  readonly padding: Sides
  readonly vertical: AxisShape
  readonly horizontal: AxisShape
}

/** An axis on which not even one window fits. */
export interface Misfit {
  readonly axis: 'height' | 'width'
  /** Pixels that one window spans, d(k − 1) + 1. */
  readonly span: number
  /** Pixels that there are, padding included. */
  readonly padded: number
  /** The longest span that would fit: `padded`, and in ceil mode the stride less one more. */
  readonly largest: number
}

/** Whether a window fits, and if not, where and by how much it fails. */
export type Fit =
  | { readonly fits: true; readonly shape: WindowShape }
  | { readonly fits: false; readonly misfits: readonly Misfit[] }

/**
 * Pixels between the first tap and the last, both included: d(k − 1) + 1, the "effective kernel".
 *
 * @example kernelSpan(3, 2) // 5
 * @throws TypeError or RangeError when a length is not an integer of at least 1
 */
export function kernelSpan(kernel: number, dilation = 1): number {
  integer('kernel', kernel, 1)
  integer('dilation', dilation, 1)
  return dilation * (kernel - 1) + 1
}

/**
 * One axis: o = ⌊(n + p₀ + p₁ − d(k − 1) − 1) / s⌋ + 1, or the ceiling of that fraction, less a last
 * window that would start past the input and its leading padding and so would see nothing but
 * trailing padding.
 *
 * Does not throw when nothing fits: `output` is then at most 0.
 *
 * @example
 * // 224 pixels, kernel 3, stride 2, padding 1: 112 windows; the last ends one padded pixel early
 * axisShape(224, { kernel: 3, stride: 2, dilation: 1, padBegin: 1, padEnd: 1, ceilMode: false })
 * // output 112, remainder 1, dropped 0
 * @throws TypeError or RangeError when a length is not an integer in its range
 */
export function axisShape(input: number, axis: Axis): AxisShape {
  integer('input', input, 1)
  const { ceilMode } = record('axis', axis)
  const stride = integer('stride', axis.stride, 1)
  const padBegin = integer('padBegin', axis.padBegin, 0)
  const padEnd = integer('padEnd', axis.padEnd, 0)
  const span = kernelSpan(axis.kernel, axis.dilation)
  const padded = input + padBegin + padEnd
  const room = (padded - span) / stride
  let output = (ceilMode ? Math.ceil(room) : Math.floor(room)) + 1
  if (ceilMode && (output - 1) * stride >= input + padBegin) output -= 1
  const end = (output - 1) * stride + span
  const fits = output >= 1
  return {
    input,
    padded,
    padBegin,
    padEnd,
    span,
    output,
    remainder: fits ? Math.max(0, padded - end) : padded,
    overhang: fits ? Math.max(0, end - padded) : 0,
    dropped: fits ? Math.min(input, Math.max(0, padBegin + input - end)) : input,
  }
}

/**
 * The padding of one axis under `'same'`: as much as makes the output ⌈n / s⌉, and never less than
 * none. `lower` puts an odd pixel at the beginning instead of the end.
 *
 * @example samePadding(112, { kernel: 3, stride: 2, dilation: 1 }) // [0, 1]
 * @throws TypeError or RangeError when a length is not an integer of at least 1
 * @source TensorFlow `tf.nn.convolution`, SAME; ONNX `auto_pad`
 */
export function samePadding(
  input: number,
  axis: Pick<Axis, 'kernel' | 'stride' | 'dilation'>,
  lower = false,
): readonly [begin: number, end: number] {
  integer('input', input, 1)
  integer('stride', axis.stride, 1)
  const output = Math.ceil(input / axis.stride)
  const span = kernelSpan(axis.kernel, axis.dilation)
  const total = Math.max(0, (output - 1) * axis.stride + span - input)
  const small = Math.floor(total / 2)
  return lower ? [total - small, small] : [small, total - small]
}

/** One axis of a normalised window over an input of `input` pixels. */
function axisOf(spec: Window, index: 0 | 1, input: number): Axis {
  const geometry = {
    kernel: spec.kernel[index],
    stride: spec.stride[index],
    dilation: spec.dilation[index],
    ceilMode: spec.ceilMode,
  }
  const { padding } = spec
  if (typeof padding === 'string') {
    const [padBegin, padEnd] = samePadding(input, geometry, padding === 'same-lower')
    return { ...geometry, padBegin, padEnd }
  }
  return index === 0
    ? { ...geometry, padBegin: padding.top, padEnd: padding.bottom }
    : { ...geometry, padBegin: padding.left, padEnd: padding.right }
}

/**
 * The two axes of a window over an input, padding resolved to pixels.
 *
 * @example
 * axes({ kernel: 3, stride: 2, padding: 'same' }, { height: 8, width: 9 }).horizontal.padBegin // 1
 * @throws TypeError or RangeError when the window or the size is malformed
 */
export function axes(spec: WindowSpec, input: Size): { vertical: Axis; horizontal: Axis } {
  const normal = window(spec)
  record('input', input)
  integer('input height', input.height, 1)
  integer('input width', input.width, 1)
  return {
    vertical: axisOf(normal, 0, input.height),
    horizontal: axisOf(normal, 1, input.width),
  }
}

function misfit(name: Misfit['axis'], { output, span, padded }: AxisShape, axis: Axis): Misfit[] {
  if (output >= 1) return []
  return [{ axis: name, span, padded, largest: padded + (axis.ceilMode ? axis.stride - 1 : 0) }]
}

/**
 * Whether at least one window fits, without throwing when it does not: the answer says on which
 * axis and by how much. Malformed arguments still throw.
 *
 * @example
 * fit({ kernel: 3, dilation: 2 }, { height: 4, width: 9 })
 * // { fits: false, misfits: [{ axis: 'height', span: 5, padded: 4, largest: 4 }] }
 * @throws TypeError or RangeError when the window or the size is malformed
 */
export function fit(spec: WindowSpec, input: Size): Fit {
  const resolved = axes(spec, input)
  const vertical = axisShape(input.height, resolved.vertical)
  const horizontal = axisShape(input.width, resolved.horizontal)
  const misfits = [
    ...misfit('height', vertical, resolved.vertical),
    ...misfit('width', horizontal, resolved.horizontal),
  ]
  if (misfits.length > 0) return { fits: false, misfits }
  const padding = {
    top: vertical.padBegin,
    bottom: vertical.padEnd,
    left: horizontal.padBegin,
    right: horizontal.padEnd,
  }
  const shape = { height: vertical.output, width: horizontal.output, padding, vertical, horizontal }
  return { fits: true, shape }
}

/**
 * The output of a window sliding over an input.
 *
 * @example
 * windowShape({ kernel: 7, stride: 2, padding: 3 }, { height: 224, width: 224 })
 * // height 112, width 112; one padded row and column left over, no input pixel dropped
 * @throws RangeError when the window does not fit, naming the axis, the span and the room
 */
export function windowShape(spec: WindowSpec, input: Size): WindowShape {
  const result = fit(spec, input)
  if (result.fits) return result.shape
  const [{ axis, span, padded, largest }] = result.misfits as [Misfit]
  throw new RangeError(
    `kernel ${axis}, dilation included, must be an integer in [1, ${largest}] ` +
      `to fit the padded input ${axis} ${padded}, got ${span}`,
  )
}

/**
 * How many taps touch each input pixel of an axis, over all windows; 0 where none does. The zeros
 * at the end are the dropped pixels; zeros in between are skipped by a stride longer than the
 * kernel, or by the holes of a dilated one.
 *
 * @example
 * touches(6, { kernel: 1, stride: 2, dilation: 1, padBegin: 0, padEnd: 0, ceilMode: false })
 * // [1, 0, 1, 0, 1, 0]
 * @throws as {@link axisShape}
 */
export function touches(input: number, axis: Axis): number[] {
  const { output } = axisShape(input, axis)
  const counts = Array.from({ length: input }, () => 0)
  for (let place = 0; place < output; place++) {
    for (let tap = 0; tap < axis.kernel; tap++) {
      const pixel = place * axis.stride + tap * axis.dilation - axis.padBegin
      if (pixel >= 0 && pixel < input) counts[pixel]! += 1
    }
  }
  return counts
}
