import { describe, test } from 'vitest'
import type { Graph } from '../../math/nets/graph.ts'
import { summarize } from '../../math/nets/summary.ts'
import { googlenet, zooEntry } from '../../math/nets/zoo/index.ts'
import oracle from './data/nets-torchvision.json' with { type: 'json' }
import { compareMeasured } from './nets-measured.ts'
import { torchvisionNet } from './nets-lookup.ts'
import { Tally } from './tally.ts'

const tally = new Tally('Networks against torchvision')
const source = 'torchvision 0.21 weight entries'

for (const [family, count] of Object.entries(oracle.meta.left_out_by_family)) {
  tally.leaveOut(`family ${family}: not in the zoo`, count)
}

/** Parameters and work with the auxiliary heads that the measured net had. */
function measuredNet(model: string, graph: Graph): Graph {
  return /^(quantized_)?googlenet$/.test(model) ? googlenet({ aux: true }) : graph
}

function runs(act: () => unknown): boolean {
  try {
    act()
    return true
  } catch {
    return false
  }
}

describe('torchvision', () => {
  for (const row of oracle.models) {
    const graph = torchvisionNet(row.model)
    test.runIf(graph !== undefined)(row.id, () => {
      const { params, macs } = summarize(graph!, row.crop_size)
      tally.compare(source, `${row.id} num_params`, params, row.num_params)
      tally.compare(source, `${row.id} gmacs`, macs / 1e9, row.gmacs, 0.0005)
      if (row.measured !== undefined) {
        compareMeasured(tally, 'torchvision, measured', row.id, {
          summary: summarize(measuredNet(row.model, graph!), row.crop_size),
          measured: row.measured,
        })
      }
      tally.leaveOut('file_size_mb: the size of a checkpoint file, container included')

      const { top1 } = zooEntry(row.model.replace('quantized_', ''))
      if (row.quantized || !row.weights.endsWith('IMAGENET1K_V1')) {
        tally.leaveOut('acc1 of quantized, retrained or headless weights: the zoo carries V1', 1)
      } else if (top1!.source.startsWith('torchvision')) {
        tally.compare(source, `${row.id} acc1`, top1!.percent, row.acc1!)
      }
    })
    if (graph === undefined) tally.leaveOut(`no such network in the zoo: ${row.model}`)

    test.runIf(graph !== undefined && row.min_size !== null)(`${row.id}, smallest image`, () => {
      const smallest = Array.from({ length: 128 }, (_, i) => i + 1).find((size) =>
        runs(() => summarize(graph!, size)),
      )
      tally.same(source, `${row.id} min_size`, [smallest, smallest], row.min_size)
    })
  }
})
