import { integer, oneOf } from '../../check.ts'
import type { Tensor } from '../../tensor.ts'
import { attentionCore } from './attention-core.ts'
import { type Distributed, type EventLog, eventLog, redistribute } from './layout.ts'
import { type ParameterGradients, cutLinear, expectRows } from './linear.ts'
import { sizeOf, sum } from './matrix.ts'
import { type Build, type RunOptions, type TensorParallelRun, compareBlock } from './run.ts'
import { type Operation, relayout } from './tape.ts'

/** Multi-head attention, softmax(Q·Kᵀ/√d)·V·O, on t ranks that hold whole heads. */
export interface AttentionOptions extends RunOptions {
  /** X [sequences·length × h]. */
  readonly input: Tensor
  /** [h × heads·d] */
  readonly query: Tensor
  /** [h × keyValueHeads·d] */
  readonly key: Tensor
  readonly value: Tensor
  /** [heads·d × h'] */
  readonly output: Tensor
  readonly heads: number
  /** Fewer than `heads` is grouped-query attention. */
  readonly keyValueHeads?: number
  /** Sequences that the rows of the input consist of. */
  readonly sequences?: number
  readonly causal?: boolean
  /** t; must divide the heads and the key-value heads. */
  readonly ranks: number
  /**
   * `fused`: one gradient of the input, all-reduced once, as where Q, K and V are one matrix or
   * their input is wrapped once. `separate`: three column-parallel layers that each reduce for
   * themselves, as PyTorch does when Q, K and V are parallelised one by one on a plain tensor.
   */
  readonly projections?: 'fused' | 'separate'
}

/**
 * Runs attention with real numbers on t ranks and compares it with the unsharded one.
 *
 * Q, K, V are cut by columns along head boundaries and O by rows, so that heads never meet before
 * the output: one all-reduce forward, one backward (three with separate projections).
 *
 * @throws RangeError when shapes do not fit or t does not divide heads and key-value heads
 * @example tensorParallelAttention({ input, query, key, value, output, heads: 4, ranks: 2 }).error // rounding
 * @source Shoeybi et al., arXiv:1909.08053, section 3; PyTorch traces for `separate`
 */
export function tensorParallelAttention(options: AttentionOptions): TensorParallelRun {
  const { input, heads, projections = 'fused' } = options
  const log = eventLog(options.ranks)
  const t = log.ranks
  const [tokens, hidden] = sizeOf('input', input)
  integer('heads', heads, 1)
  const keyValueHeads = integer('keyValueHeads', options.keyValueHeads ?? heads, 1, heads)
  const sequences = integer('sequences', options.sequences ?? 1, 1, tokens)
  const causal = oneOf('causal', options.causal ?? true, [true, false])
  oneOf('projections', projections, ['fused', 'separate'])
  const must = (fits: boolean, rule: string, got: number) => {
    if (!fits) throw new RangeError(`${rule}, got ${got}`)
  }
  must(heads % keyValueHeads === 0, `keyValueHeads must divide heads (${heads})`, keyValueHeads)
  must(heads % t === 0, `ranks must divide heads (${heads})`, t)
  must(keyValueHeads % t === 0, `ranks must divide keyValueHeads (${keyValueHeads})`, t)
  must(tokens % sequences === 0, `sequences must divide the input's rows (${tokens})`, sequences)
  const width = expectRows('query', options.query, hidden)
  must(width % heads === 0, `heads must divide query's columns (${width})`, heads)
  const headSize = width / heads
  for (const name of ['key', 'value'] as const) {
    const columns = expectRows(name, options[name], hidden)
    must(
      columns === keyValueHeads * headSize,
      `${name} must have ${keyValueHeads * headSize} columns`,
      columns,
    )
  }
  expectRows('output', options.output, width)
  if (options.sequenceParallel)
    must(tokens % t === 0, `ranks must divide the tokens (${tokens})`, t)

  const build: Build = (at, gradients) => {
    const around = options.sequenceParallel && at.ranks > 1 ? 'rows' : 'replicated'
    const sizes = {
      sequences,
      heads: heads / at.ranks,
      keyValueHeads: keyValueHeads / at.ranks,
      headSize,
      causal,
    }
    return [
      relayout(at, 'replicated', 'attention input'),
      headsOperation(at, options, sizes, gradients),
      cutLinear(at, 'output', options.output, 'row', gradients),
      relayout(at, around, 'attention output'),
    ]
  }
  return compareBlock(build, build, log, input, options)
}

/** Projections and attention of each rank's own heads: replicated in, columns out. */
function headsOperation(
  log: EventLog,
  options: AttentionOptions,
  sizes: Parameters<typeof attentionCore>[3],
  gradients: ParameterGradients,
): Operation {
  const names = ['query', 'key', 'value'] as const
  const linears = names.map((name) => cutLinear(log, name, options[name], 'column', gradients))
  // Under sequence parallelism the gathered input is shared, so its gradient is reduced once.
  const isSeparate =
    options.projections === 'separate' &&
    !options.sequenceParallel &&
    (options.inputGradient ?? true)
  return {
    name: 'heads',
    hasParameters: true,
    forward: (input) => {
      const [q, k, v] = linears.map((linear) => linear.forward(input)) as [Taped, Taped, Taped]
      const cores = input.parts.map((_, rank) =>
        attentionCore(q.value.parts[rank]!, k.value.parts[rank]!, v.value.parts[rank]!, sizes),
      )
      return {
        value: { layout: 'columns', parts: cores.map(({ output }) => output) },
        backward: (gradient) => {
          const local = gradient.parts.map((part, rank) => cores[rank]!.backward(part))
          const inputs = ([q, k, v] as const).map((taped, index) => {
            const name = (['q', 'k', 'v'] as const)[index]!
            const partial = taped.backward({
              layout: 'columns',
              parts: local.map((each) => each[name]),
            })
            const what = `${names[index]} input gradient`
            return isSeparate ? redistribute(log, partial, 'replicated', 'backward', what) : partial
          })
          return addUp(inputs)
        },
      }
    },
  }
}

type Taped = ReturnType<Operation['forward']>

/** The sum of matrices that lie alike. */
function addUp(values: readonly Distributed[]): Distributed {
  const { layout, parts } = values[0]!
  return { layout, parts: parts.map((_, rank) => sum(values.map((value) => value.parts[rank]!))) }
}
