import { integer } from '../check.ts'
import { bytesPerParameter, recipes } from '../parallel/memory/recipes.ts'
import { stageParameters } from '../parallel/memory/stage-parameters.ts'
import { layerActivations } from '../parallel/transformer/activations.ts'
import { type Transformer, resolve } from '../parallel/transformer/config.ts'
import type { DesignCollective, DesignPart, Narrowing, Product, Workload } from './work.ts'

/**
 * Operations that are no matrix product, counted roughly: a score is subtracted from, exponentiated,
 * summed, divided and compared; a kept element is made by about four operations (norms, rotations,
 * gates, sums); scaling to 8 bits takes the largest magnitude, a product and a cast.
 */
const opsPerScore = 5
const opsPerElement = 4
const opsPerCast = 3

interface Layer {
  readonly tokens: number
  /** Queries and the keys and values that they look at, per sequence. */
  readonly queries: number
  readonly context: number
  readonly sequences: number
}

/** The four linear products of a layer on one of t ranks. */
function linears(model: Transformer, t: number, tokens: number) {
  const { hidden, heads, keyValueHeads, headSize, ffn, gated } = resolve(model)
  const keyValues = Math.ceil(keyValueHeads / t)
  const product = (k: number, n: number): Product => ({ m: tokens, k, n, copies: 1 })
  return [
    product(hidden, (heads / t + 2 * keyValues) * headSize),
    product((heads * headSize) / t, hidden),
    product(hidden, ((gated ? 2 : 1) * ffn) / t),
    product(ffn / t, hidden),
  ] as const
}

const operandsOf = ({ m, k, n }: Product) => ({ input: m * k, weights: k * n, output: m * n })

/** Attention as one fused kernel per layer: scores never leave the chip. */
function attention(
  model: Transformer,
  t: number,
  layer: Layer,
): Omit<DesignPart, 'group' | 'times'> {
  const { heads, keyValueHeads, headSize } = resolve(model)
  const { queries, context, sequences, tokens } = layer
  const rows = sequences * (heads / t)
  const keyValues = 2 * sequences * context * Math.ceil(keyValueHeads / t) * headSize
  return {
    // Q·Kᵀ and scores·V are two products of the same size: one of twice the depth.
    product: { m: queries, k: 2 * headSize, n: context, copies: rows },
    vectorOps: opsPerScore * rows * queries * context,
    elements: { input: 0, weights: 0, output: 0 },
    fixedBytes: 2 * (2 * tokens * (heads / t) * headSize + keyValues),
    narrowing: 'wide',
  }
}

function check(model: Transformer, t: number) {
  const { heads, ffn, sequence } = resolve(model)
  integer('tensorParallel', t, 1)
  for (const [name, size] of Object.entries({ heads, ffn, sequence })) {
    if (size % t !== 0) {
      throw new RangeError(`tensorParallel must divide ${name} (${size}), got ${t}`)
    }
  }
}

/** Two all-reduces of the layers' input, per layer and pass. */
const tensorCollective = (group: string, times: number, bytes: number): DesignCollective => ({
  group,
  axis: 'tensor',
  collective: 'all-reduce',
  times,
  bytes,
})

/**
 * A training step of a transformer on t · d chips in 16 bits, one sequence per replica: all layers
 * forward and backward, logits, optimizer; tensor-parallel with sequence parallelism, fused
 * attention, nothing recomputed; ZeRO-1 over the replicas. Where the chip has an 8-bit engine, the
 * operands of the four linear products of each layer are 8 bits wide, and casting them is work for
 * the second core; attention, logits, norms, gradients on the links and states are not narrowed.
 *
 * @throws RangeError when t does not divide heads, ffn and sequence, or as `resolve`
 * @example runWorkload(chipPreset('h100').design, transformerTraining(llama, { tensorParallel: 8, dataParallel: 1 })).busy.matrix
 * @source Narayanan et al., arXiv:2104.04473, section 3; ZeRO: arXiv:1910.02054; 8-bit linear
 *   products: Micikevicius et al., arXiv:2209.05433
 */
