import { useMemo } from 'react'
import type { PointerEvent } from 'react'
import { connections } from '../../../math/nets/signal-propagation.ts'
import { Formula as SetFormula } from '../../ui/Formula.tsx'
import type { ViewProps } from '../../widget/definition.ts'
import { chartOf, layerAt, size } from './chart.ts'
import dense from './formulas/dense.tex'
import plain from './formulas/plain.tex'
import skip from './formulas/skip.tex'
import { firstOverLast, gradientOf, stepAt } from './passes.ts'
import { Plot } from './Plot.tsx'
import { Wiring } from './Wiring.tsx'
import type widget from './widget.ts'
import { short } from './words.ts'
import styles from './View.module.css'

type Props = ViewProps<typeof widget>

export default function Picture({ params, frame, step, t, say, seek }: Props) {
  const { runs } = frame
  const { measure } = params
  const depth = runs.plain.layers.length
  const signal = useMemo(() => chartOf(runs, (layer) => layer.signal), [runs])
  const gradient = useMemo(
    () => chartOf(runs, (layer) => gradientOf(layer, measure)),
    [runs, measure],
  )
  // From 0 at the input to depth + 1 at the loss, and on to 2 · depth + 1 at layer 1 again.
  const progress = Math.max(0, step - 1 + t)
  const forth = Math.min(progress, depth + 1)
  const back = depth + 1 - Math.max(0, progress - (depth + 1))

  // A place in a plot is a layer in that plot's pass.
  const aim = (phase: 'forward' | 'backward') => (event: PointerEvent<HTMLElement>) => {
    if (event.type === 'pointermove' && event.buttons !== 1) return
    const box = event.currentTarget.getBoundingClientRect()
    const x = ((event.clientX - box.left) / box.width) * size.width
    seek(stepAt(phase, layerAt(x, depth), depth))
  }
  const plot = (phase: 'forward' | 'backward') => ({
    className: styles.plot,
    onPointerDown: aim(phase),
    onPointerMove: aim(phase),
  })
  return (
    <div className={styles.picture}>
      <div {...plot('forward')}>
        <Plot
          chart={signal}
          depth={depth}
          from={0}
          to={forth + 0.08}
          now={frame.phase === 'forward' ? forth : null}
          title={say('signalTitle')}
          hue="forward"
          say={say}
        />
      </div>
      <div {...plot('backward')}>
        <Plot
          chart={gradient}
          depth={depth}
          from={back - 0.08}
          to={depth + 1}
          now={frame.phase === 'forward' ? null : back}
          title={say(`gradientTitle.${measure}`)}
          hue="backward"
          say={say}
        />
      </div>
    </div>
  )
}

export function Results({ params, frame, say }: Props) {
  return (
    <div className={styles.results}>
      <p>{say('ratioTitle')}</p>
      <dl>
        {connections.map((connection) => (
          <div key={connection} data-term={connection}>
            <dt>
              <Wiring connection={connection} />
              {say(connection)}
            </dt>
            <dd>{short(firstOverLast(frame.runs[connection], params.measure))}</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}

const formulas = { plain, skip, dense }

/** Forward and, from it, backward: what a gradient picks up on its way through one layer. */
export function Formula({ say }: Props) {
  return (
    <div className={styles.formulas}>
      {connections.map((connection) => (
        <figure key={connection} data-term={connection}>
          <figcaption className={styles[connection]}>{say(connection)}</figcaption>
          <SetFormula html={formulas[connection]} />
        </figure>
      ))}
    </div>
  )
}
