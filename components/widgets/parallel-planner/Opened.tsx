import type { ViewProps } from '../../widget/definition.ts'
import { MemoryBar, Swatch, TimeBar } from './Bars.tsx'
import type { PlansFrame } from './frame.ts'
import { memoryParts, termOf, timeParts } from './parts.ts'
import { degrees, enoughSentence, obstacleSentence, paperSentence } from './words.ts'
import type widget from './widget.ts'
import styles from './Opened.module.css'

type Say = ViewProps<typeof widget>['say']

/** The plan that is looked at: what it is, where its time and its memory go. */
export function OpenedPlan({ frame, say }: { readonly frame: PlansFrame; readonly say: Say }) {
  const { opened, obstacle, capacity, paper } = frame
  if (!opened) {
    return (
      <section className={styles.opened}>
        <p className={styles.head}>{say('nothingFits')}</p>
        {obstacle && <p>{obstacleSentence(obstacle, frame, say)}</p>}
      </section>
    )
  }
  const { evaluation, excess } = opened
  const { time, memory, plan, microBatches } = evaluation
  const percent = (value: number) => say('{value:percent}', { value })
  return (
    <section className={styles.opened}>
      <p className={styles.head}>
        {excess > 0
          ? say('closestHead')
          : frame.cell
            ? say('openedIn', { rank: frame.at + 1 })
            : say('opened', { rank: frame.at + 1 })}
      </p>
      <dl className={styles.choices}>
        {degrees(plan, microBatches, say).map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <div className={styles.account}>
        <p>
          {say('timeHead')} <b>{say('{value:seconds}', { value: time.total })}</b>
        </p>
        <TimeBar time={time} most={time.total} />
        <ul>
          {timeParts.map((part) => (
            <li key={part} data-term={termOf[part]} data-none={time[part] === 0}>
              <Swatch part={part} />
              <span>{say(`part.${part}`)}</span>
              <span>{say('{value:seconds}', { value: time[part] })}</span>
              <span>{percent(time[part] / time.total)}</span>
            </li>
          ))}
        </ul>
      </div>
      <div className={styles.account}>
        <p>
          {say('memoryHead')} <b>{say('{value:bytes}', { value: memory.total })}</b>{' '}
          {say('ofCapacity', { capacity })}
        </p>
        <MemoryBar memory={memory} capacity={capacity} most={Math.max(memory.total, capacity)} />
        {excess > 0 && (
          <p className={styles.over}>{say('excess', { excess, share: excess / capacity })}</p>
        )}
        <ul>
          {memoryParts.map((part) => (
            <li key={part} data-term={termOf[part]} data-none={memory[part] === 0}>
              <Swatch part={part} />
              <span>{say(`part.${part}`)}</span>
              <span>{say('{value:bytes}', { value: memory[part] })}</span>
              <span>{percent(memory[part] / capacity)}</span>
            </li>
          ))}
        </ul>
      </div>
      {frame.enough && <p>{enoughSentence(frame.enough, say)}</p>}
      {paper && <p className={styles.paper}>{paperSentence(frame, say)}</p>}
    </section>
  )
}
