import type { Tensor } from '../../tensor.ts'
import { type Distributed, type EventLog, type Layout, cut, distribute } from './layout.ts'
import { addRow, columnSums, map, matmul, sizeOf, transpose } from './matrix.ts'
import type { Operation } from './tape.ts'

/** Along which dimension the weight matrix W[in×out] is cut. */
export type WeightCut = 'column' | 'row'

/** The layout that a cut wants at its input, and the one that it leaves at its output. */
export const cutLayouts = {
  column: { input: 'replicated', output: 'columns' },
  row: { input: 'columns', output: 'partial' },
} as const satisfies Record<WeightCut, { input: Layout; output: Layout }>

/** Where gradients of parameters are put, by name. */
export type ParameterGradients = Map<string, Distributed>

/**
 * Y = X·W with W cut over t ranks.
 *
 * By columns: every rank holds all of X and makes its columns of Y; the gradient of X comes out as
 * partial sums. By rows: every rank holds its columns of X and makes a partial sum of Y; the
 * gradient of X comes out in columns. Neither communicates by itself.
 *
 * @throws RangeError when t does not divide the dimension that is cut
 * @source Shoeybi et al., Megatron-LM, arXiv:1909.08053, section 3
 */
export function cutLinear(
  log: EventLog,
  name: string,
  weight: Tensor,
  along: WeightCut,
  gradients: ParameterGradients,
): Operation & { readonly weights: Distributed } {
  const layout = along === 'column' ? 'columns' : 'rows'
  const weights: Distributed = { layout, parts: cut(weight, layout, log.ranks) }
  const forward: Operation['forward'] = (input) => {
    const parts = input.parts.map((part, rank) => matmul(part, weights.parts[rank]!))
    return {
      value: { layout: cutLayouts[along].output, parts },
      backward: (gradient) => {
        gradients.set(name, {
          layout,
          parts: gradient.parts.map((part, rank) => matmul(transpose(input.parts[rank]!), part)),
        })
        return {
          layout: along === 'column' ? 'partial' : 'columns',
          parts: gradient.parts.map((part, rank) => matmul(part, transpose(weights.parts[rank]!))),
        }
      },
    }
  }
  return { name: `${name} product`, hasParameters: true, forward, weights }
}

/**
 * A bias added to the rows. Onto columns it is cut like them; onto whole rows every rank adds all
 * of it. It must not meet partial sums: added on each of t ranks it would count t times.
 *
 * @throws RangeError when the input is a partial sum, or the length is wrong
 */
export function addBias(
  log: EventLog,
  name: string,
  bias: readonly number[],
  gradients: ParameterGradients,
): Operation {
  const row: Tensor = { shape: [1, bias.length], data: bias }
  return {
    name: `${name} sum`,
    hasParameters: true,
    forward: (value) => {
      if (value.layout === 'partial') {
        throw new RangeError('bias must be added after the partial sums are reduced')
      }
      const isCut = value.layout === 'columns'
      const biases = distribute(row, isCut ? 'columns' : 'replicated', log.ranks)
      return {
        value: {
          layout: value.layout,
          parts: value.parts.map((part, rank) => addRow(part, biases.parts[rank]!.data)),
        },
        backward: (gradient) => {
          const parts = gradient.parts.map((part) => {
            const data = columnSums(part)
            return { shape: [1, data.length], data }
          })
          // Ranks that hold different rows hold different summands of the bias's gradient.
          const layout = value.layout === 'rows' ? 'partial' : biases.layout
          gradients.set(name, { layout, parts })
          return gradient
        },
      }
    },
  }
}

/** Functions between two matrix products, with their derivatives. */
export const nonlinearities = {
  identity: { value: (x: number) => x, slope: () => 1 },
  relu: { value: (x: number) => Math.max(0, x), slope: (x: number) => (x > 0 ? 1 : 0) },
  /** The tanh form of GeLU, as GPT-2 uses it. @source Hendrycks and Gimpel, arXiv:1606.08415 */
  gelu: {
    value: (x: number) => 0.5 * x * (1 + Math.tanh(geluInner(x))),
    slope: (x: number) => {
      const tanh = Math.tanh(geluInner(x))
      return 0.5 * (1 + tanh) + 0.5 * x * (1 - tanh ** 2) * GELU * (1 + 3 * 0.044715 * x * x)
    },
  },
} as const
export type Activation = keyof typeof nonlinearities

const GELU = Math.sqrt(2 / Math.PI)

function geluInner(x: number): number {
  return GELU * (x + 0.044715 * x ** 3)
}

/**
 * An elementwise function on whatever each rank holds. On partial sums this is *wrong* unless the
 * function is linear: f(a) + f(b) is not f(a + b). It is allowed, so that the error can be seen.
 */
export function elementwise(activation: Activation): Operation {
  const { value: apply, slope } = nonlinearities[activation]
  return {
    name: activation,
    hasParameters: false,
    forward: (input) => ({
      value: { layout: input.layout, parts: input.parts.map((part) => map(part, apply)) },
      backward: (gradient) => ({
        layout: gradient.layout,
        parts: gradient.parts.map((part, rank) =>
          map(part, (each, offset) => each * slope(input.parts[rank]!.data[offset]!)),
        ),
      }),
    }),
  }
}

/** Checks that a weight matrix continues a width. @throws RangeError naming the weight */
export function expectRows(name: string, weight: Tensor, rows: number): number {
  const [actual, columns] = sizeOf(name, weight)
  if (actual !== rows) throw new RangeError(`${name} must have ${rows} rows, got ${actual}`)
  return columns
}
