import { integer, oneOf } from '../../check.ts'
import type { Tensor } from '../../tensor.ts'
import { attentionCore } from './attention-core.ts'
import { type ChosenCollective, type Shard, applied, lay, multiplied, turned } from './buffers.ts'
import { type WeightCut, nonlinearities } from './linear.ts'
import { joinColumns, matmul, sizeOf, sliceColumns, sum } from './matrix.ts'
import { type TensorProgram, recorder } from './recorder.ts'

/**
 * Programs of tensor parallelism in which somebody chose the cuts and the collectives. Right choices
 * give what one device gives; wrong ones give what real buffers would then hold.
 */

const layoutOf = { column: 'columns', row: 'rows' } as const
const gelu = nonlinearities.gelu

/** Y = X·A on t ranks. */
export interface ProductProgram {
  /** X [tokens × in]. */
  readonly input: Tensor
  /** A [in × out]. */
  readonly weight: Tensor
  readonly ranks: number
  readonly cut: WeightCut
  /** Every rank has its columns of X alone, as a column cut before leaves them. */
  readonly inputIsSplit?: boolean
  /** What follows the product; backward: what follows the gradient of X. */
  readonly collective: ChosenCollective
  /** dL/dY: asks for the backward pass instead. */
  readonly outputGradient?: Tensor
}

/**
 * One product with a cut and a collective of one's choice, forward or backward.
 *
 * A column cut of a split input gathers it first, since no product fits without.
 *
 * @throws RangeError when t does not divide what is cut
 * @example productProgram({ input, weight, ranks: 2, cut: 'row', collective: 'none' }).check.verdict // 'wrong'
 */
export function productProgram(options: ProductProgram): TensorProgram {
  const { input, weight, ranks, collective, outputGradient } = options
  const along = oneOf('cut', options.cut, ['column', 'row'])
  integer('ranks', ranks, 1, 64)
  const isSplit = options.inputIsSplit ?? false
  const X = lay('X', input, isSplit ? 'columns' : 'replicated', ranks)
  const A = lay('A', weight, layoutOf[along], ranks)
  const at = recorder([A])
  if (outputGradient === undefined) {
    at.hold([X, A])
    const whole = along === 'column' && isSplit ? at.collective(X, 'all-gather') : X
    return at.finish(at.collective(at.times(whole, A, 'Y'), collective))
  }
  // What the forward pass kept: all of X under a column cut, the rank's columns under a row cut.
  const kept = lay('X', input, along === 'column' ? 'replicated' : 'columns', ranks)
  const dY = lay('dY', outputGradient, along === 'column' ? 'columns' : 'replicated', ranks)
  at.hold([dY, A, kept])
  const dX = at.times(dY, turned(A, 'Aᵀ'), 'dX')
  at.gradient(turned(kept, 'Xᵀ'), dY, 'dA')
  return at.finish(at.collective(dX, collective))
}

/** Z = GeLU(X·A)·B, or with a bias GeLU(X·A)·B + b, on t ranks. */
export interface MlpProgram {
  /** X [tokens × h]. */
  readonly input: Tensor
  /** A [h × f]. */
  readonly up: Tensor
  /** B [f × h]. */
  readonly down: Tensor
  readonly ranks: number
  readonly cuts: readonly [WeightCut, WeightCut]
  /** What stands between the two products, and whether GeLU is applied before it. */
  readonly between: ChosenCollective
  readonly activateFirst: boolean
  /** b [1 × h], added after the last collective, or before it by every rank. Forward only. */
  readonly bias?: { readonly row: Tensor; readonly place: 'after' | 'before' }
  /** What follows the second product; backward: what follows the gradient of X. */
  readonly collective: ChosenCollective
  /** X arrives cut by tokens (rows). */
  readonly sequenceParallel?: boolean
  /** dL/dZ: asks for the backward pass of column then row instead. */
  readonly outputGradient?: Tensor
  /** Backward, sequence parallel: X was not kept whole and is gathered again. */
  readonly gatherAgain?: boolean
}

/**
 * An MLP with cuts and collectives of one's choice, forward or backward.
 *
 * @throws RangeError when t does not divide what is cut, or a backward pass is asked for with other
 *   cuts than column then row
 * @example mlpProgram({ …, cuts: ['row', 'column'], between: 'none' }).check.verdict // 'wrong'
 */
