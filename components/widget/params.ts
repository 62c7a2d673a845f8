import type { Hue } from '../hues.ts'
import type { Grid, GridParam } from './grid.ts'
import { pack, unpack } from './pack.ts'

/**
 * A parameter says, in one place, a value's type, range, default, its form in a URL and the control
 * that sets it. Decoding is total: any text gives a legal value or says why it was refused.
 */
export type ParamValue = number | string | boolean | readonly [number, number] | Grid

export type Decoded<T> = { readonly value: T; readonly problem?: Problem }

/** Why a text from a URL was not taken as it stood. `clamped` kept as much of it as is legal. */
export type Problem = 'clamped' | 'rounded' | 'refused'

/** How a control may look. A `mode` is the widget's main switch and stands beside its title. */
export interface Look {
  /** The meaning whose colour the control, the formula's term and the picture share. */
  readonly hue?: Hue
  /** `mode`: plain words beside the title; `more`: behind the "more settings" line. */
  readonly place?: 'mode' | 'more'
  /** The name under which slider, formula term and picture light each other up; default: its hue. */
  readonly term?: string
}

export interface Base<T extends ParamValue> extends Look {
  readonly default: T
  decode(raw: string): Decoded<T>
  encode(value: T): string
}

/** `log`: equal steps of the slider multiply the value; for quantities over many magnitudes. */
export type Scale = 'linear' | 'log'

export interface IntParam extends Base<number> {
  readonly kind: 'int'
  readonly min: number
  readonly max: number
  readonly scale: Scale
}

export interface NumberParam extends Base<number> {
  readonly kind: 'number'
  readonly min: number
  readonly max: number
  readonly step: number
  readonly scale: Scale
  readonly unit: 'bytes' | 'seconds' | 'plain'
}

/** Height × width, `3x5` in a URL; `3` means 3×3. One slider while both are equal. */
export interface ExtentParam extends Base<readonly [number, number]> {
  readonly kind: 'extent'
  readonly min: number
  readonly max: number
  readonly scale: Scale
}

export interface ChoiceParam<T extends string = string> extends Base<T> {
  readonly kind: 'choice'
  readonly options: readonly T[]
}

export interface FlagParam extends Base<boolean> {
  readonly kind: 'flag'
}

/** Any text of up to `maxLength` UTF-16 units: what it means is the widget's business. */
export interface TextParam extends Base<string> {
  readonly kind: 'text'
  readonly maxLength: number
  /** Lines that its field shows. */
  readonly lines: number
  /** What a text in a grammar may be made of, for the note about one that was refused. */
  readonly words?: readonly string[]
}

export type Param =
  IntParam | NumberParam | ExtentParam | ChoiceParam | FlagParam | GridParam | TextParam

const numeral = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?$/i

/** A number from a text, moved into its range; null when the text is no number. */
export function decodeNumber(
  raw: string,
  min: number,
  max: number,
  whole: boolean,
): Decoded<number> | null {
  const text = raw.trim()
  if (text.length > 40 || !numeral.test(text)) return null
  const number = Number(text)
  if (Number.isNaN(number)) return null
  const clamped = Math.min(max, Math.max(min, number))
  const value = whole ? Math.round(clamped) : clamped
  if (clamped !== number) return { value, problem: 'clamped' }
  if (value !== number) return { value, problem: 'rounded' }
  // −0 would print as "-0" and never round-trip.
  return { value: value === 0 ? 0 : value }
}

function demandRange(min: number, max: number, defaults: readonly number[]): void {
  if (!(min <= max) || defaults.some((value) => !(value >= min && value <= max))) {
    throw new RangeError(`a parameter's default must lie in [${min}, ${max}], got ${defaults}`)
  }
}

/** A whole number in [min, max]. */
export function int(
  min: number,
  max: number,
  initial: number,
  look: Look & Partial<Pick<IntParam, 'scale'>> = {},
): IntParam {
  demandRange(min, max, [initial])
  return {
    kind: 'int',
    min,
    max,
    default: initial,
    scale: 'linear',
    ...look,
    decode: (raw) => decodeNumber(raw, min, max, true) ?? { value: initial, problem: 'refused' },
    encode: String,
  }
}

