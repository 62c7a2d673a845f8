import { signalActivations } from '../../../math/nets/signal-propagation.ts'
import { defineWidget } from '../../widget/definition.ts'
import { choice, flag, int, number } from '../../widget/params.ts'
import { passes } from './passes.ts'
import { describe, tableOf } from './words.ts'

const widget = defineWidget({
  params: {
    measure: choice(['outputs', 'weights'], 'outputs', { place: 'mode' }),
    depth: int(1, 40, 32),
    gain: number(0.2, 2, 1, { step: 0.05 }),
    norm: flag(false),
    activation: choice(signalActivations, 'relu'),
    draw: int(1, 99, 1),
  },
  frames: (params) => passes(params),
  describe: (moment, params) => describe(moment, params),
  table: (moment) => tableOf(moment),
  opening: 1,
  cases: {
    default: { gain: 0.7 },
    he: { gain: 1 },
    large: { gain: 1.5 },
    norm: { norm: true, gain: 1 },
    shallow: { depth: 4 },
    deep: { depth: 40 },
    tanh: { activation: 'tanh', gain: 0.7 },
    linear: { activation: 'linear', gain: 0.7 },
    weights: { measure: 'weights', norm: true, gain: 1 },
  },
})

export default widget
