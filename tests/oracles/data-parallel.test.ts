import { describe, test } from 'vitest'
import { matmulWork, ridgePoint } from '../../math/hardware/index.ts'
import {
  dataParallelCriticalTokens,
  dataParallelVolume,
  ddpReductions,
  fsdpStep,
  mixedCriticalTokens,
  ringTime,
  tensorParallelCriticalDegree,
  trainingStep,
  type DataStrategy,
} from '../../math/parallel/index.ts'
import data from './data/parallel-training.json'
import { Tally } from './tally.ts'

const tally = new Tally('Data parallelism')
const { traces, ddp } = data.framework_comm_traces

/** The traced model: twice an MLP 8 → 32 → 8 without biases, 1024 parameters, on four ranks. */
const mlp = [
  [32, 8],
  [8, 32],
]
const ranks = 4

describe('FSDP2 collectives, traced on torch 2.13.0', () => {
  const units = [{ shapes: mlp }, { shapes: mlp }]
  const names = { 'all-gather': '_allgather_base_', 'reduce-scatter': '_reduce_scatter_base_' }
  const cases = {
    fsdp_True: { ranks, reshardAfterForward: true },
    fsdp_False: { ranks, reshardAfterForward: false },
    fsdp_ga4: { ranks, reshardAfterForward: true, microBatches: 4, sync: 'every' },
  } as const

  for (const [name, options] of Object.entries(cases)) {
    test(name, () => {
      const trace = traces[name as keyof typeof cases] as [string, string, [number, number]][]
      const events = fsdpStep(units, options)
      tally.compare('FSDP2 trace', `${name}: collectives`, events.length, trace.length)
      trace.forEach(([phase, operation, [output, input]], index) => {
        const event = events[index]!
        const what = `${name} #${index}`
        tally.same('FSDP2 trace', what, [event.phase.slice(0, 1), names[event.collective]], [phase[0], operation])
        tally.compare('FSDP2 trace', `${what} output`, event.outputElements, output)
        tally.compare('FSDP2 trace', `${what} input`, event.inputElements, input)
      })
    })
  }
})

describe('DDP all-reduces, executed on torch 2.13.0', () => {
  const parameters = [256, 256, 256, 256].map((elements) => ({ bytes: 4 * elements }))
  const cases = {
    'ddp_25MB': { options: { bucketCap: 25 }, microBatches: 1, sync: 'every' },
    'ddp_0.002MB': { options: { bucketCap: 0.002 }, microBatches: 1, sync: 'every' },
    'ddp_ga4_no_sync': { options: {}, microBatches: 4, sync: 'last' },
    'ddp_ga4_sync': { options: {}, microBatches: 4, sync: 'every' },
  } as const

  for (const [name, { options, microBatches, sync }] of Object.entries(cases)) {
    test(name, () => {
      const trace = ddp[name as keyof typeof cases] as (string | [number, number])[]
      const expected: [number, number, number][] = []
      let step = 0
      for (const entry of trace) {
        if (typeof entry === 'string') step = Number(entry.slice('iter'.length))
        else expected.push([step, ...entry])
      }
      const actual = ddpReductions(parameters, 2, microBatches, sync, options)
      tally.compare('DDP trace', `${name}: all-reduces`, actual.length, expected.length)
      expected.forEach(([at, bucket, elements], index) => {
        const event = actual[index]!
        tally.same('DDP trace', `${name} #${index}`, [event.step, event.bucket, event.bytes / 4], [at, bucket, elements])
      })
    })
  }
})

