import { oneOf } from '../../check.ts'
import { random } from '../../random.ts'
import { generate, type Tensor } from '../../tensor.ts'
import type { ChosenCollective } from './buffers.ts'
import { attentionProgram, mlpProgram, productProgram } from './programs.ts'
import type { TensorProgram } from './recorder.ts'

/** A program on small sample matrices, as a picture or an exercise sets it. */
export interface SampleSetting {
  readonly block: 'product' | 'mlp' | 'attention'
  readonly pass: 'forward' | 'backward'
  /** t: 2, 4 or 8. */
  readonly ranks: number
  /** How A of a single product is cut. */
  readonly cut: 'column' | 'row'
  /** How A and then B of an MLP are cut. */
  readonly order: 'column-row' | 'row-column' | 'column-column' | 'row-row'
  /** X of a single product arrives cut by columns. */
  readonly split: boolean
  /** Between the products of an MLP, and where GeLU stands. */
  readonly between: ChosenCollective
  readonly gelu: 'after' | 'before'
  /** Bias of an MLP's second layer: none, after the last collective, or before it on every rank. */
  readonly bias: 'none' | 'after' | 'before'
  /** X of an MLP or of attention arrives cut by tokens. */
  readonly sequence: boolean
  /** Backward under sequence parallelism: X is gathered again. */
  readonly again: boolean
  /** Backward of attention: Q, K and V are three layers. */
  readonly separate: boolean
  readonly collective: ChosenCollective
}

/** Megatron's MLP on two ranks, forward. */
export const usualSample: SampleSetting = {
  block: 'mlp',
  pass: 'forward',
  ranks: 2,
  cut: 'column',
  order: 'column-row',
  split: false,
  between: 'none',
  gelu: 'after',
  bias: 'none',
  sequence: false,
  again: true,
  separate: false,
  collective: 'all-reduce',
}

/**
 * Draws by number of ranks in which no rank's share is small, few numbers are zero or need many
 * digits, and mistakes are plain to see.
 */
const draws = {
  product: { 2: 1063, 4: 566, 8: 3021 },
  mlp: { 2: 1071, 4: 2207, 8: 1573 },
  attention: { 2: 568, 4: 2079, 8: 602 },
} as const

/**
 * Small whole numbers: sums of their products can be checked by head. Each matrix is drawn for
 * itself, row by row, so that its first rows stay when it gets more of them.
 */
function matricesOf({ block, ranks }: SampleSetting, draw: number) {
  return (name: string, rows: number, columns: number, most: 1 | 2): Tensor => {
    const stream = random(`${block} ${ranks} ${name} ${draw}`)
    return generate([rows, columns], () => stream.integer(-most, most))
  }
}

/** Rows and columns of the matrices, so that t divides whatever is cut. */
function sizesOf(setting: SampleSetting) {
  const { block, ranks } = setting
  const hidden = Math.max(4, ranks)
  const scattered =
    (setting.sequence && block !== 'product') ||
    [setting.collective, setting.between].includes('reduce-scatter')
  return {
    hidden,
    // Two tokens are enough to see, unless the ranks are to share them.
    tokens: Math.max(block === 'attention' ? 4 : 2, scattered ? ranks : 0),
    /** Columns of A; on eight ranks one for each, or the picture outgrows the page. */
    inner: ranks === 2 ? 4 : 8,
    heads: hidden,
  }
}

/**
 * Runs a program on sample matrices: small whole numbers, the same every time, so many that t
 * divides whatever is cut. X and gradients are in −2…2, the weights of MLPs and attention in −1…1.
 *
 * @throws RangeError when t is not 2, 4 or 8
 * @example sampleProgram({ ...usualSample, collective: 'none' }).check.verdict // 'wrong'
 */
export function sampleProgram(setting: SampleSetting): TensorProgram {
  const { block, pass, ranks, collective, sequence } = setting
  const t = oneOf('ranks', ranks, [2, 4, 8]) as 2 | 4 | 8
  const draw = draws[oneOf('block', block, ['product', 'mlp', 'attention'])][t]
  const { hidden, tokens, inner, heads } = sizesOf(setting)
  const matrix = matricesOf(setting, draw)
  const input = matrix('X', tokens, hidden, 2)
  const gradient = (columns: number) =>
    pass === 'backward' ? { outputGradient: matrix('gradient', tokens, columns, 2) } : {}
  if (block === 'product') {
    return productProgram({
      input,
      weight: matrix('A', hidden, inner, 2),
      ranks,
      cut: setting.cut,
      inputIsSplit: setting.split,
      collective,
      ...gradient(inner),
    })
  }
  const around = { ranks, collective, sequenceParallel: sequence, gatherAgain: setting.again }
  if (block === 'mlp') {
    const [first, second] = setting.order.split('-') as ['column' | 'row', 'column' | 'row']
    return mlpProgram({
      input,
      up: matrix('A', hidden, inner, 1),
      down: matrix('B', inner, hidden, 1),
      ...around,
      cuts: [first, second],
      between: setting.between,
      activateFirst: setting.gelu === 'before',
      ...(setting.bias === 'none' || pass === 'backward'
        ? {}
        : { bias: { row: matrix('b', 1, hidden, 2), place: setting.bias } }),
      ...gradient(hidden),
    })
  }
  const square = (name: string) => matrix(name, hidden, hidden, 1)
  return attentionProgram({
    input,
    query: square('Q'),
    key: square('K'),
    value: square('V'),
    output: square('O'),
    heads,
    ...around,
    separate: setting.separate,
    ...gradient(hidden),
  })
}
