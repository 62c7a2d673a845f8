import { networkSteps, type StepCost, totalCost } from '../steps.ts'
import { summarize } from '../summary.ts'
import type { ZooEntry } from './catalog.ts'

/** What one network of the zoo costs at its published resolution, batch 1. */
export interface ZooTotals extends StepCost {
  /** Elements of activations held at the worst moment. */
  readonly peak: number
}

/**
 * Builds a network of the zoo and adds it up: some milliseconds for each. `zooTotals` has the
 * results at hand.
 *
 * @example measureEntry(zooEntry('mobilenet_v2')).params // 3504872
 */
export function measureEntry(entry: ZooEntry): ZooTotals {
  const graph = entry.build()
  const summary = summarize(graph, entry.resolution)
  return { ...totalCost(networkSteps(graph, summary)), peak: summary.peakActivations }
}
