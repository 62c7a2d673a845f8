import { isLegal, reduces, usesRoot, dataPrimitives } from '../../../math/collectives/index.ts'
import type { Algorithm, Operator } from '../../../math/collectives/index.ts'
import { defineWidget } from '../../widget/definition.ts'
import { choice, int, number } from '../../widget/params.ts'
import { stepsOf } from './run.ts'
import { describe, tableOf } from './words.ts'

const algorithms = ['ring', 'root'] as const satisfies readonly Algorithm[]
const operators = ['sum', 'max', 'mean'] as const satisfies readonly Operator[]
const mostRanks = 16

const widget = defineWidget({
  params: {
    algorithm: choice(algorithms, 'ring', { place: 'mode' }),
    primitive: choice(dataPrimitives, 'all-reduce'),
    ranks: int(2, mostRanks, 4),
    root: int(0, mostRanks - 1, 0),
    operator: choice(operators, 'sum'),
    bytes: number(1, 1e12, 1e8, { scale: 'log', unit: 'bytes', hue: 'memory' }),
    latency: number(1e-8, 0.1, 1e-5, { scale: 'log', unit: 'seconds', hue: 'communication' }),
    bandwidth: number(1e6, 1e13, 1e10, {
      scale: 'log',
      unit: 'bytes',
      hue: 'communication',
    }),
  },
  legal: ({ primitive, ranks }) => ({
    algorithm: algorithms.filter((algorithm) => isLegal(primitive, algorithm, ranks)),
    root: { min: 0, max: ranks - 1 },
  }),
  shown: ({ primitive, algorithm }) => ({
    root: usesRoot(primitive, algorithm),
    operator: reduces(primitive),
  }),
  frames: (setting) => stepsOf(setting, algorithms),
  describe,
  table: tableOf,
  cases: {
    default: {},
    // Four devices that average their gradients, as the article's data parallelism does.
    article: { primitive: 'all-reduce', ranks: 4, operator: 'mean' },
    broadcast: { primitive: 'broadcast' },
    reduce: { primitive: 'reduce' },
    scatter: { primitive: 'scatter' },
    gather: { primitive: 'gather' },
    'all-gather': { primitive: 'all-gather' },
    'reduce-scatter': { primitive: 'reduce-scatter' },
    'all-reduce': { primitive: 'all-reduce', operator: 'max', ranks: 5 },
    'all-to-all': { primitive: 'all-to-all' },
    naive: { algorithm: 'root', ranks: 6, bytes: 6e8 },
    gradients: { ranks: 6, bytes: 6e8 },
    crowded: { ranks: mostRanks },
  },
  // A third of the way: some sums are under way, and the reader sees what moves.
  opening: 1 / 3,
})

export default widget
