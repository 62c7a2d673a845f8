import type { Pair, Window } from '../../conv/window.ts'
import { checkGraph, type Graph, type GraphNode, type Op } from '../graph.ts'
import { activationClasses } from './layers.ts'

export interface ExportOptions {
  /** Keep the layers' names, in nested `OrderedDict`s; default false: a plain, flat list. */
  readonly names?: boolean
}

/**
 * Writes a sequential graph, in which every node takes the one before it, as PyTorch text.
 * Arguments that have PyTorch's defaults are left out. Reading the text gives the same operations
 * again, and with `names` the same names.
 *
 * @example
 * toPyTorch(vgg({ depth: 11 }))
 * // nn.Sequential(
 * //     nn.Conv2d(3, 64, 3, padding=1),
 * //     nn.ReLU(), …
 * @throws RangeError naming the first node that is not sequential or that PyTorch has no layer for
 */
export function toPyTorch(graph: Graph, options: ExportOptions = {}): string {
  checkGraph(graph)
  const [, ...nodes] = graph.nodes
  nodes.forEach((node, index) => {
    const [input] = node.inputs
    if (node.inputs.length !== 1 || input !== index || node.trainingOnly === true) {
      throw new RangeError(
        `graph must be sequential, got ${node.name} (${node.op.type}), ` +
          `which takes ${node.inputs.map((i) => graph.nodes[i]!.name).join(' and ')}`,
      )
    }
  })
  if (graph.output !== nodes.length) {
    throw new RangeError(`output must be the last node, got ${graph.nodes[graph.output]!.name}`)
  }
  const flatFrom = nodes.findIndex(({ op }) => op.type === 'flatten' || op.type === 'linear')
  const lines = nodes.map((node, index) => ({
    path: node.name.split('.'),
    text: layerText(node, flatFrom >= 0 && index > flatFrom),
  }))
  return options.names === true
    ? `${dictionary(lines, '', '')}\n`
    : plain(lines.map(({ text }) => text))
}

function plain(layers: readonly string[]): string {
  return `nn.Sequential(\n${layers.map((layer) => `    ${layer},\n`).join('')})\n`
}

interface Line {
  readonly path: readonly string[]
  readonly text: string
}

/** One `OrderedDict` per scope. */
function dictionary(lines: readonly Line[], scope: string, indent: string): string {
  const entries: string[] = []
  const seen = new Set<string>()
  const inner = `${indent}    `
  for (let i = 0; i < lines.length;) {
    const key = lines[i]!.path[0]!
    const nested = lines[i]!.path.length > 1
    const other = lines.findIndex(({ path }, j) => j > i && path[0] !== key)
    const end = nested ? (other < 0 ? lines.length : other) : i + 1
    if (seen.has(key)) {
      throw new RangeError(`layers of ${scope}${key} must follow one another to keep their names`)
    }
    seen.add(key)
    const own = lines.slice(i, end).map(({ path, text }) => ({ path: path.slice(1), text }))
    if (nested && own.some(({ path }) => path.length === 0)) {
      throw new RangeError(`${scope}${key} must name a layer or a group, got both`)
    }
    const value = nested ? dictionary(own, `${scope}${key}.`, inner) : lines[i]!.text
    entries.push(`${inner}('${key}', ${value}),\n`)
    i = end
  }
  return `nn.Sequential(OrderedDict([\n${entries.join('')}${indent}]))`
}

/** `3`, or `(1, 7)` where the axes differ. */
const size = ([height, width]: Pair) => (height === width ? `${height}` : `(${height}, ${width})`)

const same = (a: Pair, b: Pair) => a[0] === b[0] && a[1] === b[1]
const isPair = (value: Pair, both: number) => value[0] === both && value[1] === both

/** `, name=value`, unless it is the default. */
const when = (differs: boolean, name: string, value: string) =>
  differs ? `, ${name}=${value}` : ''

/** Rows and columns on either side, which PyTorch's layers want to be equal. */
function symmetric(name: string, padding: Exclude<Window['padding'], string>): Pair {
  const { top, bottom, left, right } = padding
  if (top !== bottom || left !== right) {
    throw new RangeError(
      `padding of ${name} must be the same on opposite sides in PyTorch, got ` +
        `top ${top}, bottom ${bottom}, left ${left}, right ${right}`,
    )
  }
  return [top, left]
}

