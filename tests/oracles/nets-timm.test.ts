import { describe, test } from 'vitest'
import { summarize } from '../../math/nets/summary.ts'
import oracle from './data/nets-timm.json' with { type: 'json' }
import { timmNet } from './nets-lookup.ts'
import { compareMeasured } from './nets-measured.ts'
import { Tally } from './tally.ts'

const tally = new Tally('Networks against timm')
const source = 'timm benchmark tables'

for (const [family, count] of Object.entries(oracle.meta.left_out_by_family)) {
  tally.leaveOut(`family ${family}: not in the zoo`, count)
}

/** Networks that keep a family's name but change its blocks: norms, attention, stems, scaling. */
const descendants = new Map<string, string[]>()

describe('timm', () => {
  for (const row of oracle.benchmarks) {
    const graph = timmNet(row.model)
    if (graph === undefined) {
      descendants.set(row.family, [...(descendants.get(row.family) ?? []), row.id])
      continue
    }
    test(row.id, () => {
      const summary = summarize(graph, row.img_size)
      tally.compare(source, `${row.id} params`, summary.params / 1e6, row.param_count_m, 0.005)
      tally.compare(source, `${row.id} gmacs`, summary.fvcoreFlops / 1e9, row.gmacs, 0.0056)
      const { convLinearOutputs } = summary
      tally.compare(source, `${row.id} macts`, convLinearOutputs / 1e6, row.macts_m, 0.005)
      if (row.measured !== undefined) {
        compareMeasured(tally, 'timm, measured', row.id, { summary, measured: row.measured })
      }
      if (row.top1.length > 0) {
        tally.leaveOut('top1 of timm checkpoints: the zoo carries the publication or torchvision', 1)
      }
    })
  }
  for (const [family, ids] of descendants) {
    const models = [...new Set(ids.map((id) => id.split('@')[0]))].join(', ')
    tally.leaveOut(`family ${family}, descendants whose blocks differ: ${models}`, ids.length)
  }
})
