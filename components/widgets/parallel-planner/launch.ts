import type { Plan } from '../../../math/parallel/plan/index.ts'
import type { StateRecipe } from '../../../math/parallel/memory/recipes.ts'
import type { ResolvedTransformer } from '../../../math/parallel/transformer/config.ts'

/** A plan on its cluster, with everything that a launch of it has to say. */
export interface Launch {
  /** The model's proper name, or its sizes in a few words. */
  readonly name: string
  readonly plan: Plan
  readonly model: ResolvedTransformer
  readonly nodes: number
  readonly perNode: number
  readonly globalBatch: number
  readonly microBatches: number
  /** Format of matrix products. */
  readonly precision: string
  readonly recipe: StateRecipe
  /** Norms and layer inputs split along the sequence where t > 1. */
  readonly sequenceParallel: boolean
  readonly dropout: boolean
}

/** How `torchrun` starts one process per device. On several nodes the same line runs on each. */
export function torchrun({ nodes, perNode }: Pick<Launch, 'nodes' | 'perNode'>): string {
  return nodes === 1
    ? `torchrun --standalone --nproc-per-node=${perNode}`
    : `torchrun --nnodes=${nodes} --nproc-per-node=${perNode} --rdzv-backend=c10d --rdzv-endpoint=$HEAD_NODE:29500`
}
