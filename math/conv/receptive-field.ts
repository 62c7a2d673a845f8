import { integer } from '../check.ts'
import { axisShape, samePadding, type Size } from './shape.ts'
import { window, type WindowSpec } from './window.ts'

/**
 * Theoretical receptive fields, along one axis, through any graph of layers.
 *
 * A field is followed forwards: knowing which input pixels each output of a layer's source sees,
 * the outputs of the layer see the union over its taps. Along a chain of plain windows this is
 * size += d(k − 1)·jump, jump ·= s, start −= p·jump. Where a layer enlarges the map (transposed
 * convolution, upsampling), neighbouring outputs see differently many pixels, in a pattern that
 * repeats; so a field keeps one interval per phase of that pattern, and stays exact.
 *
 * Coordinates are input pixels, 0 the first; negative ones lie in the padding. Whether a tap has a
 * weight that matters is not asked: these are bounds on what can be seen, and the effective field
 * is smaller (Luo et al., arXiv:1701.04128).
 *
 * @source Araujo, Norris and Sim, "Computing Receptive Fields of Convolutional Neural Networks",
 * Distill 2019
 */

/** How a layer gathers its source along one axis, padding resolved to pixels. */
export interface FieldStep {
  readonly kernel: number
  readonly stride: number
  readonly dilation: number
  readonly padBegin: number
  /** The layer scatters instead: output o gets from source i where o = i·stride − padBegin + tap. */
  readonly transposed?: boolean
}

/** What each position of a layer's output sees of the input, along one axis. */
export interface Field {
  /** First input pixel seen by outputs 0, 1, … of one period; ∞ where nothing is seen. */
  readonly starts: readonly number[]
  /** Last input pixel seen, likewise; −∞ where nothing is seen. */
  readonly ends: readonly number[]
  /** Input pixels from one period to the next. */
  readonly advance: number
  /** Whether all paths agree on where an output is centred. */
  readonly aligned: boolean
}

/** A field in the terms of the literature. All in input pixels. */
export interface ReceptiveField {
  /** Pixels seen by one output, the most over phases. */
  readonly size: number
  /** From one output to the next, the effective stride; fractional above the input's resolution. */
  readonly jump: number
  /** First pixel seen by output 0. Its negative is the effective padding. */
  readonly start: number
  /** Middle of what output 0 sees: output i is centred on centre + i·jump. */
  readonly centre: number
  /** False when branches that meet see around different centres: then features are shifted. */
  readonly aligned: boolean
}

/** The field of the input itself: every pixel sees itself. */
export const ownPixel: Field = { starts: [0], ends: [0], advance: 1, aligned: true }

/** The field of something that sees all there is, such as a channel gate. */
export const unboundedField: Field = {
  starts: [-Infinity],
  ends: [Infinity],
  advance: 1,
  aligned: true,
}

const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b))
const modulo = (value: number, period: number) => ((value % period) + period) % period

const startOf = ({ starts, advance }: Field, i: number) =>
  starts[modulo(i, starts.length)]! + Math.floor(i / starts.length) * advance
const endOf = ({ ends, advance }: Field, i: number) =>
  ends[modulo(i, ends.length)]! + Math.floor(i / ends.length) * advance

/** The hull of what the source's outputs `first, first + step, … ≤ last` see. */
function hull(source: Field, first: number, last: number, step: number): [number, number] {
  // With one phase the intervals only move to the right: the ends of the range decide.
  if (source.starts.length === 1) {
    if (last < first) return [Infinity, -Infinity]
    const count = Math.floor((last - first) / step)
    return [startOf(source, first), endOf(source, first + count * step)]
  }
  let start = Infinity
  let end = -Infinity
  for (let i = first; i <= last; i += step) {
    start = Math.min(start, startOf(source, i))
    end = Math.max(end, endOf(source, i))
  }
  return [start, end]
}

/**
 * The field after one layer.
 *
 * @example
 * const once = fieldThrough(ownPixel, { kernel: 3, stride: 2, dilation: 1, padBegin: 1 })
 * describeField(once) // { size: 3, jump: 2, start: -1, centre: 0, aligned: true }
 * @throws RangeError when kernel, stride or dilation is no positive integer or padBegin no integer
 */
export function fieldThrough(source: Field, step: FieldStep): Field {
  const { kernel, stride, dilation, padBegin, transposed = false } = step
  integer('kernel', kernel, 1)
  integer('stride', stride, 1)
  integer('dilation', dilation, 1)
  integer('padBegin', padBegin)
  const reach = dilation * (kernel - 1)
  const period = source.starts.length
  const { aligned } = source
  const starts: number[] = []
  const ends: number[] = []
  const push = ([start, end]: [number, number]) => {
    starts.push(start)
    ends.push(end)
  }
  if (!transposed) {
    const shared = gcd(period, stride)
    for (let o = 0; o < period / shared; o++) {
      const first = o * stride - padBegin
      push(hull(source, first, first + reach, dilation))
    }
    return { starts, ends, advance: (source.advance * stride) / shared, aligned }
  }
  for (let o = 0; o < period * stride; o++) {
    // tap = o + padBegin − i·stride must be one of 0, d, 2d, … reach
    const place = o + padBegin
    const sources: number[] = []
    for (let i = Math.ceil((place - reach) / stride); i <= Math.floor(place / stride); i++) {
      if ((place - i * stride) % dilation === 0) sources.push(i)
    }
    const seen = sources.map((i) => hull(source, i, i, 1))
    push([Math.min(...seen.map(([start]) => start)), Math.max(...seen.map(([, end]) => end))])
  }
  return { starts, ends, advance: source.advance, aligned }
}

