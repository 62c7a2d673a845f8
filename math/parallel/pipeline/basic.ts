/**
 * The three schedules with one stage per rank and whole backward passes: naive model parallelism,
 * GPipe and 1F1B.
 */
import type { PipelineSchedule, Slot } from './schedule.ts'
import { backward, checkSize, forward, range } from './schedule.ts'

/**
 * Model parallelism without micro-batches: the whole batch goes through the stages as one piece,
 * forward and then backward, and at any moment one rank works while p−1 wait.
 *
 * To be comparable with the other schedules the batch is still counted in micro-batches: there is
 * one op per stage and direction, and each takes as long, and holds as much, as `microbatches`
 * micro-batches (`microbatchesPerOp`).
 *
 * @param ranks p, devices; one stage each
 * @param microbatches m, the size of the batch in micro-batches
 * @throws TypeError, RangeError when an argument is not an integer ≥ 1
 * @example naive(4, 1) // rank 0: 0F0 0B0, …, rank 3: 3F0 3B0; with F = 1, B = 2 it takes 12
 */
export function naive(ranks: number, microbatches = 1): PipelineSchedule {
  checkSize(ranks, microbatches)
  return {
    name: 'naive',
    stages: ranks,
    microbatches: 1,
    microbatchesPerOp: microbatches,
    ranks: range(ranks).map((rank) => [forward(rank, 0), backward(rank, 0)]),
  }
}

/**
 * GPipe: all forwards, then all backwards. Every rank holds all m micro-batches at the turn.
 *
 * @param ranks p, devices; one stage each
 * @param microbatches m
 * @throws TypeError, RangeError when an argument is not an integer ≥ 1
 * @source Huang et al., GPipe, arXiv:1811.06965; backward order as in PyTorch's ScheduleGPipe
 * @example gpipe(2, 2).ranks[0] // 0F0 0F1 0B0 0B1
 */
export function gpipe(ranks: number, microbatches: number): PipelineSchedule {
  checkSize(ranks, microbatches)
  const all = range(microbatches)
  return {
    name: 'gpipe',
    stages: ranks,
    microbatches,
    microbatchesPerOp: 1,
    ranks: range(ranks).map((rank) => [
      ...all.map((microbatch) => forward(rank, microbatch)),
      ...all.map((microbatch) => backward(rank, microbatch)),
    ]),
  }
}

/**
 * 1F1B (PipeDream-Flush): rank r runs p−1−r forwards ahead, then one forward and one backward in
 * turn, so that it never holds more than p−r micro-batches. The bubble is GPipe's.
 *
 * @param ranks p, devices; one stage each
 * @param microbatches m
 * @throws TypeError, RangeError when an argument is not an integer ≥ 1
 * @source Narayanan et al., arXiv:2006.09503 and arXiv:2104.04473; Megatron-LM, schedules.py
 * @example oneForwardOneBackward(2, 3).ranks[0] // 0F0 0F1 0B0 0F2 0B1 0B2
 */
export function oneForwardOneBackward(ranks: number, microbatches: number): PipelineSchedule {
  checkSize(ranks, microbatches)
  return {
    name: '1f1b',
    stages: ranks,
    microbatches,
    microbatchesPerOp: 1,
    ranks: range(ranks).map((rank) => {
      const ahead = Math.min(microbatches, ranks - 1 - rank)
      const slots: Slot[] = range(ahead).map((microbatch) => forward(rank, microbatch))
      for (let done = 0; done < microbatches; done++) {
        if (ahead + done < microbatches) slots.push(forward(rank, ahead + done))
        slots.push(backward(rank, done))
      }
      return slots
    }),
  }
}
