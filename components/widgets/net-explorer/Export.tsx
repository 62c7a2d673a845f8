import { lazy, Suspense, useState } from 'react'
import type { Graph } from '../../../math/nets/graph.ts'
import type { Props } from './View.tsx'
import styles from './Own.module.css'

const Source = lazy(() => import('./Source.tsx'))

/** The network as PyTorch, to copy or to go on with. Written when it is asked for. */
export function Export(props: {
  readonly graph: Graph
  readonly own: boolean
  readonly say: Props['say']
  readonly set: Props['set']
}) {
  const { graph, own, say, set } = props
  const [open, setOpen] = useState(false)
  return (
    <details className={styles.export} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{say('asPyTorch')}</summary>
      {open && (
        <Suspense fallback={null}>
          <Source graph={graph} own={own} say={say} set={set} />
        </Suspense>
      )}
    </details>
  )
}
