import { FieldSquare } from './FieldSquare.tsx'
import { LayerList } from './LayerList.tsx'
import { Kinds, Treemap } from './Treemap.tsx'
import type { Props } from './View.tsx'
import type { Frame } from './widget.ts'
import { titleOf } from './words.ts'
import styles from './OpenNet.module.css'

/** A network layer by layer: areas, the field on the image, the list. */
export function OpenNet(props: Props & { readonly frame: Extract<Frame, { kind: 'open' }> }) {
  const { params, frame, t, say, seek } = props
  const { net, at } = frame
  const entries = net.entries[params.level]
  const entry = entries[at]
  if (!entry) return <p className={styles.empty}>{say('emptyNetwork')}</p>
  return (
    <div className={styles.open}>
      <p className={styles.head}>
        <strong>{say(titleOf(net.id))}</strong> {net.published && String(net.published.paper.year)}{' '}
        <span>{say('headSize', { size: net.input.join(' × ') })}</span>
      </p>
      <div className={styles.pictures}>
        <Treemap
          net={net}
          measure={params.measure}
          first={entry.first}
          last={entry.last}
          onPick={(step) =>
            seek(entries.findIndex(({ first, last }) => step >= first && step <= last))
          }
        />
        {net.input[1] !== undefined && (
          <FieldSquare
            entry={entry}
            before={entries[at - 1]}
            image={net.input[1]}
            t={t}
            say={say}
          />
        )}
      </div>
      <Kinds nets={[net]} say={say} />
      <LayerList entries={entries} at={at} measure={params.measure} say={say} seek={seek} />
    </div>
  )
}
