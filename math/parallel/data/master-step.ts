import { ringTime } from '../ring.ts'
import type { ResolvedStep, StepPlan } from './step.ts'
import type { MemoryBytes } from './streams.ts'
import type { TaskList, TaskRequest } from './tasks.ts'

/**
 * PyTorch's `DataParallel`: one process drives all devices. For every micro-batch the master
 * scatters the inputs, copies the whole model out, collects the outputs,
 * and adds all gradients up on itself; it alone holds optimizer states and updates. Nothing
 * overlaps: each phase waits for the one before.
 */
export function masterStep(step: ResolvedStep, list: TaskList): StepPlan {
  const { ranks, recipe, layers, sizes, parameters, microBatches, link } = step
  const { inputBytes, outputBytes } = step
  const copy = parameters * recipe.parameters
  const gradients = parameters * recipe.gradients
  const onMaster = (memory: MemoryBytes) => (rank: number) => (rank === 0 ? memory : {})
  const onWorkers = (memory: MemoryBytes) => (rank: number) => (rank === 0 ? {} : memory)
  let previous: string | undefined

  const between = (
    kind: 'scatter' | 'gather' | 'broadcast' | 'reduce',
    microBatch: number,
    tag: string,
    bytes: number,
    memory: Pick<TaskRequest, 'allocate' | 'release'> = {},
  ) => {
    const seconds = ringTime(kind, ranks, bytes, link)
    const after = [previous]
    previous = list.communicate({ kind, microBatch, tag, bytes, seconds, after, ...memory })
  }

  for (let microBatch = 0; microBatch < microBatches; microBatch++) {
    between('scatter', microBatch, 'inputs', inputBytes)
    between('broadcast', microBatch, 'parameters', copy, {
      allocate: onWorkers({ gathered: copy }),
    })
    layers.forEach((layer, index) => {
      previous = list.compute({
        kind: 'forward',
        index,
        microBatch,
        seconds: layer.forward,
        after: [previous],
        allocate: { activations: layer.activationBytes ?? 0 },
      })
    })
    between('gather', microBatch, 'outputs', outputBytes, {
      allocate: onMaster({ activations: outputBytes }),
    })
    between('scatter', microBatch, 'output gradients', outputBytes, {
      release: onMaster({ activations: outputBytes }),
    })
    for (let index = layers.length - 1; index >= 0; index--) {
      previous = list.compute({
        kind: 'backward',
        index,
        microBatch,
        seconds: layers[index]!.backward,
        after: [previous],
        allocate: { gradients: sizes[index]! * recipe.gradients },
        release: { activations: layers[index]!.activationBytes ?? 0 },
      })
    }
    between('reduce', microBatch, 'gradients', gradients, {
      // The master keeps the first sum and adds the later ones into it.
      release: (rank) =>
        rank === 0
          ? { gradients: microBatch === 0 ? 0 : gradients }
          : { gradients, gathered: copy },
    })
  }
  list.compute({
    kind: 'optimizer',
    ranks: [0],
    seconds: step.optimizer,
    after: [previous],
    release: { gradients },
  })
  const rest = {
    parameters: copy,
    optimizer: parameters * (recipe.master + recipe.moments),
  }
  return { rest: list.ranks.map((rank) => (rank === 0 ? rest : {})) }
}
