import { useMemo } from 'react'
import { format } from '../../format.ts'
import { busFactor } from '../../../math/collectives/index.ts'
import { Formula as SetFormula } from '../../ui/Formula.tsx'
import { useInstance } from '../../widget/context.ts'
import type { ViewProps } from '../../widget/definition.ts'
import bus from './bus.tex'
import { Chart } from './Chart.tsx'
import { plotOf } from './plot.ts'
import styles from './View.module.css'
import time from './time.tex'
import type widget from './widget.ts'

type Props = ViewProps<typeof widget>

export default function Picture(props: Props) {
  const { frame, params, say } = props
  const plot = useMemo(() => plotOf(frame, params), [frame, params])
  return (
    <div className={styles.picture}>
      <p className={styles.caption}>{say(`caption ${params.view}`)}</p>
      <Chart plot={plot} {...props} />
    </div>
  )
}

export { Standings as Results } from './Standings.tsx'

export function Formula({ frame, params }: Props) {
  const { language } = useInstance()
  const own = frame.standings.find(({ name }) => name === frame.followed)!
  const { bytes, latency, bandwidth, ranks, primitive, view } = params
  const shared = {
    bytes: format(bytes, 'bytes', language),
    seconds: format(own.seconds, 'seconds', language),
  }
  const factor = busFactor(primitive, ranks)
  return view === 'bus' ? (
    <SetFormula
      html={bus}
      values={{
        ...shared,
        factor: format(factor, 'number', language),
        bus: `${format(own.busBandwidth, 'bytes', language)}/s`,
      }}
    />
  ) : (
    <SetFormula
      html={time}
      values={{
        ...shared,
        rounds: own.rounds,
        waited: format(own.waited, 'number', language),
        latency: format(latency, 'seconds', language),
        bandwidth: `${format(bandwidth, 'bytes', language)}/s`,
      }}
    />
  )
}
