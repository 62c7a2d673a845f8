import { hue } from '../../hues.ts'
import type { ViewProps } from '../../widget/definition.ts'
import styles from './View.module.css'
import { two } from './widget.ts'
import type widget from './widget.ts'

/** What the kernel gets: its taps' values, put back into rows and columns, and what they add up to. */
export function Patch({ params, frame, say, set }: ViewProps<typeof widget>) {
  const { kernel, version } = params
  const { terms, total } = frame.sum
  return (
    <div>
      <p className={styles.head}>{say('patch')}</p>
      <div
        className={styles.patch}
        style={{ gridTemplateColumns: `repeat(${kernel}, minmax(0, 1fr))` }}
        aria-hidden="true"
      >
        {terms.map(({ sample, mask, weightValue }, tap) => (
          <span
            key={tap}
            className={styles.tile}
            data-chosen={tap + 1 === params.tap}
            onPointerDown={() => set({ tap: tap + 1 })}
          >
            <i
              style={{
                background: `color-mix(in srgb, ${hue('channels-in')} ${Math.round(sample.value * 100)}%, var(--card))`,
              }}
            />
            <b>{two(sample.value)}</b>
            {kernel === 3 && (
              <small>
                {version === 'v2' && `× ${two(mask)} `}× {two(weightValue)}
              </small>
            )}
          </span>
        ))}
      </div>
      <p className={styles.value} data-term="channels-out">
        {say('adds', { total: two(total) })}
      </p>
    </div>
  )
}
