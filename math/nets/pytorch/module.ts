import { checkGraph, type Graph, type GraphNode } from '../graph.ts'
import { toPyTorch } from './export.ts'

/** The layer of one node, as `nn.Sequential` would list it. */
function layerText(graph: Graph, index: number, flat: boolean): string {
  const node = { ...graph.nodes[index]!, inputs: [0], trainingOnly: false }
  // A flatten before it is what tells that it takes features, not a map.
  const before: GraphNode[] = flat ? [{ name: '', op: { type: 'flatten' }, inputs: [0] }] : []
  const nodes = [graph.nodes[0]!, ...before, { ...node, inputs: [before.length] }]
  const text = toPyTorch({ name: '', nodes, output: nodes.length - 1 })
  return text.trimEnd().split('\n').at(-2)!.trim().replace(/,$/, '')
}

/** An operation of `forward` that is no layer; nothing for layers. */
function expression({ op }: GraphNode, inputs: readonly string[]): string | undefined {
  const [x] = inputs
  switch (op.type) {
    case 'add':
      return inputs.join(' + ')
    case 'multiply':
      return inputs.join(' * ')
    case 'concat':
      return `torch.cat([${inputs.join(', ')}], 1)`
    case 'slice':
      return `${x}[:, ${op.start}:${op.end}]`
    case 'padChannels':
      return `F.pad(${x}, (0, 0, 0, 0, ${op.before}, ${op.after}))`
    case 'identity':
      return x
    default:
      return undefined
  }
}

/**
 * Writes any graph as a PyTorch module: one attribute per layer, named after its node, and a
 * `forward` that calls them. A value is forgotten after its last reader, so that the text needs few
 * names: `x` for what flows on, others only where paths part. Layers of auxiliary heads are left
 * out.
 *
 * @example
 * toPyTorchModule(resnet({ depth: 18 }))
 * // class Resnet18(nn.Module):
 * //     def __init__(self):
 * //         super().__init__()
 * //         self.stem = nn.Conv2d(3, 64, 7, stride=2, padding=3, bias=False) …
 * @throws RangeError naming the first node that PyTorch has no layer for
 */
export function toPyTorchModule(graph: Graph): string {
  checkGraph(graph)
  const { nodes, output } = graph
  const lastReader = nodes.map((_, index) => index)
  nodes.forEach(({ inputs, trainingOnly }, index) => {
    if (trainingOnly !== true) for (const input of inputs) lastReader[input] = index
  })
  lastReader[output] = nodes.length
  const names: (string | undefined)[] = nodes.map(() => undefined)
  const flat: boolean[] = []
  const layers: string[] = []
  const forward: string[] = []
  const free = (index: number) => {
    const taken = new Set(names.filter((_, node) => node < index && lastReader[node]! > index))
    for (let n = 0; ; n++) {
      const name = n === 0 ? 'x' : `y${n}`
      if (!taken.has(name)) return name
    }
  }
  nodes.forEach((node, index) => {
    const { op, inputs, trainingOnly = false } = node
    flat.push(op.type === 'flatten' || op.type === 'linear' || inputs.some((i) => flat[i]))
    if (index === 0) names[0] = 'x'
    if (index === 0 || trainingOnly) return
    const given = inputs.map((i) => names[i]!)
    const own = free(index)
    names[index] = own
    let text = expression(node, given)
    if (text === undefined) {
      const attribute = node.name.replace(/\W/g, '_').replace(/^(?=\d)/, 'layer')
      layers.push(`self.${attribute} = ${layerText(graph, index, flat[inputs[0]!] ?? false)}`)
      text = `self.${attribute}(${given[0]})`
    }
    if (text !== own) forward.push(`${own} = ${text}`)
  })
  const indented = (lines: readonly string[]) => lines.map((line) => `        ${line}\n`).join('')
  const body = [...layers, ...forward].join('\n')
  return (
    `import torch\nfrom torch import nn\n${body.includes('F.pad') ? 'import torch.nn.functional as F\n' : ''}\n\n` +
    `class ${className(graph.name)}(nn.Module):\n    def __init__(self):\n        super().__init__()\n` +
    `${indented(layers)}\n    def forward(self, x):\n${indented([...forward, `return ${names[output]!}`])}`
  )
}

/** @example className('mobilenet_v2') // 'MobilenetV2' */
function className(name: string): string {
  const words = name.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '')
  const joined = words.map((word) => word[0]!.toUpperCase() + word.slice(1)).join('')
  return /^\p{L}/u.test(joined) ? joined : `Network${joined}`
}
