import { useMemo } from 'react'
import { algorithmsFor, isLegal, reduces } from '../../../math/collectives/index.ts'
import type { ViewProps } from '../../widget/definition.ts'
import type { Content } from './buffers.ts'
import { later } from './later.ts'
import { cellAt, layoutOf } from './layout.ts'
import type { Delay } from './delay.ts'
import type { Run } from './run.ts'
import { Stage } from './Stage.tsx'
import { useFollow } from './useFollow.ts'
import { algorithms, nobody } from './widget.ts'
import type widget from './widget.ts'
import { originOf } from './words.ts'
import styles from './View.module.css'

export { Ledger as Results, Bill as Formula } from './Ledger.tsx'

type Props = ViewProps<typeof widget>

/** What the looks of a cell mean, drawn with the same rules as the cells themselves. */
function Legend(props: {
  readonly reducing: boolean
  readonly rooted: boolean
  readonly across: boolean
  readonly say: Props['say']
}) {
  const { reducing, rooted, across, say } = props
  const looks = [
    ['final', 'legend final'],
    ['held', reducing ? 'legend partial' : 'legend held'],
    ['spent', 'legend spent'],
    ['empty', 'legend empty'],
  ] as const
  return (
    <ul className={styles.legend}>
      {looks.map(([standing, phrase]) => (
        <li key={standing}>
          <span
            className={styles.sample}
            data-standing={standing}
            data-share={reducing && standing !== 'final' ? '' : undefined}
          />
          {say(phrase)}
        </li>
      ))}
      {rooted && (
        <li>
          <span className={styles.sample} data-standing="root" />
          {say('legend root')}
        </li>
      )}
      {across && (
        <li>
          <span className={styles.dashes} />
          {say('legend across')}
        </li>
      )}
    </ul>
  )
}

/** Why some algorithms are not to be had here. */
function WhyNot({ params, say }: Pick<Props, 'params' | 'say'>) {
  const { primitive, algorithm } = params
  const served = algorithmsFor(primitive)
  const missing = algorithms.filter((one) => !served.includes(one))
  const powers = !isLegal(primitive, algorithm, 3)
  return (
    <div className={styles.why}>
      {powers && <p>{say('why powers')}</p>}
      {missing.length > 0 && (
        <details>
          <summary>{say('why not', { count: missing.length })}</summary>
          <ul>
            {missing.map((one) => (
              <li key={one}>
                <b>{say(`name ${one}`)}</b> {say(`why ${one}`)}
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  )
}

const hasDelay = (run: Run): run is Run & { readonly delay: Delay } => run.delay !== null

export default function Collective({ params, frame, frames, step, t, say, set }: Props) {
  const { run } = frame
  const { schedule, buffers, rooted, nodes } = run
  const parts = later()
  const layout = useMemo(() => layoutOf(schedule, buffers, nodes), [schedule, buffers, nodes])
  const places = useMemo(() => buffers.rows.map((rows) => rows * buffers.columns), [buffers])
  const fields = useMemo(
    () => ({
      stage: (point: Parameters<typeof cellAt>[1]) => cellAt(layout, point),
      ...(parts && { map: parts.planField(buffers).spotAt }),
    }),
    [layout, buffers, parts],
  )
  const before = frames[Math.max(0, step - 1)]!
  // While packets are under way the buffers are still those of the round before.
  const shown = t < 1 ? before : frame
  const chunkIn = ({ rank, place }: { readonly rank: number; readonly place: number }) =>
    buffers.contents(shown, rank)[place]?.chunk ?? null
  const { spot, tabStop, handlers } = useFollow(places, fields, (chosen) => {
    const chunk = chunkIn(chosen)
    set({ follow: chunk === null || chunk === params.follow ? nobody : chunk })
  })

  const content: Content | null = spot
    ? (buffers.contents(shown, spot.rank)[spot.place] ?? null)
    : null
  // A chunk that is followed stays so; without one, pointing at a cell shows its chunk everywhere.
  const followed = params.follow === nobody ? (content?.chunk ?? null) : params.follow
  const listed = schedule.ranks <= 16

  return (
    <div className={styles.collective} {...handlers}>
      <Stage
        step={frame}
        before={before}
        t={t}
        layout={layout}
        followed={followed}
        trail={params.follow !== nobody}
        tabStop={layout.complete ? tabStop : undefined}
        say={say}
      />
      {parts && !layout.complete && listed && (
        <parts.Matrix step={shown} followed={followed} tabStop={tabStop} say={say} />
      )}
      {parts && !layout.complete && !listed && (
        <parts.Field step={shown} followed={followed} spot={spot} say={say} />
      )}
      <p className={styles.detail} aria-live={listed ? undefined : 'polite'}>
        {spot
          ? content
            ? say(...originOf(shown, spot.rank, content))
            : say('made nothing', { ...spot })
          : say(params.follow === nobody ? 'hint' : 'hint followed', { chunk: params.follow })}
      </p>
      <Legend reducing={reduces(schedule.primitive)} rooted={rooted} across={nodes > 1} say={say} />
      {parts && hasDelay(run) && <parts.Lanes run={run} round={frame.step - 1} say={say} />}
      <WhyNot params={params} say={say} />
    </div>
  )
}
