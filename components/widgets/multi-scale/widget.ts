import {
  googlenetModules,
  inceptionModule,
  reductionBreakEven,
  wideForms,
  type InceptionCost,
  type InceptionSpec,
} from '../../../math/nets/inception.ts'
import { defineWidget } from '../../widget/definition.ts'
import { choice, int } from '../../widget/params.ts'

/** The module without and with its 1×1 layers; `reduced` says which of the two is shown. */
export interface Frame {
  readonly reduced: boolean
  readonly cost: InceptionCost
  readonly direct: InceptionCost
  readonly inputChannels: number
  readonly size: number
  /** Fewer channels than this between the 1×1 and the wide kernel, and the pair is cheaper. */
  readonly breakEven: number
}

const published = googlenetModules.map(({ name }) => name)

const start = googlenetModules[0]!
const width = (
  name: keyof typeof start.widths,
  hue: 'channels-in' | 'channels-out',
  term: string,
) => int(1, 1024, start.widths[name], { hue, term, scale: 'log' })

const widget = defineWidget({
  params: {
    module: choice([...published, 'own'], start.name),
    kernel: int(3, 7, 5, { hue: 'kernel', term: 'wide' }),
    form: choice(wideForms, 'whole', { term: 'wide' }),
    size: int(1, 112, start.size, { hue: 'space', scale: 'log' }),
    inputChannels: int(1, 1024, start.inputChannels, { hue: 'channels-in', scale: 'log' }),
    one: width('one', 'channels-out', 'one'),
    threeReduce: width('threeReduce', 'channels-in', 'three'),
    three: width('three', 'channels-out', 'three'),
    wideReduce: width('wideReduce', 'channels-in', 'wide'),
    wide: width('wide', 'channels-out', 'wide'),
    pool: width('pool', 'channels-out', 'pool'),
  },
  legal: () => ({ kernel: [3, 5, 7] }),
  shown: ({ module }) => {
    const own = module === 'own'
    return {
      size: own,
      inputChannels: own,
      one: own,
      threeReduce: own,
      three: own,
      wideReduce: own,
      wide: own,
      pool: own,
    }
  },
  frames: ({ module, kernel, form, size, inputChannels, ...widths }): readonly Frame[] => {
    const place = googlenetModules.find(({ name }) => name === module) ?? {
      size,
      inputChannels,
      widths,
    }
    const spec: InceptionSpec = { ...place, reduced: false, kernel, form }
    const input = { height: place.size, width: place.size }
    const direct = inceptionModule(spec, input)
    const narrowed = inceptionModule({ ...spec, reduced: true }, input)
    const common = {
      direct,
      inputChannels: place.inputChannels,
      size: place.size,
      breakEven: reductionBreakEven({
        inputChannels: place.inputChannels,
        outputChannels: place.widths.wide,
        kernel,
      }),
    }
    return [
      { ...common, reduced: false, cost: direct },
      { ...common, reduced: true, cost: narrowed },
    ]
  },
  describe: ({ reduced, cost, direct, inputChannels }) => [
    reduced ? 'with' : 'without',
    {
      inputs: inputChannels,
      outputs: cost.outputChannels,
      params: cost.params,
      macs: cost.macs,
      share: cost.macs / direct.macs,
      direct: direct.macs,
    },
  ],
  table: ({ cost }, { kernel }) => ({
    caption: 'tableCaption',
    columns: ['branch', 'seen', 'outputs', 'parameters', 'macs', 'bytesMoved'],
    rows: [
      ...cost.branches.map(({ name, seen, outputChannels, params, macs, bytes }) => [
        name === 'wide' ? `${kernel} × ${kernel}` : name,
        seen,
        outputChannels,
        params,
        macs,
        bytes,
      ]),
      ['together', '', cost.outputChannels, cost.params, cost.macs, cost.bytes],
    ],
  }),
  cases: {
    default: {},
    '3b': { module: '3b' },
    '4a': { module: '4a' },
    '4b': { module: '4b' },
    '4c': { module: '4c' },
    '4d': { module: '4d' },
    '4e': { module: '4e' },
    '5a': { module: '5a' },
    '5b': { module: '5b' },
    torchvision: { kernel: 3 },
    stacked: { form: 'stacked' },
    factorised: { form: 'factorised' },
    'too-wide': { module: 'own', wideReduce: 192, threeReduce: 192 },
  },
  opening: 1,
})

export default widget
