import { oneOf } from '../check.ts'
import { server } from './server-chips.ts'
import { edge } from './edge-chips.ts'
import type { Precision } from '../precision.ts'

export { peakFlops } from './peak.ts'

/** Where a chip is used. */
export type AcceleratorClass = 'server' | 'desktop' | 'phone' | 'embedded' | 'cpu'

/**
 * A chip that computes, as its maker publishes it.
 *
 * Peaks are dense: the doubled figures for 2:4 structured sparsity are never used. Vendors' "GB" of
 * capacity is read as 10⁹ bytes unless the source says GiB.
 */
export interface Accelerator {
  readonly id: string
  readonly name: string
  readonly vendor: string
  readonly class: AcceleratorClass
  /** Year of the announcement or of the first product. */
  readonly year: number
  /** FLOP/s (OP/s for integers) per precision; one multiply-accumulate is two. */
  readonly peak: Readonly<Partial<Record<Precision, number>>>
  readonly memory: {
    /** Bytes on the device, or shared with the host where `shared` says so. */
    readonly capacity: number
    /** Bytes per second. */
    readonly bandwidth: number
    readonly shared?: boolean
  }
  /** Ids in `links`: the fastest link to its peers, if it has one, and the way to the host. */
  readonly peerLink?: string
  readonly hostLink?: string
  readonly source: string
  /** How a figure was obtained when the source does not print it. */
  readonly note?: string
}

/** Every chip of the library, servers first. */
export const accelerators: readonly Accelerator[] = [...server, ...edge]

/**
 * The accelerator with this id.
 *
 * @example accelerator('a100-80gb').peak.bf16 // 312e12
 * @throws RangeError naming the known ids
 */
export function accelerator(id: string): Accelerator {
  oneOf(
    'id',
    id,
    accelerators.map((entry) => entry.id),
  )
  return accelerators.find((entry) => entry.id === id)!
}
