import { integer } from '../../check.ts'
import { type Work, matmulWork } from '../../hardware/roofline.ts'
import { type StateRecipe, bytesPerParameter, recipes } from '../memory/recipes.ts'
import { layerActivations } from './activations.ts'
import { type Transformer, resolve } from './config.ts'
import { transformerParameters } from './parameters.ts'

/** A piece of a training step with its name, for a roofline. */
export interface NamedWork extends Work {
  readonly name: string
}

/**
 * FLOPs and bytes of one layer's forward pass, product by product, and of everything between the
 * products as one memory-bound piece: each tensor that the layer keeps is written and read once.
 *
 * @param microBatch b, sequences
 * @param elementBytes bytes per element of activations and weights
 * @throws RangeError as `resolve`, or when b is not a positive integer
 * @example rooflineOf(layerForwardWork(gpt3, 1), roof(accelerator('a100-80gb'), 'bf16')).utilization
 */
export function layerForwardWork(
  model: Transformer,
  microBatch = 1,
  elementBytes: 1 | 2 | 4 | 8 = 2,
): readonly NamedWork[] {
  const { hidden, heads, keyValueHeads, headSize, ffn, gated, sequence } = resolve(model)
  const tokens = integer('microBatch', microBatch, 1) * sequence
  const product = (name: string, m: number, k: number, n: number, times = 1): NamedWork => {
    const { flops, bytes } = matmulWork(m, k, n, elementBytes)
    return { name, flops: times * flops, bytes: times * bytes }
  }
  const perHead = microBatch * heads
  const kept = layerActivations(model, { microBatch, elementBytes }).bytes
  return [
    product('query, key, value', tokens, hidden, (heads + 2 * keyValueHeads) * headSize),
    product('scores', sequence, headSize, sequence, perHead),
    product('context', sequence, sequence, headSize, perHead),
    product('attention output', tokens, heads * headSize, hidden),
    product('MLP up', tokens, hidden, (gated ? 2 : 1) * ffn),
    product('MLP down', tokens, ffn, hidden),
    { name: 'between products', flops: 0, bytes: 2 * kept },
  ]
}

/**
 * FLOPs and bytes of a training step on one device: all layers forward, logits, the backward pass
 * at twice the forward, and the optimizer, which reads and writes every state once.
 *
 * @throws RangeError as `layerForwardWork`
 * @example rooflineOf(trainingStepWork(gpt2, 8), machine).time // seconds, at least
 */
export function trainingStepWork(
  model: Transformer,
  microBatch = 1,
  recipe: StateRecipe = recipes.mixedAdam,
): readonly NamedWork[] {
  const { layers, hidden, vocabulary, sequence } = resolve(model)
  const once = [
    ...layerForwardWork(model, microBatch).map(({ name, flops, bytes }) => ({
      name,
      flops: layers * flops,
      bytes: layers * bytes,
    })),
    { name: 'logits', ...matmulWork(microBatch * sequence, hidden, vocabulary) },
  ]
  const scaled = (phase: string, factor: number) =>
    once.map(({ name, flops, bytes }) => ({
      name: `${phase}: ${name}`,
      flops: factor * flops,
      bytes: factor * bytes,
    }))
  const states = transformerParameters(model).total * bytesPerParameter(recipe).total
  return [
    ...scaled('forward', 1),
    ...scaled('backward', 2),
    { name: 'optimizer', flops: 0, bytes: 2 * states },
  ]
}
