import { format } from '../../format.ts'
import { Formula as FormulaText } from '../../ui/Formula.tsx'
import { Results as ResultList } from '../../ui/Results.tsx'
import { useInstance } from '../../widget/context.ts'
import type { ViewProps } from '../../widget/definition.ts'
import { Between } from './Between.tsx'
import { Patch } from './Patch.tsx'
import { Stage } from './Stage.tsx'
import { TapSliders } from './TapSliders.tsx'
import v1 from './v1.tex'
import v2 from './v2.tex'
import styles from './View.module.css'
import { two } from './widget.ts'
import type widget from './widget.ts'

type Props = ViewProps<typeof widget>

export default function Picture(props: Props) {
  return (
    <div className={styles.picture}>
      <div className={styles.left}>
        <Stage {...props} />
      </div>
      <TapSliders {...props} />
      <div className={styles.right}>
        <Between {...props} />
        <Patch {...props} />
      </div>
    </div>
  )
}

export function Results({ frame, say }: Props) {
  const { language } = useInstance()
  const show = (value: number, as: 'count' | 'compact' | 'percent') => format(value, as, language)
  const { sum, ordinary, cost } = frame
  const { kernel, offsets, sampling } = cost
  return (
    <ResultList
      items={[
        {
          label: say('output'),
          value: two(sum.total),
          note: say('onGrid', { value: two(ordinary) }),
          term: 'channels-out',
        },
        { label: say('offsetChannels'), value: show(offsets.output[1], 'count'), term: 'offsets' },
        {
          label: say('offsetParams'),
          value: `+${show(offsets.params.total, 'count')}`,
          note: say('ofKernel', {
            share: show(offsets.params.total / kernel.params.total, 'percent'),
          }),
        },
        {
          label: say('offsetMacs'),
          value: `+${show(offsets.macs, 'compact')}`,
          note: say('ofKernel', { share: show(offsets.macs / kernel.macs, 'percent') }),
        },
        {
          label: say('samplingMacs'),
          value: `+${show(sampling.macs, 'compact')}`,
          note: say('reads', { reads: show(sampling.reads, 'compact') }),
        },
      ]}
    />
  )
}

/** Channels and parameters of the layer that predicts the offsets. */
export function Formula({ params, frame }: Props) {
  const { language } = useInstance()
  const { offsets } = frame.cost
  return (
    <FormulaText
      html={params.version === 'v1' ? v1 : v2}
      values={{
        k: params.kernel,
        ci: params.inputChannels,
        channels: offsets.output[1],
        total: format(offsets.params.total, 'count', language),
      }}
    />
  )
}
