import type { CSSProperties } from 'react'
import { layerHoldings } from '../../../math/parallel/data/index.ts'
import type { GradientHolding, ParameterHolding } from '../../../math/parallel/data/index.ts'
import type { Values } from '../../text.ts'
import { drawnRanks } from './lanes.ts'
import type { Moment } from './run.ts'
import styles from './WhoHolds.module.css'

type Say = (phrase: string, values?: Values) => string

/** Of a cell's width, what stays free between two layers. */
const gap = 0.1
const strip = 11
const row = 2 * strip + 8

/** A part of a strip, in cells × pixels. */
const piece = (layer: number, from: number, to: number, y: number): string => {
  const width = 1 - gap
  return `M${layer + from * width} ${y}H${layer + to * width}v${strip}H${layer + from * width}z`
}

const kinds = ['empty', 'own', 'gathered', 'arriving', 'local', 'summing', 'summed'] as const
type Kind = (typeof kinds)[number]

/** What a rank's own 1/n of a layer's parameters looks like, and all the rest of them. */
const looksOfParameters: Readonly<Record<ParameterHolding, readonly [own: Kind, rest: Kind]>> = {
  none: ['empty', 'empty'],
  shard: ['own', 'empty'],
  arriving: ['own', 'arriving'],
  whole: ['own', 'gathered'],
}

const looksOfGradients: Readonly<Record<GradientHolding, readonly [own: Kind, rest: Kind]>> = {
  none: ['empty', 'empty'],
  local: ['local', 'local'],
  summing: ['summing', 'summing'],
  sum: ['summed', 'summed'],
  shard: ['summed', 'empty'],
  'shard-among-local': ['summed', 'local'],
}

/** Ranks × layers: in each cell the layer's parameters above, its gradients below. */
export function WhoHolds({ moment, say }: { readonly moment: Moment; readonly say: Say }) {
  const { run, time } = moment
  const { ranks, layers, strategy } = run.setting
  const drawn = drawnRanks(ranks)
  const paths = new Map<Kind, string[]>(kinds.map((kind) => [kind, []]))
  drawn.forEach((rank, place) => {
    const y = place * row
    const own = [rank / ranks, (rank + 1) / ranks] as const
    const draw = (layer: number, [mine, rest]: readonly [Kind, Kind], top: number) => {
      if (mine === rest) paths.get(mine)!.push(piece(layer, 0, 1, top))
      else {
        paths.get(rest)!.push(piece(layer, 0, own[0], top), piece(layer, own[1], 1, top))
        paths.get(mine)!.push(piece(layer, own[0], own[1], top))
      }
    }
    layerHoldings(run.options, run.timeline, rank, time).forEach((held, layer) => {
      draw(layer, parametersLook(held.parameters, strategy, rank), y)
      draw(layer, looksOfGradients[held.gradients], y + strip + 1)
    })
  })
  const height = drawn.length * row
  const entry = (kind: Kind, phrase: string) => (
    <li key={kind}>
      <svg width="14" height="10" aria-hidden="true">
        <rect className={styles[kind]} x="0.5" y="0.5" width="13" height="9" />
      </svg>
      {say(phrase)}
    </li>
  )
  const travels = strategy === 'fsdp' || strategy === 'dp'
  return (
    <figure className={styles.grid}>
      <figcaption>{say('whoHolds')}</figcaption>
      <div className={styles.plot} aria-hidden="true">
        <div className={styles.layers}>
          {Array.from({ length: layers }, (_, layer) => (
            <span key={layer}>{layer + 1}</span>
          ))}
        </div>
        <div className={styles.ranks} style={{ '--row': `${row}px` } as CSSProperties}>
          {drawn.map((rank) => (
            <span key={rank}>{rank}</span>
          ))}
        </div>
        <svg
          className={styles.cells}
          width="100%"
          height={height}
          viewBox={`0 0 ${layers} ${height}`}
          preserveAspectRatio="none"
        >
          {kinds.map((kind) => (
            <path key={kind} className={styles[kind]} d={paths.get(kind)!.join('')} />
          ))}
        </svg>
      </div>
      <ul>
        {entry('own', strategy === 'fsdp' ? 'gridShard' : 'gridParameters')}
        {travels && entry('gathered', strategy === 'dp' ? 'gridReplica' : 'gridGathered')}
        {entry('local', 'gridLocal')}
        {entry('summing', 'gridSumming')}
        {entry('summed', 'gridSummed')}
      </ul>
    </figure>
  )
}

/** What is kept for good is a rank's own; what was copied to it for a while is not. */
function parametersLook(
  held: ParameterHolding,
  strategy: string,
  rank: number,
): readonly [Kind, Kind] {
  if (strategy === 'fsdp') return looksOfParameters[held]
  if (strategy === 'dp' && rank > 0) {
    if (held === 'whole') return ['gathered', 'gathered']
    return held === 'arriving' ? ['arriving', 'arriving'] : ['empty', 'empty']
  }
  return ['own', 'own']
}
