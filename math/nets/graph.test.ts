import { describe, expect, test } from 'vitest'
import { checkGraph, type Graph, type GraphNode } from './graph.ts'

const input: GraphNode = { name: 'input', op: { type: 'input', channels: 3 }, inputs: [] }
const relu = (name: string, from: number, rest: Partial<GraphNode> = {}): GraphNode => ({
  name,
  op: { type: 'activation', fn: 'relu' },
  inputs: [from],
  ...rest,
})
const graph = (nodes: GraphNode[], output = nodes.length - 1): Graph => ({
  name: 'test',
  nodes,
  output,
})

describe('checkGraph', () => {
  test('returns a well-formed graph itself', () => {
    const good = graph([input, relu('a', 0), relu('b', 0)])
    expect(checkGraph(good)).toBe(good)
  })

  test.each<[string, Graph, RegExp]>([
    ['no input', graph([relu('a', 0)], 0), /nodes\[0\] must be the input, got "activation"/],
    ['nothing', graph([], 0), /nodes\[0\] must be the input/],
    ['a second input', graph([input, { ...input, name: 'again' }]), /only nodes\[0\]/],
    ['one name twice', graph([input, relu('a', 0), relu('a', 1)]), /unique, got "a" twice/],
    ['a later node', graph([input, relu('a', 1)]), /inputs of a must be an integer in \[0, 0\]/],
    ['no such node', graph([input, relu('a', -1)]), /inputs of a/],
    ['too few', graph([input, { ...relu('a', 0), inputs: [] }]), /must be 1, got 0/],
    [
      'an addition of one',
      graph([input, { name: 'sum', op: { type: 'add' }, inputs: [0] }]),
      /at least 2, got 1/,
    ],
    ['no output', graph([input], 1), /output must be an integer in \[0, 0\], got 1/],
    [
      'inference that waits for training',
      graph([input, relu('aux', 0, { trainingOnly: true }), relu('b', 1)]),
      /inputs of b must run in inference, got training-only aux/,
    ],
    [
      'an output of training',
      graph([input, relu('aux', 0, { trainingOnly: true })]),
      /output must run in inference/,
    ],
  ])('refuses %s', (_, bad, message) => {
    expect(() => checkGraph(bad)).toThrow(message)
  })
})
