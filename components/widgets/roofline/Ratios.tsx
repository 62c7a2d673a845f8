import type { CSSProperties } from 'react'
import type { ViewProps } from '../../widget/definition.ts'
import type { Side } from './comparison.ts'
import { titleOf } from './Panel.tsx'
import type widget from './widget.ts'
import { amounts, memoryShare, ratio, unitOf } from './words.ts'
import styles from './Ratios.module.css'

/** A length as a share of the longer of the two; never so short that it cannot be seen. */
const share = (value: number, most: number): CSSProperties => ({
  width: `${most === 0 ? 0 : (value / most) * 100}%`,
})

/** What shrinks by how much: operations, bytes, and the least time that follows from both. */
export function Ratios({ params, frame, say }: ViewProps<typeof widget>) {
  const { left, right } = frame
  // Two sides of one name differ in their batch.
  const nameOfSide = (side: Side) =>
    left.title === right.title
      ? say('batchOnly', { batch: side.batch })
      : say(titleOf(side, params.view))
  const rows = [
    { name: 'flops', unit: 'compact', key: 'flops', term: 'forward' },
    { name: 'bytes', unit: 'bytes', key: 'bytes', term: 'memory' },
    { name: 'leastTime', unit: 'seconds', key: 'time', term: undefined },
  ] as const
  return (
    <div className={styles.ratios}>
      {rows.map(({ name, unit, key, term }) => {
        const of = (side: Side) => amounts(side, frame)[key]
        const { phrase, value } = ratio(of(left), of(right))
        return (
          <div key={name} className={styles.row} data-term={term}>
            <p className={styles.name}>
              {say(name)}
              <strong>{say(`ratio.${phrase}`, { value })}</strong>
            </p>
            <div className={styles.pair}>
              {[left, right].map((side, index) => (
                <div key={index} className={styles.one}>
                  <span className={styles.side}>{nameOfSide(side)}</span>
                  <span className={styles.track}>
                    <span
                      className={styles.bar}
                      style={share(of(side), Math.max(of(left), of(right)))}
                    >
                      {name === 'leastTime' && (
                        <span
                          className={styles.waiting}
                          style={{ width: `${memoryShare(side) * 100}%` }}
                        />
                      )}
                    </span>
                  </span>
                  <span className={styles.value}>
                    {say(`{value:${unit}}`, { value: of(side) })}
                  </span>
                </div>
              ))}
            </div>
          </div>
        )
      })}
      <p className={styles.key}>
        <span className={styles.swatch} aria-hidden="true" />
        {say('waitingKey')}
        {left.batch !== right.batch && <span>{say(unitOf(frame, params.view))}</span>}
      </p>
    </div>
  )
}
