import { resolve } from '../../../math/parallel/transformer/config.ts'
import { defineWidget } from '../../widget/definition.ts'
import { budgetOf, modelOf } from './budget.ts'
import { divisors, tensorDegrees, widths } from './options.ts'
import { parameters } from './parameters.ts'
import { describe, tableOf } from './words.ts'

const widget = defineWidget({
  params: parameters,
  // Heads divide the width; tensor parallelism divides heads, MLP and, with it, the sequence;
  // stages divide the layers.
  legal: (params) => {
    const heads = divisors(params.hidden, 512)
    const own = { hidden: widths, heads }
    const model = modelOf(
      params.heads && params.hidden % params.heads ? { ...params, heads: 1 } : params,
    )
    if (!model) return { ...own, tensor: [1], pipeline: [1] }
    const { ffn, keyValueHeads, heads: queries, sequence, layers } = resolve(model)
    const cut = [queries, ffn, ...(params.sequenceParallel ? [sequence] : [])]
    return {
      ...own,
      tensor: tensorDegrees(cut, keyValueHeads),
      pipeline: divisors(layers, 128),
    }
  },
  shown: ({ model, zero, pipeline, tensor }) => {
    const own = model === 'own'
    const known = model !== 'count'
    return {
      billions: !known,
      layers: own,
      hidden: own,
      heads: own,
      vocabulary: own,
      sequence: known,
      batch: known,
      recompute: known,
      attention: known,
      tensor: known,
      sequenceParallel: known && tensor > 1,
      pipeline: known,
      microbatches: known && pipeline > 1,
      reshard: known && zero === '3',
    }
  },
  frames: (params) => [budgetOf(params)],
  describe: (budget, params) => describe(budget, params),
  table: (budget) => tableOf(budget),
  layout: 'stacked',
  cases: {
    default: {},
    'zero-paper': { model: 'count', billions: 7.5, replicas: 64, device: 'v100-32gb' },
    'seven-billion': { zero: '0', replicas: 1, attention: 'flash' },
    recomputation: {
      zero: '0',
      model: 'megatron-22b',
      replicas: 1,
      batch: 4,
      tensor: 8,
    },
    'long-sequence': {
      zero: '3',
      model: 'llama3-8b',
      sequence: 32768,
      attention: 'flash',
    },
    trillion: {
      zero: '1',
      model: 'megatron-1t',
      recipe: 'megatronAdam',
      replicas: 6,
      recompute: 'selective',
      tensor: 8,
      sequenceParallel: true,
      pipeline: 64,
      microbatches: 512,
    },
  },
})

export default widget
