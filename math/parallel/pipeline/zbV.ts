import type { PipelineSchedule, Slot } from './schedule.ts'
import { backwardInput, backwardWeight, checkSize, forward, range } from './schedule.ts'

/**
 * ZB-V: every rank holds two half-size stages, r and 2p−1−r, so that a micro-batch goes down the
 * ranks and comes back up, and its loss is computed on the rank where it entered. With F = B = W and
 * m ≥ 2p−1 no rank idles between its first and last op, at 1F1B's memory (2p chunks on every rank).
 *
 * The authors' own scheduler searches for an order that fits the costs and m. It ends earlier where
 * W is well below F (by up to 3 % in the cases tried) and with m < 2p−1 (by up to 16 %).
 *
 * @param ranks p; stage s is on rank min(s, 2p−1−s)
 * @param microbatches m, any number; below 2p−1 it is the same order with the rest left out
 * @throws TypeError, RangeError
 * @source Qi et al., arXiv:2401.10241, §6; order as in PyTorch's ScheduleZBVZeroBubble
 * @example zbV(1, 1).ranks[0] // 0F0 1F0 1I0 1W0 0I0 0W0
 */
export function zbV(ranks: number, microbatches: number): PipelineSchedule {
  checkSize(ranks, microbatches, 2)
  return {
    name: 'zb-v',
    stages: 2 * ranks,
    microbatches,
    microbatchesPerOp: 1,
    ranks: range(ranks).map((rank) =>
      zbVRank(ranks, rank, Math.max(2 * ranks - 1, microbatches)).filter(
        (slot) => slot.kind !== 'overlapped' && slot.microbatch < microbatches,
      ),
    ),
  }
}

/** One rank's list for m ≥ 2p−1 micro-batches; `down` is its first stage and `up` its second. */
function zbVRank(ranks: number, rank: number, microbatches: number): Slot[] {
  const slots: Slot[] = []
  const stage = { down: rank, up: 2 * ranks - 1 - rank }
  const count = {
    f: { down: 0, up: 0 },
    b: { down: 0, up: 0 },
    w: { down: 0, up: 0 },
  }
  type Way = 'down' | 'up'
  const f = (way: Way) => slots.push(forward(stage[way], count.f[way]++))
  const b = (way: Way) => slots.push(backwardInput(stage[way], count.b[way]++))
  const w = (way: Way) => slots.push(backwardWeight(stage[way], count.w[way]++))

  // Until micro-batch 0 is back up at this rank, every slot that is free takes a forward down.
  for (let i = 0; i < 2 * (ranks - rank) - 1; i++) f('down')
  for (let i = 0; i < rank; i++) {
    f('up')
    f('down')
  }
  for (let i = 0; i < ranks - rank; i++) {
    f('up')
    b('up')
    w('up')
  }
  // The steady state: six slots per micro-batch, every gradient used as soon as it is there.
  while (count.f.up < count.f.down || count.f.down < microbatches) {
    if (count.f.down < microbatches) f('down')
    b('down')
    w('down')
    f('up')
    b('up')
    w('up')
  }
  // The drain: no forward is left to fill with, so weight gradients are put off to do it.
  for (let i = 0; i < rank; i++) {
    b('down')
    b('up')
  }
  for (let i = 0; i < ranks - rank; i++) {
    b('down')
    w('down')
  }
  while (count.w.up < microbatches) w('up')
  while (count.w.down < microbatches) w('down')
  return slots
}
