import type { Description, Sentence, Table } from '../../widget/definition.ts'
import { type Bar, type Budget, type Kind, type Params, kinds } from './budget.ts'
import { modelNames } from './options.ts'

/** The kinds that a bar has anything of. */
export const kindsOf = ({ parts }: Bar): readonly Kind[] => kinds.filter((kind) => parts[kind] > 0)

/** Is it enough, and by how much? */
export const verdictOf = ({ spare }: Bar): Sentence =>
  spare >= 0 ? ['fits', { bytes: spare }] : ['short', { bytes: -spare }]

/** The settings, the chosen bar with its parts, and the totals of all four, in sentences. */
export function describe(budget: Budget, params: Params): Description {
  const { psi, device, capacity, devices, bytes, chosen, bars } = budget
  const cluster = { psi, devices, device: device.name, capacity, each: bytes.total }
  const name = modelNames[params.model]
  const opening: Sentence = name
    ? ['saidModel', { ...cluster, name }]
    : [params.model === 'own' ? 'saidOwn' : 'saidCount', cluster]
  const totals = Object.fromEntries(bars.map(({ zero, total }) => [`total${zero}`, total]))
  return [
    ...opening,
    ['saidChosen', { zero: chosen.zero, replicas: params.replicas, total: chosen.total }],
    ...kindsOf(chosen).map((kind): Sentence => [`said.${kind}`, { bytes: chosen.parts[kind] }]),
    [chosen.spare >= 0 ? 'saidFits' : 'saidShort', { bytes: Math.abs(chosen.spare) }],
    ['saidAll', totals],
  ]
}

/** Gigabytes to the hundredth. */
const gigabytes = (bytes: number) => Math.round(bytes / 1e7) / 100

/** One row per stage of ZeRO: each part, the sum, and what is left of the device. */
export function tableOf({ bars }: Budget): Table {
  return {
    caption: 'caption',
    columns: ['stageHead', ...kinds, 'total', 'left', 'eachHead'],
    rows: bars.map(({ zero, parts, total, spare, each }) => [
      `zero${zero}`,
      ...kinds.map((kind) => gigabytes(parts[kind])),
      gigabytes(total),
      gigabytes(spare),
      Math.round(each * 1000) / 1000,
    ]),
  }
}
