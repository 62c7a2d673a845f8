/**
 * Interleaved 1F1B: every rank holds v chunks of the model instead of one, and micro-batches go
 * round the ranks v times. A chunk is 1/v of a rank's work, so the bubble shrinks by v; in return
 * activations grow and v times as many tensors cross rank boundaries.
 */
import { integer } from '../../check.ts'
import type { Op, PipelineSchedule, Slot } from './schedule.ts'
import { backward, checkSize, forward, range } from './schedule.ts'

/** One forward or backward step of a rank: which of its chunks works on which micro-batch. */
export interface ChunkStep {
  readonly chunk: number
  readonly microbatch: number
}

/**
 * The order in which a rank visits its (chunk, micro-batch) cells: group by group of micro-batches,
 * a whole group through chunk 0, then through chunk 1, …; the last group may be smaller.
 *
 * @example chunkOrder(3, 2, 2) // chunk·micro-batch: 0·0 0·1 1·0 1·1, then 0·2 1·2
 */
export function chunkOrder(
  microbatches: number,
  chunks: number,
  groupSize: number,
): readonly ChunkStep[] {
  const steps: ChunkStep[] = []
  for (let first = 0; first < microbatches; first += groupSize) {
    const last = Math.min(first + groupSize, microbatches)
    for (let chunk = 0; chunk < chunks; chunk++) {
      for (let microbatch = first; microbatch < last; microbatch++) {
        steps.push({ chunk, microbatch })
      }
    }
  }
  return steps
}

/**
 * The default group size: the smallest g ≥ min(p, m) whose last group is whole or at least p. It is
 * p when p divides m. A last group smaller than p would travel alone, and with three or more chunks
 * ranks can then wait for one another for ever, so Megatron-LM refuses it; where PyTorch cuts m into
 * ⌊m/p⌋ equal rounds, it takes this same size.
 *
 * @param ranks p
 * @param microbatches m
 * @throws TypeError, RangeError
 * @source Megatron-LM, core/pipeline_parallel/schedules.py; PyTorch, ScheduleInterleaved1F1B
 * @example defaultGroupSize(4, 10) // 5: two groups of 5
 * @example defaultGroupSize(4, 9) // 5: a group of 5 and one of 4
 */
export function defaultGroupSize(ranks: number, microbatches: number): number {
  checkSize(ranks, microbatches)
  let size = Math.min(ranks, microbatches)
  while (microbatches % size > 0 && microbatches % size < ranks) size++
  return size
}

/**
 * Interleaved 1F1B in Megatron-LM's order; stage s is on rank s mod p.
 *
 * Rank r first runs 2(p−1−r) + (v−1)·g forward chunk steps, then one forward and one backward in
 * turn, then the backwards that are left. With v = 1 Megatron (and this function's caller) takes
 * plain 1F1B, whose warm-up p−1−r is half as long.
 *
 * @param ranks p
 * @param microbatches m, any number
 * @param chunks v ≥ 2, stages per rank
 * @param groupSize g, micro-batches that go through one chunk in a row (Megatron's
 * microbatch_group_size_per_vp_stage); from min(p, m) to m. Default: `defaultGroupSize`. A last group
 * smaller than p is built as asked, but its ranks wait for one another longer, or for ever
 * @throws TypeError, RangeError
 * @source Narayanan et al., arXiv:2104.04473, §2.2; Megatron-LM, get_schedule_table and
 * get_pp_rank_microbatches in core/pipeline_parallel/schedules.py
 * @example interleaved1F1B(2, 2, 2).ranks[1] // 1F0 1F1 3F0 3B0 3F1 3B1 1B0 1B1
 */
export function interleaved1F1B(
  ranks: number,
  microbatches: number,
  chunks: number,
  groupSize = defaultGroupSize(ranks, microbatches),
): PipelineSchedule {
  integer('chunks', chunks, 2)
  checkSize(ranks, microbatches, chunks)
  integer('groupSize', groupSize, Math.min(ranks, microbatches), microbatches)
  const order = chunkOrder(microbatches, chunks, groupSize)
  return {
    name: 'interleaved',
    stages: ranks * chunks,
    microbatches,
    microbatchesPerOp: 1,
    ranks: range(ranks).map((rank) =>
      inTurn(
        order,
        2 * (ranks - 1 - rank) + (chunks - 1) * groupSize,
        (chunk) => chunk * ranks + rank,
        (next, back) => [next, back],
      ),
    ),
  }
}

/**
 * 1F1B, interleaved or not, whose forwards run interwoven with the backwards, so that each hides the
 * other's communication (the all-to-alls of expert parallelism, above all). Every rank runs one
 * forward more ahead than interleaved 1F1B does, 2(p−1−r) + (v−1)g + 1: then the two of a pair never
 * need one another, and neither waits for a pair that has just begun.
 *
 * Against DualPipe it needs one copy of the parameters and no even p; against 1F1B without overlap
 * it holds about twice as much where v = 1.
 *
 * @param ranks p
 * @param microbatches m, any number
 * @param chunks v ≥ 1, stages per rank; stage s is on rank s mod p
 * @param groupSize g, as for `interleaved1F1B`; without meaning where v = 1
 * @throws TypeError, RangeError
 * @source Megatron-LM, get_pp_rank_microbatches with overlap_moe_expert_parallel_comm, and
 * combined_1f1b.py in core/pipeline_parallel; Victarry/PP-Schedule-Visualization
 * @example overlapped1F1B(2, 3).ranks[1] // 1F0 (1F1;1B0) (1F2;1B1) 1B2
 */
export function overlapped1F1B(
  ranks: number,
  microbatches: number,
  chunks = 1,
  groupSize = defaultGroupSize(ranks, microbatches),
): PipelineSchedule {
  checkSize(ranks, microbatches, chunks)
  integer('groupSize', groupSize, Math.min(ranks, microbatches), microbatches)
  const order = chunkOrder(microbatches, chunks, groupSize)
  return {
    name: '1f1b-overlapped',
    stages: ranks * chunks,
    microbatches,
    microbatchesPerOp: 1,
    ranks: range(ranks).map((rank) =>
      inTurn(
        order,
        2 * (ranks - 1 - rank) + (chunks - 1) * groupSize + 1,
        (chunk) => chunk * ranks + rank,
        (next, back) => [{ kind: 'overlapped', forward: next, backward: back }],
      ),
    ),
  }
}

/**
 * One rank's list: `ahead` forwards, then a forward and a backward in turn (`both`), then the
 * backwards that are left.
 */
function inTurn(
  order: readonly ChunkStep[],
  ahead: number,
  stageOf: (chunk: number) => number,
  both: (forward: Op, backward: Op) => readonly Slot[],
): Slot[] {
  const chunks = 1 + order.reduce((last, { chunk }) => Math.max(last, chunk), 0)
  const forwards = order.map(({ chunk, microbatch }) => forward(stageOf(chunk), microbatch))
  const backwards = order.map(({ chunk, microbatch }) =>
    backward(stageOf(chunks - 1 - chunk), microbatch),
  )
  const late = Math.min(order.length, ahead)
  return [
    ...forwards.slice(0, late),
    ...forwards.slice(late).flatMap((next, step) => both(next, backwards[step]!)),
    ...backwards.slice(order.length - late),
  ]
}
