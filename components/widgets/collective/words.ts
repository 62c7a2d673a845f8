import { contributionsNeeded, contributorsOf, reduces } from '../../../math/collectives/index.ts'
import type { Cell, Message, Schedule } from '../../../math/collectives/index.ts'
import type { Description, Sentence, Table } from '../../widget/definition.ts'
import type { Content } from './buffers.ts'
import { chainOf } from './chain.ts'
import { ownerOf, routeOf } from './buffers.ts'
import { rightIn } from './run.ts'
import type { Run, Step } from './run.ts'

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

/** The greatest common divisor of two whole numbers. */
const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b))

/**
 * A cell's number, exactly: whole, as a decimal that ends after two places at most, or as a
 * fraction. A mean of 7 ranks is `39/7`, never `5.6`.
 */
export function shownValue(run: Run, chunk: number, cell: Cell): string {
  const { ranks, primitive } = run.schedule
  // A barrier moves no value: what a rank knows is who has come.
  if (primitive === 'barrier') return String(ownerOf(run.schedule, chunk))
  const value = valueOf(cell)
  if (Number.isInteger(value)) return String(value)
  if (Number.isInteger(value * 100)) return String(value)
  // Only means are not whole, and n times a mean is the sum of whole numbers.
  const sum = Math.round(value * ranks)
  const common = divisor(sum, ranks)
  return `${sum / common}/${ranks / common}`
}

/** The size at which a number fits its cell: digits are a little more than half as wide as high. */
export const typeFor = (type: number, width: number, text: string): number =>
  Math.min(type, Number(((width - 2) / (0.58 * text.length)).toFixed(2)))

export const valueOf = (cell: Cell): number => cell.values[0]!

const most = <T>(items: readonly T[], of: (item: T) => number): T =>
  items.reduce((best, item) => (of(item) > of(best) ? item : best))

/** What the fault does to this round: who waits longest in it, and for whom. */
function waitingIn({ run, step }: Step): Sentence | null {
  if (!run.delay || step === 0 || step === run.stuck) return null
  const here = run.delay.waits.filter(({ round }) => round === step - 1)
  if (here.length === 0) return ['no waits', {}]
  const longest = most(here, ({ from, until }) => until - from)
  const count = new Set(here.map(({ rank }) => rank)).size
  const about = { rank: longest.rank, for: longest.for, count, others: count - 1 }
  if (longest.until === Infinity) return ['waits for ever', about]
  return [
    count === 1 ? 'waits one' : 'waits many',
    { ...about, seconds: longest.until - longest.from },
  ]
}

/** What the fault comes to in the end. */
function outcome({ run }: Step): Sentence | null {
  const { delay } = run
  if (!delay) return null
  const { disturbance, later, timeline, calm, slowed } = delay
  const [slow] = disturbance.slowLinks ?? []
  const [stall] = disturbance.stalls ?? []
  if (!slow && !stall) return null
  const about = { seconds: timeline.seconds, calm, more: timeline.seconds - calm }
  if (slow) {
    const link = { from: slow.from, to: slow.to, factor: slow.factor }
    if (slowed === 0) return ['slow unused', link]
    return ['slow done', { ...about, ...link, messages: slowed }]
  }
  const held = later.filter((seconds) => seconds > calm * 1e-9).length
  return ['late done', { ...about, rank: stall!.rank, round: stall!.round + 1, held }]
}

/** Where everything stands still: who never comes, and who waits for it through whom. */
function deadlock({ run }: Step): Description {
  const { delay, schedule } = run
  const [stall] = delay!.disturbance.stalls!
  const stuck = [
    ...new Set(delay!.waits.filter(({ until }) => until === Infinity).map(({ rank }) => rank)),
  ]
  const chain = most(
    stuck.map((rank) => chainOf(delay!, rank)),
    ({ length }) => length,
  )
  const finished = delay!.timeline.finished.filter((seconds) => seconds < Infinity).length
  const about = {
    rank: stall!.rank,
    round: stall!.round + 1,
    stuck: stuck.length,
    ranks: schedule.ranks,
  }
  return [
    'deadlock',
    about,
    ['deadlock chain', { chain: chain.slice(0, 6).join(' → ') + (chain.length > 6 ? ' → …' : '') }],
    ...(finished > 0 ? ([['deadlock finished', { finished }]] as const) : []),
  ]
}

/** In words what this step did; the first says what is given, the last what was reached. */
export function describe(step: Step): Description {
  const { run, messages } = step
  const { primitive, ranks, root, rounds, chunks } = run.schedule
  if (step.step === run.stuck) return deadlock(step)
  if (step.step === 0) return [`start ${primitive}`, { ranks, root, chunks }]
  const more = [waitingIn(step)].filter((sentence) => sentence !== null)
  if (step.step === rounds.length) {
    const right = rightIn(step)
    if (right < run.wanted) return ['wrong', { wrong: run.wanted - right, wanted: run.wanted }]
    const operator = reduces(primitive) ? ` ${run.operator}` : ''
    const by = primitive === 'all-to-all' && run.schedule.algorithm === 'bruck' ? ' bruck' : ''
    const end = outcome(step)
    return [
      `done ${primitive}${operator}${by}`,
      { ranks, root, rounds: rounds.length },
      ['checked', { wanted: run.wanted }],
      ...(end ? [end] : more),
    ]
  }
  const example = messages[0]
  // A rank that never comes may leave a round without any message.
  if (!example) return [`at ${step.phase}`, { round: step.step, rounds: rounds.length }, ...more]
  const several = messages.length > 1 ? 'many' : 'one'
  const amount = example.chunks.length > 1 ? 'chunks' : 'chunk'
  const barrier = primitive === 'barrier' ? ' barrier' : ''
  const told: Sentence = [
    barrier ? 'many barrier' : `${several} ${example.operation} ${amount}`,
    {
      messages: messages.length,
      from: example.from,
      to: example.to,
      count: example.chunks.length,
      chunks: chunkNames(run.schedule, example.chunks),
      value: shownValue(run, example.chunks[0]!, step.state[example.to]!.get(example.chunks[0]!)!),
    },
  ]
  const level: readonly Sentence[] =
    run.nodes === 1 ? [] : [[levelOf(step), { crossing: crossingIn(step) }]]
  return [`at ${step.phase}`, { round: step.step, rounds: rounds.length }, told, ...level, ...more]
}

