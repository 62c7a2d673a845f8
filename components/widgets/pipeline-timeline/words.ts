import type { OpKind, RankTimeline, Timeline } from '../../../math/parallel/pipeline/index.ts'
import { format } from '../../format.ts'
import type { Description, Sentence, Table } from '../../widget/definition.ts'
import { slotName } from './names.ts'
import { finishedAt, heldAt, runningAt } from './moments.ts'
import type { At, Moment } from './moments.ts'
import type { Run } from './runs.ts'
import type { Setting } from './schedules.ts'
import { factorsOf, toldFactor, toldFactors } from './uneven.ts'

/** Times look alike in all languages of the course. */
const clock = (time: number) => format(time, 'count', 'en')

/** With more ranks than this, ranks are told by ranges, and what each runs is left to the table. */
const namedRanks = 16

/** @example ranges([0, 1, 2, 5]) // '0–2, 5' */
export function ranges(numbers: readonly number[]): string {
  const parts: [number, number][] = []
  for (const number of numbers) {
    const last = parts.at(-1)
    if (last && number === last[1] + 1) last[1] = number
    else parts.push([number, number])
  }
  return parts.map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`)).join(', ')
}

const kinds: readonly (readonly [phrase: string, kind: OpKind | 'overlapped'])[] = [
  ['forwards', 'forward'],
  ['backwards', 'backward'],
  ['inputGradients', 'backward-input'],
  ['weightGradients', 'backward-weight'],
  ['pairs', 'overlapped'],
]

/** Who runs what, who waits, and who is done, in a sentence each. */
function happening(at: At): readonly Sentence[] {
  const { timeline } = at
  const many = timeline.ranks.length > namedRanks
  const running = timeline.ranks.map((rank) => runningAt(rank, at))
  const sentence = (phrase: string, entries: readonly string[] | string): readonly Sentence[] =>
    entries.length === 0
      ? []
      : [[phrase, { list: typeof entries === 'string' ? entries : entries.join(', ') }]]
  const working = kinds.flatMap(([phrase, kind]) => {
    const ops = running.filter(
      (op) => op !== undefined && (op.pairedWith === null ? op.kind : 'overlapped') === kind,
    )
    return sentence(
      phrase,
      many
        ? ranges(ops.map((op) => op!.rank))
        : ops.map((op) => `${op!.rank} (${slotName(op!, timeline.ops, timeline.schedule)})`),
    )
  })
  const idle = timeline.ranks.filter(({ rank }) => running[rank] === undefined)
  const names = (finished: boolean) =>
    ranges(idle.filter((rank) => finishedAt(rank, at) === finished).map(({ rank }) => rank))
  return [...working, ...sentence('waiting', names(false)), ...sentence('finished', names(true))]
}

/** Whether ranks take other times than most. */
type Own = Pick<Setting, 'uneven' | 'stages'>

/** What happens at a moment; of both schedules, where two are drawn. */
export function describeMoment(
  { run, other, span, time }: Moment,
  { uneven, stages }: Own,
): Description {
  const runs = other === null ? [run] : [run, other]
  const told = toldFactors(uneven, stages)
  const odd: readonly Sentence[] =
    told.length === 0 ? [] : [['unevenRanks', { list: told.join(', ') }]]
  const allDone = runs.every(({ timeline }) =>
    timeline.ranks.every((rank) => finishedAt(rank, { timeline, time })),
  )
  if (allDone && other === null) return ['done', { makespan: span }, ...odd]
  return [
    'at',
    { time, makespan: span },
    ...runs.flatMap(({ name, timeline }): Sentence[] => [
      ...(other === null ? [] : [[`of-${name}`, { makespan: timeline.makespan }] as const]),
      ...happening({ timeline, time }),
    ]),
    ...odd,
  ]
}

const orders = new WeakMap<Timeline, readonly string[]>()

/** Of longer lists a table shows the beginning; the picture's own list has every op. */
const listed = (ranks: number) => (ranks > namedRanks ? 16 : 64)

/** Every rank's ops with their times, as text; kept, because a moment's table is made at each step. */
function ordersOf(timeline: Timeline): readonly string[] {
  let texts = orders.get(timeline)
  if (texts === undefined) {
    const most = listed(timeline.ranks.length)
    texts = timeline.ranks.map(({ ops }) => {
      const slots = ops.filter((op) => op.pairedWith === null || op.pairedWith > op.id)
      const text = slots
        .slice(0, most)
        .map((op) => {
          const name = slotName(op, timeline.ops, timeline.schedule)
          return `${name} ${clock(op.start)}–${clock(op.end)}`
        })
        .join(', ')
      return slots.length > most ? `${text}, … (+${slots.length - most})` : text
    })
    orders.set(timeline, texts)
  }
  return texts
}

function rowsOf({ timeline }: Run, time: number): readonly (readonly (string | number)[])[] {
  const at = { timeline, time }
  const now = (rank: RankTimeline): string => {
    const op = runningAt(rank, at)
    if (op !== undefined) return slotName(op, timeline.ops, timeline.schedule)
    return finishedAt(rank, at) ? 'nowFinished' : 'nowWaiting'
  }
  return timeline.ranks.map((rank) => [
    rank.rank,
    now(rank),
    heldAt(rank, at),
    rank.peakActivations,
    rank.busy,
    rank.idle,
    ordersOf(timeline)[rank.rank]!,
  ])
}

/** One row per rank: what it does now, all its ops with their times, and what that comes to. */
export function tableOf({ run, other, time }: Moment, { uneven, stages }: Own): Table {
  const factors = factorsOf(uneven, stages)
  const columns = [
    'rank',
    ...(other === null ? [] : ['schedule']),
    ...(factors === null ? [] : ['factor']),
    'now',
    'held',
    'peak',
    'busy',
    'idle',
    'order',
  ]
  const rows = (other === null ? [run] : [run, other]).flatMap((one) =>
    rowsOf(one, time).map(([rank, ...rest], place) => [
      rank!,
      ...(other === null ? [] : [`name-${one.name}`]),
      ...(factors === null ? [] : [toldFactor(factors[place]!)]),
      ...rest,
    ]),
  )
  return { caption: 'caption', columns, rows }
}
