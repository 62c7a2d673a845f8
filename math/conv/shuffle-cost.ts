import { integer } from '../check.ts'
import { record } from './arguments.ts'
import type { Input } from './cost.ts'
import { type CostOptions, type LayerCost, layerCost } from './counting.ts'

/**
 * What a channel shuffle costs: no parameter and no multiply-accumulate, but every element is read
 * and written once where it is not fused into a neighbour.
 *
 * @param channels in [1, ∞)
 * @example shuffleCost(12, { height: 28, width: 28 }).bytes.total // 2 · 12 · 784 · 4 = 75264
 * @throws TypeError or RangeError when an argument is malformed
 * @source Ma et al., "ShuffleNet V2", arXiv:1807.11164, section 2, on element-wise operations
 */
export function shuffleCost(channels: number, input: Input, options: CostOptions = {}): LayerCost {
  const { height, width, batch = 1 } = record('input', input)
  const map = [
    integer('batch', batch, 1),
    integer('channels', channels, 1),
    integer('height', height, 1),
    integer('width', width, 1),
  ] as const
  return layerCost({ input: map, output: map, weights: 0, bias: false, macs: 0 }, options)
}
