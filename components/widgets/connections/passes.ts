import { connections, propagate, signalNet } from '../../../math/nets/signal-propagation.ts'
import type {
  Connection,
  LayerSignal,
  Propagation,
  SignalActivation,
} from '../../../math/nets/signal-propagation.ts'

/** One pass forward and one back through each of the three nets. */
export type Runs = Readonly<Record<Connection, Propagation>>

/** Where the two passes are: a layer on the way there, the loss, or a layer on the way back. */
export interface Moment {
  readonly runs: Runs
  readonly phase: 'forward' | 'loss' | 'backward'
  /** 1 … depth; 0 is the input, depth + 1 the loss. */
  readonly layer: number
}

export interface Net {
  readonly depth: number
  readonly activation: SignalActivation
  readonly gain: number
  readonly norm: boolean
  readonly draw: number
}

/** Samples per pass: few enough that a slider answers at once. */
const batch = 12

/** Input, every layer, the loss, and every layer back. */
export function passes({ draw, ...net }: Net): readonly Moment[] {
  const run = (connection: Connection) =>
    propagate(signalNet({ ...net, connection, seed: draw, batch }))
  const runs = Object.fromEntries(
    connections.map((connection) => [connection, run(connection)]),
  ) as unknown as Runs
  const { depth } = net
  return Array.from({ length: 2 * depth + 2 }, (_, step) =>
    step <= depth
      ? { runs, phase: 'forward', layer: step }
      : step === depth + 1
        ? { runs, phase: 'loss', layer: step }
        : { runs, phase: 'backward', layer: 2 * depth + 2 - step },
  )
}

/** The step at which a pass is at a layer. */
export const stepAt = (phase: Moment['phase'], layer: number, depth: number) =>
  phase === 'backward' ? 2 * depth + 2 - layer : layer

/** Which gradient is looked at: of a layer's output, or of its weights. */
export type Measure = 'outputs' | 'weights'

export const gradientOf = (layer: LayerSignal, measure: Measure) =>
  measure === 'outputs' ? layer.outputGradient : layer.weightGradient

/** The first layer's gradient over the last one's: 1 where all layers learn alike. */
export function firstOverLast({ layers }: Propagation, measure: Measure): number {
  return gradientOf(layers[0]!, measure) / gradientOf(layers.at(-1)!, measure)
}
