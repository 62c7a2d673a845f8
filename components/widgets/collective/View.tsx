import { useMemo } from 'react'
import { reduces } from '../../../math/collectives/index.ts'
import type { ViewProps } from '../../widget/definition.ts'
import type { Content } from './buffers.ts'
import { layoutOf } from './layout.ts'
import { Matrix } from './Matrix.tsx'
import { Stage } from './Stage.tsx'
import { useFollow } from './useFollow.ts'
import type widget from './widget.ts'
import { originOf } from './words.ts'
import styles from './View.module.css'

export { Ledger as Results, Time as Formula } from './Ledger.tsx'

type Props = ViewProps<typeof widget>

/** What the looks of a cell mean, drawn with the same rules as the cells themselves. */
function Legend(props: {
  readonly reducing: boolean
  readonly rooted: boolean
  readonly say: Props['say']
}) {
  const { reducing, rooted, say } = props
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
    </ul>
  )
}

export default function Collective({ frame, frames, step, t, say }: Props) {
  const { run } = frame
  const { schedule, buffers, rooted } = run
  const layout = useMemo(() => layoutOf(schedule, buffers), [schedule, buffers])
  const places = useMemo(() => buffers.rows.map((rows) => rows * buffers.columns), [buffers])
  const { spot, tabStop, handlers } = useFollow(places)

  const before = frames[Math.max(0, step - 1)]!
  // While packets are under way the buffers are still those of the round before.
  const shown = t < 1 ? before : frame
  const content: Content | null = spot
    ? (buffers.contents(shown, spot.rank)[spot.place] ?? null)
    : null
  const followed = content?.chunk ?? null

  return (
    <div className={styles.collective} {...handlers}>
      <Stage
        step={frame}
        before={before}
        t={t}
        layout={layout}
        followed={followed}
        tabStop={layout.complete ? tabStop : undefined}
        say={say}
      />
      {!layout.complete && <Matrix step={shown} followed={followed} tabStop={tabStop} say={say} />}
      <p className={styles.detail}>
        {spot
          ? content
            ? say(...originOf(shown, spot.rank, content))
            : say('made nothing', { ...spot })
          : say('hint')}
      </p>
      <Legend reducing={reduces(schedule.primitive)} rooted={rooted} say={say} />
    </div>
  )
}
