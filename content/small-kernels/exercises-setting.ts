import { defineExercise, setting } from '../../components/exercise/index.ts'
import type kernelStack from '../../components/widgets/kernel-stack/widget.ts'
import { compareStack, pathCounts } from '../../math/conv/index.ts'
import type { StackedKernel } from '../../math/conv/index.ts'

/** The widget's text for a stack, `3x3 1x5 3x3d2`; it only ever writes the canonical form. */
const kernelsOf = (stack: string): StackedKernel[] =>
  stack.split(' ').map((word) => {
    const [size = '', dilation = '1'] = word.split('d')
    const [height = 1, width = 1] = size.split('x').map(Number)
    return { kernel: [height, width], dilation: Number(dilation) }
  })

const fieldOf = (stack: string) => {
  const { rows, columns } = pathCounts(kernelsOf(stack))
  return { height: rows.length, width: columns.length, whole: Math.min(...rows, ...columns) > 0 }
}

const weightsOf = (stack: string, channels: number) =>
  compareStack(
    {
      kernels: kernelsOf(stack),
      inputChannels: channels,
      middleChannels: channels,
      outputChannels: channels,
    },
    { height: 56, width: 56 },
  ).stack.params

const threes = (layers: number) => Array.from({ length: layers }, () => '3x3').join(' ')

function facts({ layers, channels }: { readonly layers: number; readonly channels: number }) {
  const field = 2 * layers + 1
  return {
    layers,
    channels,
    field,
    single: weightsOf(`${field}x${field}`, channels),
    budget: weightsOf(threes(layers), channels),
    short: layers - 1,
    shortField: 2 * (layers - 1) + 1,
  }
}

/** Build a stack that sees as much as one large kernel, within the weights of small ones. */
export const buildTheField = defineExercise({
  id: 'build-the-field',
  rev: 1,
  skills: ['receptive-field', 'stacked-kernels'],
  generate: (random) => ({
    layers: random.integer(3, 5),
    channels: 16 * random.integer(2, 16),
  }),
  facts,
  parts: [
    setting<typeof kernelStack, ReturnType<typeof facts>>({
      id: 'stack',
      kind: 'setting',
      widget: 'kernel-stack',
      start: ({ channels }) => ({
        stack: '3x3',
        inputChannels: channels,
        middleChannels: channels,
        outputChannels: channels,
      }),
      free: ['stack'],
      goals: {
        sees: ({ stack }, { field }) => {
          const { height, width } = fieldOf(stack)
          return height === field && width === field
        },
        light: ({ stack }, { channels, budget }) => weightsOf(stack, channels) <= budget,
        whole: ({ stack }) => fieldOf(stack).whole,
      },
      mistakes: {
        'one-large-kernel': {
          made: ({ stack }, { field }) => stack === `${field}x${field}`,
          sample: ({ field }) => ({ stack: `${field}x${field}` }),
        },
        'one-layer-short': {
          made: ({ stack }, { short }) => stack === threes(short),
          sample: ({ short }) => ({ stack: threes(short) }),
        },
        'left-holes': {
          made: ({ stack }) => !fieldOf(stack).whole,
          sample: () => ({ stack: '3x3d2 3x3d2' }),
        },
      },
      answer: ({ layers }) => ({ stack: threes(layers) }),
    }),
  ],
  hints: 2,
  solution: 2,
})
