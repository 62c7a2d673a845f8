/**
 * DualPipe and DualPipeV: forwards of one stream of micro-batches overlap with full backwards of
 * another, so that each hides the other's communication.
 *
 * In DualPipe micro-batches enter at both ends of the pipeline and every rank holds two stages, r
 * for one direction and p−1−r for the other (so the model is there twice). DualPipeV is one half of
 * that, folded into a V: rank r holds stages r and 2p−1−r of a single copy. Both follow one rule.
 */
import { integer, multiple } from '../../check.ts'
import type { Op, PipelineSchedule, Slot } from './schedule.ts'
import { backward, backwardInput, backwardWeight, checkSize, forward, range } from './schedule.ts'

/**
 * The list of a rank that is the k-th from the end at which its stream 0 enters, where n ranks from
 * that end the streams meet. Stream 1 comes back from there.
 *
 * @param n ranks of a half (DualPipe) or all ranks (DualPipeV)
 * @param k 0 … n−1
 * @param count micro-batches per stream, at least 2n
 * @param op makes an op of `stream` on its `step`-th micro-batch
 */
function dualPipeRank(
  n: number,
  k: number,
  count: number,
  op: (kind: typeof forward, stream: 0 | 1, step: number) => Op,
): Slot[] {
  const slots: Slot[] = []
  const forwards: [number, number] = [0, 0]
  const backwards: [number, number] = [0, 0]
  const owed: Op[] = [] // weight gradients put off, oldest first
  const f = (stream: 0 | 1): Op => op(forward, stream, forwards[stream]++)
  const full = (stream: 0 | 1): Op => op(backward, stream, backwards[stream]++)
  const split = (stream: 0 | 1): Op => {
    owed.push(op(backwardWeight, stream, backwards[stream]))
    return op(backwardInput, stream, backwards[stream]++)
  }
  const weight = () => slots.push(owed.shift()!)
  const both = (ahead: 0 | 1, back: 0 | 1) =>
    slots.push({ kind: 'overlapped', forward: f(ahead), backward: full(back) })
  const toMeeting = n - 1 - k

  for (let i = 0; i < 2 * toMeeting; i++) slots.push(f(0))
  for (let i = 0; i <= k; i++) slots.push(f(0), f(1))
  for (let i = 0; i < toMeeting; i++) {
    slots.push(split(1))
    weight()
    slots.push(f(1))
  }
  for (let i = 0; i < count - 2 * n + k + 1; i++) {
    // Where the streams meet, the first pair stays apart: its backward is needed at once.
    if (i === 0 && toMeeting === 0) slots.push(f(0), full(1))
    else both(0, 1)
    both(1, 0)
  }
  for (let i = 0; i < toMeeting; i++) {
    slots.push(full(1))
    both(1, 0)
  }
  // The second half of these backwards is split: their weight gradients fill the drain.
  for (let i = 0; i < 2 * (k + 1); i++) {
    const stream = i % 2 === 0 ? 1 : 0
    slots.push(i < k + 1 ? full(stream) : split(stream))
  }
  for (let i = 0; i < toMeeting; i++) {
    weight()
    slots.push(split(0))
  }
  for (let i = 0; i <= k; i++) weight()
  return slots
}

/**
 * DualPipe. Micro-batches 0 … m/2−1 enter at rank 0, the others at rank p−1; stage s of a
 * micro-batch is on rank s or on rank p−1−s accordingly.
 *
 * @param ranks p, even; each holds two stages
 * @param microbatches m, even, at least 2p
 * @throws TypeError, RangeError
 * @source DeepSeek-V3 technical report, arXiv:2412.19437, §3.2.1; deepseek-ai/DualPipe,
 * dualpipe/dualpipe.py
 * @example dualPipe(2, 4).ranks[0] // 0F0 1F2 0F1 1B2 (1F3;0B0) 1B3 0I1 0W1
 */
export function dualPipe(ranks: number, microbatches: number): PipelineSchedule {
  checkSize(ranks, microbatches, 2)
  multiple('ranks', ranks, 2, 2)
  multiple('microbatches', microbatches, 2, 2 * ranks)
  const half = microbatches / 2
  return {
    name: 'dualpipe',
    stages: ranks,
    microbatches,
    microbatchesPerOp: 1,
    ranks: range(ranks).map((rank) => {
      const k = Math.min(rank, ranks - 1 - rank)
      return dualPipeRank(ranks / 2, k, half, (kind, stream, step) => {
        // The rank's nearer end is where its stream 0 enters: direction 0 enters at rank 0.
        const direction = rank < ranks / 2 ? stream : 1 - stream
        return kind(direction === 0 ? rank : ranks - 1 - rank, direction * half + step)
      })
    }),
  }
}

/**
 * DualPipeV: stage s is on rank min(s, 2p−1−s).
 *
 * @param ranks p ≥ 1; each holds stages r and 2p−1−r
 * @param microbatches m, at least 2p
 * @throws TypeError, RangeError
 * @source deepseek-ai/DualPipe, dualpipe/dualpipev.py; PyTorch, ScheduleDualPipeV
 */
export function dualPipeV(ranks: number, microbatches: number): PipelineSchedule {
  checkSize(ranks, microbatches, 2)
  integer('microbatches', microbatches, 2 * ranks)
  return {
    name: 'dualpipev',
    stages: 2 * ranks,
    microbatches,
    microbatchesPerOp: 1,
    ranks: range(ranks).map((rank) =>
      dualPipeRank(ranks, rank, microbatches, (kind, stream, step) =>
        kind(stream === 0 ? rank : 2 * ranks - 1 - rank, step),
      ),
    ),
  }
}
