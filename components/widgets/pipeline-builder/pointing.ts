import type { Values } from '../../text.ts'
import type { Insight } from './insight.ts'
import type { Frame } from './moves.ts'
import { nameOf } from './names.ts'

/** What stands at a time on a rank: an op and why it starts there, or a gap and what it waits for. */
export function tellAt(
  { level: { puzzle } }: Frame,
  { timeline, finished }: Insight,
  rank: number,
  time: number,
  say: (phrase: string, values?: Values) => string,
): string | null {
  const { ops, gaps } = timeline.ranks[rank]!
  const op = ops.find(({ start, end }) => start <= time && time < end)
  if (op) {
    const { start, end, arrival } = op
    return say(op.dependencies.length === 0 ? 'opFirst' : 'opAt', {
      op: nameOf(puzzle, op),
      rank: String(rank),
      start,
      end,
      arrival,
    })
  }
  const gap = gaps.find(({ start, end }) => start <= time && time < end)
  if (!gap) return null
  const { start, end, before, waitsFor, cause } = gap
  const values = { rank: String(rank), start, end }
  if (cause === 'finished') return finished ? say('gapEnd', values) : null
  if (before === null || waitsFor === null) return null
  const awaited = timeline.ops[waitsFor]!
  return say(end > awaited.end ? 'gapSent' : 'gapFor', {
    ...values,
    op: nameOf(puzzle, timeline.ops[before]!),
    needed: nameOf(puzzle, awaited),
    from: String(awaited.rank),
    until: awaited.end,
  })
}
