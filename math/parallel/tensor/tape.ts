import { type Distributed, type EventLog, type Layout, redistribute } from './layout.ts'

/** What an operation leaves behind: its result, and the way back. */
export interface Taped {
  readonly value: Distributed
  /** From the gradient of the result to the gradient of the input; notes parameters' gradients. */
  readonly backward: (gradient: Distributed) => Distributed
}

/** An operation of a network that runs on t ranks. */
export interface Operation {
  readonly name: string
  /** Whether it has parameters, so that its way back is needed even without an input gradient. */
  readonly hasParameters: boolean
  readonly forward: (value: Distributed) => Taped
}

/** An intermediate matrix with its name. */
export interface NamedValue {
  readonly name: string
  readonly value: Distributed
}

/**
 * A change of layout as an operation.
 *
 * Its way back is a change of layout too. The gradient of partial sums is the same on every rank
 * (each summand gets the whole gradient), so an all-reduce forward needs nothing backward; the
 * gradient of a replicated matrix may arrive as partial sums, and is left so until someone needs it
 * whole: that all-reduce is Megatron's operator f.
 */
export function relayout(log: EventLog, to: Exclude<Layout, 'partial'>, what: string): Operation {
  return {
    name: what,
    hasParameters: false,
    forward: (value) => {
      const from = value.layout === 'partial' ? 'replicated' : value.layout
      return {
        value: redistribute(log, value, to, 'forward', what),
        backward: (gradient) => redistribute(log, gradient, from, 'backward', `${what} gradient`),
      }
    },
  }
}

/** Every intermediate value of a forward pass, and the way back. */
export interface Tape {
  readonly values: readonly NamedValue[]
  /** @param needsInputGradient false stops at the first operation that has parameters */
  readonly backward: (gradient: Distributed, needsInputGradient: boolean) => readonly NamedValue[]
}

/** Runs operations one after another. */
export function record(operations: readonly Operation[], input: Distributed): Tape {
  const values: NamedValue[] = [{ name: 'input', value: input }]
  const taped = operations.map((operation) => {
    const step = operation.forward(values.at(-1)!.value)
    values.push({ name: operation.name, value: step.value })
    return step
  })
  const firstWithParameters = operations.findIndex(({ hasParameters }) => hasParameters)
  return {
    values,
    backward: (gradient, needsInputGradient) => {
      const gradients: NamedValue[] = [{ name: values.at(-1)!.name, value: gradient }]
      const stop = needsInputGradient ? 0 : firstWithParameters
      for (let index = taped.length - 1; index >= stop; index--) {
        const value = taped[index]!.backward(gradients.at(-1)!.value)
        gradients.push({ name: values[index]!.name, value })
      }
      return gradients
    },
  }
}
