import type { TextOf } from '../../widget/definition.ts'
import type widget from './widget.ts'

const text = {
  title: 'Weighing channels',
  summary:
    'Squeeze-and-excitation step by step on real maps: which channels a picture opens, and what that adds to a whole network.',
  params: {
    scene: { label: 'Show', options: { maps: 'on maps', network: 'in a network' } },
    picture: {
      label: 'Picture',
      options: {
        landscape: 'landscape',
        fence: 'fence',
        waves: 'waves',
        rain: 'slanting rain',
        night: 'night sky',
      },
    },
    reduction: 'Reduction r',
    gate: {
      label: 'Gate',
      options: { sigmoid: 'sigmoid', 'hard-sigmoid': 'hard sigmoid (MobileNetV3)' },
    },
    depth: {
      label: 'Network',
      options: {
        '18': 'ResNet-18',
        '34': 'ResNet-34',
        '50': 'ResNet-50',
        '101': 'ResNet-101',
        '152': 'ResNet-152',
      },
    },
    ratio: 'Reduction r',
  },
  cases: {
    default: 'A fence opens the channels of its edges',
    landscape: 'A landscape',
    waves: 'Waves open other channels',
    rain: 'Slanting rain',
    'no-bottleneck': 'r = 1: every channel for itself',
    'one-unit': 'One hidden unit: all open together',
    'hard-gate': 'The gate of MobileNetV3',
    'resnet-50': 'ResNet-50, r = 16: 2.51 M weights more',
    'resnet-50-r32': 'ResNet-50, r = 32',
    'resnet-152': 'ResNet-152, r = 16',
  },
  phrases: {
    mapsCaption: 'Maps in: light, spots, edges (top, bottom, left, right), slants',
    squeezeCaption: '1 Squeeze: the mean of each map',
    reduceCaption: '2 Reduce: C/r = {middle} hidden, after ReLU',
    exciteCaption: '3 Excite: a weight for each map, by the gate',
    scaleCaption: '4 Scale: each map times its weight',
    rule: 'The two layers follow a rule of ours, they are not trained: a hidden unit answers where its channels stand out against the others.',
    mapsSaid: '{channels} feature maps of one picture. Nothing has been weighed yet.',
    squeezeSaid:
      'Each map becomes one number, its mean; map {most} has the largest. Until the last pixel has been read, none is known.',
    reduceSaid:
      '{middle} hidden units compare the means; {active} of them answer, the others are cut off by ReLU. Solid lines add, dashed ones subtract.',
    exciteSaid:
      'Back to {channels} channels. Channel {open} is opened furthest, {weight}; the least is {least}.',
    scaleSaid:
      'Every pixel of a map is multiplied by its one weight: channel {open} keeps {weight} of its strength, the weakest keeps {least}.',
    networkSaid:
      'Weighing every block of ResNet-{depth} at r = {ratio} adds {weights} weights, {share:percent} of its parameters, but only {macs} % of its multiply-accumulates.',
    layerWeights: 'Weights of the two layers',
    andBiases: 'and {biases} biases',
    range: 'Weights of the channels',
    addedWeights: 'Weights added',
    addedBiases: 'Biases added',
    addedMacs: 'Multiply-accumulates added',
    movedAgain: 'Maps moved again',
    perImage: 'per image, fp32',
    stageName: 'Stage {stage}',
    stageShape: '{blocks} × {channels} channels, {size} × {size}',
    publishedCaption: 'Published for SE-ResNet-50: parameters, ImageNet top-1 error',
    plain: 'plain',
    millions: '{size} M',
    error: '{error} %',
    networkTable: 'What weighing adds, stage by stage',
    stage: 'Stage',
    blocks: 'Blocks',
    channels: 'Channels',
    middle: 'C/r',
    biases: 'Biases',
    moved: 'Elements moved again',
    together: 'Together',
    mapsTable: 'The channels in numbers',
    channel: 'Channel',
    answers: 'Answers to',
    mean: 'Mean',
    weight: 'Weight',
    bright: 'light',
    spots: 'spots',
    top: 'upper edges',
    bottom: 'lower edges',
    left: 'left edges',
    right: 'right edges',
    falling: 'falling slants',
    rising: 'rising slants',
  },
} satisfies TextOf<typeof widget>

export default text
