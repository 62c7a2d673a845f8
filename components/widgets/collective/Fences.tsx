import { memo } from 'react'
import type { CSSProperties } from 'react'
import type { Values } from '../../text.ts'
import type { Layout } from './layout.ts'
import styles from './Stage.module.css'

type Say = (phrase: string, values?: Values) => string

/** Nodes of a two-level network: outlines with their names, or bands behind a circle's ranks. */
export const Fences = memo(function Fences({
  layout,
  say,
}: {
  readonly layout: Layout
  readonly say: Say
}) {
  return layout.fences.map(({ path, name, band }, node) => (
    <g key={node}>
      <path
        className={styles.fence}
        data-band={band ? '' : undefined}
        style={band ? ({ '--band': `${band}px` } as CSSProperties) : undefined}
        d={path}
      />
      <text className={styles.fenceName} style={{ textAnchor: name.anchor }} x={name.x} y={name.y}>
        {say('node n', { node })}
      </text>
    </g>
  ))
})
