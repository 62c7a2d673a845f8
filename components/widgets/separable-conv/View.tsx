import { scaledSeparableRatio } from '../../../math/conv/index.ts'
import { format, type Format } from '../../format.ts'
import { Formula as Set } from '../../ui/Formula.tsx'
import { Results as ResultList } from '../../ui/Results.tsx'
import { useInstance } from '../../widget/context.ts'
import type { ViewProps } from '../../widget/definition.ts'
import { LayerPicture } from './LayerPicture.tsx'
import { NetworkChart } from './NetworkChart.tsx'
import ratioTex from './ratio.tex'
import { RatioChart } from './RatioChart.tsx'
import scaledTex from './scaled.tex'
import type widget from './widget.ts'
import { weightsOf } from './words.ts'
import styles from './View.module.css'

type Props = ViewProps<typeof widget>

export default function Picture(props: Props) {
  const { params, frame, t, say, set } = props
  if (frame.view === 'layer') {
    return <LayerPicture frame={frame} t={t} params={params} say={say} set={set} />
  }
  return (
    <div className={styles.chart}>
      {frame.view === 'ratio' ? (
        <RatioChart params={params} say={say} set={set} />
      ) : (
        <NetworkChart frame={frame} say={say} set={set} />
      )}
    </div>
  )
}

export function Results({ frame, say }: Props) {
  const { language } = useInstance()
  const show = (value: number, as: Format = 'count') => format(value, as, language)
  if (frame.view === 'network') {
    const { cost, whole, top1 } = frame
    return (
      <ResultList
        items={[
          {
            label: say('top1'),
            value: top1 ? say('percent', { n: top1.percent }) : '–',
            note: top1 ? undefined : say('unpublished'),
          },
          {
            label: say('macs'),
            value: show(cost.macs, 'compact'),
            note: show(cost.macs / whole.separable.macs, 'percent'),
          },
          {
            label: say('params'),
            value: show(cost.params, 'compact'),
            note: show(cost.params / whole.separable.params, 'percent'),
          },
        ]}
      />
    )
  }
  const { standard, separable, ratio } = frame.costs
  const [depthwise, pointwise] = weightsOf(frame.costs)
  const share = {
    label: say('share'),
    value: show(ratio, 'percent'),
    note: say('times', { n: 1 / ratio }),
  }
  if (frame.view === 'layer') {
    return (
      <ResultList
        items={[
          { label: say('standardWeights'), value: show(standard.params) },
          {
            label: say('separableWeights'),
            value: show(separable.params),
            note: say('parts', { depthwise, pointwise }),
          },
          share,
          {
            label: say('kept'),
            value: show(frame.apart.fit.kept, 'percent'),
            note: say('keptOf'),
          },
        ]}
      />
    )
  }
  const pair = (label: string, of: 'params' | 'macs' | 'bytes', as: Format) => ({
    label: say(label),
    value: show(separable[of], as),
    note: say('insteadOf', { n: show(standard[of], as) }),
  })
  return (
    <ResultList
      items={[
        share,
        pair('params', 'params', 'compact'),
        pair('macs', 'macs', 'compact'),
        pair('bytes', 'bytes', 'bytes'),
      ]}
    />
  )
}

/** A layer in the middle of MobileNet, to which the closed form with α and ρ is applied. */
const typical = { inputChannels: 512, outputChannels: 512, kernel: 3 }

export function Formula({ params, frame }: Props) {
  const { language } = useInstance()
  const show = (value: number, as: Format = 'count') => format(value, as, language)
  if (frame.view === 'network') {
    const rho = params.resolution / 224
    const ratio = scaledSeparableRatio(typical, params.width, rho)
    return (
      <Set
        html={scaledTex}
        values={{
          alpha: show(params.width, 'number'),
          rho: show(rho, 'number'),
          n: typical.outputChannels,
          k: typical.kernel,
          ratio: show(ratio, 'number'),
        }}
      />
    )
  }
  const [depthwise, pointwise] = weightsOf(frame.costs)
  return (
    <Set
      html={ratioTex}
      values={{
        depthwise: show(depthwise),
        pointwise: show(pointwise),
        standard: show(frame.costs.standard.params),
        n: params.outputChannels,
        k: params.kernel,
        ratio: show(frame.costs.ratio, 'number'),
      }}
    />
  )
}
