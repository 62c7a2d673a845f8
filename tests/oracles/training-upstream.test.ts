import { describe, test } from 'vitest'
import { doubleBinaryTree } from '../../math/collectives/index.ts'
import {
  assignBuckets,
  deepSpeedZero2,
  deepSpeedZero3,
  forwardFlops,
  fsdpStep,
  iterationFlops,
  layerActivations,
  layerParameters,
  megatronMemory,
  type Transformer,
} from '../../math/parallel/index.ts'
import data from './data/training-upstream.json'
import { fnv1a, Tally } from './tally.ts'

/** What upstream's own functions gave on drawn sizes: most are no round numbers. */
const tally = new Tally('Trees, buckets, collectives and memory, upstream code run on drawn sizes')
const numbers = (row: string) => row.split(' ').map(Number)

test('NCCL’s double tree on 2 to 128 ranks', () => {
  const { source, rows } = data.doubleTree
  for (const row of rows) {
    const [ranks, digest] = row.split(' ')
    const trees = doubleBinaryTree(Number(ranks)).map((parents) => parents.join(' '))
    tally.same(source, `${ranks} ranks`, fnv1a(trees.join(' / ')), digest)
  }
})

describe('DDP and FSDP', () => {
  test('buckets of mixed types, sparse gradients, several limits, any order', () => {
    const { source, rows } = data.ddp
    for (const { tensors, limits, order, buckets } of rows) {
      const given = tensors.map((text) => {
        const [bytes, key, sparse] = text.split(' ')
        return { bytes: Number(bytes), key: key!, sparse: sparse === 'sparse' }
      })
      const assigned = assignBuckets(given, limits, order)
      const listed = assigned.map(({ parameters }) => [...parameters])
      tally.same(source, tensors.join(', '), listed, buckets)
    }
  })
  test('collectives of layers that the ranks do not divide, some resharded, under accumulation', () => {
    const { source, rows } = data.fsdp
    const short = { 'all-gather': 'AG', 'reduce-scatter': 'RS' }
    for (const { ranks, shapes, reshard, microBatches, sync, events } of rows) {
      const units = shapes.map((shape, unit) => ({
        shapes: shape,
        reshardAfterForward: reshard[unit]!,
      }))
      const issued = fsdpStep(units, { ranks, microBatches, sync: sync as 'every' | 'last' })
      const text = issued.map(
        (one) => `${short[one.collective]}${one.outputElements}/${one.inputElements}`,
      )
      tally.same(source, `${ranks} ranks, ${shapes.length} layers`, text.join(' '), events)
    }
  })
})

test('what autograd saves of a transformer layer, to the byte', () => {
  const { source, rows } = data.savedTensors
  for (const row of rows) {
    const [heads, headSize, ffn, microBatch, sequence, dropout, flash, bytes, statistics] = numbers(
      row,
    ) as [...[number, number, number, number, number], ...[number, number, number, number]]
    const model = { layers: 1, hidden: heads * headSize, heads, vocabulary: 8, sequence, ffn }
    const { stored, bytes: ours } = layerActivations(model, {
      microBatch,
      dropout: dropout === 1,
      attention: flash === 1 ? 'flash' : 'unfused',
    })
    // A GPU's dropout keeps a mask of one byte per element, as we count; a CPU's keeps the factors
    // in bf16, two. The norms' means and deviations, two numbers per token each, we leave out.
    const masks = stored.filter(({ name }) => name.endsWith('mask'))
    const wider = masks.reduce((sum, mask) => sum + mask.bytes, 0)
    tally.compare(source, row, ours + wider + statistics, bytes)
    tally.compare(source, `${row}: statistics`, statistics, 2 * 2 * 2 * microBatch * sequence)
  }
})