export function transformerTraining(
  model: Transformer,
  spread: { readonly tensorParallel: number; readonly dataParallel: number },
): Workload {
  const { tensorParallel: t, dataParallel: d } = spread
  check(model, t)
  integer('dataParallel', d, 1)
  const { layers, hidden, sequence, vocabulary } = resolve(model)
  const tokens = sequence
  const products = linears(model, t, tokens)
  const options = {
    tensorParallel: t,
    sequenceParallel: t > 1,
    attention: 'flash',
    dropout: false,
  } as const
  const kept = layerActivations(model, options).bytes
  const core = attention(model, t, { tokens, queries: tokens, context: tokens, sequences: 1 })
  const part = (
    group: string,
    times: number,
    product: Product,
    narrowing: Narrowing,
    elements = operandsOf(product),
  ): DesignPart => ({ group, times, product, vectorOps: 0, elements, fixedBytes: 0, narrowing })

  const logits: Product = { m: tokens, k: hidden, n: vocabulary / t, copies: 1 }
  const forward = products.map((product) => part('linear layers', layers, product, 'products'))
  const backward = [
    ...products.map((p) => [p, layers, 'products'] as const),
    [logits, 1, 'wide'] as const,
  ].flatMap(([{ m, k, n }, times, narrowing]) => {
    const group = narrowing === 'wide' ? 'logits' : 'linear layers, backward'
    return [
      part(group, times, { m, k: n, n: k, copies: 1 }, narrowing),
      part(group, times, { m: k, k: m, n, copies: 1 }, narrowing),
    ]
  })
  // Inputs forward, gradients of the outputs backward.
  const inputs = products.reduce((sum, { m, k }) => sum + m * k, 0)
  const outputs = products.reduce((sum, { m, n }) => sum + m * n, 0)
  const between = (group: string, passes: number): DesignPart => ({
    group,
    times: layers,
    vectorOps: passes * opsPerElement * (kept / 2),
    elements: { input: 0, weights: 0, output: 0 },
    fixedBytes: passes * 2 * kept,
    narrowing: 'wide',
  })
  const cast = (elements: number): DesignPart => ({
    group: 'scaling to 8 bits',
    times: layers,
    vectorOps: opsPerCast * elements,
    elements: { input: 0, weights: 0, output: 0 },
    // Read by the kernel that makes them; written in 8 bits twice, once transposed, because the
    // product for the weights' gradient reads them along the other side.
    fixedBytes: 2 * elements,
    narrowing: 'products',
    onlyNarrow: true,
  })
  const parameters = stageParameters(model, t, 1, 0)
  const held = layers * parameters.perLayer + parameters.embedding + parameters.output
  const bytes = bytesPerParameter(recipes.mixedAdam)
  const states = held * (bytes.parameters + bytes.gradients + bytes.optimizer / d)
  return {
    id: 'transformer-training',
    parts: [
      ...forward,
      { ...core, group: 'attention', times: layers },
      between('norms and activations', 1),
      cast(inputs),
      part('logits', 1, logits, 'wide'),
      ...backward,
      {
        ...core,
        group: 'attention, backward',
        times: layers,
        product: { ...core.product!, k: 2 * core.product!.k },
        vectorOps: 2 * core.vectorOps,
        fixedBytes: 2 * core.fixedBytes,
      },
      between('norms and activations, backward', 2),
      cast(outputs),
      {
        group: 'optimizer',
        times: 1,
        vectorOps: (12 * held) / d,
        elements: { input: 0, weights: 0, output: 0 },
        fixedBytes: (2 * held * bytes.total) / d,
        narrowing: 'wide',
      },
    ],
    collectives: [
      tensorCollective('tensor-parallel all-reduces', 4 * layers, 2 * tokens * hidden),
      {
        group: 'gradients',
        axis: 'data',
        collective: 'reduce-scatter',
        times: 1,
        bytes: held * bytes.gradients,
        behind: [
          'linear layers, backward',
          'attention, backward',
          'norms and activations, backward',
        ],
      },
      {
        group: 'parameters',
        axis: 'data',
        collective: 'all-gather',
        times: 1,
        bytes: held * bytes.parameters,
      },
    ],
    tensorParallel: t,
    dataParallel: d,
    stays: false,
    need: states + layers * kept + (4 * tokens * vocabulary) / t,
    narrowedNeed: 0,
    yields: d * tokens,
  }
}

/**
 * One token for each of some sequences: every weight is read once, and so is the key-value cache of
 * each sequence. Where the chip has an 8-bit engine, the weights of the linear layers are stored in
 * 8 bits; the cache, the logits and what is sent are not.
 *
 * @param asked.sequences sequences that a tensor group decodes at a time
 * @param asked.context tokens that each of them has behind it
 * @throws RangeError as `transformerTraining`, or when a count is not a positive integer
 * @example decoding(llama, { tensorParallel: 1, dataParallel: 1, sequences: 1, context: 4096 }).need
 */
export function decoding(
  model: Transformer,
  asked: {
    readonly tensorParallel: number
    readonly dataParallel: number
    readonly sequences: number
    readonly context: number
  },
): Workload {
  const { tensorParallel: t, dataParallel: d } = asked
  check(model, t)
  integer('dataParallel', d, 1)
  const sequences = integer('sequences', asked.sequences, 1)
  const context = integer('context', asked.context, 1)
  const { layers, hidden, vocabulary, heads, headSize, keyValueHeads, ffn } = resolve(model)
  const products = linears(model, t, sequences)
  const core = attention(model, t, { tokens: sequences, queries: 1, context, sequences })
  const made = (2 * heads * headSize + 2 * ffn) / t + 4 * hidden
  const part = (
    group: string,
    times: number,
    product: Product,
    narrowing: Narrowing,
  ): DesignPart => ({
    group,
    times,
    product,
    vectorOps: 0,
    elements: operandsOf(product),
    fixedBytes: 0,
    narrowing,
  })
  const cache = layers * 2 * sequences * context * Math.ceil(keyValueHeads / t) * headSize * 2
  const parameters = stageParameters(model, t, 1, 0)
  const inLayers = layers * parameters.perLayer
  const linear = layers * products.reduce((sum, { k, n }) => sum + k * n, 0)
  return {
    id: 'decoding',
    parts: [
      ...products.map((product) =>
        part('weights of the linear layers', layers, product, 'products'),
      ),
      { ...core, group: 'key-value cache', times: layers },
      {
        group: 'norms and activations',
        times: layers,
        vectorOps: opsPerElement * sequences * made,
        elements: { input: 0, weights: 0, output: 0 },
        fixedBytes: 0,
        narrowing: 'wide',
      },
      part('logits', 1, { m: sequences, k: hidden, n: vocabulary / t, copies: 1 }, 'wide'),
    ],
    collectives: [
      tensorCollective('tensor-parallel all-reduces', 2 * layers, 2 * sequences * hidden),
    ],
    tensorParallel: t,
    dataParallel: d,
    stays: true,
    need: 2 * (inLayers + parameters.embedding + parameters.output) + cache,
    narrowedNeed: 2 * linear,
    yields: d * sequences,
  }
}
