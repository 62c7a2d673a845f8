import { memo, useMemo } from 'react'
import type { CSSProperties } from 'react'
import { rankHue } from '../../hues.ts'
import { useHatch } from '../../marks/Hatch.tsx'
import type { Values } from '../../text.ts'
import type { Delay } from './delay.ts'
import { side } from './geometry.ts'
import { barsOf, messagesOf, planLanes, stallOf, ticksOf, waitsOf, waitsPath } from './lanes.ts'
import type { Run } from './run.ts'
import styles from './Lanes.module.css'

type Say = (phrase: string, values?: Values) => string

/** Who sends, who receives and who waits for whom, over time; every rank goes on as soon as it can. */
export const Lanes = memo(function Lanes(props: {
  readonly run: Run & { readonly delay: Delay }
  /** The round that led to the present step, from 0; −1 at the start. */
  readonly round: number
  readonly say: Say
}) {
  const { run, round, say } = props
  const { ranks } = run.schedule
  const hatch = useHatch(4)
  const plan = useMemo(() => planLanes(run), [run])
  const waits = useMemo(() => waitsOf(run, plan), [run, plan])
  const stall = useMemo(() => stallOf(run, plan), [run, plan])
  const messages = useMemo(() => messagesOf(run, plan), [run, plan])
  // Thousands of bars stay as they are, and this round's are laid over them.
  const many = messages.length > 1000
  const ground = useMemo(() => (many ? barsOf(messages, () => 'ever') : []), [many, messages])
  const present = useMemo(
    () =>
      many
        ? barsOf(
            messages.filter((message) => message.round === round),
            () => 'now',
          )
        : barsOf(messages, (own) => (own < round ? 'over' : own === round ? 'now' : 'ahead')),
    [many, messages, round],
  )
  const bottom = plan.height - 22
  return (
    <div className={styles.scroll} tabIndex={0} role="group" aria-label={say('lanes')}>
      <p className={styles.title}>{say('lanes')}</p>
      <svg
        className={styles.lanes}
        viewBox={`0 0 ${side} ${plan.height}`}
        role="img"
        aria-label={say('lanes alternative', { count: waits.length })}
      >
        {hatch.defs}
        {Array.from({ length: ranks }, (_, rank) =>
          ranks <= 16 || rank % 4 === 0 ? (
            <text
              key={rank}
              className={styles.rank}
              x={plan.left - 6}
              y={plan.top(rank, 'send') + plan.half}
            >
              {rank}
            </text>
          ) : null,
        )}
        {ticksOf(plan.end).map((seconds) => (
          <g key={seconds}>
            <line
              className={styles.tick}
              x1={plan.at(seconds)}
              x2={plan.at(seconds)}
              y1={4}
              y2={bottom}
            />
            <text
              className={styles.time}
              x={plan.at(seconds)}
              y={bottom + 12}
              textAnchor={plan.at(seconds) > side - 30 ? 'end' : 'middle'}
            >
              {say('{seconds:seconds}', { seconds })}
            </text>
          </g>
        ))}
        {[...ground, ...present].map(({ key, when, hue, d }) => (
          <path
            key={key}
            className={styles.bar}
            data-when={when}
            style={{ '--cell': hue === null ? 'var(--ink-2)' : rankHue(hue) } as CSSProperties}
            d={d}
          />
        ))}
        <path className={styles.wait} fill={hatch.fill} d={waitsPath(waits)} />
        {stall && stall.width > 0.3 && (
          <>
            <rect
              className={styles.stall}
              x={stall.x}
              y={stall.y}
              width={stall.width}
              height={stall.height}
            />
            {plan.lane > 20 && stall.width > 44 && (
              <text
                className={styles.stallName}
                x={stall.x + stall.width / 2}
                y={stall.y + stall.height / 2}
              >
                {say('stalled')}
              </text>
            )}
          </>
        )}
        {plan.lane > 20 &&
          waits
            .filter(({ width }) => width > 22)
            .slice(0, 80)
            .map(({ wait, x, y, width, height }) => {
              const text =
                width > 62
                  ? say('waits for', { rank: wait.for })
                  : say('waits short', { rank: wait.for })
              const wide = Math.min(width - 2, text.length * (width > 62 ? 5.8 : 6))
              return (
                <g key={`${wait.rank}.${wait.round}.${wait.to}.${wait.for}`}>
                  <rect
                    className={styles.plate}
                    x={x + (width - wide) / 2}
                    y={y + 0.8}
                    width={wide}
                    height={height - 1.6}
                  />
                  <text className={styles.name} x={x + width / 2} y={y + height / 2}>
                    {text}
                  </text>
                </g>
              )
            })}
      </svg>
      <ul className={styles.legend}>
        <li>
          <span className={styles.halves} />
          {say('legend halves')}
        </li>
        <li>
          <span className={styles.hatch} />
          {say('legend waits')}
        </li>
        {stall && (
          <li>
            <span className={styles.still} />
            {say('legend stalled')}
          </li>
        )}
      </ul>
    </div>
  )
})
