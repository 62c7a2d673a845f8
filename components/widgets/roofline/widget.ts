import { defineWidget } from '../../widget/definition.ts'
import { choice, flag, int } from '../../widget/params.ts'
import { compare, fetchFor } from './comparison.ts'
import {
  deviceNames,
  formats,
  groupings,
  modelNames,
  networkNames,
  publishedBy,
  replacements,
  trainingDevices,
  trainingFormats,
} from './options.ts'
import { describe, tableOf } from './words.ts'

const widget = defineWidget({
  params: {
    view: choice(['layer', 'network', 'training'], 'layer', { place: 'mode' }),
    device: choice(Object.keys(deviceNames), 'a100-80gb'),
    precision: choice(formats, 'fp16'),
    left: choice(Object.keys(networkNames), 'vgg16'),
    right: choice(Object.keys(networkNames), 'mobilenet_v1_100'),
    model: choice(Object.keys(modelNames), 'gpt2'),
    instead: choice(replacements, 'separable'),
    groups: int(1, 1024, 8, { hue: 'groups' }),
    batch: int(1, 1024, 1, { scale: 'log' }),
    otherBatch: int(1, 1024, 1, { scale: 'log' }),
    size: int(1, 224, 56, { hue: 'space', scale: 'log' }),
    inputChannels: int(1, 1024, 128, { hue: 'channels-in', scale: 'log' }),
    outputChannels: int(1, 1024, 128, { hue: 'channels-out', scale: 'log' }),
    kernel: int(1, 7, 3, { hue: 'kernel' }),
    fused: flag(true),
  },
  // A device computes only in formats that its maker publishes a peak for; a kernel of odd size
  // keeps its map's size; groups divide both channel counts.
  legal: ({ view, device, inputChannels, outputChannels }) => ({
    ...(view === 'training' ? { device: trainingDevices } : {}),
    precision: view === 'training' ? trainingFormats(device) : publishedBy(device),
    groups: groupings(inputChannels, outputChannels),
    kernel: [1, 3, 5, 7],
  }),
  shown: ({ view, instead }) => ({
    left: view === 'network',
    right: view === 'network',
    fused: view === 'network',
    model: view === 'training',
    instead: view === 'layer',
    groups: view === 'layer' && instead === 'grouped',
    size: view === 'layer',
    inputChannels: view === 'layer',
    outputChannels: view === 'layer',
    kernel: view === 'layer',
  }),
  load: ({ view }) => fetchFor(view),
  frames: (params) => [compare(params)],
  describe: (comparison, params) => describe(comparison, params),
  table: (comparison) => tableOf(comparison),
  layout: 'stacked',
  cases: {
    default: { batch: 64, otherBatch: 64 },
    ghost: { instead: 'ghost', kernel: 1, inputChannels: 112, outputChannels: 112, size: 14 },
    grouped: { instead: 'grouped', groups: 8 },
    'vgg-mobilenet': { view: 'network' },
    'vgg-mobilenet-phone': {
      view: 'network',
      device: 'phone-cpu-a76',
      precision: 'fp32',
      batch: 1,
      otherBatch: 1,
    },
    'batch-vgg': { view: 'network', right: 'vgg16', batch: 1 },
    'batch-mobilenet': { view: 'network', left: 'mobilenet_v1_100', batch: 1 },
    'fully-connected': {
      instead: 'same',
      size: 1,
      kernel: 1,
      inputChannels: 1024,
      outputChannels: 1024,
      batch: 1,
      otherBatch: 256,
    },
    training: { view: 'training', precision: 'bf16', batch: 1, otherBatch: 16 },
  },
})

export default widget
