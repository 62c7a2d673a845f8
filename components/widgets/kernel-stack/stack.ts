import { pathCounts } from '../../../math/conv/index.ts'
import { text } from '../../widget/params.ts'
import type { Decoded, Problem, TextParam } from '../../widget/params.ts'

/** One kernel of the stack: odd sizes, so that every output has a middle. */
export interface Kernel {
  readonly kernel: readonly [height: number, width: number]
  readonly dilation: number
}

export const limits = { layers: 6, kernel: 11, dilation: 4, field: 25 }

const initial = '3x3 3x3'

/** What the field of a stack measures, the larger side. */
const reach = (kernels: readonly Kernel[]) => {
  const { rows, columns } = pathCounts(kernels)
  return Math.max(rows.length, columns.length)
}

/** Whether a stack can be shown: few layers, and a field whose pixels are still pixels. */
export const fits = (kernels: readonly Kernel[]) =>
  kernels.length >= 1 && kernels.length <= limits.layers && reach(kernels) <= limits.field

/**
 * The canonical text of a stack: `3x3 1x5 3x3d2`, d for dilation.
 *
 * @example writeStack([{ kernel: [1, 5], dilation: 2 }]) // '1x5d2'
 */
export const writeStack = (kernels: readonly Kernel[]): string =>
  kernels
    .map(({ kernel, dilation }) => kernel.join('x') + (dilation > 1 ? `d${dilation}` : ''))
    .join(' ')

const token = /^(\d{1,3})(?:[x×](\d{1,3}))?(?:d(\d{1,3}))?$/

/**
 * A stack from its text, `3` for 3×3 allowed. Sizes out of range move into it, even ones down to odd
 * ones, and layers are cut off where there are too many; `problem` says so. Null when it is no stack.
 */
export function readStack(
  raw: string,
): { readonly kernels: readonly Kernel[]; readonly problem?: Problem } | null {
  let problem: Problem | undefined
  const clamp = (value: number, most: number) => {
    const clamped = Math.min(most, Math.max(1, value))
    if (clamped !== value) problem = 'clamped'
    return clamped
  }
  const odd = (value: number) => {
    const clamped = clamp(value, limits.kernel)
    if (clamped % 2 === 0) problem ??= 'rounded'
    return clamped % 2 === 0 ? clamped - 1 : clamped
  }
  const kernels: Kernel[] = []
  const tokens = raw.toLowerCase().split(/[\s,;+]+/)
  for (const word of tokens.filter((part) => part !== '')) {
    const found = token.exec(word)
    if (!found) return null
    const [, height, width = height, dilation = '1'] = found
    const kernel = [odd(Number(height)), odd(Number(width))] as const
    const gaps = clamp(Number(dilation), limits.dilation)
    const next = { kernel, dilation: Math.max(...kernel) === 1 ? 1 : gaps }
    if (fits([...kernels, next])) kernels.push(next)
    else problem = 'clamped'
  }
  if (kernels.length === 0) return null
  return problem === undefined ? { kernels } : { kernels, problem }
}

/** The kernels of a parameter's text; the default stack where it is none. */
export const kernelsOf = (raw: string): readonly Kernel[] =>
  (readStack(raw) ?? readStack(initial))!.kernels

/** The stack as a parameter: a text that is always read and written in its canonical form. */
export const stackParam: TextParam = {
  ...text(80, initial, { hue: 'kernel' }),
  words: [`1x1…${limits.kernel}x${limits.kernel}`, `d1…d${limits.dilation}`],
  decode: (raw): Decoded<string> => {
    const read = raw.length > 200 ? null : readStack(raw)
    if (!read) return { value: initial, problem: 'refused' }
    const value = writeStack(read.kernels)
    return read.problem === undefined ? { value } : { value, problem: read.problem }
  },
  encode: (value) => writeStack(kernelsOf(value)),
}

const sizes = Array.from({ length: (limits.kernel - 1) / 2 }, (_, index) => 2 * index + 3)

/** What a layer's menu offers, by shape. */
export const shapes = {
  square: [1, ...sizes].map((k) => [k, k] as const),
  row: sizes.map((k) => [1, k] as const),
  column: sizes.map((k) => [k, 1] as const),
}
