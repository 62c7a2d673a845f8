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

/** Small whole numbers: sums of their products can be checked by head. */
function whole(name: string): (rows: number, columns: number) => Tensor {
  const stream = random(`tensor-parallel ${name}`)
  return (rows, columns) => generate([rows, columns], () => stream.integer(-2, 2))
}

/** Rows and columns of the matrices, so that t divides whatever is cut. */
export function sizesOf({ block, ranks }: Pick<Setting, 'block' | 'ranks'>) {
  const hidden = Math.max(4, ranks)
  return {
    hidden,
    /** Tokens; attention on two ranks gets two more, so that there is something to attend to. */
    tokens: block === 'attention' ? hidden : ranks,
    /** Columns of A. */
    inner: block === 'product' ? Math.max(4, 2 * ranks) : 2 * hidden,
    heads: hidden,
  }
}

export function programOf(setting: Setting): TensorProgram {
  const { block, pass, ranks, collective, sequence } = setting
  const { hidden, tokens, inner, heads } = sizesOf(setting)
  const matrix = whole(`${block} ${ranks}`)
  const input = matrix(tokens, hidden)
  const weight = matrix(hidden, inner)
  const backward = pass === 'backward'
  if (block === 'product') {
    return productProgram({
      input,
      weight,
      ranks,
      cut: setting.cut,
      inputIsSplit: setting.split,
      collective,
      ...(backward ? { outputGradient: matrix(tokens, inner) } : {}),
    })
  }
  const around = { ranks, collective, sequenceParallel: sequence, gatherAgain: setting.again }
  const gradient = () => (backward ? { outputGradient: matrix(tokens, hidden) } : {})
  if (block === 'mlp') {
    const [first, second] = setting.order.split('-') as ['column' | 'row', 'column' | 'row']
    return mlpProgram({
      input,
      up: weight,
      down: matrix(inner, hidden),
      ...around,
      cuts: [first, second],
      between: setting.between,
      activateFirst: setting.gelu === 'before',
      ...gradient(),
    })
  }
  return attentionProgram({
    input,
    query: matrix(hidden, hidden),
    key: matrix(hidden, hidden),
    value: matrix(hidden, hidden),
    output: matrix(hidden, hidden),
    heads,
    ...around,
    separate: setting.separate,
    ...gradient(),
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
