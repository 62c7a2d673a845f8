import {
  algorithmsFor,
  isLegal,
  primitives,
  reduces,
  usesRoot,
} from '../../../math/collectives/index.ts'
import type { Algorithm, Operator } from '../../../math/collectives/index.ts'
import { defineWidget } from '../../widget/definition.ts'
import { choice, flag, int, number } from '../../widget/params.ts'
import { fetchLater } from './later.ts'
import { chunksFor, faults, roundsOf, stepsOf } from './run.ts'
import { describe, tableOf } from './words.ts'

/** The ring first: it serves nearly every primitive, and so is what is left when another does not. */
export const algorithms = [
  'ring',
  'root',
  'bidirectional-ring',
  'chain',
  'binomial-tree',
  'double-binary-tree',
  'recursive-doubling',
  'recursive-halving',
  'recursive-halving-doubling',
  'scatter-ring',
  'bruck',
  'pairwise',
  'dissemination',
  'hierarchical',
] as const satisfies readonly Algorithm[]
const operators = ['sum', 'max', 'min', 'mean'] as const satisfies readonly Operator[]
const mostRanks = 64

/** `follow` when no chunk is followed. */
export const nobody = -1

const powers = [2, 4, 8, 16, 32, 64]

const divisors = (count: number) =>
  Array.from({ length: count }, (_, index) => index + 1).filter((one) => count % one === 0)

const widget = defineWidget({
  params: {
    primitive: choice(primitives, 'all-reduce'),
    algorithm: choice(algorithms, 'ring'),
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
    nodes: int(1, mostRanks, 1),
    interLatency: number(1e-8, 0.1, 2e-5, {
      scale: 'log',
      unit: 'seconds',
      hue: 'communication',
    }),
    interBandwidth: number(1e6, 1e13, 2.5e9, {
      scale: 'log',
      unit: 'bytes',
      hue: 'communication',
    }),
    cards: choice(['per-device', 'per-node'], 'per-device'),
    fault: choice(faults, 'none'),
    slowFrom: int(0, mostRanks - 1, 0),
    slowTo: int(0, mostRanks - 1, 1),
    slowdown: number(1, 100, 5, { scale: 'log' }),
    stalled: int(0, mostRanks - 1, 1),
    stallRound: int(1, 512, 2),
    delay: number(1e-7, 100, 0.02, { scale: 'log', unit: 'seconds' }),
    waiting: flag(false),
    sharing: choice(['port', 'link'], 'port', { place: 'more' }),
    follow: int(nobody, 2 * mostRanks ** 2 * 2, nobody),
  },
  legal: (values) => {
    const { primitive, algorithm, ranks, slowFrom } = values
    const offered = algorithms.filter((one) => algorithmsFor(primitive).includes(one))
    // Some pairs know no remedy for what is no power of two.
    const onlyPowers = isLegal(primitive, algorithm, 4) && !isLegal(primitive, algorithm, 3)
    const nodes = divisors(ranks).filter((one) => algorithm !== 'hierarchical' || one > 1)
    const whole = isLegal(primitive, algorithm, ranks) && nodes.includes(values.nodes)
    return {
      algorithm: offered,
      ...(onlyPowers && { ranks: powers }),
      root: { min: 0, max: ranks - 1 },
      nodes,
      slowFrom: { min: 0, max: ranks - 1 },
      slowTo: Array.from({ length: ranks }, (_, rank) => rank).filter((rank) => rank !== slowFrom),
      stalled: { min: 0, max: ranks - 1 },
      ...(whole && {
        stallRound: { min: 1, max: roundsOf({ ...values, root: 0 }) },
        follow: { min: nobody, max: chunksFor(primitive, algorithm, ranks) - 1 },
      }),
    }
  },
  shown: ({ primitive, algorithm, nodes, fault }) => ({
    root: algorithmsFor(primitive).includes(algorithm) && usesRoot(primitive, algorithm),
    operator: reduces(primitive),
    bytes: primitive !== 'barrier',
    interLatency: nodes > 1,
    interBandwidth: nodes > 1,
    cards: nodes > 1,
    sharing: nodes === 1,
    slowFrom: fault === 'slow-link',
    slowTo: fault === 'slow-link',
    slowdown: fault === 'slow-link',
    stalled: fault === 'late-rank' || fault === 'lost-rank',
    stallRound: fault === 'late-rank' || fault === 'lost-rank',
    delay: fault === 'late-rank',
    // A fault shows its lanes of time in any case.
    waiting: fault === 'none',
    // Set by choosing a cell.
    follow: false,
  }),
  load: (values) => fetchLater(values),
  frames: stepsOf,
  describe,
  table: tableOf,
  cases: {
    default: {},
    // Four devices that average their gradients, as the article's data parallelism does.
    article: { primitive: 'all-reduce', ranks: 4, operator: 'mean' },
    broadcast: { primitive: 'broadcast', algorithm: 'binomial-tree', ranks: 8 },
    gather: { primitive: 'gather', algorithm: 'root' },
    'all-gather': { primitive: 'all-gather' },
    'reduce-scatter': { primitive: 'reduce-scatter' },
    'all-to-all': { primitive: 'all-to-all' },
    naive: { algorithm: 'root', ranks: 6, bytes: 6e8 },
    gradients: { ranks: 6, bytes: 6e8 },
    crowded: { ranks: 16 },
    rabenseifner: { algorithm: 'recursive-halving-doubling', ranks: 8 },
    'double-tree': { algorithm: 'double-binary-tree', ranks: 8 },
    bruck: { primitive: 'all-to-all', algorithm: 'bruck', ranks: 8, bytes: 8e4 },
    'two-level': { algorithm: 'hierarchical', ranks: 8, nodes: 2 },
    'slow-link': { ranks: 6, bytes: 6e8, fault: 'slow-link', slowFrom: 2, slowTo: 3, slowdown: 4 },
    stalled: { ranks: 6, bytes: 6e8, fault: 'late-rank', stalled: 1, stallRound: 3, delay: 0.05 },
    deadlock: { ranks: 6, bytes: 6e8, fault: 'lost-rank', stalled: 1, stallRound: 3 },
    'sixty-four': { ranks: 64 },
  },
  // A third of the way: some sums are under way, and the reader sees what moves.
  opening: 1 / 3,
})

export default widget
