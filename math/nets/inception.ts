import { integer, oneOf } from '../check.ts'
import { flag, record } from '../conv/arguments.ts'
import type { ConvolutionSpec } from '../conv/convolution.ts'
import type { Input } from '../conv/cost.ts'
import { type CostOptions, volume } from '../conv/counting.ts'
import { stackedLayers } from '../conv/savings.ts'
import { factorised, pointwise, type SequenceCost, sequenceCost } from '../conv/sequence.ts'
import { bytesPerElement } from '../precision.ts'

/**
 * The Inception module: kernels of several sizes side by side on the same input, their outputs
 * concatenated; with or without the 1×1 layers that narrow what the large kernels see.
 */

/** Output channels of a module's layers, in the order of the published table. */
export interface InceptionWidths {
  /** Of the 1×1 branch. */
  readonly one: number
  /** Of the 1×1 before the 3×3, and of the 3×3. */
  readonly threeReduce: number
  readonly three: number
  /** Of the 1×1 before the wide kernel, and of the wide kernel (5×5 as published). */
  readonly wideReduce: number
  readonly wide: number
  /** Of the 1×1 behind the pooling. */
  readonly pool: number
}

/** A module where it stands in its network. */
export interface PlacedModule {
  /** As the paper names it, without `inception`. */
  readonly name: string
  readonly inputChannels: number
  /** Height and width of its maps on a 224 × 224 image. */
  readonly size: number
  readonly widths: InceptionWidths
}

type Row = readonly [
  name: string,
  size: number,
  one: number,
  threeReduce: number,
  three: number,
  wideReduce: number,
  wide: number,
  pool: number,
]

const rows: readonly Row[] = [
  ['3a', 28, 64, 96, 128, 16, 32, 32],
  ['3b', 28, 128, 128, 192, 32, 96, 64],
  ['4a', 14, 192, 96, 208, 16, 48, 64],
  ['4b', 14, 160, 112, 224, 24, 64, 64],
  ['4c', 14, 128, 128, 256, 24, 64, 64],
  ['4d', 14, 112, 144, 288, 32, 64, 64],
  ['4e', 14, 256, 160, 320, 32, 128, 128],
  ['5a', 7, 256, 160, 320, 32, 128, 128],
  ['5b', 7, 384, 192, 384, 48, 128, 128],
]

/**
 * The nine modules of GoogLeNet. The stem gives 192 channels; every further module takes what the
 * one before it concatenates.
 *
 * @example googlenetModules[1] // { name: '3b', inputChannels: 256, size: 28, widths: … }
 * @source Szegedy et al., arXiv:1409.4842, table 1
 */
export const googlenetModules: readonly PlacedModule[] = rows.reduce<PlacedModule[]>(
  (modules, [name, size, one, threeReduce, three, wideReduce, wide, pool]) => {
    const before = modules.at(-1)?.widths
    const inputChannels = before ? before.one + before.three + before.wide + before.pool : 192
    const widths = { one, threeReduce, three, wideReduce, wide, pool }
    return [...modules, { name, inputChannels, size, widths }]
  },
  [],
)

/** How the wide kernel is made: one kernel, 3×3 after 3×3, or a column and a row. */
export const wideForms = ['whole', 'stacked', 'factorised'] as const
export type WideForm = (typeof wideForms)[number]

export interface InceptionSpec {
  readonly inputChannels: number
  readonly widths: InceptionWidths
  /**
   * The 1×1 layers before the 3×3 and the wide kernel and behind the pooling. Without them the large
   * kernels see every input channel, and the pooling hands all of them on.
   */
  readonly reduced: boolean
  /** Size of the wide kernel, odd; default 5. Torchvision's GoogLeNet has 3. */
  readonly kernel?: number
  /** Default `whole`. */
  readonly form?: WideForm
}

export const branchNames = ['one', 'three', 'wide', 'pool'] as const
export type BranchName = (typeof branchNames)[number]

/** One way from the module's input to its part of the output. */
export interface Branch {
  readonly name: BranchName
  /** Channels that its main kernels see: after the reduction, or all. */
  readonly seen: number
  readonly outputChannels: number
  /** The 1×1 that narrows (behind the pooling in the pool branch); `null` where there is none. */
  readonly reduction: SequenceCost | null
  /** The kernels that the branch is named after; `null` in the pool branch, which has no weights. */
  readonly kernels: SequenceCost | null
  readonly params: number
  /** Multiply-accumulates; the comparisons of the pooling are none. */
  readonly macs: number
  /** Bytes moved when every layer, the pooling too, reads from memory and writes there. */
  readonly bytes: number
}

export interface InceptionCost {
  readonly branches: readonly Branch[]
  /** Channels of the concatenation, which itself moves nothing: each branch writes to its place. */
  readonly outputChannels: number
  readonly params: number
  readonly macs: number
  readonly bytes: number
}

