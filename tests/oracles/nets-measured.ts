import type { Summary } from '../../math/nets/summary.ts'
import type { Tally } from './tally.ts'

/** Exact integers counted from a real forward pass; a row may have only some of them. */
export interface Measured {
  readonly params?: number
  readonly params_bn?: number
  readonly params_conv_weight?: number
  readonly params_conv_bias?: number
  readonly params_linear?: number
  readonly macs?: number
  readonly macs_conv?: number
  readonly macs_linear?: number
  readonly conv_linear_out_elements?: number
  readonly bn_flops_2_per_element?: number
  readonly fvcore_flops?: number
}

/**
 * A 1×1 convolution with bias on one pixel and a linear layer are the same products. timm writes
 * MobileNetV3's last hidden layer as the former, torchvision and the zoo as the latter.
 */
const headIsConvolution = (id: string) => /(?<!tv:)mobilenetv3_|MobileNetV3.*0\.\d/.test(id)
const split = new Set([
  'params_conv_weight',
  'params_conv_bias',
  'params_linear',
  'macs_conv',
  'macs_linear',
])

/** Compares all the integers that a row has. */
export function compareMeasured(
  tally: Tally,
  source: string,
  id: string,
  { summary, measured }: { summary: Summary; measured: Measured },
): void {
  const { paramsByKind } = summary
  const norms = summary.layers.filter(({ type }) => type === 'batchNorm')
  const ours: Required<Measured> = {
    params: summary.params,
    params_bn: paramsByKind.batchNorm,
    params_conv_weight: paramsByKind.convWeights,
    params_conv_bias: paramsByKind.convBiases,
    params_linear: paramsByKind.linear,
    macs: summary.macs,
    macs_conv: summary.macsConv,
    macs_linear: summary.macsLinear,
    conv_linear_out_elements: summary.convLinearOutputs,
    bn_flops_2_per_element: norms.reduce((sum, layer) => sum + 2 * layer.outputElements, 0),
    fvcore_flops: summary.fvcoreFlops,
  }
  for (const [key, value] of Object.entries(ours)) {
    const expected = measured[key as keyof Measured]
    if (expected === undefined) continue
    if (split.has(key) && headIsConvolution(id)) {
      tally.leaveOut("split into convolution and linear, where timm's MobileNetV3 writes it otherwise")
    } else tally.compare(source, `${id} ${key}`, value, expected)
  }
}
