import { lazy, Suspense, useState } from 'react'
import type { ViewProps } from '../../widget/definition.ts'
import type { PlansFrame } from './frame.ts'
import type widget from './widget.ts'
import styles from './Export.module.css'

const Script = lazy(() => import('./Script.tsx'))

const kinds = ['pytorch', 'megatron'] as const
export type Kind = (typeof kinds)[number]

export interface ExportProps {
  readonly frame: PlansFrame
  readonly name: string
  readonly say: ViewProps<typeof widget>['say']
}

function Disclosure(props: ExportProps & { readonly kind: Kind }) {
  const { kind, say } = props
  const [open, setOpen] = useState(false)
  return (
    <details className={styles.export} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{say(`export.${kind}`)}</summary>
      {open && (
        <Suspense fallback={null}>
          <Script {...props} />
        </Suspense>
      )}
    </details>
  )
}

/** The opened plan as something to run. Written when it is asked for. */
export function Export(props: ExportProps) {
  const { opened } = props.frame
  if (!opened || opened.excess > 0) return null
  return (
    <div className={styles.exports}>
      {kinds.map((kind) => (
        <Disclosure key={kind} kind={kind} {...props} />
      ))}
    </div>
  )
}
