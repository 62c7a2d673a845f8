import { pathCounts } from '../../../math/conv/index.ts'
import { kernelsOf } from './stack.ts'
import type { Kernel } from './stack.ts'

/** In how many ways each row and column of a map leads to the output. */
export interface Paths {
  readonly rows: readonly number[]
  readonly columns: readonly number[]
}

/** A stack and its maps from the input to the output. */
export interface Trace {
  readonly kernels: readonly Kernel[]
  readonly maps: readonly Paths[]
}

const known = new Map<string, Trace>()
const remembered = 32

/** The same object for the same text, so that a channel slider leaves the maps as they are drawn. */
export function traceOf(stack: string): Trace {
  const found = known.get(stack)
  if (found) return found
  const kernels = kernelsOf(stack)
  const maps = Array.from({ length: kernels.length + 1 }, (_, layer) =>
    pathCounts(kernels.slice(layer)),
  )
  if (known.size >= remembered) known.delete(known.keys().next().value!)
  const trace = { kernels, maps }
  known.set(stack, trace)
  return trace
}
