import { type KeyboardEvent, memo, useEffect, useId, useRef } from 'react'
import { figure, formatOf, type Measure, shapeText } from './measures.ts'
import type { Entry } from './opened.ts'
import type { Props } from './View.tsx'
import { kindStyle } from './kinds.ts'
import styles from './LayerList.module.css'

const Row = memo(function Row(props: {
  readonly id: string
  readonly entry: Entry
  readonly at: number
  readonly here: boolean
  readonly measure: Measure
  readonly largest: number
  readonly say: Props['say']
}) {
  const { id, entry, at, here, measure, largest, say } = props
  const value = figure(entry, measure)
  const size = entry.field?.vertical.size
  return (
    <div id={id} role="option" aria-selected={here} className={styles.row} data-at={at}>
      <span
        className={`${styles.swatch} ${entry.step ? kindStyle(entry.step.kind) : ''}`}
        aria-hidden="true"
      />
      <span className={styles.name}>{entry.name}</span>
      <span className={styles.shape}>{shapeText(entry.output)}</span>
      <span className={styles.seen}>
        {size === undefined || !Number.isFinite(size) ? '–' : say('{size:count} px', { size })}
      </span>
      <span className={styles.bar} aria-hidden="true">
        <span style={{ width: `${largest > 0 ? (100 * value) / largest : 0}%` }} />
      </span>
      <span className={styles.value}>{say(`{value:${formatOf(measure)}}`, { value })}</span>
    </div>
  )
})

/** Every stop of the network in order; one tab stop, arrows walk, as the player does. */
export function LayerList(props: {
  readonly entries: readonly Entry[]
  readonly at: number
  readonly measure: Measure
  readonly say: Props['say']
  readonly seek: Props['seek']
}) {
  const { entries, at, measure, say, seek } = props
  const id = useId()
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    // Keeps the present row in sight within its own box; the page stays where it is.
    const list = box.current
    const row = list?.querySelector<HTMLElement>(`[data-at="${at}"]`)
    if (!list || !row) return
    const [top, bottom] = [row.offsetTop, row.offsetTop + row.offsetHeight]
    if (top < list.scrollTop) list.scrollTop = top
    else if (bottom > list.scrollTop + list.clientHeight)
      list.scrollTop = bottom - list.clientHeight
  }, [at])
  const move = (event: KeyboardEvent) => {
    const to: Readonly<Record<string, number>> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      PageDown: at + 8,
      PageUp: at - 8,
      Home: 0,
      End: entries.length - 1,
    }
    if (!(event.key in to)) return
    event.preventDefault()
    seek(Math.min(entries.length - 1, Math.max(0, to[event.key]!)))
  }
  const largest = Math.max(...entries.map((entry) => figure(entry, measure)))
  return (
    <div className={styles.frame}>
      <div className={styles.heads} aria-hidden="true">
        <span />
        <span>{say('layer')}</span>
        <span className={styles.shape}>{say('output')}</span>
        <span className={styles.seen}>{say('fieldHead')}</span>
        <span className={styles.measure}>{say(measure)}</span>
      </div>
      <div
        ref={box}
        className={styles.list}
        role="listbox"
        tabIndex={0}
        aria-label={say('listLabel')}
        aria-activedescendant={`${id}-${at}`}
        onKeyDown={move}
        onClick={({ target }) => {
          const row = (target as HTMLElement).closest<HTMLElement>('[data-at]')
          if (row) seek(Number(row.dataset.at))
        }}
      >
        {entries.map((entry, index) => (
          <Row
            key={entry.first}
            id={`${id}-${index}`}
            entry={entry}
            at={index}
            here={index === at}
            measure={measure}
            largest={largest}
            say={say}
          />
        ))}
      </div>
    </div>
  )
}
