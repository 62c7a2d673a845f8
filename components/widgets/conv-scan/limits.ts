import { kernelSpan } from '../../../math/conv/index.ts'

/** Sizes that can still be read cell by cell, and whose numbers an address can carry. */
export const limits = {
  size: 12,
  kernel: 5,
  stride: 4,
  padding: 4,
  dilation: 3,
  channels: 4,
  inputs: 256,
  weights: 144,
  /** Rows of a transposed convolution's output. */
  outputSide: 20,
}

export interface Setting {
  readonly mode: 'convolution' | 'transposed'
  readonly size: number
  readonly kernel: number
  readonly stride: number
  readonly padding: number
  readonly dilation: number
  readonly outputPadding: number
  readonly inputChannels: number
  readonly outputChannels: number
  readonly groups: number
}

/** The largest of `least` … `limit` that is right; `least` if none is. */
function largest(least: number, limit: number, right: (value: number) => boolean): number {
  let value = limit
  while (value > least && !right(value)) value--
  return value
}

const commonDivisors = (a: number, b: number) =>
  Array.from({ length: Math.min(a, b) }, (_, index) => index + 1).filter(
    (groups) => a % groups === 0 && b % groups === 0,
  )

/** Rows that stamps of a transposed convolution cover, before padding cuts any away. */
const stamped = ({ size, kernel, stride, dilation }: Setting) =>
  (size - 1) * stride + kernelSpan(kernel, dilation)

/** Whether the kernel finds room: on the padded input, or its stamps on a readable output. */
const fits = (setting: Setting) =>
  setting.mode === 'convolution'
    ? kernelSpan(setting.kernel, setting.dilation) <= setting.size + 2 * setting.padding
    : stamped(setting) <= limits.outputSide

/** What is legal, given the others. Nothing that can be set is impossible or too small to read. */
export function legalOf(set: Setting) {
  const { mode, inputChannels, outputChannels, groups } = set
  const planes = (inputChannels * outputChannels) / groups
  const room = (name: 'size' | 'kernel' | 'stride' | 'dilation', limit = limits[name]) =>
    largest(1, limit, (value) => fits({ ...set, [name]: value }))
  const size = Math.min(limits.size, Math.floor(Math.sqrt(limits.inputs / inputChannels)))
  const kernel = Math.min(limits.kernel, Math.floor(Math.sqrt(limits.weights / planes)))
  return {
    groups: commonDivisors(inputChannels, outputChannels),
    size: { min: 1, max: mode === 'convolution' ? size : room('size', size) },
    kernel: { min: 1, max: room('kernel', Math.max(1, kernel)) },
    stride: { min: 1, max: mode === 'convolution' ? limits.stride : room('stride') },
    dilation: { min: 1, max: room('dilation') },
    padding: {
      min: 0,
      max:
        mode === 'convolution'
          ? limits.padding
          : Math.min(limits.padding, Math.floor((stamped(set) - 1) / 2)),
    },
    outputPadding: { min: 0, max: Math.max(set.stride, set.dilation) - 1 },
  }
}
