import { useMemo } from 'react'
import { Formula as SetFormula } from '../../ui/Formula.tsx'
import type { ViewProps } from '../../widget/definition.ts'
import type { Kind } from './comparison.ts'
import bound from './formulas/bound.tex'
import { Mark } from './kinds.tsx'
import { Panel } from './Panel.tsx'
import marks from './Panel.module.css'
import { plotOf } from './plot.ts'
import type widget from './widget.ts'
import styles from './View.module.css'

type Props = ViewProps<typeof widget>

export default function Picture({ params, frame, say }: Props) {
  const plot = useMemo(() => plotOf(frame), [frame])
  const { device, left, right } = frame
  const kinds = [...new Set<Kind>([...left.items, ...right.items].map(({ kind }) => kind))]
  const shared = { plot, comparison: frame, view: params.view, say }
  return (
    <div className={styles.picture}>
      <div className={styles.sides}>
        <Panel which="left" {...shared} />
        <Panel which="right" {...shared} />
      </div>
      <ul className={styles.legend}>
        {kinds.map((kind) => (
          <li key={kind}>
            <svg width="18" height="14" aria-hidden="true">
              <Mark kind={kind} x={9} y={7} radius={5} className={marks.mark} />
            </svg>
            {say(`kind.${kind}`)}
          </li>
        ))}
        <li>{say('legendSize')}</li>
        {Math.max(left.batch, right.batch) > 1 && <li>{say('legendBefore')}</li>}
      </ul>
      <details className={styles.source}>
        <summary>{say('deviceSource', { device: device.name })}</summary>
        <p>
          {say('deviceFigures', {
            device: device.name,
            year: String(device.year),
            precision: params.precision,
            peak: frame.roof.peak,
            bandwidth: frame.roof.bandwidth,
            capacity: device.memory.capacity,
          })}{' '}
          <span lang="en">
            {device.source}
            {device.note === undefined ? '' : ` — ${device.note}`}
          </span>
        </p>
        <p>{say(params.view === 'training' ? 'modelTraining' : 'modelInference')}</p>
      </details>
    </div>
  )
}

export { Ratios as Results } from './Ratios.tsx'

export function Formula({ frame, say }: Props) {
  return (
    <SetFormula
      html={bound}
      values={{
        peak: say('peak', { value: frame.roof.peak }),
        bandwidth: say('bandwidth', { value: frame.roof.bandwidth }),
        ridge: say('{value:number}', { value: frame.ridge }),
      }}
    />
  )
}
