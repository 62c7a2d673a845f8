import { finite, integer, object, oneOf } from '../../check.ts'
import { type TrainingCollective, ringBytes } from '../ring.ts'

/**
 * Ways to spread a batch over replicas.
 *
 * `data-parallel` is PyTorch's `DataParallel`: one process, a master device that scatters inputs,
 * copies the model out and sums gradients. `ddp` is one process per device with ring all-reduce.
 * `zero-1`, `zero-2` and `zero-3` shard optimizer states, and gradients, and parameters; FSDP is
 * `zero-3`.
 */
export const dataStrategies = ['data-parallel', 'ddp', 'zero-1', 'zero-2', 'zero-3'] as const
export type DataStrategy = (typeof dataStrategies)[number]

/** What a step of data-parallel training sends. */
export interface VolumeOptions {
  readonly strategy: DataStrategy
  /** n, replicas. */
  readonly ranks: number
  /** Bytes of all parameters in the format that is gathered or copied. */
  readonly parameterBytes: number
  /** Bytes of all gradients in the format that is reduced; as the parameters unless told. */
  readonly gradientBytes?: number
  /** Micro-batches that are accumulated before the optimizer runs. */
  readonly microBatches?: number
  /** Reduce gradients after every micro-batch, or after the last alone (`no_sync`). */
  readonly sync?: 'every' | 'last'
  /** ZeRO-3: free the gathered parameters after forward, and gather them again for backward. */
  readonly reshardAfterForward?: boolean
  /** `data-parallel`: bytes of one step's inputs and outputs, over all ranks and micro-batches. */
  readonly inputBytes?: number
  readonly outputBytes?: number
}

/** One kind of collective in a step. */
export interface StepCollective {
  readonly collective: TrainingCollective
  readonly what: 'parameters' | 'gradients' | 'inputs' | 'outputs'
  readonly count: number
  /** S of each, in bytes. */
  readonly bytes: number
}

/** Communication of one optimizer step. */
export interface CommunicationVolume {
  readonly collectives: readonly StepCollective[]
  /** Bytes that each rank sends. */
  readonly sent: readonly number[]
  /**
   * Σ over parameter and gradient collectives of their volume in units of what they move, an
   * all-reduce counted twice: the 2ψ and 3ψ of the ZeRO paper, which leaves (n−1)/n out.
   */
  readonly modelVolumes: number
}

/**
 * What a step sends: DDP an all-reduce of the gradients (2ψ); ZeRO-1 and 2 a reduce-scatter of
 * gradients and an all-gather of parameters (2ψ); ZeRO-3 an all-gather before forward, another
 * before backward when parameters were resharded, and a reduce-scatter (3ψ or 2ψ).
 *
 * With m micro-batches ZeRO-3 gathers for each of them; `sync: 'every'` also reduces for each of
 * them, so that m = 4 costs 12ψ against DDP's 2ψ under `no_sync`.
 *
 * `data-parallel` copies the parameters out and sums the gradients on the master for every
 * micro-batch, along chains as NCCL's broadcast and reduce do: every rank but the last of a chain
 * sends the whole once. Inputs and outputs go straight between the master and each rank.
 *
 * @throws RangeError when a count or a size is out of range
 * @example dataParallelVolume({ strategy: 'ddp', ranks: 4, parameterBytes: 1e9 }).sent[0] // 1.5e9
 * @source Rajbhandari et al., arXiv:1910.02054, section 7; PyTorch 2 DDP and FSDP2, traced
 */
export function dataParallelVolume(options: VolumeOptions): CommunicationVolume {
  const strategy = oneOf('strategy', object('options', options).strategy, dataStrategies)
  const n = integer('ranks', options.ranks, 1, 2 ** 20)
  const parameters = finite('parameterBytes', options.parameterBytes, 0)
  const gradients = finite('gradientBytes', options.gradientBytes ?? parameters, 0)
  const m = integer('microBatches', options.microBatches ?? 1, 1)
  const sync = oneOf('sync', options.sync ?? 'last', ['every', 'last'])
  const reshard = oneOf('reshardAfterForward', options.reshardAfterForward ?? true, [true, false])
  finite('inputBytes', options.inputBytes ?? 0, 0)
  finite('outputBytes', options.outputBytes ?? 0, 0)
  const reductions = sync === 'every' ? m : 1
  if (strategy === 'data-parallel') return throughMaster(options, n, parameters, gradients, m)

  const reduce: StepCollective = {
    collective: strategy === 'ddp' ? 'all-reduce' : 'reduce-scatter',
    what: 'gradients',
    count: reductions,
    bytes: gradients,
  }
  const gathers = { ddp: 0, 'zero-1': 1, 'zero-2': 1, 'zero-3': m * (reshard ? 2 : 1) }[strategy]
  const gather: StepCollective = {
    collective: 'all-gather',
    what: 'parameters',
    count: gathers,
    bytes: parameters,
  }
  const collectives = gathers === 0 ? [reduce] : [gather, reduce]
  const each = collectives.reduce(
    (sum, { collective, count, bytes }) => sum + count * ringBytes(collective, n, bytes),
    0,
  )
  return {
    collectives,
    sent: Array.from({ length: n }, () => each),
    modelVolumes: gathers + reductions * (strategy === 'ddp' ? 2 : 1),
  }
}

function throughMaster(
  options: VolumeOptions,
  n: number,
  parameters: number,
  gradients: number,
  m: number,
): CommunicationVolume {
  const inputs = finite('inputBytes', options.inputBytes ?? 0, 0)
  const outputs = finite('outputBytes', options.outputBytes ?? 0, 0)
  const collectives: readonly StepCollective[] = [
    { collective: 'scatter', what: 'inputs', count: m, bytes: inputs / m },
    { collective: 'broadcast', what: 'parameters', count: m, bytes: parameters },
    { collective: 'gather', what: 'outputs', count: m, bytes: outputs / m },
    { collective: 'scatter', what: 'outputs', count: m, bytes: outputs / m },
    { collective: 'reduce', what: 'gradients', count: m, bytes: gradients },
  ]
  // Outputs come in forward and their gradients go out backward: outputs/n each way per worker.
  const sent = Array.from({ length: n }, (_, rank) => {
    const copied = rank < n - 1 ? m * parameters : 0
    const summed = rank > 0 ? m * gradients : 0
    return copied + summed + (rank === 0 ? ((n - 1) * (inputs + outputs)) / n : outputs / n)
  })
  return {
    collectives: n === 1 ? [] : collectives,
    sent,
    modelVolumes: 2 * m,
  }
}
