/**
 * The zero-bubble schedules: the backward is split, the previous rank gets its gradient as early as
 * it can, and the weights' gradients, for which nobody waits, fill what would be bubble.
 */
import { integer } from '../../check.ts'
import { chunkOrder, defaultGroupSize } from './interleaved.ts'
import type { PipelineSchedule, Slot } from './schedule.ts'
import { backwardInput, backwardWeight, checkSize, forward, range } from './schedule.ts'

/**
 * One rank's list: `ahead` forwards, then forward and backward-input in turn, each weight gradient
 * following `delay` backward-inputs after its own. At most ahead + 1 + delay forwards are open.
 */
function splitBackward(
  count: number,
  ahead: number,
  delay: number,
  op: { f: (step: number) => Slot; b: (step: number) => Slot; w: (step: number) => Slot },
): Slot[] {
  const slots: Slot[] = range(Math.min(ahead, count)).map(op.f)
  for (let step = 0; step < count + delay; step++) {
    if (ahead + step < count) slots.push(op.f(ahead + step))
    if (step < count) slots.push(op.b(step))
    if (step >= delay) slots.push(op.w(step - delay))
  }
  return slots
}

/**
 * Zero-bubble with a cap on memory: no rank ever holds more than `cap` micro-batches (from their
 * forward to their weight gradient), and with m ≥ cap every rank comes to hold exactly `cap`.
 *
 * Rank r runs min(cap−1−r, 2(p−1−r)) forwards ahead, and what that leaves of its cap is by how many
 * steps it puts its weight gradients off: the later ranks, whose first backward comes soon, can put
 * off more. cap = p is ZB-H1 (1F1B's memory), cap = 2p−1 is ZB-H2. A cap above both p and m would
 * never be reached, only weight gradients put off for nothing; then it counts as the larger of them.
 *
 * The order knows no costs. The authors' scheduler searches for one that fits given costs: it takes as
 * long as this one where F = B = W and sending is free, and less, by up to 6 % in the cases tried, under
 * ZB-H2 where W is well below F; for few micro-batches with slow sends by more.
 *
 * @param ranks p; one stage each
 * @param microbatches m
 * @param cap the most micro-batches that a rank may hold, at least p
 * @throws TypeError, RangeError
 * @source Qi et al., Zero Bubble Pipeline Parallelism, arXiv:2401.10241, §2 (figures 2 and 3)
 * @example zeroBubble(2, 3, 2).ranks[0] // 0F0 0F1 0I0 0W0 0F2 0I1 0W1 0I2 0W2
 */
export function zeroBubble(ranks: number, microbatches: number, cap: number): PipelineSchedule {
  checkSize(ranks, microbatches)
  integer('cap', cap, ranks)
  const reached = Math.min(cap, Math.max(ranks, microbatches))
  return {
    name: cap === ranks ? 'zb-h1' : cap === 2 * ranks - 1 ? 'zb-h2' : 'zb',
    stages: ranks,
    microbatches,
    microbatchesPerOp: 1,
    ranks: range(ranks).map((rank) => {
      const ahead = Math.min(reached - 1 - rank, 2 * (ranks - 1 - rank))
      return splitBackward(microbatches, ahead, reached - 1 - ahead, {
        f: (step) => forward(rank, step),
        b: (step) => backwardInput(rank, step),
        w: (step) => backwardWeight(rank, step),
      })
    }),
  }
}

/**
 * ZB-H1: 1F1B's memory, and a bubble of (p−1)(F+B−W) instead of (p−1)(F+B+W).
 *
 * With v > 1 chunks per rank it is what PyTorch calls ScheduleInterleavedZeroBubble (ZB1P).
 *
 * @param ranks p
 * @param microbatches m
 * @param chunks v ≥ 1, stages per rank; stage s is on rank s mod p
 * @param groupSize micro-batches that go through one chunk in a row. Default: `defaultGroupSize`
 * @throws TypeError, RangeError
 * @source arXiv:2401.10241, figure 2; PyTorch, ScheduleInterleavedZeroBubble
 * @example zbH1(2, 2).ranks[1] // 1F0 1I0 1F1 1I1 1W0 1W1
 */
export function zbH1(
  ranks: number,
  microbatches: number,
  chunks = 1,
  groupSize = defaultGroupSize(ranks, microbatches),
): PipelineSchedule {
  checkSize(ranks, microbatches, chunks)
  integer('groupSize', groupSize, Math.min(ranks, microbatches), microbatches)
  const order = chunkOrder(microbatches, chunks, groupSize)
  return {
    name: 'zb-h1',
    stages: ranks * chunks,
    microbatches,
    microbatchesPerOp: 1,
    ranks: range(ranks).map((rank) => {
      const at = (step: number) => order[step]!
      const stage = (chunk: number) => chunk * ranks + rank
      const back = (step: number) => stage(chunks - 1 - at(step).chunk)
      const ahead = ranks - 1 - rank + (chunks - 1) * groupSize
      return splitBackward(order.length, ahead, rank, {
        f: (step) => forward(stage(at(step).chunk), at(step).microbatch),
        b: (step) => backwardInput(back(step), at(step).microbatch),
        w: (step) => backwardWeight(back(step), at(step).microbatch),
      })
    }),
  }
}

/**
 * ZB-H2: with up to 2p−1 micro-batches held, no rank idles between its first and its last op when
 * F = B = W. One iteration is no shorter than with ZB-H1; the gain comes when iterations follow one
 * another without a barrier.
 *
 * @param ranks p; one stage each
 * @param microbatches m; the bubble is gone from m ≥ 2p−1 on
 * @throws TypeError, RangeError
 * @source arXiv:2401.10241, figure 3
 * @example zbH2(2, 3).ranks[0] // 0F0 0F1 0F2 0I0 0W0 0I1 0W1 0I2 0W2
 */
export const zbH2 = (ranks: number, microbatches: number): PipelineSchedule =>
  zeroBubble(ranks, microbatches, Math.max(ranks, 2 * ranks - 1))
