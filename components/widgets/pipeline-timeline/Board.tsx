import { useEffect, useMemo } from 'react'
import type { CSSProperties, UIEvent } from 'react'
import type { ViewProps } from '../../widget/definition.ts'
import { useAttention } from './attention.ts'
import { Chart } from './Chart.tsx'
import { explain } from './explain.ts'
import { geometryOf, laneTop, mostHeld } from './geometry.ts'
import type { Moment } from './moments.ts'
import { heldAt } from './moments.ts'
import type { Run } from './runs.ts'
import { useInView } from '../../ui/useInView.ts'
import { factorsOf, isEven, toldFactor } from './uneven.ts'
import { nobody } from './widget.ts'
import type widget from './widget.ts'
import styles from './View.module.css'

type Props = Pick<ViewProps<typeof widget>, 'params' | 'say' | 'set'> & {
  readonly run: Run
  readonly moment: Moment
  /** Between the moment before and this one. */
  readonly time: number
  readonly together: {
    readonly join: (box: HTMLElement | null) => (() => void) | undefined
    readonly onScroll: (event: UIEvent<HTMLElement>) => void
  }
}

/** Ranks whose names have room beside their lanes. */
const everyRank = (pitch: number) => (pitch >= 19 ? 1 : pitch >= 14 ? 2 : 4)

/** One schedule: the names of its ranks, its lanes, what the ranks hold, and words for one place. */
export function Board({ params, run, moment, time, together, say, set }: Props) {
  const { timeline } = run
  const { span, other } = moment
  const most = Math.max(
    mostHeld(moment.run.timeline),
    other === null ? 0 : mostHeld(other.timeline),
  )
  const geometry = useMemo(() => geometryOf(timeline, span, most), [timeline, span, most])
  const { microbatches } = timeline.schedule
  // The naive schedule has one batch in one piece, whichever micro-batch was followed before.
  const followed = params.follow === nobody ? null : Math.min(params.follow, microbatches - 1)
  const attention = useAttention(timeline, geometry, followed, (microbatch) =>
    set({ follow: microbatch ?? nobody }),
  )
  const now = Math.min(time, timeline.makespan)
  const scroller = useInView(now / span, params.zoom)
  useEffect(() => together.join(scroller.current), [together, scroller])
  const beside = (rank: number): CSSProperties => ({
    top: laneTop(geometry, rank),
    height: geometry.lane,
  })
  const factors = useMemo(
    () => factorsOf(params.uneven, params.stages),
    [params.uneven, params.stages],
  )
  const named = timeline.ranks.filter(({ rank }) => rank % everyRank(geometry.pitch) === 0)
  const small = geometry.lane < 14

  return (
    <section className={styles.board}>
      {other !== null && (
        <p className={styles.name}>
          <strong>{say(`name-${run.name}`)}</strong>{' '}
          {say('boardNote', {
            time: timeline.makespan,
            ofTotal: timeline.bubble.ofTotal,
            peak: mostHeld(timeline),
          })}
        </p>
      )}
      <div
        className={styles.lanes}
        data-small={small}
        data-slow={factors !== null}
        style={{ height: geometry.height }}
      >
        <div className={styles.ranks} aria-hidden="true">
          <span className={styles.head}>{say('rankHead')}</span>
          {named.map(({ rank }) => (
            <span key={rank} style={beside(rank)}>
              <span className={styles.word}>{say('rankHead')} </span>
              {rank}
              {factors !== null && !isEven(factors[rank]) && (
                <span className={styles.slow}> {toldFactor(factors[rank]!)}</span>
              )}
            </span>
          ))}
        </div>
        <div className={styles.scroll} ref={scroller} onScroll={together.onScroll}>
          <Chart
            geometry={geometry}
            run={run}
            time={now}
            target={Math.min(moment.time, timeline.makespan)}
            followed={followed}
            critical={params.critical}
            lit={params.lit}
            zoom={params.zoom}
            attention={attention}
            label={
              other === null
                ? say('chart')
                : say('chartOf', { name: say(`name-${run.name}`), chart: say('chart') })
            }
            scroller={scroller}
            say={say}
          />
        </div>
        <div className={styles.held} data-term="memory" aria-hidden="true">
          <span className={styles.head}>
            <span className={styles.word}>{say('held')} / </span>
            {say('peak')}
          </span>
          {named.map((rank) => (
            <span key={rank.rank} style={beside(rank.rank)}>
              <span className={styles.word}>
                {say('{held:count}', { held: heldAt(rank, { timeline, time: now }) })} /{' '}
              </span>
              {say('{peak:count}', { peak: rank.peakActivations })}
            </span>
          ))}
        </div>
      </div>
      <p className={styles.readout} data-hint={!attention.active}>
        {attention.active
          ? explain(attention.item, timeline, say)
          : // Once is enough.
            run === moment.run && say('hint')}
      </p>
    </section>
  )
}
