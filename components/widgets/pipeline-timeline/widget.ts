import { defineWidget } from '../../widget/definition.ts'
import { choice, flag, int, number } from '../../widget/params.ts'
import { momentsOf } from './moments.ts'
import { fetchFormulas } from './moreFormulas.ts'
import { runOf } from './runs.ts'
import { hasPairs, measures, opsPerMicrobatch, ruleOf, schedules } from './schedules.ts'
import type { Schedule } from './schedules.ts'
import { fetchCanvas, fetchTables, tablesAtHand } from './later.ts'
import { unevenParam } from './uneven.ts'
import { describeMoment, tableOf } from './words.ts'

/** `follow` when no micro-batch is followed. */
export const nobody = -1

/** Terms of the idle account that can be lit up: kinds of ops, sends, and the idle time itself. */
export const litTerms = [
  'none',
  'forward',
  'backward',
  'backward-input',
  'backward-weight',
  'overlapped',
  'send',
] as const

/** A picture has at most so many ops per schedule: 64 ranks with 512 micro-batches of F, B and W. */
const mostOps = 100_000

interface Chosen {
  readonly schedule: Schedule
  readonly compare: Schedule | 'none'
}

/** The schedules that are drawn. */
export const drawn = ({ schedule, compare }: Chosen): readonly Schedule[] =>
  compare === 'none' || compare === schedule ? [schedule] : [schedule, compare]

const even = (from: number, to: number) =>
  Array.from({ length: Math.floor((to - from) / 2) + 1 }, (_, i) => from + 2 * i)

const widget = defineWidget({
  params: {
    view: choice(['timeline', 'tables'], 'timeline', { place: 'mode' }),
    schedule: choice(schedules, '1f1b'),
    compare: choice(['none', ...schedules], 'none'),
    stages: int(1, 64, 4, { scale: 'log' }),
    microbatches: int(1, 512, 8, { scale: 'log' }),
    chunks: int(2, 8, 2),
    cap: int(1, 127, 6, { hue: 'memory' }),
    forward: number(0.25, 8, 1, { step: 0.25, hue: 'forward' }),
    backward: number(0.25, 8, 2, { step: 0.25, hue: 'backward' }),
    weight: number(0, 8, 1, { step: 0.25, hue: 'backward-weight' }),
    overlap: int(0, 100, 0),
    send: number(0, 4, 0, { step: 0.25, hue: 'communication' }),
    measure: choice(measures, 'of-total'),
    critical: flag(false),
    zoom: int(1, 64, 1, { scale: 'log' }),
    iterations: int(1, 4, 1, { place: 'more' }),
    barrier: flag(true, { place: 'more' }),
    uneven: unevenParam,
    lit: choice(litTerms, 'none'),
    follow: int(nobody, 511, nobody),
  },
  legal: ({ stages, microbatches, backward, chunks, ...chosen }) => {
    const names = drawn(chosen)
    const rules = names.map(ruleOf)
    const inTwos = rules.some(({ multipleOf }) => multipleOf === 2)
    const perRank = Math.max(...names.map((name) => opsPerMicrobatch(name, chunks)))
    const least = Math.max(1, ...rules.map((rule) => rule.microbatchesPerRank * stages))
    const most = Math.max(least, Math.min(512, Math.floor(mostOps / (perRank * stages))))
    return {
      stages: inTwos ? even(2, 64) : { min: 1, max: 64 },
      microbatches: inTwos ? even(least, most) : { min: least, max: most },
      ...(names.includes('zb')
        ? { cap: { min: stages, max: Math.max(stages, 2 * stages - 1) } }
        : {}),
      // Neither half of a backward is nothing.
      weight: { min: Math.min(0.25, backward / 2), max: Math.max(backward - 0.25, backward / 2) },
      iterations: {
        min: 1,
        max: Math.max(1, Math.min(4, Math.floor(mostOps / (perRank * stages * microbatches)))),
      },
      follow: { min: nobody, max: microbatches - 1 },
    }
  },
  shown: ({ view, iterations, ...chosen }) => {
    const names = drawn(chosen)
    const timeline = view === 'timeline'
    return {
      chunks: names.some((name) => ruleOf(name).chunks === 'any') || !timeline,
      cap: names.includes('zb') || !timeline,
      weight: names.some((name) => ruleOf(name).splitBackward) || !timeline,
      overlap: names.some(hasPairs) || !timeline,
      measure: !timeline,
      critical: timeline,
      zoom: timeline,
      barrier: iterations > 1,
      // Set in the picture: factors in their cells, a term by a click on it, and a micro-batch too.
      uneven: false,
      lit: false,
      follow: false,
    }
  },
  load: (params) => {
    const pending = [
      fetchFormulas(params),
      fetchTables(params),
      fetchCanvas(drawn(params), params),
    ].filter((one) => one !== undefined)
    return pending.length > 0 ? Promise.all(pending) : undefined
  },
  frames: (params) => {
    const [run, other = null] = drawn(params).map((name) => runOf(name, params, params))
    const moments = momentsOf(run!, other)
    return params.view === 'tables' ? moments.slice(-1) : moments
  },
  describe: (moment, params) => {
    const tables = params.view === 'tables' ? tablesAtHand() : undefined
    return tables ? tables.describeTables(params) : describeMoment(moment, params)
  },
  table: (moment, params) => {
    const tables = params.view === 'tables' ? tablesAtHand() : undefined
    return tables ? tables.sizesTable(params) : tableOf(moment, params)
  },
  layout: 'stacked',
  opening: 0.42,
  cases: {
    default: { follow: 2 },
    article: { schedule: 'naive', microbatches: 1, backward: 1, weight: 0.5, follow: 0 },
    'article-microbatches': {
      schedule: 'gpipe',
      microbatches: 4,
      backward: 1,
      weight: 0.5,
      follow: nobody,
    },
    deep: { stages: 8, microbatches: 32, follow: 7 },
    'slow-links': { microbatches: 6, send: 1, follow: 1 },
    interleaved: { schedule: '1f1b', compare: 'interleaved', follow: nobody },
    'zero-bubble': {
      schedule: 'zb-h1',
      compare: 'zb-h2',
      iterations: 3,
      barrier: false,
      follow: nobody,
    },
    dualpipe: { schedule: 'dualpipe', microbatches: 10, overlap: 50, follow: nobody },
    tables: { view: 'tables', compare: 'zb-h1', follow: nobody },
    uneven: { uneven: 'last*1.5', follow: nobody, critical: true },
    '1f1b': { follow: nobody },
    crowded: { stages: 64, microbatches: 512, follow: nobody },
  },
})

export default widget
