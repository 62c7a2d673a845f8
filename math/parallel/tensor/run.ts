import { expectShape, type Tensor } from '../../tensor.ts'
import {
  type Distributed,
  type EventLog,
  type Layout,
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

/** How a block's input and output lie on the ranks. */
export interface BlockLayouts {
  readonly input: Exclude<Layout, 'partial'>
  readonly output: Exclude<Layout, 'partial'>
}

/** Runs a block forward, and backward if asked. */
function runBlock(
  build: Build,
  log: EventLog,
  input: Tensor,
  options: RunOptions,
  layouts: BlockLayouts,
) {
  const gradients: ParameterGradients = new Map()
  const tape = record(build(log, gradients), distribute(input, layouts.input, log.ranks))
  const output = assemble(tape.values.at(-1)!.value)
  if (options.outputGradient === undefined) return { tape, output, gradients }
  const gradient = distribute(
    expectShape('outputGradient', options.outputGradient, output.shape),
    layouts.output,
    log.ranks,
  )
  const back = tape.backward(gradient, options.inputGradient ?? true)
  return { tape, output, gradients, back }
}

const aroundOf = ({ sequenceParallel }: RunOptions): BlockLayouts => {
  const around = sequenceParallel ? 'rows' : 'replicated'
  return { input: around, output: around }
}

/**
 * Runs a block on t ranks and on one, and compares.
 *
 * @param build the block on t ranks
 * @param reference the same block as it would be on one rank
 * @param layouts on the t ranks; by rows under sequence parallelism, else whole
 */
export function compareBlock(
  build: Build,
  reference: Build,
  log: EventLog,
  input: Tensor,
  options: RunOptions,
  layouts: BlockLayouts = aroundOf(options),
): TensorParallelRun {
  const split = runBlock(build, log, input, options, layouts)
  const whole = runBlock(reference, { ranks: 1, events: [] }, input, options, aroundOf({}))
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
