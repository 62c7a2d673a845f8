import { defineWidget } from '../../widget/definition.ts'
import { choice, flag, int, number } from '../../widget/params.ts'
import { momentsOf, runOf } from './run.ts'
import { describeMoment, tableOf } from './words.ts'

/** `dp` is PyTorch's DataParallel, `fsdp` is ZeRO-3. */
export const strategies = ['dp', 'ddp', 'zero-1', 'zero-2', 'fsdp'] as const

const widget = defineWidget({
  params: {
    strategy: choice(strategies, 'ddp', { place: 'mode' }),
    ranks: int(2, 16, 4),
    layers: int(2, 16, 8),
    /** Millions of parameters of a layer. */
    weights: number(0.1, 1000, 10, { scale: 'log', hue: 'kernel' }),
    forward: number(1e-4, 1, 4e-3, { scale: 'log', unit: 'seconds', hue: 'forward' }),
    bandwidth: number(1e8, 1e12, 5e9, { scale: 'log', unit: 'bytes', hue: 'communication' }),
    latency: number(1e-7, 1e-2, 1e-5, { scale: 'log', unit: 'seconds', hue: 'communication' }),
    bucket: int(1, 4096, 25, { scale: 'log' }),
    microbatches: int(1, 8, 1),
    noSync: flag(false),
    reshard: flag(true),
    prefetch: flag(true),
    overlap: flag(true),
    inputs: number(1e3, 1e9, 1e7, { scale: 'log', unit: 'bytes', place: 'more' }),
    activations: number(1e5, 1e10, 5e7, {
      scale: 'log',
      unit: 'bytes',
      hue: 'memory',
      place: 'more',
    }),
    optimizer: number(1e-4, 1, 4e-3, {
      scale: 'log',
      unit: 'seconds',
      hue: 'optimizer',
      place: 'more',
    }),
    straggler: number(1, 3, 1, { step: 0.05, place: 'more' }),
    bucketView: flag(false, { place: 'more' }),
  },
  shown: ({ strategy, microbatches }) => ({
    bucket: strategy !== 'dp' && strategy !== 'fsdp',
    noSync: strategy !== 'dp' && microbatches > 1,
    reshard: strategy === 'fsdp',
    prefetch: strategy === 'fsdp',
    overlap: strategy !== 'dp',
    inputs: strategy === 'dp',
    bucketView: strategy === 'ddp',
  }),
  frames: (values) => momentsOf(runOf(values)),
  describe: describeMoment,
  table: tableOf,
  layout: 'stacked',
  opening: 0.62,
  cases: {
    default: {},
    dp: { strategy: 'dp' },
    ddp: { straggler: 1.25 },
    'no-overlap': { bucket: 4096 },
    fsdp: { strategy: 'fsdp' },
    'fsdp-keep': { strategy: 'fsdp', reshard: false },
    accumulation: { strategy: 'fsdp', microbatches: 4, layers: 4 },
    'slow-link': { strategy: 'fsdp', bandwidth: 1.25e9, latency: 5e-5 },
  },
})

export default widget
