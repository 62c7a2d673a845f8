import { useCallback, useMemo } from 'react'
import { kernelSpan } from '../../../math/conv/index.ts'
import type { Cell } from '../../../math/conv/index.ts'
import { offsetOf } from '../../../math/tensor.ts'
import type { ViewProps } from '../../widget/definition.ts'
import { Legend } from './Legend.tsx'
import { exists, marksOf } from './links.ts'
import { sumOf } from './scan.ts'
import { Stage } from './Stage.tsx'
import { Sum } from './Sum.tsx'
import { useEditing } from './useEditing.ts'
import { usePointing } from './usePointing.ts'
import { tellSpot } from './words.ts'
import type widget from './widget.ts'
import styles from './View.module.css'

export { Formulas as Formula } from './Formulas.tsx'
export { Figures as Results } from './Figures.tsx'

type Props = ViewProps<typeof widget>

export default function Scan(props: Props) {
  const { params, frame, frames, step, t, say, set, seek } = props
  const { run } = frame
  const shape = run.output.shape as Cell
  const seekOutput = useCallback(
    (channel: number, row: number, column: number) =>
      seek(offsetOf(shape, [0, channel, row, column])),
    [seek, shape],
  )
  const { spot: pointed, setFocused, handlers } = usePointing(seekOutput)
  const editing = useEditing(run, set)

  const spot = pointed && exists(frame, pointed) ? pointed : null
  const sum = useMemo(() => sumOf(frame), [frame])
  const marks = useMemo(() => marksOf(run, sum, spot), [run, sum, spot])
  const before = frames[Math.max(0, step - 1)]!
  const span = kernelSpan(params.kernel, params.dilation)

  const refusal = editing.refusal
  return (
    <div className={styles.scan} {...handlers}>
      <Stage
        params={params}
        run={run}
        from={before.cell}
        to={frame.cell}
        step={step}
        t={t}
        span={span}
        marks={marks}
        pointing={spot !== null}
        editing={editing}
        onFocus={setFocused}
        say={say}
      />
      <Sum
        run={run}
        sum={sum}
        shown={Math.ceil(t * sum.terms.length)}
        pointed={spot?.of === 'term' ? spot.index : null}
        say={say}
      />
      <p className={styles.detail} data-wrong={refusal ? '' : undefined} role="status">
        {refusal
          ? say(refusal.phrase, refusal.values)
          : spot
            ? say(...tellSpot(frame, spot))
            : say('hint')}
      </p>
      <Legend run={run} channel={frame.cell[1]} say={say} />
    </div>
  )
}
