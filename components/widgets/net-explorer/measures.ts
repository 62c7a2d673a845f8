import type { StepCost } from '../../../math/nets/steps.ts'
import { bytesPerElement } from '../../../math/precision.ts'

export const measures = ['params', 'macs', 'activations', 'traffic'] as const
export type Measure = (typeof measures)[number]

export const levels = ['stages', 'blocks', 'layers'] as const
export type Level = (typeof levels)[number]

/** A step's or a network's figure; traffic in bytes at fp32, the others as they are counted. */
export const figure = (cost: StepCost, measure: Measure): number =>
  measure === 'traffic' ? cost.traffic * bytesPerElement('fp32') : cost[measure]

/** How a measure is written. */
export const formatOf = (measure: Measure) => (measure === 'traffic' ? 'bytes' : 'compact')

/** A shape as it is written: `64 × 56 × 56`. */
export const shapeText = (shape: readonly number[] | undefined): string => shape?.join(' × ') ?? '–'
