import { text } from '../../widget/params.ts'
import type { Decoded, Problem, TextParam } from '../../widget/params.ts'

/**
 * Times of ranks' own, as a text that fits into an address: `3*1.5` is rank 3 times 1.5,
 * `0-1*F2` the forwards of ranks 0 and 1, `last*F2B1.5` whichever rank is last (B is both I and W).
 * Where nearly every rank differs a list is shorter: `1.25_1_1_0.75`. Both are understood.
 */

/** How many times as long a rank's forwards, input gradients and weight gradients take. */
export interface Factors {
  readonly F: number
  readonly I: number
  readonly W: number
}

export const limits = { min: 0.25, max: 8 } as const
const mostRanks = 64
const parts = ['F', 'I', 'W'] as const
const even: Factors = { F: 1, I: 1, W: 1 }

/** What the text says: of the ranks it numbers, and of the last one, however many there are. */
interface Said {
  readonly numbered: readonly (Factors | undefined)[]
  readonly last: Factors | undefined
}

const alike = (a: Factors | undefined, b: Factors | undefined) =>
  parts.every((part) => (a ?? even)[part] === (b ?? even)[part])
export const isEven = (own: Factors | undefined) => alike(own, even)

const whole = /^\d*\.?\d+$/
const lettered = /^(?:[FBIW]\d*\.?\d+)+$/
const named = /^(?:(LAST)|(\d{1,4})(?:-(\d{1,4}))?)[*×X:](.+)$/

/** Reads a text; null when it is none of these. */
function read(raw: string): (Said & { readonly problem?: Problem }) | null {
  let problem: Problem | undefined
  const factor = (digits: string) => {
    const asked = Number(digits)
    const kept = Math.min(limits.max, Math.max(limits.min, asked))
    const rounded = Math.round(kept * 100) / 100
    if (kept !== asked) problem = 'clamped'
    else if (rounded !== kept) problem ??= 'rounded'
    return rounded
  }
  const factors = (word: string): Factors | null => {
    if (whole.test(word)) {
      const all = factor(word)
      return { F: all, I: all, W: all }
    }
    if (!lettered.test(word)) return null
    const own = { ...even }
    for (const [, letter, digits] of word.matchAll(/([FBIW])([\d.]+)/g)) {
      const value = factor(digits!)
      for (const part of letter === 'B' ? (['I', 'W'] as const) : [letter as keyof Factors]) {
        own[part] = value
      }
    }
    return own
  }
  const numbered: (Factors | undefined)[] = []
  let last: Factors | undefined
  const words = raw.toUpperCase().split(/[\s,;_]+/)
  for (const [place, word] of words.filter((one) => one !== '').entries()) {
    const found = named.exec(word)
    const own = factors(found?.[4] ?? word)
    if (own === null) return null
    if (found?.[1] !== undefined) last = own
    else {
      const [from, to] = found
        ? [Number(found[2]), Number(found[3] ?? found[2])].toSorted((a, b) => a - b)
        : [place, place]
      if (to! >= mostRanks) problem = 'clamped'
      for (let rank = from!; rank <= Math.min(to!, mostRanks - 1); rank++) numbered[rank] = own
    }
  }
  return problem === undefined ? { numbered, last } : { numbered, last, problem }
}

function writeFactors(own: Factors): string {
  const { F, I, W } = own
  if (F === I && I === W) return String(F)
  const say = (letter: string, value: number) => (value === 1 ? '' : letter + value)
  return say('F', F) + (I === W ? say('B', I) : say('I', I) + say('W', W))
}

/** Ranks that differ from most, neighbours that are alike together. */
function runsOf(all: readonly (Factors | undefined)[]) {
  const runs: { readonly from: number; to: number; readonly own: Factors }[] = []
  for (let rank = 0; rank < all.length; rank++) {
    const own = all[rank]
    if (own === undefined || isEven(own)) continue
    const run = runs.at(-1)
    if (run && run.to === rank - 1 && alike(run.own, own)) run.to = rank
    else runs.push({ from: rank, to: rank, own })
  }
  return runs
}

/** The shortest text that says it. */
function write({ numbered, last }: Said): string {
  const runs = runsOf(numbered)
  const ranks = (from: number, to: number) => (from === to ? `${from}` : `${from}-${to}`)
  const entries = runs.map(({ from, to, own }) => `${ranks(from, to)}*${writeFactors(own)}`)
  // That the last one is like most says something only where its number says otherwise.
  if (last !== undefined && (!isEven(last) || runs.length > 0)) {
    return [...entries, `last*${writeFactors(last)}`].join('_')
  }
  const sparse = entries.join('_')
  const end = runs.at(-1)?.to ?? -1
  const list = Array.from({ length: end + 1 }, (_, rank) => writeFactors(numbered[rank] ?? even))
  const listed = list.join('_')
  return listed.length < sparse.length ? listed : sparse
}

const saidOf = (raw: string): Said => read(raw) ?? { numbered: [], last: undefined }

/**
 * The factors of all ranks; null when all take the same.
 *
 * @example factorsOf('last*1.5', 4)![3] // { F: 1.5, I: 1.5, W: 1.5 }
 */
export function factorsOf(raw: string, ranks: number): readonly Factors[] | null {
  if (raw === '') return null
  const { numbered, last } = saidOf(raw)
  const all = Array.from(
    { length: ranks },
    (_, rank) => (rank === ranks - 1 ? last : undefined) ?? numbered[rank] ?? even,
  )
  return all.every(isEven) ? null : all
}

/** The text with one rank's factors changed. */
export function withFactors(raw: string, rank: number, ranks: number, own: Factors): string {
  const { numbered, last } = saidOf(raw)
  if (rank === ranks - 1 && last !== undefined) return write({ numbered, last: own })
  const changed = [...numbered]
  changed[rank] = own
  return write({ numbered: changed, last })
}

/**
 * The ranks that differ, in words that need no language: neighbours that are alike together.
 *
 * @example toldFactors('0-1*2_last*F3', 4) // ['0–1 ×2', '3 F×3']
 */
export const toldFactors = (raw: string, ranks: number): readonly string[] =>
  runsOf(factorsOf(raw, ranks) ?? []).map(
    ({ from, to, own }) => `${from === to ? from : `${from}–${to}`} ${toldFactor(own)}`,
  )

/** @example toldFactor({ F: 2, I: 1, W: 1 }) // 'F×2' */
export const toldFactor = (own: Factors): string =>
  isEven(own)
    ? '×1'
    : writeFactors(own)
        .replace(/[A-Z]/g, (letter) => ` ${letter}`)
        .trim()
        .replace(/(?<![\d.])(?=\d|\.)/g, '×')

/** The parameter: always in its shortest form; nothing is said while all ranks take the same. */
export const unevenParam: TextParam = {
  ...text(1100, ''),
  words: ['3*1.5', '0-1*F2', 'last*F2B1.5', '1.25_1_1_0.75', `${limits.min}…${limits.max}`],
  decode: (raw): Decoded<string> => {
    const found = raw.length > 2000 ? null : read(raw)
    if (found === null) return { value: '', problem: 'refused' }
    const value = write(found)
    return found.problem === undefined ? { value } : { value, problem: found.problem }
  },
  encode: (value) => write(saidOf(value)),
}
