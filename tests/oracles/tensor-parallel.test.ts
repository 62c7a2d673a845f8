import { describe, test } from 'vitest'
import {
  layerCommunication,
  linearRun,
  tensorParallelAttention,
  tensorParallelMlp,
  type TensorEvent,
} from '../../math/parallel/index.ts'
import { random } from '../../math/random.ts'
import { randomTensor } from '../../math/tensor.ts'
import data from './data/parallel-training.json'
import { Tally } from './tally.ts'

const tally = new Tally('Tensor parallelism')
const { traces } = data.framework_comm_traces
type Trace = [string, string, number[]][]

const stream = random('tensor-parallel oracles')
const matrix = (rows: number, columns: number) => randomTensor([rows, columns], stream)
const ranks = 4

/** The traced MLP, 8 → 32 → 8 without biases, on a number of tokens. */
const mlp = (tokens: number, options: object = {}) => {
  const input = matrix(tokens, 8)
  const outputGradient = matrix(tokens, 8)
  return tensorParallelMlp({ input, up: matrix(8, 32), down: matrix(32, 8), ranks, outputGradient, ...options })
}

/** The traced attention on 2 sequences of 4 tokens, width 8, four heads. */
const attention = (options: object = {}) =>
  tensorParallelAttention({
    input: matrix(8, 8),
    query: matrix(8, 8),
    key: matrix(8, 8),
    value: matrix(8, 8),
    output: matrix(8, 8),
    heads: 4,
    sequences: 2,
    ranks,
    outputGradient: matrix(8, 8),
    ...options,
  })

describe('PyTorch traces', () => {
  const operation = {
    'all-reduce': 'all_reduce',
    'all-gather': 'all_gather_into_tensor',
    'reduce-scatter': 'reduce_scatter_tensor',
    'all-to-all': 'all_to_all',
  }
  const asTrace = (events: readonly TensorEvent[]): Trace =>
    events.map(({ phase, collective, inputElements }) => [
      phase === 'forward' ? 'fwd' : 'bwd',
      operation[collective],
      [inputElements],
    ])
  const cases = {
    tp_col_row: () => mlp(4),
    tp_col_row_nograd_input: () => mlp(4, { inputGradient: false }),
    tp_attn: () => attention({ projections: 'separate' }),
    tp_sp: () => mlp(8, { sequenceParallel: true }),
  }
  for (const [name, run] of Object.entries(cases)) {
    test(name, () => {
      const { events, error, backward } = run()
      const trace = traces[name as keyof typeof cases] as Trace
      tally.compare('traces of torch 2.13.0', `${name}: collectives`, events.length, trace.length)
      asTrace(events).forEach((event, index) =>
        tally.same('traces of torch 2.13.0', `${name} #${index}`, event, trace[index]),
      )
      tally.compare('equal to one rank', `${name} output`, error, 0, 1e-12)
      tally.compare('equal to one rank', `${name} gradients`, backward!.error, 0, 1e-12)
    })
  }

  test('a fused or once-wrapped QKV needs one backward all-reduce', () => {
    const backward = attention().events.filter(({ phase }) => phase === 'backward')
    tally.compare('traces of torch 2.13.0, conclusion', 'fused', backward.length, 1)
  })
})

