import { defineWidget } from '../../widget/definition.ts'
import { fetchFor, type Frame, frameOf } from './frame.ts'
import { divisorsUpTo, formatsFor, recipesFor, type RecipeName } from './options.ts'
import { params } from './params.ts'
import { describe, tableOf } from './words.ts'

const widget = defineWidget({
  params,
  // A chip multiplies in formats that its maker publishes a peak for; heads share the width; a
  // layout is two degrees that divide the devices, or none.
  legal: ({ device, recipe, hidden, nodes, perNode, tensor }) => {
    const devices = nodes * perNode
    const degrees = divisorsUpTo(devices, devices)
    return {
      recipe: recipesFor(device),
      precision: formatsFor(device, recipe as RecipeName),
      heads: divisorsUpTo(hidden, 256),
      tensor: [0, ...degrees],
      pipeline:
        tensor === 0 || devices % tensor !== 0
          ? [0]
          : degrees.filter((p) => (devices / tensor) % p === 0),
    }
  },
  shown: ({ view, model, intra, inter }) => {
    const own = model === 'own'
    const plans = view === 'plans'
    return {
      ...Object.fromEntries(Object.keys(params).map((name) => [name, plans])),
      intraBandwidth: plans && intra === 'own',
      interBandwidth: plans && inter === 'own',
      layers: plans && own,
      hidden: plans && own,
      heads: plans && own,
      sequence: plans && own,
      vocabulary: plans && own,
      // The model of published runs is shown at other shares of the peak too.
      efficiency: true,
      // Picked in the picture.
      tensor: false,
      pipeline: false,
      rank: false,
    }
  },
  load: (settings) => fetchFor(settings),
  frames: (settings): readonly Frame[] => [frameOf(settings)],
  describe: (frame) => describe(frame),
  table: (frame) => tableOf(frame),
  layout: 'stacked',
  cases: {
    default: {},
    'slow-network': { inter: 'ethernet-10g' },
    'does-not-fit': { model: 'llama2-70b', device: 'h100', nodes: 1 },
    desktop: { model: 'llama3-8b', device: 'rtx-4090', nodes: 1, batch: 64 },
    'gpt3-175b': { model: 'gpt3-175b', nodes: 48, batch: 1536 },
    'megatron-1t': { model: 'megatron-1t', nodes: 384, batch: 3072 },
    published: { view: 'published' },
  },
})

export default widget
