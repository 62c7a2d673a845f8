import type { PlanRequest } from '../../../math/parallel/plan/index.ts'
import {
  type PublishedRun,
  ptdComparisons,
  ptdRuns,
} from '../../../math/parallel/transformer/published.ts'

/** A layout that a paper ran on this very model, cluster and batch. */
export interface PaperPlan {
  readonly run: PublishedRun
  readonly table: 1 | 2
}

const runs: readonly PaperPlan[] = [
  ...ptdRuns.map((run) => ({ run, table: 1 as const })),
  ...ptdComparisons
    .filter(({ scheme }) => scheme === 'ptd')
    .map((run) => ({ run, table: 2 as const })),
]

/** The published run that a request repeats, if there is one. */
export function paperPlan({ model, cluster, globalBatch }: PlanRequest): PaperPlan | undefined {
  if (cluster.device.id !== 'a100-80gb') return undefined
  const devices = cluster.nodes * cluster.devicesPerNode
  return runs.find(
    ({ run }) =>
      run.devices === devices &&
      run.globalBatch === globalBatch &&
      run.model.layers === model.layers &&
      run.model.hidden === model.hidden &&
      run.model.heads === model.heads,
  )
}
