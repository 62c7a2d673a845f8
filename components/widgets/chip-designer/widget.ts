import { assumedPrices } from '../../../math/chip-design/price.ts'
import { defineWidget } from '../../widget/definition.ts'
import { choice, flag, int, number } from '../../widget/params.ts'
import { focuses, models, powers, presetSetting } from './options.ts'
import { fetchFor, study } from './study.ts'
import { describe, tableOf } from './words.ts'

const a100 = presetSetting('a100')
const log = { scale: 'log' } as const

const widget = defineWidget({
  params: {
    focus: choice(focuses, 'training', { place: 'mode' }),
    matrix: number(0.1, 4000, a100.matrix, { ...log, hue: 'forward' }),
    lowPrecision: flag(a100.lowPrecision, { hue: 'forward' }),
    secondCore: choice(['none', 'vector', 'host'], a100.secondCore),
    vector: number(0.01, 200, a100.vector, { ...log, hue: 'kernel' }),
    sram: number(0.5, 2000, a100.sram, { ...log, hue: 'optimizer' }),
    bandwidth: number(5, 20000, a100.bandwidth, { ...log, hue: 'memory' }),
    capacity: number(1, 1000, a100.capacity, log),
    link: number(0.1, 4000, a100.link, { ...log, hue: 'communication' }),
    topology: choice(['ring', 'torus', 'switched'], a100.topology),
    chips: int(1, 64, 8, log),
    tensorParallel: int(1, 32, 8, log),
    model: choice(models, 'llama3-8b', { place: 'more' }),
    sequences: int(1, 1024, 8, { ...log, place: 'more' }),
    context: int(128, 131072, 4096, { ...log, place: 'more' }),
    side: int(8, 256, a100.side, { ...log, place: 'more' }),
    latency: number(0.1, 50, a100.latency, { ...log, place: 'more' }),
    launch: number(0.01, 50, a100.launch, { ...log, place: 'more' }),
    linksBeside: flag(a100.linksBeside, { place: 'more' }),
    budget: number(50, 50000, 4000, { ...log, place: 'more' }),
    matrixPrice: number(0.01, 100, assumedPrices.matrix, { ...log, place: 'more' }),
    vectorPrice: number(0.01, 100, assumedPrices.vector, { ...log, place: 'more' }),
    sramPrice: number(0.01, 100, assumedPrices.sram, { ...log, place: 'more' }),
    bandwidthPrice: number(0.01, 100, assumedPrices.bandwidth, { ...log, place: 'more' }),
    capacityPrice: number(0.01, 100, assumedPrices.capacity, { ...log, place: 'more' }),
    linkPrice: number(0.01, 100, assumedPrices.link, { ...log, place: 'more' }),
  },
  // A tensor-parallel group is a part of the chips, and must divide heads, widths and sequence.
  legal: ({ chips }) => ({
    chips: powers(64),
    tensorParallel: powers(Math.min(chips, 32)),
    side: powers(256).slice(3),
  }),
  shown: ({ secondCore, chips, focus }) => ({
    vector: secondCore !== 'none',
    chips: focus !== 'mobilenet',
    tensorParallel: chips > 1 && focus !== 'mobilenet' && focus !== 'convnet',
    link: chips > 1 && focus !== 'mobilenet',
    topology: chips > 1 && focus !== 'mobilenet',
    latency: chips > 1 && focus !== 'mobilenet',
    linksBeside: chips > 1 && focus !== 'mobilenet',
    model: focus !== 'mobilenet' && focus !== 'convnet',
    sequences: focus === 'all' || focus === 'decoding',
    context: focus === 'all' || focus === 'decoding',
  }),
  load: ({ focus }) => fetchFor(focus),
  frames: (params) => [study(params)],
  describe,
  table: (frame) => tableOf(frame),
  cases: {
    default: {},
    phone: {
      ...presetSetting('phone'),
      focus: 'mobilenet',
      chips: 1,
      tensorParallel: 1,
      budget: 200,
      // Memory for phones is not stacked.
      capacityPrice: 4,
    },
    'all-four': { focus: 'all' },
    'twice-the-flops': { matrix: 2 * a100.matrix },
    'matrix-engine': { ...presetSetting('h100'), budget: 7000 },
    decoding: { focus: 'decoding', chips: 1, tensorParallel: 1 },
    'slow-links': { link: 25, latency: 14, topology: 'ring' },
    'host-core': {
      ...presetSetting('phone'),
      focus: 'mobilenet',
      secondCore: 'host',
      chips: 1,
      tensorParallel: 1,
      budget: 200,
      capacityPrice: 4,
    },
  },
})

export default widget
