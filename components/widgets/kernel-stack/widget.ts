import { breakEvenChannels, compareStack, pathCounts } from '../../../math/conv/index.ts'
import type { EffectiveReceptiveField, StackComparison } from '../../../math/conv/index.ts'
import { defineWidget } from '../../widget/definition.ts'
import { choice, flag, int } from '../../widget/params.ts'
import { drawnField, equalField } from './fields.ts'
import { kernelsOf, stackParam } from './stack.ts'
import type { Kernel } from './stack.ts'
import { traceOf } from './trace.ts'
import type { Paths } from './trace.ts'

export interface Frame {
  readonly kernels: readonly Kernel[]
  readonly comparison: StackComparison
  /** The most channels between the layers that still save weights; none between for one layer. */
  readonly breakEven: number | null
  /** From the input to the output. */
  readonly maps: readonly Paths[]
  /** How many layers the picture has gone back from the output. */
  readonly back: number
  /** Random nets averaged over; 0 where none are. */
  readonly draws: number
}

/** Random nets in the longest average. */
const draws = 16

/** The effective fields that a frame shows, where it shows any. */
export function effectiveOf(
  { draws: drawn }: Frame,
  { field, stack }: { readonly field: string; readonly stack: string },
): { readonly equal?: EffectiveReceptiveField; readonly random?: EffectiveReceptiveField } {
  if (field === 'reach') return {}
  if (drawn === 0) return { equal: equalField(stack) }
  return { equal: equalField(stack), random: drawnField(stack, drawn) }
}

/** `3 × 5`, as sizes are written. */
export const sizeText = ({ height, width }: { height: number; width: number }) =>
  `${height} × ${width}`

const widget = defineWidget({
  params: {
    field: choice(['reach', 'paths', 'gradients'], 'reach', { place: 'mode' }),
    stack: stackParam,
    inputChannels: int(1, 1024, 64, { hue: 'channels-in', scale: 'log' }),
    middleChannels: int(1, 1024, 64, { hue: 'groups', scale: 'log', term: 'middle' }),
    outputChannels: int(1, 1024, 64, { hue: 'channels-out', scale: 'log' }),
    size: int(1, 256, 56, { hue: 'space', scale: 'log', term: 'size' }),
    bias: flag(false, { place: 'more', term: 'bias' }),
  },
  // The stack is edited where it is drawn.
  shown: ({ stack }) => ({ stack: false, middleChannels: kernelsOf(stack).length > 1 }),
  frames: ({ field, stack, size, ...channels }): readonly Frame[] => {
    const { kernels, maps } = traceOf(stack)
    const spec = { kernels, ...channels }
    const shared = {
      kernels,
      comparison: compareStack(spec, { height: size, width: size }),
      breakEven: kernels.length > 1 ? breakEvenChannels(spec) : null,
      maps,
    }
    const back = kernels.length
    return field === 'gradients'
      ? Array.from({ length: draws }, (_, index) => ({ ...shared, back, draws: index + 1 }))
      : shared.maps.map((_, index) => ({ ...shared, back: index, draws: 0 }))
  },
  layout: 'stacked',
  opening: 1,
  describe: (frame, params) => {
    const { comparison, back, kernels, maps } = frame
    const { rows, columns } = maps[kernels.length - back]!
    const { equal, random } = effectiveOf(frame, params)
    const seen = sizeText({ height: rows.length, width: columns.length })
    const cost = [
      kernels.length === 1 ? 'costOne' : 'cost',
      {
        stack: comparison.stack.params,
        single: comparison.single.params.total,
        field: sizeText(comparison.field),
        ratio: comparison.ratio,
      },
    ] as const
    if (equal && random) {
      const values = { draws: frame.draws, seen, random: random.effectiveSize }
      return ['drawn', { ...values, equal: equal.effectiveSize }]
    }
    const peak = Math.max(...rows) * Math.max(...columns)
    const traced = ['traced', { back, layers: kernels.length, seen }] as const
    return equal
      ? [...traced, ['ways', { peak, corner: rows[0]! * columns[0]! }]]
      : [...traced, cost]
  },
  table: ({ comparison: { stack, single, field, layers }, kernels }) => ({
    caption: 'tableCaption',
    columns: [
      'tableLayer',
      'tableKernel',
      'tableChannels',
      'tableField',
      'tableParams',
      'tableMacs',
    ],
    rows: [
      ...stack.layers.map(({ layer, params, macs }, index) => {
        const { rows, columns } = pathCounts(kernels.slice(0, index + 1))
        return [
          index + 1,
          kernelText(kernels[index]!),
          `${layer.inputChannels} → ${layer.outputChannels}`,
          sizeText({ height: rows.length, width: columns.length }),
          params.total,
          macs,
        ]
      }),
      ['tableStack', '', ends(layers), sizeText(field), stack.params, stack.macs],
      [
        'tableSingle',
        sizeText(field),
        ends(layers),
        sizeText(field),
        single.params.total,
        single.macs,
      ],
    ],
  }),
  cases: {
    default: {},
    'two-for-five': { stack: '3x3 3x3' },
    'three-for-seven': { stack: '3x3 3x3 3x3' },
    'column-and-row': { stack: '5x1 1x5' },
    'inception-seven': {
      stack: '1x7 7x1',
      inputChannels: 192,
      middleChannels: 192,
      outputChannels: 192,
      size: 17,
    },
    'widening-vgg': { inputChannels: 128, middleChannels: 256, outputChannels: 256 },
    'wide-middle': { middleChannels: 128 },
    dilated: { stack: '3x3 3x3d2 3x3d4' },
    holes: { stack: '3x3d2 3x3d2 3x3d2' },
    ways: { field: 'paths', stack: '3x3 3x3' },
    'ways-deep': { field: 'paths', stack: '3x3 3x3 3x3 3x3 3x3' },
    gradients: { field: 'gradients', stack: '3x3 3x3 3x3 3x3 3x3' },
  },
})

type Layers = StackComparison['layers']

const ends = (layers: Layers) => `${layers[0]!.inputChannels} → ${layers.at(-1)!.outputChannels}`

/** `3 × 3`, with its dilation where it has one: `3 × 3, d 2`. */
export const kernelText = ({ kernel, dilation }: Kernel) =>
  kernel.join(' × ') + (dilation > 1 ? `, d ${dilation}` : '')

export default widget
