import type { TextOf } from '../../widget/definition.ts'
import type widget from './widget.ts'

const text = {
  title: 'A convolution in two moves',
  summary:
    'A standard convolution comes apart into depthwise and pointwise, every weight drawn; what it saves, what it loses, and what MobileNet made of it.',
  params: {
    view: {
      label: 'What to look at',
      options: { layer: 'one layer', ratio: 'the ratio', network: 'MobileNet' },
    },
    inputChannels: 'Channels in',
    outputChannels: 'Channels out, N',
    kernel: 'Kernel, k',
    variety: 'Difference of kernels',
    output: 'Output followed',
    size: 'Picture',
    width: 'Width α',
    resolution: 'Resolution',
    undivided: 'Full convolutions',
  },
  cases: {
    default: 'Some kernels differ: a little is lost',
    article: 'The article’s layer: 4,608 → 656',
    alike: 'Kernels of a channel alike: nothing is lost',
    unlike: 'Every kernel its own: much is lost',
    'five-by-five': 'A 5 × 5 kernel saves more',
    'one-by-one': 'A 1 × 1 kernel: nothing to take apart',
    ratio: 'The curve 1/N + 1/k²',
    deep: '512 channels: 8.8 times fewer',
    dearer: 'One output: two moves cost more',
    mobilenet: 'MobileNet at full size',
    half: 'Half as wide, 160 pixels',
    smallest: 'The smallest that was published',
    undivided: 'With full convolutions',
    between: 'A size between the published ones',
  },
  phrases: {
    'told standard':
      'Standard: each of {outputChannels} outputs has a kernel of its own for each of {inputChannels} channels, {kernel} × {kernel} weights each: {standard} weights.',
    'told depthwise':
      'Depthwise: one kernel per channel, whatever the output: {depthwise} weights. Channels stay apart.',
    'told pointwise':
      'Pointwise: each output mixes the {inputChannels} filtered channels, one weight each: {pointwise} weights. Together {both}, {ratio:percent} of {standard}.',
    'told lost':
      'What the missing weights knew: how the {outputChannels} kernels of a channel differ in shape. The two moves keep {kept:percent} of the weights’ squares; map {output} is off by {error:percent}.',
    'told ratio':
      '{both} weights in place of {standard}: {ratio:percent}, {times:number} times fewer, at any number of channels in.',
    'told dearer': '{both} weights in place of {standard}: two moves cost more than one here.',
    'told bytes':
      'Bytes moved come to {bytes:percent}: the map in between is written and read again.',
    'told more bytes':
      'Bytes moved rise to {bytes:percent}: the map in between is written and read again.',
    bytesCurve: 'bytes moved',
    'told network':
      'Width {width:number}, {resolution} pixels: {macs:compact} multiply-accumulates, {share:percent} of the full MobileNet, and {params:compact} parameters.',
    'told top1': 'Published top-1 accuracy: {percent:number} % ({source}).',
    'told unpublished': 'Its authors published no accuracy for this size; the cost is exact.',
    inputMaps: '{n} maps in',
    filteredMaps: '{n} maps, filtered',
    outputMap: 'map {n}',
    difference: 'difference',
    'caption standard': 'Standard: {co} × {ci} kernels of {k} × {k}',
    'caption depthwise': 'Depthwise: {ci} kernels of {k} × {k}',
    'caption pointwise': 'Pointwise: {co} × {ci} weights',
    weights: '{n} weights',
    legend:
      'One square, one weight, all at one scale. Purple is positive, grey negative. Touch a column to follow its output. The weights are made for this picture, not trained.',
    standardWeights: 'Standard',
    separableWeights: 'In two moves',
    parts: '{depthwise} + {pointwise}',
    share: 'Share',
    times: '÷ {n:number}',
    kept: 'The two keep',
    keptOf: 'of Σw²',
    macs: 'Multiply-accumulates',
    params: 'Parameters',
    bytes: 'Bytes moved',
    insteadOf: 'of {n}',
    top1: 'Top-1',
    unpublished: 'not published',
    percent: '{n:number} %',
    axisOutputs: 'channels out, N',
    axisRatio: 'cost against standard',
    axisMacs: 'multiply-accumulates',
    axisTop1: 'top-1 accuracy, %',
    even: 'no saving',
    kernelCurve: 'k = {k}',
    pixels: '{n} px',
    alpha: 'α = {n:number}',
    undividedPoint: 'full convolutions',
    choose: 'Width {width:number}, {resolution} pixels: {percent:number} %',
    'table layer': 'One layer and two',
    'table published': 'MobileNets published with weights',
    what: 'What',
    'column standard': 'Standard',
    'column depthwise': 'Depthwise',
    'column pointwise': 'Pointwise',
    'column both': 'Both',
    width: 'Width α',
    resolution: 'Resolution',
  },
} satisfies TextOf<typeof widget>

export default text
