import { useMemo } from 'react'
import { Formula as SetFormula } from '../../ui/Formula.tsx'
import { Results as ResultList } from '../../ui/Results.tsx'
import type { ViewProps } from '../../widget/definition.ts'
import { useAttention } from './attention.ts'
import { useInView } from './useInView.ts'
import { Chart } from './Chart.tsx'
import { explain } from './explain.ts'
import { formulasFor } from './formulas.ts'
import { geometryOf, laneTop } from './geometry.ts'
import { heldAt } from './moments.ts'
import { Legend } from './Legend.tsx'
import { nobody } from './widget.ts'
import type widget from './widget.ts'
import styles from './View.module.css'

type Props = ViewProps<typeof widget>

export default function Picture({ params, frame, frames, step, t, say, set }: Props) {
  const { timeline } = frame
  const geometry = useMemo(() => geometryOf(timeline), [timeline])
  const before = frames[step - 1]?.time ?? frame.time
  const time = before + (frame.time - before) * t
  const { microbatches } = timeline.schedule
  // The naive schedule has one batch in one piece, whichever micro-batch was followed before.
  const followed = params.follow === nobody ? null : Math.min(params.follow, microbatches - 1)
  const attention = useAttention(timeline, geometry, followed, (microbatch) =>
    set({ follow: microbatch ?? nobody }),
  )
  const scroll = useInView(time / timeline.makespan)
  const beside = (rank: number) => ({ top: laneTop(geometry, rank), height: geometry.lane })

  return (
    <div className={styles.timeline}>
      <div className={styles.lanes} style={{ height: geometry.height }}>
        <div className={styles.ranks} aria-hidden="true">
          <span className={styles.head}>{say('rankHead')}</span>
          {timeline.ranks.map(({ rank }) => (
            <span key={rank} style={beside(rank)}>
              <span className={styles.word}>{say('rankHead')} </span>
              {rank}
            </span>
          ))}
        </div>
        <div className={styles.scroll} ref={scroll}>
          <Chart
            geometry={geometry}
            timeline={timeline}
            time={time}
            target={frame.time}
            followed={followed}
            attention={attention}
            say={say}
          />
        </div>
        <div className={styles.held} data-term="memory" aria-hidden="true">
          <span className={styles.head}>
            <span className={styles.word}>{say('held')} / </span>
            {say('peak')}
          </span>
          {timeline.ranks.map((rank) => (
            <span key={rank.rank} style={beside(rank.rank)}>
              <span className={styles.word}>
                {say('{held:count}', { held: heldAt(rank, { timeline, time }) })} /{' '}
              </span>
              {say('{peak:count}', { peak: rank.peakActivations })}
            </span>
          ))}
        </div>
      </div>
      <Legend sends={params.send > 0} say={say} />
      <p className={styles.readout} data-hint={!attention.active}>
        {attention.active ? explain(attention.item, timeline, say) : say('hint')}
      </p>
    </div>
  )
}

export function Results({ frame, say }: Props) {
  const { ranks, bubble, makespan } = frame.timeline
  const percent = (value: number) => say('{value:percent}', { value })
  const count = (value: number) => say('{value:count}', { value })
  const peaks = ranks.map(({ peakActivations }) => peakActivations)
  return (
    <ResultList
      items={[
        {
          label: say('makespan'),
          value: count(makespan),
          note: say('ideal', { busy: Math.max(...ranks.map(({ busy }) => busy)) }),
        },
        { label: say('ofTotal'), value: percent(bubble.ofTotal), note: say('ofTotalNote') },
        { label: say('overIdeal'), value: percent(bubble.overIdeal), note: say('overIdealNote') },
        {
          label: say('peakHeld'),
          // A long list of ranks is beside the lanes anyway.
          value: peaks.length <= 4 ? peaks.map(count).join(' · ') : count(Math.max(...peaks)),
          note: say(peaks.length <= 4 ? 'peakRanks' : 'peakMost', { last: peaks.length - 1 }),
          term: 'memory',
        },
      ]}
    />
  )
}

export function Formula({ params, frame, say }: Props) {
  const { ranks, bubble, makespan } = frame.timeline
  const count = (value: number) => say('{value:count}', { value })
  const percent = (value: number) => say('{value:percent}', { value })
  const formulas = formulasFor(params)
  const values = {
    p: params.stages,
    m: params.microbatches,
    F: count(params.forward),
    B: count(params.backward),
    C: count(params.send),
    T: count(makespan),
    busy: count(ranks[0]!.busy),
    idle: count(ranks[0]!.idle),
    ofTotal: percent(bubble.ofTotal),
    overIdeal: percent(bubble.overIdeal),
  }
  return (
    <div className={styles.formulas}>
      <figure>
        <figcaption>{say('ofTotal')}</figcaption>
        <SetFormula html={formulas.ofTotal} values={values} />
      </figure>
      <figure>
        <figcaption>{say('overIdeal')}</figcaption>
        <SetFormula html={formulas.overIdeal} values={values} />
      </figure>
    </div>
  )
}
