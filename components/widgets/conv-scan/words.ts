import { at } from '../../../math/tensor.ts'
import type { Cell, WeightCell } from '../../../math/conv/index.ts'
import type { Values as Filling } from '../../text.ts'
import type { Description, Sentence, Table } from '../../widget/definition.ts'
import { reachOf, sumOf, touchOf } from './scan.ts'
import type { Step } from './scan.ts'

/** What a reader points at. */
export type Spot =
  | { readonly of: 'input'; readonly cell: Cell }
  | { readonly of: 'weight'; readonly cell: WeightCell }
  /** One product of the sum, by its place. */
  | { readonly of: 'term'; readonly index: number }

const cleaned = (value: number) => {
  const rounded = Number(value.toFixed(2))
  return rounded === 0 ? 0 : rounded
}

/** At most two decimals, and a real minus sign. */
export const plainNumber = (value: number) => String(cleaned(value)).replace('-', '−')

/** As short as a cell is small: no zero before the point either. */
export const shortNumber = (value: number) => plainNumber(value).replace(/^(−?)0\./, '$1.')

/** A number within a sum: a negative one in parentheses, where another sign stands before it. */
export const inSum = (value: number) => (value < 0 ? `(${plainNumber(value)})` : plainNumber(value))

const cellName = (letter: string, indices: readonly number[]) => `${letter}[${indices.join(', ')}]`

/** A place in the input, without the image that there is only one of. */
export const inputName = ([, channel, row, column]: Cell) => cellName('x', [channel, row, column])
export const weightName = (cell: WeightCell) => cellName('w', cell)

const place = ([, channel, row, column]: Cell): Filling => ({ channel, row, column })

export function describe(step: Step): Description {
  const { run, cell } = step
  const { terms, total, bias } = sumOf(step)
  const onPadding = terms.filter(({ input }) => input === null).length
  const filling = { ...place(cell), terms: terms.length, total: plainNumber(total), bias }
  const further: Sentence[] = []
  if (onPadding > 0) further.push(['told padding', { padding: onPadding }])
  if (run.dropped > 0) further.push(['told dropped', { dropped: run.dropped }])
  const unread = run.reads.filter((count) => count === 0).length - run.dropped
  if (unread > 0) further.push(['told skipped', { skipped: unread }])
  return [bias === 0 ? 'told' : 'told bias', filling, ...further]
}

/** The sum as a table: one row per product. */
export function tableOf(step: Step): Table {
  const { terms, total, bias } = sumOf(step)
  return {
    caption: 'table',
    columns: ['table input', 'table value', 'table weight', 'table value', 'table product'],
    rows: [
      ...terms.map((term) => [
        term.input ? inputName(term.input) : 'on padding',
        cleaned(term.inputValue),
        weightName(term.weight),
        cleaned(term.weightValue),
        cleaned(term.product),
      ]),
      ...(bias === 0 ? [] : [['bias', '', '', '', cleaned(bias)]]),
      ['total', '', '', '', cleaned(total)],
    ],
  }
}

/** What the thing pointed at takes part in. */
export function tellSpot(step: Step, spot: Spot): Sentence {
  const { run } = step
  if (spot.of === 'term') {
    const term = sumOf(step).terms[spot.index]
    if (!term) return ['hint', {}]
    const filling = {
      weight: weightName(term.weight),
      x: plainNumber(term.inputValue),
      w: inSum(term.weightValue),
      product: plainNumber(term.product),
    }
    return term.input
      ? ['about term', { ...filling, input: inputName(term.input) }]
      : ['about padding', filling]
  }
  if (spot.of === 'weight') {
    const touched = touchOf(run, spot.cell)
    const inside = touched.filter(({ input }) => input !== null).length
    const filling = {
      name: weightName(spot.cell),
      value: plainNumber(at(run.weights, spot.cell)),
      inputs: inside,
      padding: touched.length - inside,
    }
    return [touched.length > inside ? 'about weight padded' : 'about weight', filling]
  }
  const outputs = reachOf(run, spot.cell).length
  const filling = {
    name: inputName(spot.cell),
    value: plainNumber(at(run.input, spot.cell)),
    outputs,
  }
  return [outputs === 0 ? 'about unread' : 'about input', filling]
}
