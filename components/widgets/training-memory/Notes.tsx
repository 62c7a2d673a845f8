import type { ViewProps } from '../../widget/definition.ts'
import type { Budget, Params } from './budget.ts'
import type widget from './widget.ts'
import styles from './View.module.css'

type Say = ViewProps<typeof widget>['say']

interface Props {
  readonly budget: Budget
  readonly params: Params
  readonly say: Say
}

/** The tensors that one layer keeps from forward to backward. */
export function LayerTensors({ budget, params, say }: Props) {
  const { layer } = budget
  if (!layer) return null
  return (
    <details className={styles.note}>
      <summary>{say('tensors', { bytes: layer.bytes })}</summary>
      <div className={styles.scroll} tabIndex={0} role="region" aria-label={say('tensorsCaption')}>
        <table className={styles.tensors}>
          <caption>
            {say('tensorsCaption')} {params.tensor > 1 && say('splitNote')}
          </caption>
          <tbody>
            {layer.stored.map(({ name, bytes, split }) => (
              <tr key={name}>
                <th scope="row">{say(name)}</th>
                <td>{say('{bytes:bytes}', { bytes })}</td>
                {params.tensor > 1 && (
                  <td>{split > 1 ? say('splitOver', { ranks: split }) : say('splitNot')}</td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  )
}

/** What the bars leave out, and what their units and figures are. */
export function LeftOut({ budget, params, say }: Props) {
  const { device, capacity, bytes, chosen, bars } = budget
  const copy = bytes.gradients * chosen.local
  const known = chosen.memory !== undefined
  return (
    <details className={styles.note}>
      <summary>{say('leftOut')}</summary>
      <ul>
        <li>{say('outBuckets', { bytes: copy, sum: bars[0]!.total + copy })}</li>
        <li>{say(known ? 'outWorking' : 'outCount')}</li>
        <li>{say('outRuntime')}</li>
        {known && <li>{say(params.model.startsWith('llama') ? 'outLlama' : 'outGpt')}</li>}
        {params.model === 'own' && <li>{say('outOwn')}</li>}
        <li>
          {say('outUnits', { bytes: capacity })} <cite lang="en">{device.source}</cite>
        </li>
      </ul>
    </details>
  )
}
