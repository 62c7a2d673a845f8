import { publishedRatios } from '../../../math/nets/squeeze-excite.ts'
import type { WeightedNetwork } from '../../../math/nets/squeeze-excite.ts'
import { format } from '../../format.ts'
import { hue } from '../../hues.ts'
import { useInstance } from '../../widget/context.ts'
import type { ViewProps } from '../../widget/definition.ts'
import styles from './View.module.css'
import type widget from './widget.ts'

type Props = Omit<ViewProps<typeof widget>, 'frame'> & {
  readonly frame: { readonly kind: 'network'; readonly network: WeightedNetwork }
}

function Bar(props: {
  readonly share: number
  readonly colour: string
  readonly name: string
  readonly label: string
}) {
  return (
    <span className={styles.bar}>
      <span className={styles.track}>
        <span style={{ width: `${100 * props.share}%`, background: props.colour }} />
      </span>
      <span>
        <span className={styles.barName}>{props.name} </span>
        {props.label}
      </span>
    </span>
  )
}

/** What weighing every block adds, stage by stage: weights pile up at the end, traffic at the start. */
export function NetworkCost({ params, frame, say, set }: Props) {
  const { language } = useInstance()
  const { stages, weights, movedBytes } = frame.network
  const show = (value: number, as: 'compact' | 'bytes' | 'percent' | 'count') =>
    format(value, as, language)
  return (
    <div className={styles.network}>
      <div className={styles.stages}>
        <span />
        <span className={styles.head}>{say('addedWeights')}</span>
        <span className={styles.head}>{say('movedAgain')}</span>
        {stages.map((one) => (
          <div key={one.stage} className={styles.stage}>
            <span>
              <b>{say('stageName', { stage: one.stage })}</b>
              <small>
                {say('stageShape', { blocks: one.blocks, channels: one.channels, size: one.size })}
              </small>
            </span>
            <span data-term="reduction">
              <Bar
                share={one.weights / weights}
                colour={hue('kernel')}
                name={say('addedWeights')}
                label={`${show(one.weights, 'compact')}, ${show(one.weights / weights, 'percent')}`}
              />
            </span>
            <span data-term="moved">
              <Bar
                share={one.movedBytes / movedBytes}
                colour={hue('memory')}
                name={say('movedAgain')}
                label={`${show(one.movedBytes, 'bytes')}, ${show(one.movedBytes / movedBytes, 'percent')}`}
              />
            </span>
          </div>
        ))}
      </div>
      {params.depth === '50' && (
        <div className={styles.published} role="group" aria-label={say('publishedCaption')}>
          <p className={styles.caption} data-reached="true">
            {say('publishedCaption')}
          </p>
          <ul>
            {publishedRatios.map(({ reduction, top1Error, params: size }) => (
              <li key={String(reduction)}>
                <button
                  type="button"
                  aria-pressed={reduction === params.ratio}
                  disabled={reduction === null}
                  onClick={() => reduction !== null && set({ ratio: reduction })}
                >
                  <b>{reduction === null ? say('plain') : `r = ${reduction}`}</b>
                  <span>{say('millions', { size: size.toFixed(1) })}</span>
                  <span>{say('error', { error: top1Error.toFixed(2) })}</span>
                </button>
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  )
}
