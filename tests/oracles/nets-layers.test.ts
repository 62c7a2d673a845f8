import { describe, expect, test } from 'vitest'
import type { Padding, Pair, Sides } from '../../math/conv/window.ts'
import type { Graph, GraphNode } from '../../math/nets/graph.ts'
import { type LayerSummary, summarize } from '../../math/nets/summary.ts'
import oracle from './data/nets-layers.json' with { type: 'json' }
import { modelAt } from './nets-lookup.ts'
import { compareMeasured } from './nets-measured.ts'
import { Tally } from './tally.ts'

const tally = new Tally('Networks layer by layer')
const source = 'layers of real forward passes'

for (const [family, count] of Object.entries(oracle.meta.left_out_by_family)) {
  tally.leaveOut(`family ${family}: a network that is not in the zoo`, count)
}

type Row = Record<string, unknown>
const { columns } = oracle.meta

/** One oracle row in our words, or nothing for a kind that has no counterpart. */
function theirs(cells: readonly unknown[]): Row | undefined {
  const row: Row = Object.fromEntries(columns.map((column, i) => [column, cells[i] ?? undefined]))
  const { t, i, o, p } = row as { t: string; i: number[]; o: number[]; p: number }
  switch (t) {
    case 'Conv2d':
      return {
        kind: 'product',
        input: i,
        output: o,
        params: p,
        kernel: row.k,
        stride: row.s,
        padding: row.pad,
        dilation: row.d,
        groups: row.g,
        bias: row.bias,
        macs: row.macs,
      }
    case 'Linear':
      return onePixel(i[0]!, o[0]!, p, row.bias as boolean, row.macs as number)
    case 'BatchNorm2d':
    case 'BatchNormAct2d':
      return { kind: 'norm', input: i, output: o, params: p }
    case 'MaxPool2d':
      return {
        kind: 'maxPool',
        input: i,
        output: o,
        kernel: row.k,
        stride: row.s,
        padding: row.pad,
        ceil: row.ceil,
      }
    case 'AvgPool2d':
      return {
        kind: 'avgPool',
        input: i,
        output: o,
        kernel: row.k,
        stride: row.s,
        padding: row.pad,
        ceil: row.ceil,
      }
    default:
      return undefined
  }
}

/** A linear layer, as the 1×1 convolution on one pixel that it equals. */
const onePixel = (input: number, output: number, params: number, bias: boolean, macs: number) => ({
  kind: 'product',
  input: [input, 1, 1],
  output: [output, 1, 1],
  params,
  kernel: [1, 1],
  stride: [1, 1],
  padding: [0, 0],
  dilation: [1, 1],
  groups: 1,
  bias,
  macs,
})

const symmetric = (padding: Padding): Pair => {
  const { top, bottom, left, right } = padding as Sides
  expect([top, left]).toEqual([bottom, right])
  return [top, left]
}

function ours({ op }: GraphNode, layer: LayerSummary): Row | undefined {
  const { inputs, output, params, macs } = layer
  const common = { input: inputs[0], output }
  switch (op.type) {
    case 'conv':
      return {
        kind: 'product',
        ...common,
        params,
        kernel: op.kernel,
        stride: op.stride,
        padding: symmetric(op.padding),
        dilation: op.dilation,
        groups: op.groups,
        bias: op.bias,
        macs,
      }
    case 'linear':
      return onePixel(op.inputFeatures, op.outputFeatures, params, op.bias, macs)
    case 'batchNorm':
      return { kind: 'norm', ...common, params }
    case 'maxPool':
    case 'avgPool':
      return {
        kind: op.type,
        ...common,
        kernel: op.kernel,
        stride: op.stride,
        padding: symmetric(op.padding),
        ceil: op.ceilMode,
      }
    default:
      return undefined
  }
}

/** Layers that the frameworks hide in a function and so have no row. */
const functional = (row: Row, rows: readonly Row[]) =>
  (row.kind === 'avgPool' || row.kind === 'maxPool') && !rows.some(({ kind }) => kind === row.kind)

function compareLayers(id: string, graph: Graph, size: number, cells: readonly unknown[][]): void {
  const { layers } = summarize(graph, size)
  const expected = cells.map(theirs)
  const known = expected.filter((row) => row !== undefined)
  tally.leaveOut(
    'rows of adaptive pooling, containers and activations: no weights, no products',
    expected.length - known.length,
  )
  const actual = graph.nodes
    .map((node, index) => (layers[index]!.runs ? ours(node, layers[index]!) : undefined))
    .filter((row) => row !== undefined)
    .filter((row) => !functional(row, known))
  tally.compare(source, `${id} number of layers`, actual.length, known.length)
  // Branches may run in another order: what must agree is the collection of layers.
  const sorted = (rows: readonly Row[]) =>
    rows
      .map((row) => JSON.stringify(row))
      .toSorted()
      .map((row) => JSON.parse(row) as Row)
  const found = sorted(actual)
  sorted(known).forEach((row, index) => {
    for (const [key, value] of Object.entries(row)) {
      tally.same(source, `${id} layer ${index} ${key}`, found[index]![key], value)
    }
  })
}

describe('layers', () => {
  for (const model of oracle.models) {
    const found = modelAt(model.id)
    if (found === undefined) {
      tally.leaveOut(`no such network in the zoo: ${model.id}`)
      continue
    }
    test(model.id, () => {
      compareLayers(model.id, found.graph, found.size, model.layers)
      compareMeasured(tally, 'totals of real forward passes', model.id, {
        summary: summarize(found.graph, found.size),
        measured: model.totals,
      })
    })
  }
})
