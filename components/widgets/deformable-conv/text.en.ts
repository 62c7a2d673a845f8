import type { TextOf } from '../../widget/definition.ts'
import type widget from './widget.ts'

const text = {
  title: 'A kernel that bends',
  summary:
    'Drag the sampling points of a kernel over a picture; see what lies between pixels, what comes out, and what the offsets themselves cost.',
  params: {
    version: {
      label: 'Version',
      options: { v1: 'v1: offsets', v2: 'v2: offsets and masks' },
    },
    picture: {
      label: 'Picture',
      options: { ring: 'ring', path: 'winding path', landscape: 'landscape', night: 'night sky' },
    },
    pattern: {
      label: 'Offsets',
      options: {
        object: 'towards the light',
        grid: 'none: an ordinary kernel',
        spread: 'spread: dilation 2',
        turn: 'turned by 45°',
        own: 'your own',
      },
    },
    offsets: 'Your own offsets: down,right per tap',
    kernel: 'Kernel',
    filling: {
      label: 'Weights',
      options: { mean: 'mean', binomial: 'soft mean', edge: 'right minus left' },
    },
    tap: 'Chosen tap',
    row: 'Output row',
    column: 'Output column',
    inputChannels: 'Channels in',
    outputChannels: 'Channels out',
    maps: 'Maps, for the cost',
  },
  cases: {
    default: 'Nine taps find the path',
    ordinary: 'All offsets 0: the ordinary kernel',
    dilated: 'Offsets that make dilation 2',
    turned: 'Turned by 45°, right minus left',
    ring: 'Along a ring',
    'five-by-five': 'A 5 × 5 kernel: 50 offset channels',
    masked: 'Version 2: dark samples count less',
    own: 'Offsets set by hand',
    'deep-layer': 'Cost in a deep layer, 512 channels',
    'deep-layer-v2': 'The same in version 2',
  },
  phrases: {
    ordinarySaid:
      'Output cell ({row}, {column}): every tap looks at its grid place, {total} comes out. Tap {tap} reads {value}.',
    deformedSaid:
      'Output cell ({row}, {column}): {total} instead of {ordinary} on the grid. Tap {tap} looks {dy} down and {dx} right of its place and reads {value} between four pixels.',
    unreadSaid: 'In the text of the offsets, {unread} words could not be read.',
    hint: 'Drag a point. Keys: arrows move it by 0.1, with Shift by 1; Page Up and Page Down choose another, Home puts it back. A click on a pixel moves the output cell.',
    point: 'Tap {tap}: {dy} down, {dx} right, reads {value}',
    sliders: 'Offset of tap {tap}',
    slide_dy: 'Tap {tap}, down',
    slide_dx: 'Tap {tap}, right',
    slide_mask: 'Tap {tap}, mask',
    between:
      'Tap {tap} at row {y}, column {x}: value × share of four pixels; a share is the part across',
    outside: 'outside: 0',
    sampled: 'sum {value}',
    patch: 'What the kernel gets, × its weights',
    adds: 'output {total}',
    output: 'Output value',
    onGrid: 'on the grid {value}',
    offsetChannels: 'Channels of offsets',
    offsetParams: 'Parameters for them',
    offsetMacs: 'Multiply-accumulates for them',
    samplingMacs: 'Multiply-accumulates to sample',
    ofKernel: '{share} of the kernel’s',
    reads: '{reads} reads',
    tableCaption: 'The taps in numbers',
    tap: 'Tap',
    down: 'Down',
    right: 'Right',
    value: 'Value read',
    mask: 'Mask',
    weight: 'Weight',
    product: 'Product',
  },
} satisfies TextOf<typeof widget>

export default text