function wideLayers(
  inputChannels: number,
  outputChannels: number,
  kernel: number,
  form: WideForm,
): readonly ConvolutionSpec[] {
  const layer = { inputChannels, outputChannels, kernel, padding: (kernel - 1) / 2, bias: false }
  if (form === 'factorised') return factorised(layer)
  if (form === 'whole' || kernel < 3) return [layer]
  return Array.from({ length: stackedLayers(kernel, 3) }, (_, index) => ({
    ...layer,
    kernel: 3,
    padding: 1,
    inputChannels: index === 0 ? inputChannels : outputChannels,
  }))
}

/**
 * What an Inception module costs, branch by branch. All layers keep the size of the maps; biases and
 * batch norms are not counted.
 *
 * @example
 * const { inputChannels, widths } = googlenetModules[0] // 3a
 * const module = (reduced: boolean) =>
 *   inceptionModule({ inputChannels, widths, reduced }, { height: 28, width: 28 })
 * module(true).macs // 128,049,152: the 128 M of the paper's table
 * module(false).macs // 303,464,448, and 416 output channels instead of 256
 * @throws TypeError or RangeError naming the field, its value and its range
 * @source Szegedy et al., arXiv:1409.4842, figure 2; two 3×3 and one-sided kernels: arXiv:1512.00567
 */
export function inceptionModule(
  spec: InceptionSpec,
  input: Input,
  options: CostOptions = {},
): InceptionCost {
  const { inputChannels, widths } = record('inceptionModule', spec)
  record('widths', widths)
  const reduced = flag('reduced', spec.reduced)
  const form = oneOf('form', spec.form ?? 'whole', wideForms)
  const kernel = integer('kernel', spec.kernel ?? 5, 1)
  integer('inputChannels', inputChannels, 1)
  for (const [name, value] of Object.entries(widths)) integer(`widths.${name}`, value, 1)
  if (kernel % 2 === 0) throw new RangeError(`kernel must be odd, got ${kernel}`)

  const cost = (layers: readonly ConvolutionSpec[]) => sequenceCost(layers, input, options)
  const narrow = (outputChannels: number) =>
    cost([pointwise({ inputChannels, outputChannels, bias: false })])
  const branch = (
    name: BranchName,
    reduction: SequenceCost | null,
    kernels: SequenceCost | null,
    extraBytes = 0,
  ): Branch => ({
    name,
    seen: name === 'pool' ? inputChannels : (reduction?.output[1] ?? inputChannels),
    outputChannels: (kernels ?? reduction)?.output[1] ?? inputChannels,
    reduction,
    kernels,
    params: (reduction?.params ?? 0) + (kernels?.params ?? 0),
    macs: (reduction?.macs ?? 0) + (kernels?.macs ?? 0),
    bytes: (reduction?.bytes ?? 0) + (kernels?.bytes ?? 0) + extraBytes,
  })

  const toThree = reduced ? widths.threeReduce : inputChannels
  const toWide = reduced ? widths.wideReduce : inputChannels
  const three = {
    inputChannels: toThree,
    outputChannels: widths.three,
    kernel: 3,
    padding: 1,
    bias: false,
  }
  const one = narrow(widths.one)
  // The pooling reads the whole input and writes as much.
  const pooled = 2 * volume(one.layers[0]!.input) * bytesPerElement(options.precision ?? 'fp32')
  const branches = [
    branch('one', null, one),
    branch('three', reduced ? narrow(widths.threeReduce) : null, cost([three])),
    branch(
      'wide',
      reduced ? narrow(widths.wideReduce) : null,
      cost(wideLayers(toWide, widths.wide, kernel, form)),
    ),
    branch('pool', reduced ? narrow(widths.pool) : null, null, pooled),
  ]
  const sum = (value: (branch: Branch) => number) =>
    branches.reduce((total, each) => total + value(each), 0)
  return {
    branches,
    outputChannels: sum(({ outputChannels }) => outputChannels),
    params: sum(({ params }) => params),
    macs: sum(({ macs }) => macs),
    bytes: sum(({ bytes }) => bytes),
  }
}

/**
 * Below how many channels between a 1×1 and a k×k layer the pair is cheaper than the k×k alone:
 * k²·Cᵢ·Cₒ / (Cᵢ + k²·Cₒ). Weights and multiply-accumulates alike.
 *
 * @example reductionBreakEven({ inputChannels: 192, outputChannels: 32, kernel: 5 }) // 154.8…
 * @throws TypeError or RangeError when a count is not an integer of at least 1
 */
export function reductionBreakEven(layer: {
  readonly inputChannels: number
  readonly outputChannels: number
  readonly kernel: number
}): number {
  const inputs = integer('inputChannels', record('layer', layer).inputChannels, 1)
  const outputs = integer('outputChannels', layer.outputChannels, 1)
  const taps = integer('kernel', layer.kernel, 1) ** 2
  return (taps * inputs * outputs) / (inputs + taps * outputs)
}
