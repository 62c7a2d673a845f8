import type { Language } from '../languages.ts'
import type { Slip } from './define.ts'
import { mistakeTitlesEn } from './mistakes.en.ts'
import { mistakeTitlesZh } from './mistakes.zh.ts'

/**
 * The mistakes that are named the same all over the course, so that one made in two exercises is
 * counted as one. An exercise may name others of its own, and then must give each a sentence.
 *
 * `x-for-y` reads: gave x where y was asked.
 */
export const courseMistakes = [
  // counting a layer
  'forgot-bias',
  'added-bias',
  'ci-for-co',
  'co-for-ci',
  'ignored-groups',
  'kernel-not-squared',
  'input-size-for-output',
  'ignored-stride',
  'ignored-padding',
  'ignored-dilation',
  'ignored-batch',
  'params-for-macs',
  'macs-for-params',
  'depthwise-only',
  'pointwise-only',
  // units
  'macs-for-flops',
  'flops-for-macs',
  'gib-for-gb',
  'gb-for-gib',
  'bits-for-bytes',
  'bytes-for-bits',
  'elements-for-bytes',
  'fraction-for-complement',
  'inverted-ratio',
  // collectives
  'ring-once-not-twice',
  'ring-twice-not-once',
  'ranks-for-ranks-minus-one',
  'whole-buffer-each-step',
  'total-for-per-rank',
  'per-rank-for-total',
  'naive-for-ring',
  'ignored-latency',
  'ignored-bandwidth',
  // pipelines
  'bubble-over-ideal-for-total',
  'bubble-over-total-for-ideal',
  'stages-for-stages-minus-one',
  'ignored-microbatches',
  'forward-only',
  'gpipe-for-1f1b',
  '1f1b-for-gpipe',
  'zero-stage-off-by-one',
] as const

export type CourseMistake = (typeof courseMistakes)[number]

type Titles = Readonly<Record<CourseMistake, string>>

/** What a language lacks falls back to English. */
const titles: { readonly [language in Language]?: Titles } = {
  en: mistakeTitlesEn,
  zh: mistakeTitlesZh,
}

export function isCourseMistake(id: string): id is CourseMistake {
  return (courseMistakes as readonly string[]).includes(id)
}

/** The short title of a mistake; `undefined` for one that an exercise has to itself. */
export function mistakeTitle(id: string, language: Language): string | undefined {
  return isCourseMistake(id) ? (titles[language] ?? mistakeTitlesEn)[id] : undefined
}

/**
 * Binary prefixes counted where decimal ones are written: 13.04 GiB reported as 13.04 GB.
 *
 * @param power 1 for k, 2 for M, 3 for G
 * @example binaryForDecimal(3).slip(14e9) // 13.04e9
 */
export const binaryForDecimal = (power: number): Slip<unknown> => ({
  slip: (value) => value * (1000 / 1024) ** power,
})

export const decimalForBinary = (power: number): Slip<unknown> => ({
  slip: (value) => value * (1024 / 1000) ** power,
})

/** The mistakes that are the same step after whatever formula. */
export const slips = {
  'macs-for-flops': { slip: (value: number) => value / 2 },
  'flops-for-macs': { slip: (value: number) => value * 2 },
  'gib-for-gb': binaryForDecimal(3),
  'gb-for-gib': decimalForBinary(3),
  'bits-for-bytes': { slip: (value: number) => value * 8 },
  'bytes-for-bits': { slip: (value: number) => value / 8 },
  'fraction-for-complement': { slip: (value: number) => 1 - value },
  'inverted-ratio': { slip: (value: number) => (value === 0 ? undefined : 1 / value) },
} satisfies Partial<Record<CourseMistake, Slip<unknown>>>
