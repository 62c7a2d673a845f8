import type { Language } from './languages.ts'

/**
 * How numbers are shown, in prose, results and text alternatives alike.
 *
 * count    14,450,688        every digit
 * compact  14.45 M           four significant digits, decimal prefix
 * bytes    619 kB            three significant digits, decimal prefix (kB = 1000 B)
 * binary   576 KiB           three significant digits, binary prefix (KiB = 1024 B)
 * seconds  1.5 ms            three significant digits
 * percent  27.3 %            one decimal; the value is a fraction of one
 * number   23.3              three significant digits, no prefix
 */
export const formats = [
  'count',
  'compact',
  'bytes',
  'binary',
  'seconds',
  'percent',
  'number',
] as const
export type Format = (typeof formats)[number]

const decimalPrefixes = ['', 'k', 'M', 'G', 'T', 'P', 'E', 'Z']
const binaryPrefixes = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei', 'Zi']
const smallPrefixes = ['', 'm', 'µ', 'n', 'p']

const formatters = new Map<string, Intl.NumberFormat>()

/** The digits of a number, with a minus sign instead of a hyphen. */
function digits(
  value: number,
  language: Language,
  limit: 'maximumFractionDigits' | 'maximumSignificantDigits',
  most: number,
): string {
  const key = `${language} ${limit} ${most}`
  let formatter = formatters.get(key)
  if (formatter === undefined) {
    // Kept, because making one takes longer than hundreds of uses of it.
    formatter = new Intl.NumberFormat(language, { [limit]: most })
    formatters.set(key, formatter)
  }
  return formatter.format(value).replace('-', '−')
}

function significant(value: number, count: number, language: Language): string {
  // A whole number keeps all its digits: 118 operations are never "118.0", 1,024 never "1,020".
  return Number.isInteger(value) && Math.abs(value) < 10 ** Math.max(count, 4)
    ? digits(value, language, 'maximumFractionDigits', 0)
    : digits(value, language, 'maximumSignificantDigits', count)
}

function prefixed(
  value: number,
  base: number,
  prefixes: readonly string[],
  unit: string,
  count: number,
  language: Language,
): string {
  let power = 0
  let scaled = value
  // 999.96 k would be printed as "1,000 k": the limit is where rounding reaches the next prefix.
  const limit = base - 0.5 * 10 ** (Math.floor(Math.log10(base)) + 1 - count)
  while (Math.abs(scaled) >= limit && power < prefixes.length - 1) {
    scaled /= base
    power++
  }
  const suffix = `${prefixes[power]}${unit}`
  return suffix === ''
    ? significant(scaled, count, language)
    : `${significant(scaled, count, language)}\u00a0${suffix}`
}

function seconds(value: number, language: Language): string {
  if (value === 0 || Math.abs(value) >= 1) return `${significant(value, 3, language)}\u00a0s`
  let power = 0
  let scaled = value
  while (Math.abs(scaled) < 1 && power < smallPrefixes.length - 1) {
    scaled *= 1000
    power++
  }
  return `${significant(Number(scaled.toPrecision(12)), 3, language)}\u00a0${smallPrefixes[power]}s`
}

/** Shows `value` in a named format; not a finite number shows as it is (`∞`, `–`). */
export function format(value: number, as: Format, language: Language): string {
  if (Number.isNaN(value)) return '–'
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞'
  switch (as) {
    case 'count':
      return digits(value, language, 'maximumFractionDigits', 2)
    case 'compact':
      return prefixed(value, 1000, decimalPrefixes, '', 4, language)
    case 'bytes':
      return prefixed(value, 1000, decimalPrefixes, 'B', 3, language)
    case 'binary':
      return prefixed(value, 1024, binaryPrefixes, 'B', 3, language)
    case 'seconds':
      return seconds(value, language)
    case 'percent':
      return `${digits(value * 100, language, 'maximumFractionDigits', 1)}\u00a0%`
    case 'number':
      return significant(value, 3, language)
  }
}
