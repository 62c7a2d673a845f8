import { bench, describe } from 'vitest'
import { receptiveFields } from './field.ts'
import { summarize } from './summary.ts'
import { zoo } from './zoo/index.ts'

const graphs = zoo.map((entry) => entry.build())
const nodes = graphs.reduce((sum, graph) => sum + graph.nodes.length, 0)

describe(`the whole zoo at 224: ${graphs.length} networks, ${nodes} nodes`, () => {
  bench('build', () => {
    for (const entry of zoo) entry.build()
  })
  bench('summarize', () => {
    for (const graph of graphs) summarize(graph, 224)
  })
  bench('build and summarize', () => {
    for (const entry of zoo) summarize(entry.build(), 224)
  })
  bench('receptive fields', () => {
    for (const graph of graphs) receptiveFields(graph, 224)
  })
})

// Growth: one network, ever deeper. Time per node should stay flat.
describe('summary of one chain', () => {
  const resnet = zoo.find(({ name }) => name === 'resnet152')!
  const graph = resnet.build()
  for (const copies of [1, 4, 16]) {
    bench(`${copies} × ResNet-152`, () => {
      for (let copy = 0; copy < copies; copy++) summarize(graph, 224)
    })
  }
})
