import { defineExercise, setting } from '../../components/exercise/index.ts'
import type rooflineWidget from '../../components/widgets/roofline/widget.ts'
import { convolutionCost } from '../../math/conv/index.ts'
import { accelerator, ridgePoint, roof } from '../../math/hardware/index.ts'

interface Given {
  readonly device: 'a100-80gb' | 'h100'
  readonly size: number
  readonly channels: number
  readonly kernel: number
}

const mostImages = 24

/** FLOPs per byte of the layer for so many images at once, in 16 bits; its bias comes from the norm. */
function intensityOf({ size, channels, kernel }: Given, batch: number): number {
  const { macs, bytes } = convolutionCost(
    { inputChannels: channels, outputChannels: channels, kernel, padding: 'same', bias: true },
    { height: size, width: size, batch },
    { precision: 'fp16' },
  )
  return (2 * macs) / bytes.total
}

const ridgeOf = (device: string) => ridgePoint(roof(accelerator(device), 'fp16'))

function facts(given: Given) {
  const { device, size, channels, kernel } = given
  const ridge = ridgeOf(device)
  const counts = Array.from({ length: mostImages }, (_, index) => index + 1)
  const least = counts.find((batch) => intensityOf(given, batch) >= ridge) ?? mostImages + 1
  const weights = kernel ** 2 * channels ** 2
  return {
    ...given,
    name: accelerator(device).name,
    ridge,
    alone: intensityOf(given, 1),
    least,
    reached: intensityOf(given, least),
    before: intensityOf(given, Math.max(1, least - 1)),
    weights,
    maps: 2 * channels * size ** 2,
    flops: 2 * weights * size ** 2,
  }
}

type Facts = ReturnType<typeof facts>

/** How many images at once lift a layer over the ridge, and no more than that. */
export const overTheRidge = defineExercise({
  id: 'over-the-ridge',
  rev: 1,
  skills: ['arithmetic-intensity', 'roofline'],
  generate: (random): Given => ({
    device: random.pick(['a100-80gb', 'h100']),
    size: random.pick([7, 14]),
    channels: 32 * random.integer(8, 24),
    kernel: random.pick([1, 3]),
  }),
  facts,
  // Neither neighbour is on the ridge by a hair.
  accept: (_, { least, ridge, reached, before }) =>
    least >= 2 && least <= mostImages && reached > 1.01 * ridge && before < 0.99 * ridge,
  parts: [
    setting<typeof rooflineWidget, Facts>({
      id: 'batch',
      kind: 'setting',
      widget: 'roofline',
      start: ({ device, size, channels, kernel }) => ({
        view: 'layer',
        device,
        precision: 'fp16',
        instead: 'separable',
        size,
        inputChannels: channels,
        outputChannels: channels,
        kernel,
        batch: 1,
        otherBatch: 1,
      }),
      free: ['batch'],
      goals: {
        'computing-decides': ({ batch }, layer) => intensityOf(layer, batch) >= layer.ridge,
        'no-more-than-needed': ({ batch }, layer) =>
          batch === 1 || intensityOf(layer, batch - 1) < layer.ridge,
      },
      mistakes: {
        'larger-than-needed': {
          made: ({ batch }, { least }) => batch > least,
          sample: ({ least }) => ({ batch: 2 * least }),
        },
        'still-below': {
          made: ({ batch }, { least }) => batch < least,
          sample: ({ least }) => (least > 2 ? { batch: least - 1 } : undefined),
        },
      },
      answer: ({ least }) => ({ batch: least }),
    }),
  ],
  hints: 2,
  solution: 2,
})
