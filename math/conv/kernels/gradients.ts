import { expectShape, type Tensor } from '../../tensor.ts'
import type { ConvolutionSpec } from '../convolution.ts'
import { eachCell, eachTap, onPadding, plan, shape4 } from './taps.ts'

/** The gradients of a convolution, each in the shape of what it belongs to. */
export interface ConvolutionGradients {
  readonly input: Tensor
  readonly weights: Tensor
  /** One per output channel; null when the layer has no bias. */
  readonly bias: Tensor | null
}

/**
 * The backward pass: each product x·w of the forward pass sends `gradient · w` back to its input
 * and `gradient · x` to its weight. That is twice the forward pass's multiply-accumulates.
 *
 * @param gradient of the loss by the output, [N, Cₒ, H′, W′]
 * @example
 * const edge = { inputChannels: 1, outputChannels: 1, kernel: [1, 2], bias: false } as const
 * const x = fromNested([[[[1, 4, 9]]]])
 * const back = convolveBackward(edge, x, fromNested([[[[-1, 1]]]]), fromNested([[[[1, 1]]]]))
 * back.input.data // [-1, 0, 1]
 * back.weights.data // [5, 13]
 * @throws TypeError or RangeError when a tensor does not belong to the layer
 */
export function convolveBackward(
  spec: ConvolutionSpec,
  input: Tensor,
  weights: Tensor,
  gradient: Tensor,
): ConvolutionGradients {
  const laid = plan(spec, shape4('input', input))
  expectShape('weights', weights, laid.weights)
  expectShape('gradient', gradient, laid.output)
  const toInput = input.data.map(() => 0)
  const toWeights = weights.data.map(() => 0)
  const toBias = Array.from({ length: laid.layer.outputChannels }, () => 0)
  eachCell(laid.output, (cell, offset) => {
    const flow = gradient.data[offset]!
    toBias[cell[1]]! += flow
    if (flow === 0) return
    eachTap(laid, cell, (from, by) => {
      if (from === onPadding) return
      toInput[from]! += flow * weights.data[by]!
      toWeights[by]! += flow * input.data[from]!
    })
  })
  return {
    input: { shape: laid.input, data: toInput },
    weights: { shape: laid.weights, data: toWeights },
    bias: laid.layer.bias ? { shape: [toBias.length], data: toBias } : null,
  }
}