describe('volume per step', () => {
  const { comm_volume } = data.zero_memory
  test('ZeRO: 2ψ, 2ψ, 3ψ', () => {
    const volumes: Record<string, readonly DataStrategy[]> = {
      DP: ['ddp'],
      'ZeRO-1/2': ['zero-1', 'zero-2'],
      'ZeRO-3': ['zero-3'],
    }
    for (const [name, strategies] of Object.entries(volumes)) {
      const psi = Number.parseInt(comm_volume[name as 'DP'], 10)
      for (const strategy of strategies) {
        const { modelVolumes, sent } = dataParallelVolume({ strategy, ranks, parameterBytes: 1 })
        tally.compare('ZeRO section 7', strategy, modelVolumes, psi)
        tally.compare('ZeRO section 7', `${strategy}, with (n−1)/n`, sent[0]!, (psi * 3) / 4, 1e-15)
      }
    }
  })

  test('what the traces add up to', () => {
    const source = 'framework traces, conclusions'
    const volume = (options: object) =>
      dataParallelVolume({ strategy: 'zero-3', ranks, parameterBytes: 1024, ...options }).modelVolumes
    tally.compare(source, 'FSDP2, resharded', volume({}), 3)
    tally.compare(source, 'FSDP2, not resharded', volume({ reshardAfterForward: false }), 2)
    tally.compare(source, 'FSDP2, 4 micro-batches', volume({ microBatches: 4, sync: 'every' }), 12)
    const noSync = volume({ strategy: 'ddp', microBatches: 4, sync: 'last' })
    tally.compare(source, 'DDP, 4 micro-batches under no_sync', noSync, 2)

    // The volume formula and the list of collectives say the same.
    for (const reshardAfterForward of [true, false]) {
      for (const microBatches of [1, 3]) {
        const options = { ranks, reshardAfterForward, microBatches, sync: 'every' } as const
        const listed = fsdpStep([{ shapes: mlp }], options)
          .map((event) => Math.max(event.outputElements, event.inputElements))
          .reduce((sum, elements) => sum + (elements * (ranks - 1)) / ranks, 0)
        const counted = dataParallelVolume({ strategy: 'zero-3', parameterBytes: 512, ...options })
        tally.compare(source, `listed and counted, m=${microBatches}`, listed, counted.sent[0]!)
      }
    }
  })

  test('a step on streams issues the traced collectives in the traced order', () => {
    const layer = { parameters: [256, 256], forward: 1, backward: 2 }
    const { events } = trainingStep({
      strategy: 'zero-3',
      layers: [layer, layer],
      ranks,
      link: { bandwidth: 1e9, latency: 0 },
    })
    const issued = events.filter((event) => event.rank === 0 && event.stream === 'communication')
    const trace = fsdpStep([{ shapes: mlp }, { shapes: mlp }], { ranks })
    const pair = (event: { unit?: number; index?: number; collective?: string; kind?: string }) =>
      `${event.collective ?? event.kind} ${event.unit ?? event.index}`
    tally.same('FSDP2 trace', 'order on streams', issued.map(pair), trace.map(pair))
  })
})

describe('scaling book', () => {
  const source = 'jax-ml/scaling-book'
  type Fact = Record<string, string | number>
  const fact = (what: string) => (data.scaling_book.facts as unknown as Fact[]).find((row) => row['what'] === what)!
  const v5e = { peak: 1.97e14, bandwidth: 8.2e11 }
  const v5p = { peak: 4.59e14, axisBandwidth: 1.8e11 }

  test('compute-bound batch of a matmul', () => {
    const bf16 = Number(fact('matmul compute-bound batch TPU v5e bf16')['value'])
    const int8 = Number(fact('int8 weights bf16 compute')['value'])
    tally.compare(source, 'bf16 ridge', ridgePoint(v5e), bf16, 0.5)
    const intensity = (batch: number, weightBytes: number) => {
      const { flops, bytes } = matmulWork(batch, 1e7, 1e7, 2, weightBytes)
      return flops / bytes
    }
    tally.compare(source, 'bf16 intensity at that batch', intensity(bf16, 2), ridgePoint(v5e), 0.5)
    tally.compare(source, 'int8 intensity at that batch', intensity(int8, 1), ridgePoint(v5e), 0.5)
  })

  test('communication-bound batches', () => {
    const dp = Number(fact('DP/FSDP comm-bound per-chip batch below, v5p')['value'])
    tally.compare(source, 'DP', dataParallelCriticalTokens(v5p), dp, 0.5)
    tally.compare(source, 'DP on two axes', dataParallelCriticalTokens(v5p, 2), dp / 2, 0.5)
    const tp = tensorParallelCriticalDegree(v5p, 30000, 2)
    tally.compare(source, 'TP, two axes', tp, (2 * 30000) / dp, 1e-9)
    const mixed = Number(fact('FSDP+TP min batch per chip')['F=30000'])
    // 2·2550²/30000 = 433.5; the book cuts to 432.
    tally.compare(source, 'FSDP+TP', mixedCriticalTokens(v5p, 30000), mixed, 2)
  })

  test('an all-gather over four chips of a v5e', () => {
    const row = fact('AllGather_Y bf16[2048_Y,8192], Y=4, v5e')
    const bytes = Number(row['total_bytes'])
    tally.compare(source, 'bytes', 2 * 2048 * 8192, bytes)
    // Without wraparound the data goes one way round at 4.5e10 bytes/s: three quarters of it.
    const line = ringTime('all-gather', 4, bytes, { bandwidth: 4.5e10, latency: 0 })
    tally.compare(source, 'no wraparound', line * 1e6, Number(row['no_wraparound_us']), 1)
    // The book's ideal is V / W with V rounded to 34 MB, without (n−1)/n.
    const ideal = (ringTime('all-gather', 4, bytes, { bandwidth: 9e10, latency: 0 }) * 4) / 3
    tally.compare(source, 'ideal', ideal * 1e6, Number(row['ideal_us']), 5)
  })

  tally.leaveOut('belongs to the collectives library: all-reduce and all-to-all on rings', 3)
})
