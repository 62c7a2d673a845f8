import type { OpIndex } from './dependencies.ts'

/** When each op runs, by its number. */
export interface Times {
  readonly start: Float64Array
  readonly end: Float64Array
  /** When what the op needs had arrived on its rank; for a pair, what both need. */
  readonly arrival: Float64Array
  /** The op whose result arrived last; −1: it needs none. */
  readonly last: Int32Array
  /** The ranks that wait for ever: at which op, and for which. Empty when all ops have run. */
  readonly stuck: readonly { readonly rank: number; readonly at: number; readonly needs: number }[]
}

/**
 * Runs every rank through its list: an op starts when the rank is free and what it needs is there.
 *
 * Each rank goes as far as it can, then sleeps on one op that it needs; that op wakes it. Times
 * follow from the dependencies alone, so in which order ranks are taken does not matter, and every
 * op is looked at a bounded number of times: linear, without a queue of events.
 *
 * @param index the schedule's ops
 * @param durations of each op, by number; the two ops of a pair have the same
 * @param send time from an op's end until its result is on another rank
 * @param from when each rank is free to begin
 */
export function run(
  index: OpIndex,
  durations: Float64Array,
  send: number,
  from: Float64Array,
): Times {
  const { rankOf, slotOf, first, needs } = index
  const count = rankOf.length
  const ranks = first.length - 1
  const start = new Float64Array(count)
  const end = new Float64Array(count).fill(-1) // −1: has not run yet
  const arrival = new Float64Array(count)
  const last = new Int32Array(count).fill(-1)
  const next = first.slice(0, ranks)
  const free = from.slice()
  // Ranks asleep on an op, as a linked list: a rank sleeps on one op at a time.
  const sleeper = new Int32Array(count).fill(-1)
  const nextSleeper = new Int32Array(ranks).fill(-1)
  const asleepOn = new Int32Array(ranks).fill(-1)
  const awake = Array.from({ length: ranks }, (_, rank) => ranks - 1 - rank)

  const advance = (rank: number): void => {
    while (next[rank]! < first[rank + 1]!) {
      const id = next[rank]!
      const slot = slotOf[id]!
      const paired = id + 1 < first[rank + 1]! && slotOf[id + 1] === slot
      const stop = paired ? id + 2 : id + 1
      let there = 0
      let slowest = -1
      for (let place = 2 * id; place < 2 * stop; place++) {
        const needed = needs[place]!
        if (needed < 0) continue
        if (end[needed]! < 0) {
          nextSleeper[rank] = sleeper[needed]!
          sleeper[needed] = rank
          asleepOn[rank] = needed
          return
        }
        const time = rankOf[needed] === rank ? end[needed]! : end[needed]! + send
        if (slowest < 0 || time > there) {
          there = time
          slowest = needed
        }
      }
      const begin = Math.max(free[rank]!, there)
      free[rank] = begin + durations[id]!
      next[rank] = stop
      for (let member = id; member < stop; member++) {
        start[member] = begin
        end[member] = free[rank]!
        arrival[member] = there
        last[member] = slowest
        for (let woken = sleeper[member]!; woken >= 0; woken = nextSleeper[woken]!) {
          asleepOn[woken] = -1
          awake.push(woken)
        }
      }
    }
  }
  for (let rank = awake.pop(); rank !== undefined; rank = awake.pop()) advance(rank)

  const stuck = []
  for (let rank = 0; rank < ranks; rank++) {
    if (asleepOn[rank]! >= 0) stuck.push({ rank, at: next[rank]!, needs: asleepOn[rank]! })
  }
  return { start, end, arrival, last, stuck }
}