export function mlpProgram(options: MlpProgram): TensorProgram {
  const { input, up, down, ranks, cuts, between, collective, outputGradient } = options
  integer('ranks', ranks, 1, 64)
  const around = options.sequenceParallel ? 'rows' : 'replicated'
  const X = lay('X', input, around, ranks)
  const A = lay('A', up, layoutOf[oneOf('cuts[0]', cuts[0], ['column', 'row'])], ranks)
  const B = lay('B', down, layoutOf[oneOf('cuts[1]', cuts[1], ['column', 'row'])], ranks)
  const at = recorder([A, B])
  if (outputGradient !== undefined) return backwardOfMlp(options, { X, A, B, around })
  const { bias } = options
  const b =
    bias &&
    lay(
      'b',
      bias.row,
      bias.place === 'before' && cuts[1] === 'column' ? 'columns' : 'replicated',
      ranks,
    )
  at.hold([X, A, B, ...(b ? [b] : [])])
  const whole = options.sequenceParallel ? at.collective(X, 'all-gather') : X
  const Y = at.times(whole, A, 'Y')
  const H = options.activateFirst
    ? at.collective(at.gelu(Y, 'H', gelu.value), between)
    : at.gelu(at.collective(Y, between), 'H', gelu.value)
  if (!b) return at.finish(at.collective(at.times(H, B, 'Z'), collective))
  const HB = at.times(H, B, 'HB')
  return at.finish(
    bias.place === 'before'
      ? at.collective(at.bias(HB, b, 'Z'), collective)
      : at.bias(at.collective(HB, collective), b, 'Z'),
  )
}

function backwardOfMlp(
  { input, ranks, cuts, collective, outputGradient, ...options }: MlpProgram,
  forward: {
    readonly X: Shard
    readonly A: Shard
    readonly B: Shard
    readonly around: 'rows' | 'replicated'
  },
): TensorProgram {
  const { X, A, B, around } = forward
  if (cuts[0] !== 'column' || cuts[1] !== 'row') {
    throw new RangeError(`cuts must be column, row with an outputGradient, got ${cuts.join(', ')}`)
  }
  const whole = lay('X', input, 'replicated', ranks)
  const Y = multiplied(whole, A, 'Y')!.product
  const H = applied(Y, 'H', gelu.value)
  const at = recorder([A, B])
  const dZ = lay('dZ', outputGradient!, around, ranks)
  const keepsWhole = around === 'replicated' || !options.gatherAgain
  at.hold([dZ, B, A, H, keepsWhole ? whole : X])
  const gradient = around === 'rows' ? at.collective(dZ, 'all-gather') : dZ
  const dH = at.times(gradient, turned(B, 'Bᵀ'), 'dH')
  at.gradient(turned(H, 'Hᵀ'), gradient, 'dB')
  const dY = at.each(dH, applied(Y, 'G′', gelu.slope), 'dY')
  const kept = keepsWhole ? whole : at.collective(X, 'all-gather')
  at.gradient(turned(kept, 'Xᵀ'), dY, 'dA')
  const dX = at.times(dY, turned(A, 'Aᵀ'), 'dX')
  return at.finish(at.collective(dX, collective))
}

/** Attention on t ranks that hold whole heads. */
export interface AttentionProgram {
  /** X [tokens × h], one sequence, causal. */
  readonly input: Tensor
  /** [h × heads·d] each. */
  readonly query: Tensor
  readonly key: Tensor
  readonly value: Tensor
  /** [heads·d × h] */
  readonly output: Tensor
  readonly heads: number
  readonly ranks: number
  readonly collective: ChosenCollective
  readonly sequenceParallel?: boolean
  /** dL/dZ: asks for the backward pass instead. */
  readonly outputGradient?: Tensor
  /** Backward: Q, K and V were three layers, each of which reduces its own gradient of X. */
  readonly separate?: boolean
  readonly gatherAgain?: boolean
}

/** Blocks of three matrices, rank by rank: Q, K and V of its heads side by side. */
function interleaved(matrices: readonly Tensor[], ranks: number): Tensor {
  const width = matrices[0]!.shape[1]! / ranks
  return joinColumns(
    Array.from({ length: ranks }, (_, rank) =>
      joinColumns(matrices.map((each) => sliceColumns(each, rank * width, (rank + 1) * width))),
    ),
  )
}

/**
 * Attention cut by heads, with a last collective of one's choice, forward or backward. W holds the
 * columns of Q, K and V of each rank's heads side by side, O the rows that belong to them.
 *
 * @throws RangeError when t does not divide the heads, or the heads the columns
 * @example attentionProgram({ …, collective: 'all-reduce' }).check.verdict // 'whole'
 */
