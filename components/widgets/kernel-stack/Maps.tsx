import { useMemo } from 'react'
import type { CSSProperties } from 'react'
import type { EffectiveReceptiveField } from '../../../math/conv/index.ts'
import type { ViewProps } from '../../widget/definition.ts'
import { FieldMap } from './FieldMap.tsx'
import { AddLayer, LayerEditor } from './LayerEditor.tsx'
import { effectiveOf, sizeText } from './widget.ts'
import type { Paths } from './trace.ts'
import type widget from './widget.ts'
import styles from './View.module.css'

type Props = ViewProps<typeof widget>

const product = ({ rows, columns }: Paths) =>
  rows.flatMap((row) => columns.map((column) => row * column))

/** What a map shows: where paths lead at all, or how many. */
function shadesOf(paths: Paths, mode: Props['params']['field']) {
  const counts = product(paths)
  if (mode === 'reach') return { strength: counts.map((count) => (count > 0 ? 1 : 0)) }
  const peak = Math.max(...counts)
  return { strength: counts.map((count) => count / peak), counts }
}

/** Kernels and maps from the input to one output pixel, walked back layer by layer. */
export function Stack({ params, frame, t, say, set }: Props) {
  const { kernels, maps, comparison, back } = frame
  const last = kernels.length
  const side = Math.max(comparison.field.height, comparison.field.width) + 2
  const mode = params.field
  const shaded = useMemo(() => maps.map((map) => shadesOf(map, mode)), [maps, mode])
  const edit = { kernels, say, set }
  const measured = mode === 'gradients'
  return (
    <ol
      className={styles.stack}
      data-measured={measured}
      style={{ '--maps': maps.length } as CSSProperties}
    >
      {maps.map((map, index) => {
        const distance = last - index
        const arrived = distance < back || back === 0 || index === last
        const shown = distance > back ? 0 : arrived ? 1 : t
        const channels = comparison.layers[index - 1]?.outputChannels ?? params.inputChannels
        return (
          <li key={index}>
            {index === 0 ? (
              <span className={styles.head}>{say('input')}</span>
            ) : (
              <LayerEditor {...edit} index={index - 1} />
            )}
            {!measured && (
              <>
                <FieldMap
                  side={side}
                  rows={map.rows.length}
                  columns={map.columns.length}
                  {...shaded[index]!}
                  taps={kernels[index]}
                  shown={shown}
                />
                <span className={styles.caption}>
                  <span data-term={termOf(index, last)}>{say('channels', { channels })}</span>
                  {distance <= back &&
                    ` · ${say(index === last ? 'onePixel' : 'pixels', {
                      size: sizeText({ height: map.rows.length, width: map.columns.length }),
                    })}`}
                </span>
              </>
            )}
          </li>
        )
      })}
      <li className={styles.end}>
        <AddLayer {...edit} />
      </li>
    </ol>
  )
}

const termOf = (index: number, last: number) =>
  index === 0 ? 'channels-in' : index === last ? 'channels-out' : 'middle'

/** The same field three times: what can be seen, by how many ways, and what random nets do see. */
export function Measured({ params, frame, say }: Props) {
  const { comparison, maps, draws } = frame
  const { height, width } = comparison.field
  const { equal, random } = effectiveOf(frame, params)
  const side = Math.max(height, width) + 2
  const shape = { side, rows: height, columns: width, shown: 1 }
  const panel = (phrase: string, field: EffectiveReceptiveField | undefined) =>
    field && (
      <figure key={phrase}>
        <FieldMap {...shape} strength={field.map.data} effective={field.effectiveSize} />
        <figcaption>
          {say(phrase, { draws })}
          <b>{say('effective', { size: field.effectiveSize })}</b>
        </figcaption>
      </figure>
    )
  return (
    <div className={styles.panels}>
      <figure>
        <FieldMap {...shape} {...shadesOf(maps[0]!, 'reach')} />
        <figcaption>
          {say('theory')}
          <b>{say('pixels', { size: sizeText({ height, width }) })}</b>
        </figcaption>
      </figure>
      {panel('equalWeights', equal)}
      {panel('randomWeights', random)}
    </div>
  )
}
