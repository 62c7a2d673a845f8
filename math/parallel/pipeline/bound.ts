import type { PipelineCosts } from './costs.ts'
import { sendTime, UNIT_COSTS } from './costs.ts'
import { indexOps } from './dependencies.ts'
import type { PipelineSchedule } from './schedule.ts'
import { durationsOf } from './simulate.ts'

/**
 * A time below which no order of the same ops on the same ranks can finish: the par of a puzzle.
 *
 * It is the largest of two kinds of time. A rank cannot start before its earliest op can be reached,
 * then has all its work to do, and after its last op comes at least the shortest way to the end of
 * an iteration. And no chain of dependencies can be cut short. Memory is not considered, so a
 * schedule under a cap may have to take longer.
 *
 * @param schedule any order of the ops; overlapped pairs stay pairs
 * @param costs as for `simulate`
 * @throws TypeError, RangeError
 * @example makespanBound(oneForwardOneBackward(4, 8)) // 33 = 3 (way in) + 24 (work) + 6 (way out)
 */
export function makespanBound(
  schedule: PipelineSchedule,
  costs: PipelineCosts = UNIT_COSTS,
): number {
  const index = indexOps(schedule)
  const { rankOf, needs, first } = index
  const count = rankOf.length
  const durations = durationsOf(schedule, index, costs)
  const send = sendTime(schedule, costs)
  const order = topological(needs, count)
  const ends = new Float64Array(count) // earliest end, if ranks had no other work
  const tails = new Float64Array(count) // least time from an op's end to the end of all
  let bound = 0
  const way = (from: number, to: number) => (rankOf[from] === rankOf[to] ? 0 : send)
  for (const id of order) {
    let start = 0
    for (const needed of [needs[2 * id]!, needs[2 * id + 1]!]) {
      if (needed >= 0) start = Math.max(start, ends[needed]! + way(needed, id))
    }
    ends[id] = start + durations[id]!
    bound = Math.max(bound, ends[id]!)
  }
  for (const id of order.toReversed()) {
    for (const needed of [needs[2 * id]!, needs[2 * id + 1]!]) {
      if (needed < 0) continue
      tails[needed] = Math.max(tails[needed]!, way(needed, id) + durations[id]! + tails[id]!)
    }
  }
  for (let rank = 0; rank < schedule.ranks.length; rank++) {
    let head = Infinity
    let work = 0
    let tail = Infinity
    for (let id = first[rank]!; id < first[rank + 1]!; id++) {
      head = Math.min(head, ends[id]! - durations[id]!)
      tail = Math.min(tail, tails[id]!)
      const secondOfPair = id > first[rank]! && index.slotOf[id] === index.slotOf[id - 1]
      if (!secondOfPair) work += durations[id]!
    }
    if (head < Infinity) bound = Math.max(bound, head + work + tail)
  }
  return bound
}

/** The ops' numbers, each after those it needs. */
function topological(needs: Int32Array, count: number): readonly number[] {
  const order: number[] = []
  const seen = new Uint8Array(count)
  const stack: number[] = []
  for (let root = 0; root < count; root++) {
    stack.push(root)
    while (stack.length > 0) {
      const id = stack.at(-1)!
      if (seen[id] === 0) {
        seen[id] = 1
        for (const needed of [needs[2 * id]!, needs[2 * id + 1]!]) {
          if (needed >= 0 && seen[needed] === 0) stack.push(needed)
        }
      } else {
        stack.pop()
        if (seen[id] === 1) order.push(id)
        seen[id] = 2
      }
    }
  }
  return order
}