describe('rules (Megatron-LM)', () => {
  const list = (events: readonly TensorEvent[], phase: string) =>
    events.filter((event) => event.phase === phase).map(({ collective }) => collective)
  const source = 'Megatron-LM rules'

  test('column-parallel, gathered: all-gather forward, all-reduce of the input gradient backward', () => {
    const run = linearRun({
      input: matrix(4, 8),
      weight: matrix(8, 12),
      ranks,
      cut: 'column',
      outputGradient: matrix(4, 12),
    })
    tally.same(source, 'column forward', list(run.events, 'forward'), ['all-gather'])
    tally.same(source, 'column backward', list(run.events, 'backward'), ['all-reduce'])
  })

  test('column-parallel, output left in columns: nothing forward, all-reduce backward', () => {
    const run = linearRun({
      input: matrix(4, 8),
      weight: matrix(8, 12),
      ranks,
      cut: 'column',
      gatherOutput: false,
      outputGradient: matrix(4, 12),
    })
    tally.same(source, 'column forward', list(run.events, 'forward'), [])
    tally.same(source, 'column backward', list(run.events, 'backward'), ['all-reduce'])
    tally.same(source, 'column output', run.values.at(-1)!.value.layout, 'columns')
    tally.compare('equal to one rank', 'column, not gathered', run.backward!.error, 0, 1e-12)
  })

  test('row-parallel, input already sharded: all-reduce forward, nothing backward', () => {
    const run = linearRun({
      input: matrix(4, 8),
      weight: matrix(8, 12),
      ranks,
      cut: 'row',
      inputIsSplit: true,
      outputGradient: matrix(4, 12),
    })
    tally.same(source, 'row forward', list(run.events, 'forward'), ['all-reduce'])
    tally.same(source, 'row backward', list(run.events, 'backward'), [])
  })

  test('transformer layer: two all-reduces of b·s·h each way', () => {
    const layer = [...attention().events, ...mlp(8).events]
    for (const phase of ['forward', 'backward']) {
      tally.same(source, phase, list(layer, phase), ['all-reduce', 'all-reduce'])
    }
    for (const { elements } of layer) tally.compare(source, 'size b·s·h', elements, 2 * 4 * 8)
    const model = { layers: 1, hidden: 8, heads: 4, vocabulary: 16, sequence: 4 }
    const { sent, collectives } = layerCommunication(model, { microBatch: 2, tensorParallel: 4 })
    tally.compare('PTD-P section 3.2', '8bsh(t−1)/t', sent, (8 * 2 * 4 * 8 * 3) / 4)
    const counted = collectives.reduce((total, { count }) => total + count, 0)
    tally.compare('PTD-P section 3.2', 'all-reduces', counted, layer.length)
  })

  test('sequence parallelism: gather in, scatter out, and back; the same volume', () => {
    const options = { sequenceParallel: true }
    for (const run of [mlp(8, options), attention(options)]) {
      tally.same(source, 'SP forward', list(run.events, 'forward'), ['all-gather', 'reduce-scatter'])
      tally.same(source, 'SP backward', list(run.events, 'backward'), ['all-gather', 'reduce-scatter'])
    }
    const model = { layers: 1, hidden: 8, heads: 4, vocabulary: 16, sequence: 4 }
    const plain = layerCommunication(model, { tensorParallel: 4 })
    const split = layerCommunication(model, { tensorParallel: 4, sequenceParallel: true })
    tally.compare(source, 'SP volume', split.sent, plain.sent)
    const megatron = layerCommunication(model, { tensorParallel: 4, sequenceParallel: true }, false)
    const extra = (megatron.sent - split.sent) / ((4 * 8 * 3) / 4)
    tally.compare(source, 'Megatron’s extra all-gathers per layer', extra, 2)
  })

  test('the row bias is added once, after the reduce; on every rank it counts t times', () => {
    const downBias = [1, 2, 3, 4, 5, 6, 7, 8]
    const right = mlp(4, { downBias })
    tally.compare(source, 'added once', right.error, 0, 1e-12)
    const wrong = mlp(4, { downBias, mistake: 'bias-on-every-rank', outputGradient: undefined })
    tally.compare(source, 'added on each of 4: 3 too many', wrong.error, 3 * 8, 1e-12)
  })

  test('row then column must be reduced before GeLU', () => {
    const cuts = ['row', 'column']
    tally.compare(source, 'reduced first', mlp(4, { cuts }).error, 0, 1e-12)
    const wrong = mlp(4, { cuts, mistake: 'activate-partial-sums', outputGradient: undefined })
    tally.same(source, 'GeLU(a) + GeLU(b) differs', wrong.error > 0.01, true)
  })
})
