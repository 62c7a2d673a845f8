import {
  type ChosenCollective,
  type Shard,
  type ShardCheck,
  applied,
  biased,
  checked,
  communicated,
  hadamard,
  multiplied,
} from './buffers.ts'

/** What stands between the operands of a step. */
export type Operator = 'times' | 'each' | 'gelu' | 'softmax' | 'weigh' | 'core' | 'plus' | 'bias'

/** One thing that all ranks do at the same time. */
export interface ProgramStep {
  /**
   * `hold`: nothing done yet; `local`: each rank on its own; `collective`: together; `stuck`: the
   * operands do not fit one another; `result`: what has come out, compared with one device.
   */
  readonly kind: 'hold' | 'local' | 'collective' | 'stuck' | 'result'
  readonly operands: readonly Shard[]
  readonly operator?: Operator
  readonly collective?: ChosenCollective
  readonly result?: Shard
  /** Elements that each rank sends in this step, and up to its end. */
  readonly sent: number
  readonly sentSoFar: number
  readonly check?: ShardCheck
}

/** A program on t ranks, run to its end. */
export interface TensorProgram {
  readonly steps: readonly ProgramStep[]
  /** Parameters as they lie on the ranks. */
  readonly weights: readonly Shard[]
  /** Gradients of parameters; they need no message. */
  readonly gradients: readonly Shard[]
  /** Absent when the program got stuck. */
  readonly output?: Shard
  readonly check?: ShardCheck
}

/** Writes down what is done; after a step that does not fit, nothing more happens. */
export function recorder(weights: readonly Shard[]) {
  const steps: ProgramStep[] = []
  const gradients: Shard[] = []
  let sentSoFar = 0
  let stuck = false
  const note = (step: Omit<ProgramStep, 'sent' | 'sentSoFar'>, sent = 0) => {
    if (stuck) return
    sentSoFar += sent
    steps.push({ ...step, sent, sentSoFar })
  }
  const recorded = {
    hold: (operands: readonly Shard[]) => note({ kind: 'hold', operands }),
    local: (operator: Operator, operands: readonly Shard[], result: Shard) => {
      note({ kind: 'local', operator, operands, result })
      return result
    },
    times: (a: Shard, b: Shard, name: string): Shard => {
      const done = stuck ? undefined : multiplied(a, b, name)
      if (done) return recorded.local('times', [done.left, b], done.product)
      note({ kind: 'stuck', operator: 'times', operands: [a, b] })
      stuck = true
      return a
    },
    /** A bias added to what each rank holds. */
    bias: (shard: Shard, bias: Shard, name: string): Shard => {
      const done = stuck ? undefined : biased(shard, bias, name)
      if (done) return recorded.local('bias', [shard, done.bias], done.sum)
      note({ kind: 'stuck', operator: 'bias', operands: [shard, bias] })
      stuck = true
      return shard
    },
    /** A product that is the gradient of a parameter. */
    gradient: (a: Shard, b: Shard, name: string) => {
      gradients.push(recorded.times(a, b, name))
    },
    gelu: (shard: Shard, name: string, gelu: (value: number) => number) =>
      recorded.local('gelu', [shard], applied(shard, name, gelu)),
    each: (a: Shard, b: Shard, name: string) =>
      recorded.local('each', [a, b], hadamard(a, b, name)),
    collective: (shard: Shard, collective: ChosenCollective): Shard => {
      if (stuck || collective === 'none') return shard
      const { matrix } = shard.pieces[0]!
      if (collective === 'reduce-scatter' && matrix.shape[0]! % shard.pieces.length !== 0) {
        note({ kind: 'stuck', collective, operands: [shard] })
        stuck = true
        return shard
      }
      const { own, received, result, sent } = communicated(shard, collective)
      const operands = own && received ? [own, received] : [shard]
      note({ kind: 'collective', collective, operands, result }, sent)
      return result
    },
    finish: (output: Shard): TensorProgram => {
      if (stuck) return { steps, weights, gradients }
      const check = checked(output)
      note({ kind: 'result', operands: [output], check })
      return { steps, weights, gradients, output, check }
    },
  }
  return recorded
}
