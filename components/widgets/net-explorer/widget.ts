import { zooFacts } from '../../../math/nets/zoo/totals.ts'
import { defineWidget } from '../../widget/definition.ts'
import { choice, int, text } from '../../widget/params.ts'
import type { Fault } from './fault.ts'
import { levels, measures } from './measures.ts'
import type { Opened } from './opened.ts'
import { type ZooYear, zooYears } from './pareto.ts'
import { primer, sampleCode } from './sample.ts'
import { describeFrame } from './words.ts'
import { tableOf } from './tables.ts'

const names = zooFacts.map(({ name }) => name)

/** One picture of the widget. */
export type Frame =
  | ({ readonly kind: 'zoo' } & ZooYear)
  /** A network, stopped at one of its stages, blocks or layers. */
  | { readonly kind: 'open'; readonly net: Opened; readonly at: number }
  | { readonly kind: 'pair'; readonly nets: readonly [Opened, Opened] }
  | { readonly kind: 'fault'; readonly fault: Fault }

/** Once fetched, at hand for good. */
let machines: typeof import('./machines.ts') | undefined

function opening() {
  if (!machines) throw new Error('a network is opened after load() has ended')
  return machines
}

const fault = (why: Fault): readonly Frame[] => [{ kind: 'fault', fault: why }]

const pixels = (image: string) => (image === 'published' ? undefined : Number(image))

const widget = defineWidget({
  params: {
    view: choice(['zoo', 'open', 'pair', 'own'], 'zoo', { place: 'mode' }),
    net: choice(names, 'mobilenet_v2'),
    other: choice([...names, 'own'], 'vgg16'),
    source: choice(['blocks', 'pytorch'], 'blocks'),
    measure: choice(measures, 'macs'),
    image: choice(
      ['published', '96', '128', '160', '192', '224', '256', '299', '320', '384', '448', '512'],
      'published',
      { hue: 'space' },
    ),
    size: int(1, 512, 64, { hue: 'space', scale: 'log' }),
    level: choice(levels, 'blocks'),
    blocks: text(400, 'conv32s2 ir16f1 ir24s2 ir24 ir40s2 ir40 fc10', { lines: 2 }),
    code: text(4000, sampleCode, { lines: 15, primer }),
  },
  shown: ({ view, other, source }) => {
    const ownShown = view === 'own' || (view === 'pair' && other === 'own')
    return {
      net: view !== 'own',
      other: view === 'pair',
      source: view === 'own',
      image: view === 'open' || view === 'pair',
      size: ownShown,
      level: view === 'open' || view === 'own',
      // Blocks have an editor of their own, in the picture.
      blocks: false,
      code: view === 'own' && source === 'pytorch',
    }
  },
  load: ({ view }) =>
    view === 'zoo' || machines
      ? undefined
      : import('./machines.ts').then((fetched) => {
          machines = fetched
        }),
  frames: (params): readonly Frame[] => {
    const { view, net, other, measure, image, level } = params
    const stops = (opened: Opened): readonly Frame[] => {
      const count = Math.max(1, opened.entries[level].length)
      return Array.from({ length: count }, (_, at) => ({ kind: 'open', net: opened, at }))
    }
    switch (view) {
      case 'zoo':
        return zooYears(measure).map((year) => ({ kind: 'zoo', ...year }))
      case 'open':
        return stops(opening().openEntry(net, pixels(image)))
      case 'pair': {
        const right =
          other === 'own' ? opening().ownNetwork(params) : opening().openEntry(other, pixels(image))
        if ('reason' in right) return fault(right)
        return [{ kind: 'pair', nets: [opening().openEntry(net, pixels(image)), right] }]
      }
      case 'own': {
        const opened = opening().ownNetwork(params)
        return 'reason' in opened ? fault(opened) : stops(opened)
      }
    }
  },
  describe: (frame, params) => describeFrame(frame, params),
  table: (frame, params) => tableOf(frame, params),
  cases: {
    default: {},
    'zoo-params': { measure: 'params', net: 'squeezenet1_1' },
    'zoo-traffic': { measure: 'traffic', net: 'shufflenet_v2_x1_0' },
    vgg: { view: 'open', net: 'vgg16', measure: 'params' },
    inception: { view: 'open', net: 'googlenet', measure: 'macs' },
    mobilenet: { view: 'open', net: 'mobilenet_v1_100', measure: 'macs' },
    'mobilenet-traffic': { view: 'open', net: 'mobilenet_v1_100', measure: 'traffic' },
    densenet: { view: 'open', net: 'densenet121', measure: 'traffic', level: 'stages' },
    ghostnet: { view: 'open', net: 'ghostnet_100', measure: 'macs' },
    'vgg-mobilenet': { view: 'pair', net: 'vgg16', other: 'mobilenet_v2' },
    'mobilenet-ghostnet': { view: 'pair', net: 'mobilenet_v3_large', other: 'ghostnet_100' },
    own: { view: 'own' },
    'own-separable': {
      view: 'own',
      size: 56,
      blocks: 'conv16 ds32',
      measure: 'params',
      level: 'layers',
    },
    pasted: { view: 'own', source: 'pytorch', level: 'layers' },
    mistake: { view: 'own', source: 'pytorch', size: 32 },
  },
  layout: 'stacked',
  opening: 1,
})

export default widget
