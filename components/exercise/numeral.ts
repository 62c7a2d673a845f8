/**
 * A number as somebody typed it: its value, and how precisely it was given.
 *
 * Precision is kept because an answer is graded at the precision it was typed: `14.45e6` says
 * "between 14.445 and 14.455 million" and nothing finer.
 */
export interface Numeral {
  readonly value: number
  /** What one unit of the last typed digit is worth; 0 when the number is exact (18/25, 2^30). */
  readonly place: number
  /** Figures that are significant for certain: `14450000` has 4, `14.450` has 5. */
  readonly figures: number
  /**
   * Figures if the trailing zeros of a whole number count too: `14450000` has 8. The writer may
   * have meant any number between `figures` and this one.
   */
  readonly digits: number
}

/** A numeral and the text that follows it, which should be its unit. */
export interface Reading {
  readonly numeral: Numeral
  readonly rest: string
}

const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹'

/**
 * Writes every way to type a sign in one way: full-width digits and punctuation, the Chinese full
 * stop as a point, superscripts as `^n`, all spaces as one, all minus, multiplication and
 * apostrophe signs as `-`, `×` and `'`. Superscripts come before NFKC, which would make ⁹ a 9.
 */
export function normalise(text: string): string {
  return text
    .replace(/[\u200b-\u200f\u2060\ufeff]/g, '')
    .replace(
      /([⁻⁺]?)([⁰¹²³⁴⁵⁶⁷⁸⁹]+)/g,
      (_, sign: string, digits: string) =>
        `^${sign === '⁻' ? '-' : ''}${[...digits].map((digit) => superscripts.indexOf(digit)).join('')}`,
    )
    .replace(/[¼-¾⅐-⅞]/g, ' $&') // 3½ must not become 31/2
    .normalize('NFKC')
    .replace(/(\d)。/g, '$1.')
    .replace(/[−–—﹣]/g, '-')
    .replace(/[⁄∕÷]/g, '/')
    .replace(/[’‘′`]/g, "'")
    .replace(/[*·⋅∙]/g, '×')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^百分之 ?(.+)$/, '$1%')
}

/** A whole number in groups of three, one separator throughout; the first group is no zero. */
const grouped = /^[1-9]\d{0,2}([,. '_])\d{3}(?:\1\d{3})*$/

/**
 * Tells grouping from decimal marks.
 *
 * - Spaces, apostrophes and underscores only ever group.
 * - One point alone is a decimal point: `1.234` is a little more than one.
 * - One comma alone groups where it can, as both course languages write it (`1,234` is over a
 *   thousand), and is a decimal comma where it cannot (`1,5`, `0,125`, `1234,5`).
 * - Where both appear, the last is the decimal mark: `1,234.5`, `1.234,5`.
 * - The same mark twice groups: `1.234.567`.
 */
function splitDigits(run: string): { whole: string; fraction?: string } | undefined {
  const points = run.split('.').length - 1
  const commas = run.split(',').length - 1
  let mark: string | undefined
  if (points > 0 && commas > 0) {
    const last = run.lastIndexOf('.') > run.lastIndexOf(',') ? '.' : ','
    mark = (last === '.' ? points : commas) === 1 ? last : undefined
  } else if (points === 1) mark = '.'
  else if (commas === 1 && !grouped.test(run)) mark = ','

  const at = mark === undefined ? run.length : run.lastIndexOf(mark)
  const whole = run.slice(0, at)
  const fraction = mark === undefined ? undefined : run.slice(at + 1)
  if (!/^\d*$/.test(whole) && !grouped.test(whole)) return undefined
  if (fraction !== undefined && !/^\d*$/.test(fraction)) return undefined
  return { whole: whole.replace(/\D/g, ''), fraction }
}

const exact = (value: number): Numeral => ({
  value,
  place: 0,
  figures: Infinity,
  digits: Infinity,
})

/** ×10^9, e9, E-3 and ^9, with the exponent bare or in brackets. */
const scientific = /^ ?(?:[eE] ?|[×xX] ?10 ?\^ ?[({]?)([+-]?\d{1,4})(?!\d)[)}]?/
const power = /^ ?\^ ?[({]?([+-]?\d{1,4})(?!\d)[)}]?/
const mantissa = /^(?:\d(?:[\d.,'_ ]*\d)?\.?|[.,]\d+)/
const divisor = /^ ?\/ ?(\d(?:[\d,'_ ]*\d)?)(?![.\d])/

/**
 * Reads the number at the start of a normalised text.
 *
 * Accepts decimals, grouped numbers, scientific notation, powers (`2^30`; `10^9` is short for
 * `1×10^9`) and fractions of whole numbers (`18/25`). Returns `undefined` when there is no
 * number, when its grouping is malformed (`12,34,56`) or when it does not fit a double.
 *
 * @example readNumeral('14.45 M') // { numeral: { value: 14.45, place: 0.01, figures: 4, digits: 4 }, rest: 'M' }
 */
export function readNumeral(text: string): Reading | undefined {
  const opening = /^[≈~=约]? ?([+-]?) ?/.exec(text)!
  const sign = opening[1] === '-' ? -1 : 1
  const body = text.slice(opening[0].length)
  const run = mantissa.exec(body)?.[0]
  const split = run === undefined ? undefined : splitDigits(run)
  if (run === undefined || split === undefined) return undefined
  let rest = body.slice(run.length)
  const { whole, fraction } = split

  const over = fraction === undefined ? divisor.exec(rest) : null
  if (over) {
    const below = splitDigits(over[1]!)
    if (below === undefined || below.fraction !== undefined) return undefined
    return finished(exact((sign * Number(whole)) / Number(below.whole)), rest.slice(over[0].length))
  }

  const raised = power.exec(rest)
  if (raised) {
    if (fraction !== undefined) return undefined
    rest = rest.slice(raised[0].length)
    const exponent = Number(raised[1])
    if (whole !== '10') return finished(exact(sign * Number(whole) ** exponent), rest)
    const place = Number(`1e${exponent}`)
    return finished({ value: sign * place, place, figures: 1, digits: 1 }, rest)
  }

  const times = scientific.exec(rest)
  if (times) rest = rest.slice(times[0].length)
  const exponent = Number(times?.[1] ?? 0) - (fraction?.length ?? 0)
  const significant = `${whole}${fraction ?? ''}`.replace(/^0+/, '')
  const value = Number(`${significant || '0'}e${exponent}`)
  if (value === 0 && significant !== '') return undefined
  const figures =
    fraction === undefined ? significant.replace(/0+$/, '').length : significant.length
  return finished(
    {
      value: sign * value || 0,
      place: Number(`1e${exponent}`),
      figures,
      digits: significant.length,
    },
    rest,
  )
}

function finished(numeral: Numeral, rest: string): Reading | undefined {
  const lostItsPlace = numeral.place === 0 && numeral.figures !== Infinity
  if (!Number.isFinite(numeral.value) || !Number.isFinite(numeral.place) || lostItsPlace) {
    return undefined
  }
  return { numeral, rest: rest.trim() }
}
