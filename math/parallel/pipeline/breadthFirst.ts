import type { PipelineSchedule } from './schedule.ts'
import { backward, checkSize, forward, range } from './schedule.ts'

/**
 * Breadth-first: GPipe with v chunks per rank. All micro-batches go through a rank's first chunk,
 * then all through its second, …; the backwards come back the same way, the last first.
 *
 * With m ≥ p the bubble is that of interleaved 1F1B, (p−1)/v forwards and backwards of a rank's
 * share, but every rank holds all m micro-batches. In return each chunk's work is done in one go, so
 * that sharded parameters are gathered, and gradients reduced, once per chunk and direction.
 *
 * @param ranks p; stage s is on rank s mod p
 * @param microbatches m
 * @param chunks v ≥ 1, stages per rank
 * @throws TypeError, RangeError when an argument is not an integer ≥ 1
 * @source Lamy-Poirier, Breadth-First Pipeline Parallelism, arXiv:2211.05953; order as in PyTorch's
 * ScheduleLoopedBFS
 * @example breadthFirst(2, 2, 2).ranks[0] // 0F0 0F1 2F0 2F1 2B1 2B0 0B1 0B0
 */
export function breadthFirst(
  ranks: number,
  microbatches: number,
  chunks: number,
): PipelineSchedule {
  checkSize(ranks, microbatches, chunks)
  const all = range(microbatches)
  return {
    name: 'breadth-first',
    stages: ranks * chunks,
    microbatches,
    microbatchesPerOp: 1,
    ranks: range(ranks).map((rank) => {
      const forwards = range(chunks).flatMap((chunk) =>
        all.map((microbatch) => forward(chunk * ranks + rank, microbatch)),
      )
      const backwards = forwards.map(({ stage, microbatch }) => backward(stage, microbatch))
      return [...forwards, ...backwards.toReversed()]
    }),
  }
}
