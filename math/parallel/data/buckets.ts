import { finite, integer, list, object, oneOf } from '../../check.ts'
import { MiB } from '../../hardware/units.ts'

/** A parameter as DDP's bucketing sees it. */
export interface BucketTensor {
  /** Bytes of its gradient. */
  readonly bytes: number
  /** Type and device: tensors with different keys never share a bucket. */
  readonly key?: string
  /** A sparse gradient travels alone. */
  readonly sparse?: boolean
}

/** A bucket: gradients that are reduced together. */
export interface Bucket {
  /** Indices of parameters, in registration order 0 … P−1. */
  readonly parameters: readonly number[]
  readonly bytes: number
}

/**
 * DDP's assignment by size: tensors join the open bucket of their key in the order given; a bucket
 * closes once it has *reached* its limit, and the next bucket of that key takes the next limit (the
 * last one repeats). So a bucket may exceed its limit by almost one tensor.
 *
 * Without `order`, tensors come in registration order and the result is sorted by each bucket's
 * lowest index; with `order` (gradients as they become ready) buckets stay in the order in which
 * they closed, and unfinished ones follow.
 *
 * @param limits bytes, for the first, second, … bucket of a key; `Infinity` never closes
 * @param order the indices of `tensors`, each once
 * @throws RangeError when a size is negative, there is no limit, or `order` is not a permutation
 * @example assignBuckets([1024, 1024, 1024, 1024].map((bytes) => ({ bytes })), [2097]) // 3 and 1 tensors
 * @source PyTorch, torch/csrc/distributed/c10d/reducer.cpp, compute_bucket_assignment_by_size
 */
export function assignBuckets(
  tensors: readonly BucketTensor[],
  limits: readonly number[],
  order?: readonly number[],
): readonly Bucket[] {
  integer('limits.length', list('limits', limits).length, 1)
  limits.forEach((limit, index) => {
    if (limit !== Infinity) finite(`limits[${index}]`, limit, 0)
  })
  list('tensors', tensors).forEach((tensor, index) =>
    finite(`tensors[${index}].bytes`, object(`tensors[${index}]`, tensor).bytes, 0),
  )
  if (order !== undefined && order !== null) list('order', order)
  const sequence = order ?? tensors.map((_, index) => index)
  if (new Set(sequence).size !== tensors.length || sequence.length !== tensors.length) {
    throw new RangeError(
      `order must name each of the ${tensors.length} tensors once, got [${sequence.join(', ')}]`,
    )
  }
  const closed: Bucket[] = []
  const open = new Map<string, { parameters: number[]; bytes: number }>()
  const nextLimit = new Map<string, number>()
  for (const index of sequence) {
    integer('order', index, 0, tensors.length - 1)
    const { bytes, key = '', sparse = false } = tensors[index]!
    if (sparse) {
      closed.push({ parameters: [index], bytes })
      continue
    }
    const bucket = open.get(key) ?? { parameters: [], bytes: 0 }
    open.set(key, bucket)
    bucket.parameters.push(index)
    bucket.bytes += bytes
    const at = nextLimit.get(key) ?? 0
    if (bucket.bytes >= limits[at]!) {
      closed.push(bucket)
      open.delete(key)
      nextLimit.set(key, Math.min(at + 1, limits.length - 1))
    }
  }
  closed.push(...open.values())
  if (order !== undefined) return closed
  return closed.toSorted((a, b) => Math.min(...a.parameters) - Math.min(...b.parameters))
}

/** DDP's arguments that decide its buckets. */
export interface DdpOptions {
  /** `bucket_cap_mb`, in MiB. Unless told: 1 MiB for the first bucket, 25 MiB for the others. */
  readonly bucketCap?: number
  readonly findUnusedParameters?: boolean
  /** The order in which gradients became ready; reverse registration order unless told. */
  readonly readyOrder?: readonly number[]
}

/**
 * DDP's buckets, first to be reduced first.
 *
 * In the first backward pass that synchronises, everything is one bucket (per type and device): the
 * real order is not known yet. Then buckets are rebuilt, once, in the order in which gradients
 * became ready: the first closes at 1 MiB so that communication starts early, the others at 25 MiB.
 *
 * With `findUnusedParameters` buckets are never rebuilt. They are cut in registration order (the
 * 1 MiB one first) and used back to front, so the small bucket is the *last* to be reduced.
 *
 * @param parameters in registration order
 * @param rebuilt false for the first synchronised backward pass, true for the later ones
 * @throws RangeError as `assignBuckets`, or when the cap is not positive
 * @example ddpBuckets([1024, 1024, 1024, 1024].map((bytes) => ({ bytes })), true, { bucketCap: 0.002 }) // 3072 and 1024 bytes
 * @source PyTorch, torch/nn/parallel/distributed.py, _ddp_init_helper; reducer.cpp, rebuild_buckets
 */
export function ddpBuckets(
  parameters: readonly BucketTensor[],
  rebuilt: boolean,
  options: DdpOptions = {},
): readonly Bucket[] {
  oneOf('rebuilt', rebuilt, [true, false])
  const unused = oneOf('findUnusedParameters', options.findUnusedParameters ?? false, [true, false])
  const cap = Math.trunc(finite('bucketCap', options.bucketCap ?? 25, Number.MIN_VALUE) * MiB)
  const limits = options.bucketCap === undefined ? [MiB, cap] : [cap]
  if (unused) return assignBuckets(parameters, limits).toReversed()
  if (!rebuilt) return assignBuckets(parameters, [Infinity]).toReversed()
  const backwards = list('parameters', parameters).map((_, index) => parameters.length - 1 - index)
  return assignBuckets(parameters, limits, options.readyOrder ?? backwards)
}

/** One all-reduce that DDP launches. */
export interface BucketReduction {
  /** Optimizer step, from 0. */
  readonly step: number
  readonly microBatch: number
  /** Position among this backward pass's buckets. */
  readonly bucket: number
  readonly bytes: number
}

/**
 * The all-reduces of several DDP steps in launch order.
 *
 * @param steps optimizer steps
 * @param microBatches per step
 * @param sync after every micro-batch, or after the last alone (under `no_sync`)
 * @throws RangeError as `ddpBuckets`
 * @example ddpReductions([{ bytes: 4096 }], 2, 4, 'last').length // 2
 */
export function ddpReductions(
  parameters: readonly BucketTensor[],
  steps: number,
  microBatches = 1,
  sync: 'every' | 'last' = 'last',
  options: DdpOptions = {},
): readonly BucketReduction[] {
  integer('steps', steps, 1)
  integer('microBatches', microBatches, 1)
  integer('steps × microBatches', steps * microBatches, 1, 2 ** 20)
  oneOf('sync', sync, ['every', 'last'])
  const reductions: BucketReduction[] = []
  let synchronised = false
  for (let step = 0; step < steps; step++) {
    for (let microBatch = 0; microBatch < microBatches; microBatch++) {
      if (sync === 'last' && microBatch < microBatches - 1) continue
      ddpBuckets(parameters, synchronised, options).forEach(({ bytes }, bucket) =>
        reductions.push({ step, microBatch, bucket, bytes }),
      )
      synchronised = true
    }
  }
  return reductions
}
