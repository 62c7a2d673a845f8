import { memo, type MouseEvent, useMemo } from 'react'
import { stepKinds } from '../../../math/nets/steps.ts'
import { type Measure } from './measures.ts'
import type { Opened } from './opened.ts'
import { tilesOf } from './tiles.ts'
import type { Props } from './View.tsx'
import { kindStyle } from './kinds.ts'
import styles from './Treemap.module.css'

/** What is drawn of every step whatever the stop; it changes with the network alone. */
const Tiles = memo(function Tiles(props: { readonly net: Opened; readonly measure: Measure }) {
  const { net, measure } = props
  const tiles = useMemo(() => tilesOf(net, measure, 1.7), [net, measure])
  return tiles.map(({ step, name, kind, left, top, width, height }) => (
    <div
      key={step}
      className={`${styles.tile} ${kindStyle(kind)}`}
      data-step={step}
      style={{ left: `${left}%`, top: `${top}%`, width: `${width}%`, height: `${height}%` }}
    >
      <span>{name}</span>
    </div>
  ))
})

/** A network as areas. The list beside it says the same and can be walked by keys. */
export function Treemap(props: {
  readonly net: Opened
  readonly measure: Measure
  /** Steps of the present stop. */
  readonly first?: number
  readonly last?: number
  readonly onPick?: (step: number) => void
}) {
  const { net, measure, first, last, onPick } = props
  const tiles = useMemo(() => tilesOf(net, measure, 1.7), [net, measure])
  const pick = ({ target }: MouseEvent) => {
    const tile = (target as HTMLElement).closest<HTMLElement>('[data-step]')
    if (tile && onPick) onPick(Number(tile.dataset.step))
  }
  return (
    <div className={styles.map} aria-hidden="true" onClick={pick} data-live={onPick !== undefined}>
      <Tiles net={net} measure={measure} />
      {first !== undefined &&
        last !== undefined &&
        tiles
          .filter(({ step }) => step >= first && step <= last)
          .map(({ step, left, top, width, height }) => (
            <div
              key={step}
              className={styles.here}
              style={{ left: `${left}%`, top: `${top}%`, width: `${width}%`, height: `${height}%` }}
            />
          ))}
    </div>
  )
}

/** What the fillings mean. */
export function Kinds({
  nets,
  say,
}: {
  readonly nets: readonly Opened[]
  readonly say: Props['say']
}) {
  const present = new Set(nets.flatMap(({ steps }) => steps.map(({ kind }) => kind)))
  return (
    <ul className={styles.kinds}>
      {stepKinds
        .filter((kind) => present.has(kind))
        .map((kind) => (
          <li key={kind}>
            <span className={`${styles.swatch} ${kindStyle(kind)}`} aria-hidden="true" />
            {say(`kind_${kind}`)}
          </li>
        ))}
    </ul>
  )
}
