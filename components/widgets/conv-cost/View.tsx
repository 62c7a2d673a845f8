import { format } from '../../format.ts'
import { useInstance } from '../../widget/context.ts'
import { Results as ResultList } from '../../ui/Results.tsx'
import type { ViewProps } from '../../widget/definition.ts'
import { AxisStrip } from './AxisStrip.tsx'
import { Formulas } from './Formulas.tsx'
import { Volumes } from './Volumes.tsx'
import { shapeText } from './widget.ts'
import type widget from './widget.ts'
import styles from './View.module.css'

type Props = ViewProps<typeof widget>

export default function Picture({ params, frame: cost, say }: Props) {
  const { layer, shape } = cost
  const strip = (along: 'rows' | 'columns') => {
    const axis = along === 'rows' ? 0 : 1
    const one = along === 'rows' ? shape.vertical : shape.horizontal
    return (
      <AxisStrip
        key={along}
        shape={one}
        kernel={layer.kernel[axis]}
        stride={layer.stride[axis]}
        dilation={layer.dilation[axis]}
        caption={say(one.dropped > 0 ? 'axisDropped' : 'axisWhole', {
          along: say(`${along}Along`),
          input: one.input,
          padded: one.padded,
          windows: one.output,
          dropped: one.dropped,
        })}
      />
    )
  }
  const equal = ([height, width]: readonly [number, number]) => height === width
  const same = [params.input, layer.kernel, layer.stride, layer.dilation, params.padding].every(
    equal,
  )
  return (
    <div className={styles.picture}>
      <Volumes cost={cost} kernels={say('kernels', { n: layer.outputChannels })} />
      {same ? strip('columns') : [strip('columns'), strip('rows')]}
    </div>
  )
}

export function Results({ params, frame: cost, say }: Props) {
  const { language } = useInstance()
  const show = (value: number, as: 'count' | 'compact' | 'bytes' | 'number') =>
    format(value, as, language)
  const operations = cost.operations[params.count].total
  const counted = { macs: 'countMacs', flops: 'countFlops', article: 'countArticle' }[params.count]
  return (
    <ResultList
      items={[
        {
          label: say('parameters'),
          value: show(cost.params.total, 'count'),
          note: show(cost.bytes.weights, 'bytes'),
        },
        { label: say(counted), value: show(operations, 'compact') },
        { label: say('bytes'), value: show(cost.bytes.total, 'bytes') },
        { label: say('intensity'), value: show(cost.arithmeticIntensity, 'number') },
        { label: say('outputShape'), value: shapeText(cost.output), term: 'channels-out' },
      ]}
    />
  )
}

export { Formulas as Formula }
