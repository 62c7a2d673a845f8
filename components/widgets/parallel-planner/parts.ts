import type { Evaluation, PlanMemory, PlanTime } from '../../../math/parallel/plan/index.ts'

/** Where the time of a step goes, in the order in which it is drawn. */
export const timeParts = [
  'compute',
  'bubble',
  'tensor',
  'pipeline',
  'data',
  'optimizer',
] as const satisfies readonly (keyof PlanTime)[]
export type TimePart = (typeof timeParts)[number]

/** Where the memory of the fullest device goes. */
export const memoryParts = [
  'states',
  'transient',
  'activations',
] as const satisfies readonly (keyof PlanMemory)[]
export type MemoryPart = (typeof memoryParts)[number]

/** What a part shares its colour with, in prose and controls. */
export const termOf: Readonly<Record<TimePart | MemoryPart, string>> = {
  compute: 'forward',
  bubble: 'bubble',
  tensor: 'communication',
  pipeline: 'communication',
  data: 'communication',
  optimizer: 'optimizer',
  states: 'memory',
  transient: 'memory',
  activations: 'memory',
}

/** A plan's name: `d16 t1 p1 b1 z3 none v1`. */
export const nameOf = ({ plan }: Evaluation): string =>
  `d${plan.dataParallel} t${plan.tensorParallel} p${plan.pipelineParallel} b${plan.microBatch} z${plan.zero} ${plan.recompute} v${plan.interleave}`
