import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { MiB } from '../../hardware/index.ts'
import { assignBuckets, ddpBuckets, ddpReductions } from './buckets.ts'

const tensors = (...sizes: number[]) => sizes.map((bytes) => ({ bytes }))
const indices = (buckets: readonly { parameters: readonly number[] }[]) =>
  buckets.map(({ parameters }) => parameters)

describe('assignment by size', () => {
  // Three Linear(512, 512) layers: weights of exactly 1 MiB and biases of 2 KiB.
  const linear = tensors(MiB, 2048, MiB, 2048, MiB, 2048)

  test('a bucket closes once it has reached its limit', () => {
    expect(indices(assignBuckets(linear, [MiB, MiB]))).toEqual([[0], [1, 2], [3, 4], [5]])
    expect(indices(assignBuckets(linear, [Infinity]))).toEqual([[0, 1, 2, 3, 4, 5]])
  })

  test('limits advance to the last, which repeats', () => {
    expect(indices(assignBuckets(tensors(1, 1, 1, 1, 1, 1, 1), [1, 2]))).toEqual([
      [0],
      [1, 2],
      [3, 4],
      [5, 6],
    ])
  })

  test('types do not mix, and each advances through the limits for itself', () => {
    const mixed = [
      { bytes: 1, key: 'fp32' },
      { bytes: 1, key: 'bf16' },
      { bytes: 1, key: 'fp32' },
      { bytes: 1, key: 'bf16' },
      { bytes: 1, key: 'fp32' },
    ]
    expect(indices(assignBuckets(mixed, [1, 2]))).toEqual([[0], [1], [2, 4], [3]])
  })

  test('a sparse gradient travels alone and does not close the open bucket', () => {
    const sizes = [{ bytes: 1 }, { bytes: 9, sparse: true }, { bytes: 1 }]
    expect(indices(assignBuckets(sizes, [2]))).toEqual([[0, 2], [1]])
  })

  test('every tensor is in exactly one bucket, and only unfinished buckets are below the limit', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 100 }), { maxLength: 40 }),
        fc.integer({ min: 1, max: 150 }),
        fc.integer({ min: 1, max: 150 }),
        (sizes, first, later) => {
          const buckets = assignBuckets(tensors(...sizes), [first, later])
          expect(buckets.flatMap(({ parameters }) => parameters)).toEqual(sizes.map((_, i) => i))
          buckets.slice(0, -1).forEach(({ bytes, parameters }, index) => {
            const limit = index === 0 ? first : later
            expect(bytes).toBeGreaterThanOrEqual(limit)
            expect(bytes - sizes[parameters.at(-1)!]!).toBeLessThan(limit)
          })
        },
      ),
    )
  })
})

describe('DDP', () => {
  test('first one bucket, then 1 MiB and 25 MiB from the back', () => {
    const layers = tensors(...Array.from({ length: 60 }, () => MiB))
    expect(ddpBuckets(layers, false)).toHaveLength(1)
    const rebuilt = ddpBuckets(layers, true)
    expect(rebuilt.map(({ bytes }) => bytes / MiB)).toEqual([1, 25, 25, 9])
    expect(rebuilt[0]!.parameters).toEqual([59])
  })

  test('buckets follow the order in which gradients became ready', () => {
    const order = [1, 3, 0, 2]
    const buckets = ddpBuckets(tensors(MiB, MiB, MiB, MiB), true, { readyOrder: order })
    expect(indices(buckets)).toEqual([[1], [3, 0, 2]])
  })

  test('with unused parameters the buckets are never rebuilt and the small one comes last', () => {
    const options = { findUnusedParameters: true }
    const layers = tensors(...Array.from({ length: 30 }, () => MiB))
    expect(ddpBuckets(layers, true, options)).toEqual(ddpBuckets(layers, false, options))
    expect(ddpBuckets(layers, true, options).map(({ bytes }) => bytes / MiB)).toEqual([4, 25, 1])
  })

  test('only the first synchronised backward pass uses the single bucket', () => {
    const reductions = ddpReductions(tensors(1024, 1024), 1, 3, 'every', { bucketCap: 0.0005 })
    expect(reductions.map(({ microBatch, bucket }) => [microBatch, bucket])).toEqual([
      [0, 0],
      [1, 0],
      [1, 1],
      [2, 0],
      [2, 1],
    ])
  })

  test('hostile arguments are named', () => {
    expect(() => assignBuckets(tensors(1), [])).toThrow(/limits.length/)
    expect(() => assignBuckets(tensors(-1), [1])).toThrow(/tensors\[0\].bytes/)
    expect(() => assignBuckets(tensors(1, 2), [1], [0, 0])).toThrow(/each of the 2 tensors once/)
    expect(() => ddpBuckets(tensors(1), true, { bucketCap: 0 })).toThrow(/bucketCap/)
    expect(() => ddpReductions(tensors(1), 0)).toThrow(/steps/)
  })
})
