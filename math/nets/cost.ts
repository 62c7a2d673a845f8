import type { Op, Shape } from './graph.ts'
import { elements } from './shape.ts'

/** Learned numbers of one layer, by kind. Running statistics are buffers, not parameters. */
export interface LayerParams {
  /** Kernels of (transposed) convolutions. */
  readonly convWeights: number
  readonly convBiases: number
  /** Matrix and bias of linear layers. */
  readonly linear: number
  /** γ and β of batch norm. */
  readonly batchNorm: number
  readonly total: number
}

const params = (convWeights: number, convBiases: number, linear: number, batchNorm: number) => ({
  convWeights,
  convBiases,
  linear,
  batchNorm,
  total: convWeights + convBiases + linear + batchNorm,
})

const none: LayerParams = params(0, 0, 0, 0)

/**
 * Parameters of one layer; they do not depend on the resolution.
 *
 * @example layerParams(a 3×3 convolution, 16 to 32 channels, with bias).total // 4608 + 32 = 4640
 */
export function layerParams(op: Op): LayerParams {
  switch (op.type) {
    case 'conv':
    case 'transposedConv': {
      // One kernel per pair of connected channels, transposed or not. The layer is checked already;
      // `parameters` of math/conv would check it again, which doubles the time of a summary.
      const connected = (op.inputChannels / op.groups) * op.outputChannels
      const weights = connected * op.kernel[0] * op.kernel[1]
      return params(weights, op.bias ? op.outputChannels : 0, 0, 0)
    }
    case 'linear':
      return params(0, 0, (op.inputFeatures + (op.bias ? 1 : 0)) * op.outputFeatures, 0)
    case 'batchNorm':
      return op.affine ? params(0, 0, 0, 2 * op.channels) : none
    default:
      return none
  }
}

/**
 * Multiply-accumulates of one layer in torchvision's convention: products of convolutions and
 * linear layers alone. Bias, batch norm, activations, pooling and element-wise work count nothing.
 *
 * A convolution uses each of its weights once per output pixel; a transposed one once per input
 * pixel, for it scatters where the other gathers.
 *
 * @param input shape of the (first) input
 * @param output shape of the output
 * @example
 * // 3×3, 16 to 32 channels, 56 × 56 out: 4608 weights used at 3136 places
 * layerMacs(op, [16, 56, 56], [32, 56, 56]) // 14450688
 * @source torchvision, `_ops` of its weight entries
 */
export function layerMacs(op: Op, input: Shape, output: Shape): number {
  switch (op.type) {
    case 'conv':
      return layerParams(op).convWeights * output[1]! * output[2]!
    case 'transposedConv':
      return layerParams(op).convWeights * input[1]! * input[2]!
    case 'linear':
      return op.inputFeatures * op.outputFeatures
    default:
      return 0
  }
}

/**
 * What fvcore adds to the multiply-accumulates of a layer (its "flops" are multiply-accumulates
 * plus this; timm's GMACs are these): 2 per batch-norm output, 1 per input of an adaptive average
 * pooling, 1 per output of nearest upsampling (4 of bilinear).
 *
 * An adaptive average pooling to 1×1 runs as a plain mean, which fvcore does not count.
 *
 * @example fvcoreExtra(a batch norm, [64, 56, 56], [64, 56, 56]) // 2 · 200704 = 401408
 * @source fvcore `nn/jit_handles.py`
 */
export function fvcoreExtra(op: Op, input: Shape, output: Shape): number {
  switch (op.type) {
    case 'batchNorm':
      return (op.affine ? 2 : 1) * elements(output)
    case 'adaptiveAvgPool':
      return op.output[0] === 1 && op.output[1] === 1 ? 0 : elements(input)
    case 'upsample':
      return (op.mode === 'nearest' ? 1 : 4) * elements(output)
    default:
      return 0
  }
}
