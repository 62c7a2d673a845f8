import type { ViewProps } from '../../widget/definition.ts'
import { BlockEditor } from './BlockEditor.tsx'
import { Export } from './Export.tsx'
import { FaultNote } from './FaultNote.tsx'
import { OpenNet } from './OpenNet.tsx'
import { Pair } from './Pair.tsx'
import { Totals } from './Totals.tsx'
import { ZooPlot } from './ZooPlot.tsx'
import type widget from './widget.ts'
import styles from './View.module.css'

export type Props = ViewProps<typeof widget>

export default function Picture(props: Props) {
  const { params, frame, say, set } = props
  const own = params.view === 'own'
  return (
    <div className={styles.picture}>
      {own && params.source === 'blocks' && (
        <BlockEditor line={params.blocks} onChange={(blocks) => set({ blocks })} say={say} />
      )}
      {frame.kind === 'zoo' && <ZooPlot {...props} frame={frame} />}
      {frame.kind === 'open' && <OpenNet {...props} frame={frame} />}
      {frame.kind === 'pair' && <Pair {...props} frame={frame} />}
      {frame.kind === 'fault' && (
        <FaultNote
          fault={frame.fault}
          text={params.source === 'pytorch' ? params.code : params.blocks}
          say={say}
        />
      )}
      {frame.kind === 'open' && <Export graph={frame.net.graph} own={own} say={say} set={set} />}
    </div>
  )
}

export function Results({ params, frame, say }: Props) {
  if (frame.kind !== 'open') return null
  return <Totals net={frame.net} measure={params.measure} say={say} />
}