/** A real number in [min, max]. */
export function number(
  min: number,
  max: number,
  initial: number,
  look: Look & Partial<Pick<NumberParam, 'step' | 'scale' | 'unit'>> = {},
): NumberParam {
  demandRange(min, max, [initial])
  return {
    kind: 'number',
    min,
    max,
    default: initial,
    step: (max - min) / 100,
    scale: 'linear',
    unit: 'plain',
    ...look,
    decode: (raw) => decodeNumber(raw, min, max, false) ?? { value: initial, problem: 'refused' },
    encode: (value) => String(Number(value.toPrecision(12))),
  }
}

/** A height and a width, each a whole number in [min, max]. */
export function extent(
  min: number,
  max: number,
  initial: readonly [number, number],
  look: Look & Partial<Pick<ExtentParam, 'scale'>> = {},
): ExtentParam {
  demandRange(min, max, initial)
  return {
    kind: 'extent',
    min,
    max,
    default: initial,
    scale: 'linear',
    ...look,
    decode: (raw) => {
      const parts = raw.toLowerCase().split(/[x×,]/)
      const [height, width] = (parts.length === 1 ? [parts[0], parts[0]] : parts).map((part) =>
        decodeNumber(part ?? '', min, max, true),
      )
      if (!height || !width || parts.length > 2) return { value: initial, problem: 'refused' }
      const problem = height.problem ?? width.problem
      const value = [height.value, width.value] as const
      return problem === undefined ? { value } : { value, problem }
    },
    encode: ([height, width]) => (height === width ? String(height) : `${height}x${width}`),
  }
}

/** One of several words. */
export function choice<const T extends string>(
  options: readonly T[],
  initial: NoInfer<T>,
  look: Look = {},
): ChoiceParam<T> {
  if (!options.includes(initial)) {
    throw new RangeError(`a choice's default must be one of ${options.join(', ')}, got ${initial}`)
  }
  return {
    kind: 'choice',
    options,
    default: initial,
    ...look,
    decode: (raw) => {
      const option = options.find((candidate) => candidate === raw.trim())
      return option === undefined ? { value: initial, problem: 'refused' } : { value: option }
    },
    encode: (value) => value,
  }
}

/** Yes or no; `1`/`0` in a URL. */
export function flag(initial: boolean, look: Look = {}): FlagParam {
  return {
    kind: 'flag',
    default: initial,
    ...look,
    decode: (raw) => {
      const text = raw.trim().toLowerCase()
      if (['1', 'true', 'yes', 'on'].includes(text)) return { value: true }
      if (['0', 'false', 'no', 'off'].includes(text)) return { value: false }
      return { value: initial, problem: 'refused' }
    },
    encode: (value) => (value ? '1' : '0'),
  }
}

/**
 * A text. In a URL it stands as it is where that is short and plain, else packed (pack.ts).
 *
 * @param primer a sample of such texts, which the packing may point at; a change of it breaks the
 *   addresses that were shared before
 */
export function text(
  maxLength: number,
  initial: string,
  look: Look & { readonly lines?: number; readonly primer?: string } = {},
): TextParam {
  if (initial.length > maxLength) {
    throw new RangeError(`a text's default must have at most ${maxLength} signs`)
  }
  const { primer, ...rest } = look
  // The same text is asked for at every drawing; packing thousands of signs takes milliseconds.
  let last: { readonly value: string; readonly code: string } | undefined
  const packed = (value: string) => {
    if (last?.value !== value) last = { value, code: pack(value, primer) }
    return last.code
  }
  return {
    kind: 'text',
    maxLength,
    lines: 4,
    default: initial,
    ...rest,
    decode: (raw) => {
      const value = raw.startsWith('~') ? unpack(raw, primer, maxLength + 1) : raw
      if (value === null) return { value: initial, problem: 'refused' }
      return value.length > maxLength
        ? { value: value.slice(0, maxLength), problem: 'clamped' }
        : { value }
    },
    encode: (value) => {
      // A packed text needs no percent signs; one that begins like a packed one has to be.
      const plain = /^(?!~)[ -}\n]*$/.test(value)
      const code = packed(value)
      return plain && new URLSearchParams({ '': value }).toString().length - 1 <= code.length
        ? value
        : code
    },
  }
}
