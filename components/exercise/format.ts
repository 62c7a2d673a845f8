import { finite, integer } from '../../math/check.ts'

/**
 * Numbers as the course writes them, one function per kind of quantity. What these write,
 * `parseQuantity` reads. `locale` is a language tag for Intl; digits and signs come from there.
 *
 * Number and unit are joined by a no-break space, so a line never ends between them.
 */
const join = (number: string, unit: string) => (unit === '' ? number : `${number}\u00a0${unit}`)

const cache = new Map<string, Intl.NumberFormat>()

/** Building an Intl formatter costs a hundred times what using it does. */
function formatter(locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${locale} ${JSON.stringify(options)}`
  let found = cache.get(key)
  if (found === undefined) {
    found = new Intl.NumberFormat(locale, options)
    cache.set(key, found)
  }
  return found
}

/** Every digit, grouped. @example formatCount(14450688, 'en') // '14,450,688' */
export function formatCount(value: number, locale: string): string {
  return formatter(locale, { maximumFractionDigits: 0 }).format(finite('value', value))
}

/** To significant figures, grouped. @example formatFigures(0.272727, 'en', 3) // '0.273' */
export function formatFigures(value: number, locale: string, figures = 4): string {
  return formatter(locale, {
    maximumSignificantDigits: integer('figures', figures, 1, 15),
  }).format(finite('value', value))
}

const steps = (symbols: string, base: number, top: number) =>
  symbols.split(' ').map((symbol, index) => ({ symbol, scale: base ** (top - index) }))

const decimal = [...steps('E P T G M k', 1000, 6), { symbol: '', scale: 1 }]
const submultiples = steps('m µ n', 1000, -1)
const binary = [...steps('Ei Pi Ti Gi Mi Ki', 1024, 6), { symbol: '', scale: 1 }]

/** The largest step that leaves at least one whole; rounded first, so 999.96 k becomes 1 M. */
function scaled(
  value: number,
  locale: string,
  unit: string,
  figures: number,
  ladder: readonly { symbol: string; scale: number }[],
): string {
  integer('figures', figures, 1, 15)
  const size = Math.abs(finite('value', value))
  const step =
    ladder.find(({ scale }) => Number((size / scale).toPrecision(figures)) >= 1) ??
    (size === 0 ? ladder.find(({ scale }) => scale === 1)! : ladder.at(-1)!)
  return join(formatFigures(value / step.scale, locale, figures), `${step.symbol}${unit}`)
}

/** With an SI prefix. @example formatSI(14450688, 'en', 'FLOP') // '14.45 MFLOP' */
export function formatSI(value: number, locale: string, unit = '', figures = 4): string {
  return scaled(value, locale, unit, figures, decimal)
}

/** GB = 10⁹ bytes. @example formatBytes(16e9, 'en') // '16 GB' */
export function formatBytes(bytes: number, locale: string, figures = 4): string {
  return formatSI(bytes, locale, 'B', figures)
}

/** GiB = 2³⁰ bytes. @example formatBinaryBytes(2 ** 34, 'en') // '16 GiB' */
export function formatBinaryBytes(bytes: number, locale: string, figures = 4): string {
  return scaled(bytes, locale, 'B', figures, binary)
}

/** Seconds down to nanoseconds. @example formatSeconds(0.00125, 'en') // '1.25 ms' */
export function formatSeconds(seconds: number, locale: string, figures = 4): string {
  return scaled(seconds, locale, 's', figures, [{ symbol: '', scale: 1 }, ...submultiples])
}

/** A fraction of one. @example formatPercent(3 / 11, 'en', 3) // '27.3%' */
export function formatPercent(fraction: number, locale: string, figures = 3): string {
  return formatter(locale, {
    style: 'percent',
    maximumSignificantDigits: integer('figures', figures, 1, 15),
  }).format(finite('fraction', fraction))
}
