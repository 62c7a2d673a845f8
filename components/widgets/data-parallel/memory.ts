import type { LedgerEntry } from '../../../math/parallel/data/index.ts'
import { stack } from './geometry.ts'
import type { Run } from './run.ts'

/** The colour of a use of memory, by the meaning that it shares with the rest of the course. */
export const hueOfUse = {
  optimizer: 'optimizer',
  parameters: 'kernel',
  buckets: 'backward',
  gradients: 'backward',
  gathered: 'communication',
  activations: 'memory',
} as const

/** Bytes below this are rounding. */
const nothing = 0.5

/** The uses of memory that this step has, from the top of the stack to its bottom. */
export const usesOf = ({ timeline, groups }: Run) =>
  stack
    .toReversed()
    .filter((use) =>
      groups.some(({ ranks }) =>
        timeline.memory[ranks[0]!]!.some(({ bytes }) => bytes[use] >= nothing),
      ),
    )

/** A use's name: a phrase. What DataParallel copies out is a whole model. */
export const nameOfUse = (use: (typeof stack)[number], { setting }: Run): string =>
  use === 'gathered' && setting.strategy === 'dp' ? 'use replica' : `use ${use}`

/** Bytes of a use at a moment. */
export const heldFor = ({ bytes }: LedgerEntry, use: (typeof stack)[number]): number =>
  bytes[use] < nothing ? 0 : bytes[use]
