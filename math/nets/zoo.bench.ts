import { bench, describe } from 'vitest'
import { receptiveFields } from './field.ts'
import { summarize } from './summary.ts'
import { cifarResnet, zoo } from './zoo/index.ts'

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

// Growth: one network, ever deeper. The time per node should stay flat.
for (const depth of [110, 440, 1760]) {
  const graph = cifarResnet({ depth })
  describe(`ResNet of ${depth} layers at 32: ${graph.nodes.length} nodes`, () => {
    bench('summarize', () => {
      summarize(graph, 32)
    })
    bench('receptive fields', () => {
      receptiveFields(graph, 32)
    })
  })
}
