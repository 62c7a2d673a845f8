import type { ViewProps } from '../../widget/definition.ts'
import type widget from './widget.ts'

type Params = Pick<ViewProps<typeof widget>['params'], 'schedule' | 'stages' | 'send'>

/**
 * Which closed form of the bubble is exact, with p ranks, m micro-batches, F, B, and C for a send:
 * - `naive`  idle (p−1)·m·(F+B), sending for nothing
 * - `equal`  idle (p−1)(F+B): GPipe and 1F1B, sending for nothing
 * - `sent`   idle (p−1)(F+B+2C): GPipe, whose sends are hidden but on the way in and out
 * - `measured` none: every one of 1F1B's turns may wait for a send, so its time T is simulated
 */
export function closedForm({ schedule, stages, send }: Params) {
  const free = send === 0 || stages === 1
  if (schedule === 'naive') return free ? 'naive' : 'measured'
  if (free) return 'equal'
  return schedule === 'gpipe' ? 'sent' : 'measured'
}
