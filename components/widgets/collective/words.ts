import { contributionsNeeded, contributorsOf, reduces } from '../../../math/collectives/index.ts'
import type { Cell, Message, Schedule } from '../../../math/collectives/index.ts'
import type { Description, Sentence, Table } from '../../widget/definition.ts'
import type { Content } from './buffers.ts'
import { routeOf } from './buffers.ts'
import { rightIn } from './run.ts'
import type { Step } from './run.ts'

/** What a chunk is called: its number, in an all-to-all where it comes from and goes to. */
export function chunkName(schedule: Schedule, chunk: number): string {
  if (schedule.primitive !== 'all-to-all') return String(chunk)
  const { source, destination, part, size } = routeOf(schedule, chunk)
  return size === 1 ? `${source}→${destination}` : `${source}→${destination}.${part}`
}

/** Chunks in few words: runs of numbers as `0–3`, of a long list of routes both ends. */
export function chunkNames(schedule: Schedule, chunks: readonly number[]): string {
  if (schedule.primitive === 'all-to-all') {
    const names = chunks.map((chunk) => chunkName(schedule, chunk))
    return (names.length > 4 ? [...names.slice(0, 2), '…', names.at(-1)!] : names).join(', ')
  }
  const runs: [number, number][] = []
  for (const chunk of chunks.toSorted((a, b) => a - b)) {
    const last = runs.at(-1)
    if (last && chunk === last[1] + 1) last[1] = chunk
    else runs.push([chunk, chunk])
  }
  return runs
    .map(([first, last]) => (first === last ? String(first) : `${first}–${last}`))
    .join(', ')
}

/** A cell's number where there is room for three characters: whole, or with one decimal. */
export function shortNumber(value: number): string {
  return Number.isInteger(value) ? String(value) : value.toFixed(1)
}

/** A number in a sentence: five digits are enough to check it by hand. */
const plainNumber = (value: number): string => String(Number(value.toPrecision(5)))

export const valueOf = (cell: Cell): number => cell.values[0]!

/** In words what this step did; the first says what is given, the last what was reached. */
export function describe(step: Step): Description {
  const { run, messages } = step
  const { primitive, ranks, root, rounds, chunks } = run.schedule
  if (step.step === 0) return [`start ${primitive}`, { ranks, root, chunks }]
  if (step.step === rounds.length) {
    const right = rightIn(step)
    if (right < run.wanted) return ['wrong', { wrong: run.wanted - right, wanted: run.wanted }]
    const operator = reduces(primitive) ? ` ${run.operator}` : ''
    return [
      `done ${primitive}${operator}`,
      { ranks, root, rounds: rounds.length },
      ['checked', { wanted: run.wanted }],
    ]
  }
  const example = messages[0]!
  const several = messages.length > 1 ? 'many' : 'one'
  const amount = example.chunks.length > 1 ? 'chunks' : 'chunk'
  const told: Sentence = [
    `${several} ${example.operation} ${amount}`,
    {
      messages: messages.length,
      from: example.from,
      to: example.to,
      count: example.chunks.length,
      chunks: chunkNames(run.schedule, example.chunks),
      value: plainNumber(valueOf(step.state[example.to]!.get(example.chunks[0]!)!)),
    },
  ]
  return [`at ${step.phase}`, { round: step.step, rounds: rounds.length }, told]
}

const moves = (
  schedule: Schedule,
  messages: readonly Message[],
  end: 'from' | 'to',
  rank: number,
): string =>
  messages
    .filter((message) => message[end] === rank)
    .map((message) => {
      const names = chunkNames(schedule, message.chunks)
      return end === 'from' ? `${names} ⇒ ${message.to}` : `${names} ⇐ ${message.from}`
    })
    .join('; ')

/** Exact value, then what it still lacks: `17 (3/4)`, and `✓` where it is a result. */
function cellText(schedule: Schedule, content: Content | null): string {
  if (!content) return '–'
  const { chunk, cell, standing } = content
  const name = schedule.primitive === 'all-to-all' ? ` (${chunkName(schedule, chunk)})` : ''
  const value = `${Number(valueOf(cell).toPrecision(12))}${name}`
  const needed = contributionsNeeded(schedule)
  if (standing === 'final') return `${value} ✓`
  return needed > 1 ? `${value} (${cell.contributions}/${needed})` : value
}

/** Every rank's buffer at this step, and what it sent and received in it. */
export function tableOf(step: Step): Table {
  const { schedule, buffers } = step.run
  const places = Array.from({ length: buffers.columns }, (_, place) => place)
  return {
    caption: schedule.primitive === 'all-to-all' ? 'table in place' : 'table',
    columns: ['rank', ...places, 'sends', 'receives'],
    rows: step.state.flatMap((_, rank) => {
      const contents = buffers.contents(step, rank)
      return Array.from({ length: buffers.rows[rank]! }, (__, row) => [
        buffers.rows[rank] === 1 ? rank : `${rank} (${row}→)`,
        ...contents
          .slice(row * buffers.columns, (row + 1) * buffers.columns)
          .map((content) => cellText(schedule, content)),
        row === 0 ? moves(schedule, step.messages, 'from', rank) : '',
        row === 0 ? moves(schedule, step.messages, 'to', rank) : '',
      ])
    }),
  }
}

/** What a value is made of, for whoever looks at one cell. */
export function originOf(step: Step, rank: number, { chunk, cell }: Content): Sentence {
  const { schedule, inputs, operator } = step.run
  const from = contributorsOf(cell)
  const about = {
    rank,
    chunk: chunkName(schedule, chunk),
    value: plainNumber(valueOf(cell)),
    from: chunkNames({ ...schedule, primitive: 'broadcast' }, from),
  }
  if (!reduces(schedule.primitive)) return ['made moved', about]
  const needed = contributionsNeeded(schedule)
  const terms = from.map((source) => inputs[source]![chunk]!)
  if (from.length === 1) return ['made alone', about]
  const whole = cell.contributions === needed
  const made = operator === 'max' ? 'max' : operator === 'mean' && whole ? 'mean' : 'sum'
  return [
    `made ${made}`,
    {
      ...about,
      terms: terms.join(operator === 'max' ? ', ' : ' + '),
      has: cell.contributions,
      needed,
    },
  ]
}
