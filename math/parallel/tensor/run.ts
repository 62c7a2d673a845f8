import { expectShape, type Tensor } from '../../tensor.ts'
import {
  type Distributed,
  type EventLog,
  type TensorEvent,
  assemble,
  distribute,
} from './layout.ts'
import type { ParameterGradients } from './linear.ts'
import { maxDifference } from './matrix.ts'
import { type NamedValue, type Operation, record } from './tape.ts'

/** A block of a network that was run on t ranks, and on one for comparison. */
export interface TensorParallelRun {
  /** Every intermediate matrix as the ranks hold it, from the input on. */
  readonly values: readonly NamedValue[]
  readonly output: Tensor
  /** The same block on one rank. */
  readonly expected: Tensor
  /** Largest absolute difference between the two: rounding where the cut is right. */
  readonly error: number
  /** Collectives in the order in which they are needed. */
  readonly events: readonly TensorEvent[]
  /** Present when an output gradient was given. */
  readonly backward?: {
    /** Gradients of the intermediate matrices, from the output back. */
    readonly values: readonly NamedValue[]
    /** Absent when no input gradient was asked for. */
    readonly inputGradient?: Tensor
    /** Gradients of the parameters, as the ranks hold them. */
    readonly parameters: Readonly<Record<string, Distributed>>
    /** Largest absolute difference from one rank's gradients, input and parameters. */
    readonly error: number
  }
}

/** How a block is run. */
export interface RunOptions {
  /** dL/d(output): asks for the backward pass. */
  readonly outputGradient?: Tensor
  /** Whether the gradient of the input is needed; the first layer of a network needs none. */
  readonly inputGradient?: boolean
  /** Inputs and outputs are cut along the tokens (rows) instead of being on every rank. */
  readonly sequenceParallel?: boolean
}

/** A block: its operations on the ranks of a log. */
export type Build = (log: EventLog, gradients: ParameterGradients) => readonly Operation[]

/** Runs a block forward, and backward if asked. */
export function runBlock(build: Build, log: EventLog, input: Tensor, options: RunOptions) {
  const gradients: ParameterGradients = new Map()
  const operations = build(log, gradients)
  const around = options.sequenceParallel ? 'rows' : 'replicated'
  const tape = record(operations, distribute(input, around, log.ranks))
  const output = assemble(tape.values.at(-1)!.value)
  if (options.outputGradient === undefined) return { tape, output, gradients }
  const gradient = distribute(
    expectShape('outputGradient', options.outputGradient, output.shape),
    around,
    log.ranks,
  )
  const back = tape.backward(gradient, options.inputGradient ?? true)
  return { tape, output, gradients, back }
}

/**
 * Runs a block on t ranks and on one, and compares.
 *
 * @param build the block on t ranks
 * @param reference the same block as it would be on one rank
 */
export function compareBlock(
  build: Build,
  reference: Build,
  log: EventLog,
  input: Tensor,
  options: RunOptions,
): TensorParallelRun {
  const split = runBlock(build, log, input, options)
  const single = { ranks: 1, events: [] }
  const whole = runBlock(reference, single, input, { ...options, sequenceParallel: false })
  const run = {
    values: split.tape.values,
    output: split.output,
    expected: whole.output,
    error: maxDifference(split.output, whole.output),
    events: log.events,
  }
  if (split.back === undefined || whole.back === undefined) return run
  const wanted = options.inputGradient ?? true
  const inputGradient = assemble(split.back.at(-1)!.value)
  const differences = [...split.gradients].map(([name, value]) =>
    maxDifference(assemble(value), assemble(whole.gradients.get(name)!)),
  )
  if (wanted) {
    differences.push(maxDifference(inputGradient, assemble(whole.back.at(-1)!.value)))
  }
  return {
    ...run,
    backward: {
      values: split.back,
      ...(wanted ? { inputGradient } : {}),
      parameters: Object.fromEntries(split.gradients),
      error: Math.max(...differences),
    },
  }
}
