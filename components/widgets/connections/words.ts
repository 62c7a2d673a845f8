import { connections } from '../../../math/nets/signal-propagation.ts'
import type { Description, Table } from '../../widget/definition.ts'
import { firstOverLast, gradientOf } from './passes.ts'
import type { Measure, Moment } from './passes.ts'

const raised = '⁰¹²³⁴⁵⁶⁷⁸⁹'

const power = (exponent: number) =>
  [...String(exponent)].map((sign) => (sign === '-' ? '⁻' : raised[Number(sign)])).join('')

/**
 * A number of any size in two digits: as it is where that is short, else with a power of ten.
 *
 * @example short(0.0000123) // '1.2 × 10⁻⁵'
 */
export function short(value: number): string {
  if (value === 0 || !Number.isFinite(value)) return String(value)
  const [mantissa, exponent] = value.toExponential(1).split('e') as [string, string]
  const at = Number(exponent)
  if (at >= -2 && at <= 3) return String(Number(value.toPrecision(2)))
  return `${mantissa} × 10${power(at)}`
}

export function describe(
  { runs, phase, layer }: Moment,
  { depth, measure }: { readonly depth: number; readonly measure: Measure },
): Description {
  const each = (of: (connection: (typeof connections)[number]) => number) =>
    Object.fromEntries(connections.map((connection) => [connection, short(of(connection))]))
  if (phase === 'loss') return ['loss', each((connection) => runs[connection].loss)]
  if (phase === 'forward') {
    return layer === 0
      ? ['start', { depth }]
      : ['forward', { layer, depth, ...each((c) => runs[c].layers[layer - 1]!.signal) }]
  }
  const now = each((c) => gradientOf(runs[c].layers[layer - 1]!, measure))
  return layer === 1
    ? [`arrived.${measure}`, now, ['ratios', each((c) => firstOverLast(runs[c], measure))]]
    : [`backward.${measure}`, { layer, depth, ...now }]
}

export function tableOf({ runs }: Moment): Table {
  const { layers } = runs.plain
  return {
    caption: 'tableCaption',
    columns: [
      'layer',
      ...(['signal', 'gradientOutputs', 'gradientWeights'] as const).flatMap((what) =>
        connections.map((connection) => `${what}.${connection}`),
      ),
    ],
    rows: layers.map((_, index) => {
      const of = connections.map((connection) => runs[connection].layers[index]!)
      return [
        index + 1,
        ...of.map(({ signal }) => short(signal)),
        ...of.map(({ outputGradient }) => short(outputGradient)),
        ...of.map(({ weightGradient }) => short(weightGradient)),
      ]
    }),
  }
}
