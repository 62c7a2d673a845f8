import { useMemo } from 'react'
import type { ViewProps } from '../../widget/definition.ts'
import { Board } from './Board.tsx'
import { Legend } from './Legend.tsx'
import type { Run } from './runs.ts'
import { chunkOf } from './schedules.ts'
import { tablesAtHand } from './later.ts'
import { Uneven } from './Uneven.tsx'
import { useTogether } from './useTogether.ts'
import type widget from './widget.ts'
import styles from './View.module.css'

export { Formula } from './Formula.tsx'
export { Results } from './Results.tsx'

type Props = ViewProps<typeof widget>

/** Which marks two runs need explained. */
function marksOf(runs: readonly Run[]) {
  const some = (test: (op: Run['timeline']['ops'][number], run: Run) => boolean) =>
    runs.some((run) => run.timeline.ops.some((op) => test(op, run)))
  return {
    whole: some(({ kind }) => kind === 'backward'),
    split: some(({ kind }) => kind === 'backward-weight'),
    pairs: some(({ pairedWith }) => pairedWith !== null),
    chunks: some((op, { timeline }) => chunkOf(op, timeline.schedule) % 2 === 1),
  }
}

function Timelines({ params, frame, frames, step, t, say, set }: Props) {
  const { run, other } = frame
  const before = frames[step - 1]?.time ?? frame.time
  const time = before + (frame.time - before) * t
  const together = useTogether()
  const marks = useMemo(() => marksOf(other === null ? [run] : [run, other]), [run, other])
  const board = (one: Run) => (
    <Board
      key={one === run ? 'run' : 'other'}
      run={one}
      moment={frame}
      time={time}
      params={params}
      together={together}
      say={say}
      set={set}
    />
  )
  return (
    <div className={styles.timeline}>
      {board(run)}
      {other !== null && board(other)}
      <Uneven params={params} say={say} set={set} />
      <Legend
        {...marks}
        sends={params.send > 0}
        iterations={params.iterations > 1}
        critical={params.critical}
        say={say}
      />
    </div>
  )
}

export default function Picture(props: Props) {
  const Tables = props.params.view === 'tables' ? tablesAtHand()?.Tables : undefined
  return Tables ? <Tables {...props} /> : <Timelines {...props} />
}
