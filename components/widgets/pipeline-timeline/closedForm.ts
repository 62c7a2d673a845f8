import type { Schedule, Setting } from './schedules.ts'
import { factorsOf } from './uneven.ts'

/** What decides it. */
export interface Formed extends Pick<Setting, 'stages' | 'microbatches' | 'send' | 'uneven'> {
  readonly schedule: Schedule
  readonly iterations: number
}

/**
 * Which closed form of the bubble is exact, with p ranks, m micro-batches, F, B, and C for a send:
 * - `naive`  idle (p−1)·m·(F+B), sending for nothing
 * - `equal`  idle (p−1)(F+B): GPipe and 1F1B, sending for nothing
 * - `sent`   idle (p−1)(F+B+2C): GPipe, whose sends are hidden but on the way in and out
 * - `chunked` idle (p−1)(F+B)/v: interleaved and breadth-first, sending for nothing, m ≥ p
 * - `measured` none: every one of 1F1B's turns may wait for a send, so its time T is simulated
 * - `summed` none, and ranks may work for different times, so idle time is summed over them
 */
export function closedForm(params: Formed) {
  const { schedule, stages, microbatches, send, uneven, iterations } = params
  if (iterations > 1 || factorsOf(uneven, stages) !== null) return 'summed'
  const free = send === 0 || stages === 1
  switch (schedule) {
    case 'naive':
      return free ? 'naive' : 'measured'
    case 'gpipe':
      return free ? 'equal' : 'sent'
    case '1f1b':
      return free ? 'equal' : 'measured'
    case 'interleaved':
    case 'breadth-first':
      return free && microbatches >= stages ? 'chunked' : 'summed'
    default:
      return 'summed'
  }
}
