import type { CSSProperties } from 'react'
import type { ConvolutionCost, StackComparison } from '../../../math/conv/index.ts'
import { runs } from './runs.ts'
import styles from './View.module.css'

type Say = (phrase: string, values?: Readonly<Record<string, string | number>>) => string

/** `9 · 64 · 64`, with the bias where there is one. */
function product({
  layer: { kernel, inputChannels, outputChannels, bias },
}: ConvolutionCost): string {
  const weights = [
    ...(kernel[0] === 1 || kernel[1] === 1 ? [Math.max(...kernel)] : kernel),
    inputChannels,
    outputChannels,
  ].join(' · ')
  return bias ? `${weights} + ${outputChannels}` : weights
}

/** Parameters on one scale: the single kernel above, the stack in its layers below. */
export function Bars(props: { readonly comparison: StackComparison; readonly say: Say }) {
  const { comparison, say } = props
  const { single, stack, field } = comparison
  const most = Math.max(single.params.total, stack.params)
  const bars = [
    {
      name: say('oneKernel', { height: field.height, width: field.width }),
      parts: [single],
      total: single.params.total,
    },
    { name: say('theStack'), parts: stack.layers, total: stack.params },
  ]
  return (
    <dl className={styles.bars}>
      {bars.map(({ name, parts, total }) => (
        <div key={name} className={styles.bar}>
          <dt>{name}</dt>
          <dd>
            <span className={styles.track} aria-hidden="true">
              {parts.map((part, index) => (
                <span
                  key={index}
                  className={styles.part}
                  style={{ '--width': `${(100 * part.params.total) / most}%` } as CSSProperties}
                >
                  {parts.length > 1 && part.params.total > most / 40 ? index + 1 : ''}
                </span>
              ))}
            </span>
            <span className={styles.sum}>
              {runs(parts.map(product))
                .map(([part, times]) => (times > 1 ? `${times} · (${part})` : part))
                .join(' + ')}{' '}
              = <b>{say('{total:count}', { total })}</b>
            </span>
          </dd>
        </div>
      ))}
    </dl>
  )
}
