import { ringBytes } from '../../../math/parallel/ring.ts'
import type { TrainingCollective } from '../../../math/parallel/ring.ts'
import type { StepEvent } from '../../../math/parallel/data/index.ts'
import type { Sentence } from '../../widget/definition.ts'
import { isCompute } from './run.ts'
import type { Run } from './run.ts'

/** Whole numbers as a range where they follow one another: '0–3', '4', '' for none. */
export const range = (numbers: readonly number[]): string =>
  numbers.length < 2 ? numbers.join('') : `${numbers[0]}–${numbers.at(-1)}`

/** Whole numbers in rising order, runs of them as ranges: '1–3, 6'. */
export function spans(numbers: readonly number[]): string {
  const runs: number[][] = []
  for (const number of numbers) {
    const last = runs.at(-1)
    if (last !== undefined && last.at(-1) === number - 1) last.push(number)
    else runs.push([number])
  }
  return runs.map(range).join(', ')
}

/**
 * What a task is called: phrase and values. Layers, buckets and micro-batches are counted from 1,
 * as people do; ranks from 0, as all libraries do.
 */
export function nameOf(event: StepEvent, run: Run): Sentence {
  const { kind, index } = event
  const many = run.setting.microbatches > 1
  const values = { number: index + 1, microbatch: event.microBatch + 1 }
  switch (kind) {
    case 'forward':
    case 'backward':
      return [many ? `${kind} of` : kind, values]
    case 'optimizer':
      return [run.setting.strategy === 'dp' ? 'optimizer master' : 'optimizer', values]
    case 'scatter':
      return [event.id.endsWith('inputs') ? 'scatter inputs' : 'scatter gradients', values]
    case 'broadcast':
    case 'gather':
    case 'reduce':
      return [kind, values]
    case 'all-gather':
      return [index < 0 ? 'all-gather all' : 'all-gather', values]
    default: {
      const bucket = run.buckets[index]
      if (bucket === undefined) return [kind, values]
      const layers = range(bucket.map((layer) => layer + 1))
      return [`${kind} bucket${bucket.length > 1 ? ' of many' : ''}`, { ...values, layers }]
    }
  }
}

/** What stands in a task's block, if there is room. */
export function labelOf(event: StepEvent): Sentence {
  const { kind, index } = event
  if (kind === 'forward' || kind === 'backward') return ['label layer', { number: index + 1 }]
  if (kind === 'all-gather' && index < 0) return ['label all-gather all', {}]
  return [`label ${kind}`, { number: index + 1 }]
}

/** Bytes that a rank sends in a collective; from the root, or towards it, where there is one. */
export function sentIn(event: StepEvent, run: Run): number {
  return isCompute(event)
    ? 0
    : ringBytes(event.kind as TrainingCollective, run.setting.ranks, event.bytes)
}

/** Rounds of a ring collective. */
export const roundsOf = ({ kind }: StepEvent, ranks: number): number =>
  (kind === 'all-reduce' ? 2 : 1) * (ranks - 1)
