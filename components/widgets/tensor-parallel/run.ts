import { random } from '../../../math/random.ts'
import { generate, type Tensor } from '../../../math/tensor.ts'
import {
  attentionProgram,
  mlpProgram,
  productProgram,
} from '../../../math/parallel/tensor/programs.ts'
import type { ChosenCollective } from '../../../math/parallel/tensor/buffers.ts'
import type { ProgramStep, TensorProgram } from '../../../math/parallel/tensor/recorder.ts'
import { layerCommunication } from '../../../math/parallel/tensor/volume.ts'
import { layerActivations } from '../../../math/parallel/transformer/activations.ts'

export interface Setting {
  readonly block: 'product' | 'mlp' | 'attention'
  readonly pass: 'forward' | 'backward'
  readonly ranks: number
  readonly cut: 'column' | 'row'
  readonly order: 'column-row' | 'row-column' | 'column-column' | 'row-row'
  readonly split: boolean
  readonly between: ChosenCollective
  readonly gelu: 'after' | 'before'
  readonly sequence: boolean
  readonly again: boolean
  readonly separate: boolean
  readonly collective: ChosenCollective
  readonly hidden: number
  readonly tokens: number
}

/** A layer of the size that is really trained: what it sends and keeps on one rank. */
export interface RealLayer {
  /** Bytes that a rank sends per layer and micro-batch, forward and backward. */
  readonly sent: number
  readonly allReduces: number
  readonly allGathers: number
  readonly reduceScatters: number
  /** Bytes of activations that a rank keeps. */
  readonly kept: number
}

export interface Frame {
  readonly program: TensorProgram
  readonly at: number
  readonly step: ProgramStep
  readonly real: RealLayer
}

/** Bytes of one number in training: 16 bits. */
export const elementBytes = 2
/** Width of one head in a real layer. */
const headSize = 128

/**
 * Draws by number of ranks in which no rank's share is small, few numbers are zero or need many
 * digits, and mistakes are plain to see.
 */
export const draws = {
  product: { 2: 1063, 4: 566, 8: 251 },
  mlp: { 2: 1071, 4: 2207, 8: 514 },
  attention: { 2: 568, 4: 2079, 8: 602 },
} as const

/**
 * Small whole numbers: sums of their products can be checked by head. Each matrix is drawn for
 * itself, row by row, so that its first rows stay when it gets more of them.
 */
function matricesOf({ block, ranks }: Setting, draw: number) {
  return (name: string, rows: number, columns: number, most: 1 | 2): Tensor => {
    const stream = random(`${block} ${ranks} ${name} ${draw}`)
    return generate([rows, columns], () => stream.integer(-most, most))
  }
}

/** Rows and columns of the matrices, so that t divides whatever is cut. */
export function sizesOf(setting: Setting) {
  const { block, ranks } = setting
  const hidden = Math.max(4, ranks)
  const scattered =
    (setting.sequence && block !== 'product') ||
    [setting.collective, setting.between].includes('reduce-scatter')
  return {
    hidden,
    // Two tokens are enough to see, unless the ranks are to share them.
    tokens: Math.max(block === 'attention' ? 4 : 2, scattered ? ranks : 0),
    /** Columns of A. */
    inner: Math.max(4, 2 * ranks),
    heads: hidden,
  }
}

export function programOf(
  setting: Setting,
  draw: number = draws[setting.block][setting.ranks as 2 | 4 | 8],
): TensorProgram {
  const { block, pass, ranks, collective, sequence } = setting
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

function realOf({ block, ranks, again, hidden, tokens, ...setting }: Setting): RealLayer {
  const sequence = setting.sequence && block !== 'product'
  const model = {
    layers: 1,
    hidden,
    heads: hidden / headSize,
    vocabulary: 1,
    sequence: tokens,
  }
  const options = { tensorParallel: ranks, sequenceParallel: sequence }
  const { collectives, sent } = layerCommunication(model, options, !(sequence && again))
  const count = (wanted: string) =>
    collectives
      .filter(({ collective }) => collective === wanted)
      .reduce((sum, each) => sum + each.count, 0)
  return {
    sent: sent * elementBytes,
    allReduces: count('all-reduce'),
    allGathers: count('all-gather'),
    reduceScatters: count('reduce-scatter'),
    kept: layerActivations(model, { ...options, attention: 'flash' }).bytes,
  }
}

export function framesOf(setting: Setting): readonly Frame[] {
  const program = programOf(setting)
  const real = realOf(setting)
  return program.steps.map((step, at) => ({ program, at, step, real }))
}
