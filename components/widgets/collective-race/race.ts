import {
  busBandwidth,
  inSwitchSeconds,
  leads,
  racers,
  raceTime,
} from '../../../math/collectives/index.ts'
import type {
  Algorithm,
  Lead,
  Primitive,
  Racer,
  RaceTime,
} from '../../../math/collectives/index.ts'

/**
 * The order in which algorithms are numbered, in the picture and in the lists. An adding switch runs in
 * the race, but is no algorithm of messages between ranks.
 */
export const names = [
  'root',
  'chain',
  'ring',
  'bidirectional-ring',
  'binomial-tree',
  'double-binary-tree',
  'recursive-doubling',
  'recursive-halving',
  'recursive-halving-doubling',
  'scatter-ring',
  'bruck',
  'pairwise',
  'in-switch',
] as const satisfies readonly (Algorithm | 'in-switch')[]
export type Name = (typeof names)[number]

export interface Question {
  readonly view: 'size' | 'ranks' | 'bus'
  readonly primitive: Primitive
  readonly ranks: number
  readonly bytes: number
  readonly latency: number
  readonly bandwidth: number
  readonly followed: string
  readonly inSwitch: boolean
}

/** How one of the field does at the marked point. */
export interface Standing extends Omit<RaceTime, 'algorithm'> {
  readonly name: Name
  readonly busBandwidth: number
  /** Does the number of pieces matter, because they follow each other? */
  readonly pipelined: boolean
  /** Has it the smallest size at which it leads, and which is that? */
  readonly leadsFrom: number | null
}

/** A point of a line in the picture. */
export interface Point {
  /** Size in bytes, or ranks. */
  readonly x: number
  /** Seconds, or bytes per second. */
  readonly y: number
}

export interface Course {
  readonly name: Name
  readonly points: readonly Point[]
}

export interface Race {
  /** The fastest first. */
  readonly standings: readonly Standing[]
  /** In the order in which the algorithms are listed everywhere. */
  readonly courses: readonly Course[]
  /** Who leads at which size on this many ranks; without the switch. */
  readonly leads: readonly Lead[]
  readonly followed: Name
}

export const sizes = { from: 8, to: 1e11 }

/** Numbers of ranks that the second view asks for; schedules of all of them are counted. */
export const rankCounts = [2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64]

/** Eight steps to a tenfold size draw a smooth line. */
const drawnSizes = Array.from(
  { length: Math.round(Math.log10(sizes.to / sizes.from) * 8) + 1 },
  (_, step) => Math.min(sizes.to, sizes.from * 10 ** (step / 8)),
)

/** Of an adding switch: up and down at the same time, so two rounds and S once. */
const switchTime = (bytes: number, wire: Question): RaceTime => ({
  algorithm: 'root',
  chunks: 1,
  rounds: 2,
  waited: 1,
  seconds: inSwitchSeconds(bytes, wire),
  latency: 2 * wire.latency,
  transfer: bytes / wire.bandwidth,
})

interface Runner {
  readonly name: Name
  readonly time: (bytes: number) => RaceTime
  readonly pipelined: boolean
}

function field(question: Question, ranks: number): readonly Runner[] {
  const runners = racers(question.primitive, ranks).map((racer: Racer): Runner => ({
    name: racer.algorithm as Name,
    time: (bytes) => raceTime(racer, bytes, question),
    pipelined: racer.lines.length > 1,
  }))
  return question.inSwitch && question.primitive === 'all-reduce'
    ? [
        ...runners,
        { name: 'in-switch', time: (bytes) => switchTime(bytes, question), pipelined: false },
      ]
    : runners
}

/** Everything that the picture, the results and the words say. */
export function race(question: Question): Race {
  const { view, primitive, ranks, bytes } = question
  const here = field(question, ranks)
  const order = leads(racers(primitive, ranks), question)
  const standings = here
    .map(({ name, time, pipelined }): Standing => {
      const { algorithm: _, ...at } = time(bytes)
      return {
        ...at,
        name,
        pipelined,
        busBandwidth: busBandwidth(primitive, ranks, bytes, at.seconds),
        leadsFrom: order.find(({ algorithm }) => algorithm === name)?.from ?? null,
      }
    })
    .toSorted((a, b) => a.seconds - b.seconds)
  const followed = here.some(({ name }) => name === question.followed)
    ? (question.followed as Name)
    : standings[0]!.name
  return { standings, courses: coursesOf(question, here), leads: order, followed }

  function coursesOf(asked: Question, runners: readonly Runner[]): readonly Course[] {
    if (view === 'ranks') return byRanks(asked)
    return runners.map(({ name, time }) => ({
      name,
      points: drawnSizes.map((size) => {
        const { seconds } = time(size)
        return {
          x: size,
          y: view === 'size' ? seconds : busBandwidth(primitive, ranks, size, seconds),
        }
      }),
    }))
  }
}

/** One line per algorithm over the ranks; it ends where an algorithm does not serve the number. */
function byRanks(question: Question): readonly Course[] {
  const all = new Map<Name, Point[]>()
  for (const ranks of rankCounts) {
    for (const { name, time } of field(question, ranks)) {
      const points = all.get(name) ?? []
      points.push({ x: ranks, y: time(question.bytes).seconds })
      all.set(name, points)
    }
  }
  return [...all].map(([name, points]) => ({ name, points }))
}
