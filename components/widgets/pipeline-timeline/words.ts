import type { Timeline } from '../../../math/parallel/pipeline/index.ts'
import { format } from '../../format.ts'
import type { Description, Sentence, Table } from '../../widget/definition.ts'
import { shortName } from './names.ts'
import { finishedAt, heldAt, runningAt } from './moments.ts'
import type { Moment } from './moments.ts'

/** Times look alike in all languages of the course. */
const clock = (time: number) => format(time, 'count', 'en')

/** What runs where at a moment, who waits, and who is done, in a sentence each. */
export function describeMoment(moment: Moment): Description {
  const { timeline, time } = moment
  const running = timeline.ranks.map((rank) => runningAt(rank, moment))
  const idle = timeline.ranks.filter(({ rank }) => running[rank] === undefined)
  const sentence = (phrase: string, entries: readonly string[]): readonly Sentence[] =>
    entries.length === 0 ? [] : [[phrase, { list: entries.join(', ') }]]
  const ops = (forward: boolean) =>
    running
      .filter((op) => op !== undefined && (op.kind === 'forward') === forward)
      .map((op) => `${op!.rank} (${shortName(op!, timeline.schedule)})`)
  const names = (finished: boolean) =>
    idle.filter((rank) => finishedAt(rank, moment) === finished).map(({ rank }) => String(rank))
  if (idle.every((rank) => finishedAt(rank, moment)) && idle.length === timeline.ranks.length) {
    return ['done', { makespan: timeline.makespan }]
  }
  return [
    'at',
    { time, makespan: timeline.makespan },
    ...sentence('forwards', ops(true)),
    ...sentence('backwards', ops(false)),
    ...sentence('waiting', names(false)),
    ...sentence('finished', names(true)),
  ]
}

const orders = new WeakMap<Timeline, readonly string[]>()

/** Every rank's ops with their times, as text; kept, because a moment's table is made at each step. */
function ordersOf(timeline: Timeline): readonly string[] {
  let texts = orders.get(timeline)
  if (texts === undefined) {
    texts = timeline.ranks.map(({ ops }) =>
      ops
        .map((op) => `${shortName(op, timeline.schedule)} ${clock(op.start)}–${clock(op.end)}`)
        .join(', '),
    )
    orders.set(timeline, texts)
  }
  return texts
}

/** One row per rank: what it does now, all its ops with their times, and what that comes to. */
export function tableOf(moment: Moment): Table {
  const { timeline } = moment
  const now = (rank: Timeline['ranks'][number]): string => {
    const op = runningAt(rank, moment)
    if (op !== undefined) return shortName(op, timeline.schedule)
    return finishedAt(rank, moment) ? 'nowFinished' : 'nowWaiting'
  }
  return {
    caption: 'caption',
    columns: ['rank', 'now', 'held', 'peak', 'busy', 'idle', 'order'],
    rows: timeline.ranks.map((rank) => [
      rank.rank,
      now(rank),
      heldAt(rank, moment),
      rank.peakActivations,
      rank.busy,
      rank.idle,
      ordersOf(timeline)[rank.rank]!,
    ]),
  }
}