function paddingText(name: string, { padding, stride }: Pick<Window, 'padding' | 'stride'>) {
  if (typeof padding !== 'string') {
    const sides = symmetric(name, padding)
    return when(!isPair(sides, 0), 'padding', size(sides))
  }
  if (padding !== 'same' || !isPair(stride, 1)) {
    throw new RangeError(
      `padding of ${name} must be in pixels, or 'same' at stride 1, in PyTorch, got ` +
        `${padding} at stride ${size(stride)}`,
    )
  }
  return ", padding='same'"
}

function poolText(name: string, op: Window, rest = ''): string {
  if (typeof op.padding === 'string') {
    throw new RangeError(`padding of ${name} must be in pixels in PyTorch, got ${op.padding}`)
  }
  return (
    size(op.kernel) +
    when(!same(op.stride, op.kernel), 'stride', size(op.stride)) +
    paddingText(name, op) +
    rest +
    when(op.ceilMode, 'ceil_mode', 'True')
  )
}

function convText(name: string, op: Extract<Op, { type: 'conv' | 'transposedConv' }>): string {
  const outputPadding = op.type === 'transposedConv' ? op.outputPadding : ([0, 0] as const)
  if (op.type === 'transposedConv' && typeof op.padding === 'string') {
    throw new RangeError(`padding of ${name} must be in pixels in PyTorch, got ${op.padding}`)
  }
  return (
    `${op.inputChannels}, ${op.outputChannels}, ${size(op.kernel)}` +
    when(!isPair(op.stride, 1), 'stride', size(op.stride)) +
    paddingText(name, op) +
    when(!isPair(outputPadding, 0), 'output_padding', size(outputPadding)) +
    when(!isPair(op.dilation, 1), 'dilation', size(op.dilation)) +
    when(op.groups !== 1, 'groups', String(op.groups)) +
    when(!op.bias, 'bias', 'False')
  )
}

/** One layer. `flat` says that it takes features, not a map. */
function layerText({ name, op }: GraphNode, flat: boolean): string {
  switch (op.type) {
    case 'conv':
      return `nn.Conv2d(${convText(name, op)})`
    case 'transposedConv':
      return `nn.ConvTranspose2d(${convText(name, op)})`
    case 'linear':
      return `nn.Linear(${op.inputFeatures}, ${op.outputFeatures}${when(!op.bias, 'bias', 'False')})`
    case 'batchNorm':
      return `nn.BatchNorm${flat ? 1 : 2}d(${op.channels}${when(!op.affine, 'affine', 'False')})`
    case 'localResponseNorm':
      return `nn.LocalResponseNorm(${op.size})`
    case 'activation':
      return `nn.${activationClasses[op.fn]}(${op.fn === 'softmax' ? 'dim=1' : ''})`
    case 'maxPool': {
      const dilation = when(!isPair(op.dilation, 1), 'dilation', size(op.dilation))
      return `nn.MaxPool2d(${poolText(name, op, dilation)})`
    }
    case 'avgPool': {
      if (!isPair(op.dilation, 1)) {
        throw new RangeError(`dilation of ${name} must be 1 in PyTorch, got ${size(op.dilation)}`)
      }
      const include = when(!op.countIncludePad, 'count_include_pad', 'False')
      return `nn.AvgPool2d(${poolText(name, op)}${include})`
    }
    case 'adaptiveAvgPool':
      return `nn.AdaptiveAvgPool2d(${size(op.output)})`
    case 'adaptiveMaxPool':
      return `nn.AdaptiveMaxPool2d(${size(op.output)})`
    case 'channelShuffle':
      return `nn.ChannelShuffle(${op.groups})`
    case 'upsample': {
      const mode = when(op.mode !== 'nearest', 'mode', `'${op.mode}'`)
      return `nn.Upsample(scale_factor=${size(op.scale)}${mode})`
    }
    case 'flatten':
      return 'nn.Flatten()'
    case 'dropout':
      return `nn.Dropout(${op.p === 0.5 ? '' : op.p})`
    case 'identity':
      return 'nn.Identity()'
    case 'input':
    case 'add':
    case 'multiply':
    case 'concat':
    case 'slice':
    case 'padChannels':
      throw new RangeError(`${name} (${op.type}) must be a layer of nn.Sequential, and is none`)
  }
}
