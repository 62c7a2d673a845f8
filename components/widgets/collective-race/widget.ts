import type { Primitive } from '../../../math/collectives/index.ts'
import { defineWidget } from '../../widget/definition.ts'
import { choice, flag, int, number } from '../../widget/params.ts'
import { names, race } from './race.ts'
import { describe, tableOf } from './words.ts'

const primitives = [
  'all-reduce',
  'all-gather',
  'reduce-scatter',
  'broadcast',
  'reduce',
  'all-to-all',
] as const satisfies readonly Primitive[]

const widget = defineWidget({
  params: {
    view: choice(['size', 'ranks', 'bus'], 'size', { place: 'mode' }),
    primitive: choice(primitives, 'all-reduce'),
    ranks: int(2, 64, 16),
    bytes: number(8, 1e11, 1e6, { scale: 'log', unit: 'bytes', hue: 'memory' }),
    latency: number(1e-7, 1e-3, 5e-6, {
      scale: 'log',
      unit: 'seconds',
      hue: 'communication',
      term: 'latency',
    }),
    bandwidth: number(1e8, 1e12, 2.5e10, {
      scale: 'log',
      unit: 'bytes',
      hue: 'communication',
      term: 'bandwidth',
    }),
    inSwitch: flag(false),
    followed: choice([...names, 'fastest'], 'fastest'),
  },
  // One is followed by choosing it in the list beside the picture, or its line.
  shown: ({ primitive }) => ({ followed: false, inSwitch: primitive === 'all-reduce' }),
  frames: (question) => [race(question)],
  describe,
  table: tableOf,
  cases: {
    default: {},
    // Few bytes on many ranks: rounds decide.
    small: { ranks: 64, bytes: 8e3, followed: 'ring' },
    gradients: { ranks: 64, bytes: 1e9, followed: 'ring' },
    'over-ranks': { view: 'ranks', ranks: 64, bytes: 1e5, followed: 'ring' },
    'bus-bandwidth': { view: 'bus', ranks: 8, bytes: 1e9, followed: 'ring' },
    // An adding switch: more than the links can carry, by this measure.
    'adding-switch': { view: 'bus', ranks: 8, bytes: 4e9, inSwitch: true, followed: 'in-switch' },
    experts: { primitive: 'all-to-all', ranks: 32, bytes: 1e5, followed: 'bruck' },
  },
})

export default widget
