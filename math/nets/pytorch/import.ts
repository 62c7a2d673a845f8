import { integer, show } from '../../check.ts'
import { checkGraph, type Graph, type GraphNode, type Op } from '../graph.ts'
import { type Arguments, type Layer, layers, type Value } from './layers.ts'
import { type Argument, type Call, isCall, parse, PyTorchTextError, type Token } from './parse.ts'

export interface ImportOptions {
  /** Name of the graph; default `'sequential'`. */
  readonly name?: string
  /** Channels of the input, for a text in which no layer says it. */
  readonly inputChannels?: number
}

/** A layer of the text, with the name that PyTorch would give it: `0`, `3.1`, or its own. */
interface Read {
  readonly name: string
  readonly op: Op
  readonly token: Token
}

/**
 * Reads a network written as `nn.Sequential(…)`, nested or not, and with `OrderedDict` names or
 * not. Layers are those of `layers`; arguments are positional or by keyword, as in PyTorch.
 *
 * The channels must fit from layer to layer; whether the map sizes fit is known only when the
 * graph is asked about an input.
 *
 * @param text Python source; import statements, `name =` and comments are allowed around it
 * @example
 * fromPyTorch('nn.Sequential(nn.Conv2d(3, 8, 3, padding=1), nn.ReLU())').nodes.length // 3
 * @throws PyTorchTextError naming line, column and word
 */
export function fromPyTorch(text: string, options: ImportOptions = {}): Graph {
  if (typeof text !== 'string') throw new TypeError(`text must be a string, got ${show(text)}`)
  const { name = 'sequential' } = options
  const root = parse(text)
  if (root.name !== 'Sequential') {
    throw new PyTorchTextError(root.token, 'nn.Sequential(…) expected')
  }
  const read = sequential(root, '')
  const channels = inputChannels(read, root.token, options.inputChannels)
  checkChannels(read, channels)
  const nodes: GraphNode[] = [
    { name: 'input', op: { type: 'input', channels }, inputs: [] },
    ...read.map(({ name, op }, index) => ({ name, op, inputs: [index] })),
  ]
  return checkGraph({ name, nodes, output: nodes.length - 1 })
}

/** The children of a Sequential, in order, with their names. */
function children({ positional, keywords }: Call): [string, Argument][] {
  for (const { keyword } of keywords.values()) {
    throw new PyTorchTextError(keyword, 'Sequential takes no keyword arguments')
  }
  const [only] = positional
  if (positional.length === 1 && isCall(only!.value) && only!.value.name === 'OrderedDict') {
    const pairs = only!.value.positional[0]?.value
    if (!Array.isArray(pairs)) {
      throw new PyTorchTextError(only!.token, 'OrderedDict takes a list of (name, layer) here')
    }
    const seen = new Set<string>()
    return (pairs as readonly Argument[]).map(({ token, value }) => {
      const [key, layer] = Array.isArray(value) ? (value as readonly Argument[]) : []
      if (layer === undefined || typeof key?.value !== 'string') {
        throw new PyTorchTextError(token, '(name, layer) expected')
      }
      if (key.value === '' || key.value.includes('.') || seen.has(key.value)) {
        throw new PyTorchTextError(key.token, 'a name of its own, without dots, expected')
      }
      seen.add(key.value)
      return [key.value, layer]
    })
  }
  return positional.map((argument, index) => [String(index), argument])
}

function sequential(call: Call, path: string): Read[] {
  return children(call).flatMap(([key, { token, value }]) => {
    if (!isCall(value)) throw new PyTorchTextError(token, 'a layer expected')
    const name = path === '' ? key : `${path}.${key}`
    return value.name === 'Sequential'
      ? sequential(value, name)
      : [{ name, op: layerOf(value), token: value.token }]
  })
}

function layerOf(call: Call): Op {
  const layer = layers.get(call.name)
  if (layer === undefined) {
    const known = ['Sequential', ...layers.keys()].join(', ')
    throw new PyTorchTextError(call.token, `unknown layer; known are ${known}`)
  }
  const given = bind(call, layer)
  try {
    return layer.op(given)
  } catch (error) {
    throw new PyTorchTextError(call.token, error instanceof Error ? error.message : String(error))
  }
}

/** Arguments by name, as Python binds them. */
function bind({ token, positional, keywords }: Call, { signature }: Layer): Arguments {
  const known = signature.map(([name]) => name)
  if (positional.length > known.length) {
    throw new PyTorchTextError(
      positional[known.length]!.token,
      `at most ${known.length} arguments expected: ${known.join(', ') || 'none'}`,
    )
  }
  const bound: Record<string, Value> = {}
  positional.forEach((argument, index) => {
    bound[known[index]!] = literal(argument)
  })
  for (const [name, argument] of keywords) {
    if (!known.includes(name)) {
      throw new PyTorchTextError(
        argument.keyword,
        `unknown argument; known are ${known.join(', ') || 'none'}`,
      )
    }
    if (name in bound) throw new PyTorchTextError(argument.keyword, 'given twice')
    bound[name] = literal(argument)
  }
  for (const [name, fallback] of signature) {
    if (name in bound) continue
    if (fallback === undefined) throw new PyTorchTextError(token, `${name} must be given`)
    bound[name] = fallback
  }
  return bound
}

function literal({ token, value }: Argument): Value {
  if (isCall(value)) throw new PyTorchTextError(token, 'a plain value expected')
  if (Array.isArray(value)) return (value as readonly Argument[]).map(literal)
  return value as Value
}

/** Channels or features that an operation insists on, if it does. */
function wanted(op: Op): number | undefined {
  switch (op.type) {
    case 'conv':
    case 'transposedConv':
      return op.inputChannels
    case 'linear':
      return op.inputFeatures
    case 'batchNorm':
      return op.channels
    default:
      return undefined
  }
}

/** The first layer that says how many channels it takes; a flatten before it hides the answer. */
function inputChannels(read: readonly Read[], token: Token, given: number | undefined): number {
  if (given !== undefined) return integer('inputChannels', given, 1)
  for (const { op } of read) {
    const channels = wanted(op)
    if (channels !== undefined) return channels
    if (op.type === 'flatten') break
  }
  throw new PyTorchTextError(
    token,
    'no layer says how many channels the input has: give inputChannels',
  )
}

function checkChannels(read: readonly Read[], first: number): void {
  // Unknown after a flatten, until a layer says it: it depends on the resolution.
  let channels: number | undefined = first
  let flat = false
  for (const { op, token } of read) {
    const takes = wanted(op)
    if (takes !== undefined && channels !== undefined && takes !== channels) {
      throw new PyTorchTextError(token, `takes ${takes} channels, but is given ${channels}`)
    }
    if (op.type === 'channelShuffle' && channels !== undefined && channels % op.groups !== 0) {
      throw new PyTorchTextError(token, `${op.groups} groups must divide ${channels} channels`)
    }
    if (flat && (op.type === 'conv' || op.type === 'transposedConv')) {
      throw new PyTorchTextError(token, 'takes a map, but is given flat features')
    }
    if (op.type === 'conv' || op.type === 'transposedConv') channels = op.outputChannels
    else if (op.type === 'linear') channels = op.outputFeatures
    else if (op.type === 'flatten') channels = undefined
    else channels = takes ?? channels
    flat ||= op.type === 'flatten' || op.type === 'linear'
  }
}