const centre = (field: Field) => (field.starts[0]! + field.ends[0]!) / 2
const jumpOf = ({ advance, starts }: Field) => advance / starts.length

/**
 * The field where branches meet (addition, concatenation): an output sees what it sees through any
 * of them. Branches that step differently, or around different centres, meet out of line: the
 * result says so in `aligned`, and then holds for the outputs of the first period only.
 *
 * @example mergeFields([conv1x1, conv5x5]) // the 5×5's: the larger contains the smaller
 * @throws RangeError when there is no branch
 */
export function mergeFields(branches: readonly Field[]): Field {
  const [first, ...rest] = branches
  if (first === undefined) {
    throw new RangeError('branches must hold at least one field, got none')
  }
  return rest.reduce(mergeTwo, first)
}

function mergeTwo(a: Field, b: Field): Field {
  if (a === b) return a
  if (a.starts[0] === -Infinity || b.starts[0] === -Infinity) return unboundedField
  const period = (a.starts.length * b.starts.length) / gcd(a.starts.length, b.starts.length)
  const jump = Math.max(jumpOf(a), jumpOf(b))
  const outputs = Array.from({ length: period }, (_, i) => i)
  return {
    starts: outputs.map((i) => Math.min(startOf(a, i), startOf(b, i))),
    ends: outputs.map((i) => Math.max(endOf(a, i), endOf(b, i))),
    advance: jump * period,
    aligned: a.aligned && b.aligned && jumpOf(a) === jumpOf(b) && centre(a) === centre(b),
  }
}

/**
 * A field in the terms of the literature: size, jump, start, centre.
 *
 * @example describeField(ownPixel) // { size: 1, jump: 1, start: 0, centre: 0, aligned: true }
 */
export function describeField(field: Field): ReceptiveField {
  const sizes = field.starts.map((start, i) => field.ends[i]! - start + 1)
  const start = field.starts[0]!
  return {
    size: Math.max(0, ...sizes),
    jump: jumpOf(field),
    start,
    centre: start === -Infinity ? NaN : centre(field),
    aligned: field.aligned,
  }
}

/** One layer of a graph: where it takes its input from, and how. */
export interface FieldNode {
  /** Indices of earlier nodes; none for the input itself. */
  readonly inputs: readonly number[]
  /** Nothing for layers that work position by position. */
  readonly step?: FieldStep | undefined
}

/**
 * The fields of all nodes of a graph, in the graph's order, by one pass. Each node merges its
 * inputs, then takes its step.
 *
 * @example
 * // a 5×5 beside a 1×1, added: node 3 sees what the 5×5 sees
 * fieldsOf([{ inputs: [] }, { inputs: [0], step: wide }, { inputs: [0] }, { inputs: [1, 2] }])
 * @throws RangeError when a node's input is not an earlier node
 */
export function fieldsOf(nodes: readonly FieldNode[]): Field[] {
  const known: Field[] = []
  nodes.forEach(({ inputs, step }, index) => {
    const sources = inputs.map(
      (i) => known[integer(`inputs of node ${index}`, i, 0, index - 1)] as Field,
    )
    const source = sources.length === 0 ? ownPixel : mergeFields(sources)
    known.push(step === undefined ? source : fieldThrough(source, step))
  })
  return known
}

/**
 * The receptive field at the end of a chain of windows, per axis.
 *
 * `input` is needed only when a window's padding is `'same'`, whose pixels depend on the size.
 *
 * @example
 * // two 3×3 see as much as one 5×5
 * receptiveField([{ kernel: 3, padding: 1 }, { kernel: 3, padding: 1 }]).vertical.size // 5
 * @throws RangeError when a padding is 'same' and no input size is given
 */
export function receptiveField(
  layers: readonly WindowSpec[],
  input?: Size,
): { vertical: ReceptiveField; horizontal: ReceptiveField } {
  const along = (axis: 0 | 1): ReceptiveField => {
    let size = input === undefined ? undefined : axis === 0 ? input.height : input.width
    let field = ownPixel
    layers.forEach((layer, index) => {
      const { kernel, stride, dilation, padding, ceilMode } = window(layer)
      const geometry = { kernel: kernel[axis], stride: stride[axis], dilation: dilation[axis] }
      let padBegin: number
      let padEnd: number
      if (typeof padding === 'string') {
        if (size === undefined) {
          throw new RangeError(
            `input must be given when the padding of layer ${index} is "${padding}", got undefined`,
          )
        }
        ;[padBegin, padEnd] = samePadding(size, geometry, padding === 'same-lower')
      } else if (axis === 0) [padBegin, padEnd] = [padding.top, padding.bottom]
      else [padBegin, padEnd] = [padding.left, padding.right]
      field = fieldThrough(field, { ...geometry, padBegin })
      if (size !== undefined) {
        size = axisShape(size, { ...geometry, padBegin, padEnd, ceilMode }).output
      }
    })
    return describeField(field)
  }
  return { vertical: along(0), horizontal: along(1) }
}
