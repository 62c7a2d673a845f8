import type { CSSProperties } from 'react'
import { hue } from '../../hues.ts'
import type { Sentence, ViewProps } from '../../widget/definition.ts'
import { hueOf } from './Bars.tsx'
import type { Budget, Kind, Params } from './budget.ts'
import type widget from './widget.ts'
import { kindsOf } from './words.ts'
import styles from './Ledger.module.css'
import marks from './kinds.module.css'

/** How the bytes of a kind come about, with the reader's own numbers. */
function reckoning(kind: Kind, budget: Budget, params: Params): readonly Sentence[] {
  const { bytes, chosen, layer } = budget
  const { local, zero, memory } = chosen
  if (kind === 'working') {
    const { gathered, unreduced } = memory!
    const parts: (Sentence | false)[] = [
      gathered > 0 && [params.reshard ? 'gathered' : 'gatheredAll', { bytes: gathered }],
      unreduced > 0 && ['unreduced', { bytes: unreduced }],
    ]
    return parts.filter((part) => part !== false)
  }
  if (kind === 'activations') {
    const { layersHeld, embedding, output, workspace } = memory!.activations
    const parts: (Sentence | false)[] = [
      ['layersKept', { held: layersHeld, bytes: layer!.bytes }],
      workspace > 0 && ['workspace', { bytes: workspace }],
      embedding > 0 && ['embeddingMask', { bytes: embedding }],
      output > 0 && ['outputKept', { bytes: output }],
    ]
    return parts.filter((part) => part !== false)
  }
  const sharded = zero >= { parameters: 3, gradients: 2, optimizer: 1 }[kind]
  const values = { each: bytes[kind], psi: local, ranks: params.replicas }
  return [[sharded && params.replicas > 1 ? 'sharded' : 'whole', values]]
}

/** The chosen bar, line by line; the legend of all bars at the same time. */
export function Ledger(props: {
  readonly budget: Budget
  readonly params: Params
  readonly say: ViewProps<typeof widget>['say']
}) {
  const { budget, params, say } = props
  const { chosen } = budget
  return (
    <table className={styles.ledger}>
      <caption>{say('ledger', { zero: chosen.zero })}</caption>
      <tbody>
        {kindsOf(chosen).map((kind) => (
          <tr key={kind} data-term={hueOf[kind]}>
            <th scope="row">
              <span
                className={`${styles.swatch} ${marks.kind}`}
                data-kind={kind}
                style={{ '--fill': hue(hueOf[kind]) } as CSSProperties}
              />
              {say(kind)}
            </th>
            <td className={styles.bytes}>{say('{bytes:bytes}', { bytes: chosen.parts[kind] })}</td>
            <td className={styles.how}>
              {reckoning(kind, budget, params).map(([phrase, values], index) => (
                <span key={phrase}>
                  {index > 0 && ' + '}
                  {say(phrase, values)}
                </span>
              ))}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