/** How many messages of a step go from one node to another. */
function crossingIn({ run, messages }: Step): number {
  const devices = run.schedule.ranks / run.nodes
  return messages.filter(({ from, to }) => Math.floor(from / devices) !== Math.floor(to / devices))
    .length
}

const levelOf = (step: Step): string => {
  const crossing = crossingIn(step)
  if (crossing === 0) return 'stays inside'
  return crossing === step.messages.length ? 'all cross' : 'some cross'
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
function cellText(run: Run, content: Content | null): string {
  if (!content) return '–'
  const { chunk, cell, standing } = content
  const { schedule } = run
  const name = schedule.primitive === 'all-to-all' ? ` (${chunkName(schedule, chunk)})` : ''
  const value = `${shownValue(run, chunk, cell)}${name}`
  const needed = contributionsNeeded(schedule)
  if (standing === 'final') return `${value} ✓`
  return needed > 1 ? `${value} (${cell.contributions}/${needed})` : value
}

/** Beyond so many ranks, or places in a row, the table counts chunks and does not list them. */
const mostListed = 16

/** Every rank's buffer at this step, and what it sent and received in it. */
export function tableOf(step: Step): Table {
  const { schedule, buffers } = step.run
  if (buffers.columns > 2 * mostListed || schedule.ranks > mostListed) return countTable(step)
  const places = Array.from({ length: buffers.columns }, (_, place) => place)
  const bruck = schedule.primitive === 'all-to-all' && schedule.algorithm === 'bruck'
  return {
    caption: bruck
      ? 'table by distance'
      : schedule.primitive === 'all-to-all'
        ? 'table in place'
        : 'table',
    columns: ['rank', ...places, 'sends', 'receives', ...(step.run.delay ? ['waits'] : [])],
    rows: step.state.flatMap((_, rank) => {
      const contents = buffers.contents(step, rank)
      return Array.from({ length: buffers.rows[rank]! }, (__, row) => [
        buffers.rows[rank] === 1 ? rank : `${rank} (${row}→)`,
        ...contents
          .slice(row * buffers.columns, (row + 1) * buffers.columns)
          .map((content) => cellText(step.run, content)),
        ...movesOf(step, rank).map((text) => (row === 0 ? text : '')),
      ])
    }),
  }
}

/** What a rank sends and receives in this step and, where that is asked, for whom it waits. */
function movesOf(step: Step, rank: number): string[] {
  const { schedule, delay } = step.run
  return [
    moves(schedule, step.messages, 'from', rank),
    moves(schedule, step.messages, 'to', rank),
    ...(delay
      ? [
          [
            ...new Set(
              delay.waits
                .filter((wait) => wait.rank === rank && wait.round === step.step - 1)
                .map((wait) => `${wait.for}${wait.until === Infinity ? ' (∞)' : ''}`),
            ),
          ].join(', '),
        ]
      : []),
  ]
}

/** The same for many ranks: how much each holds, and what it sent and received. */
function countTable(step: Step): Table {
  const { buffers, delay } = step.run
  return {
    caption: 'table counts',
    columns: ['rank', 'holds', 'results', 'sends', 'receives', ...(delay ? ['waits'] : [])],
    rows: step.state.map((_, rank) => {
      const contents = buffers.contents(step, rank).filter((content) => content !== null)
      const count = (standing: Content['standing']) =>
        contents.filter((content) => content.standing === standing).length
      return [rank, count('held'), count('final'), ...movesOf(step, rank)].map((cell) =>
        typeof cell === 'string' && cell.length > 90 ? `${cell.slice(0, 90)}…` : cell,
      ) as (string | number)[]
    }),
  }
}

/** A long sum with its middle left out. */
const shortened = (terms: readonly number[]): readonly (number | string)[] =>
  terms.length > 16 ? [...terms.slice(0, 8), '…', ...terms.slice(-3)] : terms

/** What a value is made of, for whoever looks at one cell. */
export function originOf(step: Step, rank: number, { chunk, cell }: Content): Sentence {
  const { schedule, inputs, operator } = step.run
  const from = contributorsOf(cell)
  const about = {
    rank,
    chunk: chunkName(schedule, chunk),
    value: shownValue(step.run, chunk, cell),
    from: chunkNames({ ...schedule, primitive: 'broadcast' }, from),
  }
  if (schedule.primitive === 'barrier') return ['made heard', about]
  if (!reduces(schedule.primitive)) return ['made moved', about]
  const needed = contributionsNeeded(schedule)
  const terms = from.map((source) => inputs[source]![chunk]!)
  if (from.length === 1) return ['made alone', about]
  const whole = cell.contributions === needed
  const made =
    operator === 'max' || operator === 'min'
      ? operator
      : operator === 'mean' && whole
        ? 'mean'
        : 'sum'
  return [
    `made ${made}`,
    {
      ...about,
      terms: shortened(terms).join(made === 'max' || made === 'min' ? ', ' : ' + '),
      has: cell.contributions,
      needed,
    },
  ]
}