test('FLOPs and parameters of a layer, with grouped keys, gates and heads of any width', () => {
  const { source, rows } = data.flopCounter
  for (const row of rows) {
    const [heads, keyValueHeads, headSize, hidden, ffn, ...more] = numbers(row) as [
      ...[number, number, number, number, number],
      ...number[],
    ]
    const [b, sequence, gated, vocabulary, ...expected] = more as [
      ...[number, number, number, number],
      ...number[],
    ]
    const model: Transformer = {
      ...{ layers: 1, hidden, heads, keyValueHeads, headSize, ffn, vocabulary, sequence },
      gated: gated === 1,
    }
    const { forward, backward } = iterationFlops(model, b)
    const parameters = layerParameters(model).total
    tally.same(source, row, [forward, backward, parameters], expected)
  }
})

describe('estimators', () => {
  const relative = (source: string, row: string, actual: number, expected: number) =>
    tally.compare(source, row, actual / expected, 1, 1e-12)

  test('Megatron-LM’s memory', () => {
    const { source, rows } = data.megatronMemory
    for (const row of rows) {
      const [t, p, d, v, heads, headSize, hidden, keyValueHeads, layers, ffn, ...more] =
        numbers(row) as [
          ...[number, number, number, number, number],
          ...[number, number, number, number, number],
          ...number[],
        ]
      const [vocabulary, sequence, b, m, swiglu, rms, untied, distributed, ...expected] = more
      const model: Transformer = {
        ...{ layers, hidden, heads, headSize, keyValueHeads, ffn },
        vocabulary: vocabulary!,
        sequence: sequence!,
        gated: swiglu === 1,
        norm: rms === 1 ? 'rms' : 'layer',
        tied: untied === 0,
      }
      const setup = {
        tensorParallel: t,
        pipelineParallel: p,
        dataParallel: d,
        ...(v === 0 ? {} : { interleave: v }),
        ...(m === 0 ? {} : { microBatches: m! }),
        microBatch: b!,
        distributedOptimizer: distributed === 1,
      }
      const estimate = megatronMemory(model, setup)
      relative(source, row, estimate.weightAndOptimizer, expected[0]!)
      relative(source, row, estimate.activations, expected[1]!)
      const without = megatronMemory(model, { ...setup, sequenceParallel: false })
      relative(source, row, without.activations, expected[2]!)
    }
  })
  test('Megatron-LM’s FLOPs: half of the attention scores', () => {
    const { source, rows } = data.megatronFlops
    for (const row of rows) {
      const [heads, headSize, hidden, keyValueHeads, layers, ffn, ...more] = numbers(row) as [
        ...[number, number, number, number, number, number],
        ...number[],
      ]
      const [vocabulary, sequence, batch, swiglu, flops] = more as [
        ...[number, number, number, number, number],
      ]
      const model = { layers, hidden, heads, headSize, keyValueHeads, vocabulary, sequence, ffn }
      const whole = { ...model, gated: swiglu === 1 }
      const scores = 3 * batch * sequence * forwardFlops(whole).attention
      relative(source, row, iterationFlops(whole, batch).model - scores / 2, flops)
    }
  })
  test('DeepSpeed’s ZeRO-2 and ZeRO-3, to the byte', () => {
    for (const row of data.zero2.rows) {
      const [parameters, gpusPerNode, nodes, offload, bufferFactor, cpu, gpu] = numbers(row)
      const setup = { parameters: parameters!, gpusPerNode, nodes, bufferFactor }
      tally.same(data.zero2.source, row, deepSpeedZero2(setup, offload === 1), { cpu, gpu })
    }
    for (const row of data.zero3.rows) {
      const [parameters, largest, gpusPerNode, nodes, offload, params, init, factor, cpu, gpu] =
        numbers(row)
      const setup = { parameters: parameters!, gpusPerNode, nodes, bufferFactor: factor }
      const options = {
        offloadOptimizer: offload === 1,
        offloadParameters: params === 1,
        zeroInit: init === 1,
      }
      tally.same(data.zero3.source, row, deepSpeedZero3(setup, largest!, options), { cpu, gpu })
    }
  })
})
