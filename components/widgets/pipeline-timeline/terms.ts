import type { IdleTerm, JoinedTimeline } from '../../../math/parallel/pipeline/index.ts'
import { letters } from './names.ts'
import { cutOf } from './schedules.ts'

/** Between two terms of a sum; before the first only a minus is written. */
export const signed = ({ count, time }: IdleTerm, index: number): string =>
  count < 0 || (count === 0 && time < 0) ? '− ' : index === 0 ? '' : '+ '

/**
 * A term of the idle account as one writes it, without its sign.
 *
 * @example termOf({ kind: 'forward', count: 3, time: 1.5, … }, timeline) // with two chunks per rank
 * // { formula: '3 · F/2', value: 1.5 }
 * @param uneven whether ranks take different times, so that there is no one F to multiply
 */
export function termOf(
  { kind, count, time }: IdleTerm,
  { schedule }: JoinedTimeline,
  uneven = false,
) {
  const letter = kind === 'overlapped' ? 'F&B' : kind === 'send' ? 'C' : letters[kind]
  const cut = kind === 'send' ? 1 : cutOf(schedule)
  const size = kind === 'send' ? 1 : schedule.microbatchesPerOp
  const times = Math.abs(count) * size
  const one = cut > 1 ? `${letter}/${cut}` : letter
  return {
    formula: uneven && kind !== 'send' ? `Σ ${one}` : `${times} · ${one}`,
    value: Math.abs(time),
  }
}
