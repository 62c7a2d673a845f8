import {
  effectiveReceptiveField,
  effectiveReceptiveFields,
  layersOfStack,
} from '../../../math/conv/index.ts'
import type { EffectiveReceptiveField } from '../../../math/conv/index.ts'
import { pathCounts } from '../../../math/conv/index.ts'
import { kernelsOf, writeStack } from './stack.ts'

/** Channels between the layers of the random net: fewer, and its rectifiers often let nothing through. */
const width = 4

interface Measured {
  readonly equal: EffectiveReceptiveField
  readonly draws: EffectiveReceptiveField[]
  readonly source: Iterator<EffectiveReceptiveField, never>
}

/** Measuring is the only slow thing here, and depends on the stack alone. */
const known = new Map<string, Measured>()
const remembered = 16

function measuredOf(stack: string): Measured {
  const kernels = kernelsOf(stack)
  const key = writeStack(kernels)
  const found = known.get(key)
  if (found) return found
  const { rows, columns } = pathCounts(kernels)
  // As large as the field: no path to the middle unit ever leaves it.
  const size = { height: rows.length, width: columns.length }
  const net = (middleChannels: number) =>
    layersOfStack({ kernels, inputChannels: 1, middleChannels, outputChannels: 1 })
  const measured = {
    equal: effectiveReceptiveField({ layers: net(1), size }),
    draws: [],
    source: effectiveReceptiveFields({
      layers: net(width),
      size,
      weights: 'random',
      nonlinearity: 'relu',
    }),
  }
  if (known.size >= remembered) known.delete(known.keys().next().value!)
  known.set(key, measured)
  return measured
}

/** The effective field when all weights are equal and nothing stands between the layers. */
export const equalField = (stack: string): EffectiveReceptiveField => measuredOf(stack).equal

/** The effective field of random nets with rectifiers, over the first `draws` of them. */
export function drawnField(stack: string, draws: number): EffectiveReceptiveField {
  const measured = measuredOf(stack)
  while (measured.draws.length < draws) measured.draws.push(measured.source.next().value)
  return measured.draws[draws - 1]!
}
