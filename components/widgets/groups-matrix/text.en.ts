import type { TextOf } from '../../widget/definition.ts'
import type widget from './widget.ts'

const text = {
  title: 'Groups: who can reach whom',
  summary:
    'One slider from standard through grouped to depthwise: the weight matrix turns block-diagonal, and a shuffle joins what the groups keep apart.',
  params: {
    view: { label: 'How many layers', options: { one: 'one layer', two: 'two layers' } },
    groups: 'Groups g',
    inputChannels: 'Channels in',
    outputChannels: 'Channels out',
    shuffle: 'Shuffle between',
    second: {
      label: 'Second layer',
      options: { same: 'same groups', pointwise: 'pointwise, g = 1' },
    },
    followed: 'Channel followed',
    kernel: 'Kernel',
    size: 'Picture',
  },
  cases: {
    default: 'Three groups',
    standard: 'Standard: everyone sees everyone',
    halves: 'Two groups, as AlexNet on two GPUs',
    depthwise: 'Depthwise: each channel alone',
    multiplier: 'Depthwise, two outputs per channel',
    isolated: 'Two layers, no shuffle: groups stay apart',
    shuffled: 'Two layers, shuffled: all reach all',
    'too-many': 'Too many groups for one shuffle',
    separable: 'Depthwise, then pointwise',
    crowded: '32 channels, 4 groups',
  },
  phrases: {
    'told input': 'Follow channel {followed} of {inputs}.',
    'told standard':
      'Standard: every output sees all {inputs} inputs. Channel {followed} reaches all {channels} channels.',
    'told grouped':
      '{groups} groups: every output sees {known} of {inputs} inputs. Channel {followed} reaches {reached} of {channels} channels.',
    'told depthwise':
      'Depthwise: every output sees one input. Channel {followed} reaches {reached} of {channels} channels.',
    'told shuffle':
      'Shuffle: nobody learns anything yet, but neighbours now come from different groups.',
    'told all': 'Every channel knows of all {inputs} inputs.',
    'told part':
      'Every channel knows of {known} of {inputs} inputs; channel {followed} reaches {reached} of {channels}.',
    'told weights': '{weights} weights in place of {full}: 1/{saved:number}.',
    stageInput: 'input',
    stageFirst: 'layer 1',
    stageShuffle: 'shuffle',
    stageSecond: 'layer 2',
    weightMatrix: 'Weights of layer {n}: {outputs} × {inputs}',
    pathMatrix: 'Paths through both: {outputs} × {inputs}',
    legend:
      'Rows are channels out, columns channels in. A filled square is a kernel; a hatched one does not exist. Stripes of a channel name the groups of the input that it knows of. Touch a column to follow that channel.',
    legendPaths: 'A number says how many paths lead from input to output.',
    legendMany: 'A grey channel knows of more than {n} groups.',
    weights: 'Weights',
    insteadOf: 'of {n}',
    macs: 'Multiply-accumulates',
    seen: 'Inputs seen by an output',
    outOf: 'of {n}',
    pairs: 'Pairs connected',
    shuffleBytes: 'Moved by the shuffle',
    shuffleFree: '0 weights, 0 MACs',
    'table paths': 'Paths from each input channel (column) to each channel (row)',
    channel: 'Channel',
  },
} satisfies TextOf<typeof widget>

export default text