export function attentionProgram(options: AttentionProgram): TensorProgram {
  const { input, query, key, value, output, heads, collective } = options
  const t = integer('ranks', options.ranks, 1, 64)
  const width = sizeOf('query', query)[1]
  if (heads % t !== 0) throw new RangeError(`ranks must divide heads (${heads}), got ${t}`)
  if (width % heads !== 0) {
    throw new RangeError(`heads must divide query's columns (${width}), got ${heads}`)
  }
  const around = options.sequenceParallel ? 'rows' : 'replicated'
  const [X, whole] = [lay('X', input, around, t), lay('X', input, 'replicated', t)]
  const W = lay('W', interleaved([query, key, value], t), 'columns', t)
  const O = lay('O', output, 'rows', t)
  const at = recorder([W, O])
  const sizes = { sequences: 1, headSize: width / heads, causal: true }
  const coreOf = (qkv: Tensor, ranks: number) => {
    const count = heads / ranks
    const [q, k, v] = [0, 1, 2].map((index) =>
      sliceColumns(qkv, index * (width / ranks), (index + 1) * (width / ranks)),
    ) as [Tensor, Tensor, Tensor]
    return { v, ...attentionCore(q, k, v, { ...sizes, heads: count, keyValueHeads: count }) }
  }
  const one = coreOf(joinColumns([query, key, value].map((each) => matmul(input, each))), 1)
  const columns = (name: string, pieces: readonly Tensor[], expected: Tensor): Shard => ({
    name,
    layout: 'columns',
    pieces: pieces.map((matrix, rank) => ({ matrix, row: 0, column: rank * matrix.shape[1]! })),
    expected,
  })
  const cores = multiplied(whole, W, 'QKV')!.product.pieces.map(({ matrix }) => coreOf(matrix, t))
  const V = columns(
    'V',
    cores.map(({ v }) => v),
    one.v,
  )
  const P = columns(
    'P',
    cores.map(({ weights }) => joinColumns(weights[0]!)),
    joinColumns(one.weights[0]!),
  )
  const C = columns(
    'C',
    cores.map((core) => core.output),
    one.output,
  )
  if (options.outputGradient === undefined) {
    at.hold([X, W, O])
    const gathered = options.sequenceParallel ? at.collective(X, 'all-gather') : X
    const QKV = at.times(gathered, W, 'QKV')
    at.local('softmax', [QKV], P)
    at.local('weigh', [P, V], C)
    return at.finish(at.collective(at.times(C, O, 'Z'), collective))
  }

  const dZ = lay('dZ', options.outputGradient, around, t)
  const keepsWhole = around === 'replicated' || !options.gatherAgain
  at.hold([dZ, O, W, C, keepsWhole ? whole : X])
  const gradient = around === 'rows' ? at.collective(dZ, 'all-gather') : dZ
  const dC = at.times(gradient, turned(O, 'Oᵀ'), 'dC')
  at.gradient(turned(C, 'Cᵀ'), gradient, 'dO')
  const back = dC.pieces.map(({ matrix }, rank) => cores[rank]!.backward(matrix))
  const expected = one.backward(dC.expected)
  const dQKV = columns(
    'dQKV',
    back.map(({ q, k, v }) => joinColumns([q, k, v])),
    interleaved([expected.q, expected.k, expected.v], t),
  )
  at.local('core', [dC], dQKV)
  const kept = keepsWhole ? whole : at.collective(X, 'all-gather')
  at.gradient(turned(kept, 'Xᵀ'), dQKV, 'dW')
  if (!options.separate || options.sequenceParallel) {
    const dX = at.times(dQKV, turned(W, 'Wᵀ'), 'dX')
    return at.finish(at.collective(dX, collective))
  }
  const parts = (['q', 'k', 'v'] as const).map((name, index) => {
    const letter = name.toUpperCase()
    const weight = lay(`W${letter}`, [query, key, value][index]!, 'columns', t)
    const local = columns(
      `d${letter}`,
      back.map((each) => each[name]),
      expected[name],
    )
    // Three layers send three times what one would.
    return at.collective(at.times(local, turned(weight, `W${letter}ᵀ`), `dX${letter}`), collective)
  })
  const dX: Shard = {
    ...parts[0]!,
    name: 'dX',
    pieces: parts[0]!.pieces.map((piece, rank) => ({
      ...piece,
      matrix: sum(parts.map(({ pieces }) => pieces[rank]!.matrix)),
    })),
    expected: sum(parts.map((part) => part.expected)),
  }
  return at.finish(at.local('plus', parts, dX))
}
