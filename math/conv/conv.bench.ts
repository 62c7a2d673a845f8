import { bench, describe } from 'vitest'
import { random } from '../random.ts'
import { randomTensor } from '../tensor.ts'
import { convolutionCost } from './cost.ts'
import { effectiveReceptiveField } from './effective-receptive-field.ts'
import { convolve } from './kernels/convolve.ts'
import { convolveBackward } from './kernels/gradients.ts'

/** What a slider costs per frame, and how the reference kernels grow with their work. */

describe('cost of one layer', () => {
  const layer = { inputChannels: 64, outputChannels: 128, kernel: 3, padding: 1, stride: 2 }
  bench('convolutionCost', () => {
    convolutionCost(layer, { height: 224, width: 224 }, { batchNorm: 'separate' })
  })
})

describe.each([8, 16, 32])('reference kernels, 3×3, 8 → 8 channels, map of side %i', (side) => {
  const stream = random('bench')
  const layer = { inputChannels: 8, outputChannels: 8, kernel: 3, padding: 1, bias: false }
  const input = randomTensor([1, 8, side, side], stream)
  const weights = randomTensor([8, 8, 3, 3], stream)
  bench('forward', () => {
    convolve(layer, input, weights, null)
  })
  bench('backward', () => {
    convolveBackward(layer, input, weights, input)
  })
})

describe.each([4, 8, 16])('effective receptive field of %i layers, map of side 41', (depth) => {
  const layer = { inputChannels: 1, outputChannels: 1, kernel: 3, padding: 1 }
  const layers = Array.from({ length: depth }, () => layer)
  bench('uniform weights', () => {
    effectiveReceptiveField({ layers, size: { height: 41, width: 41 } })
  })
})
