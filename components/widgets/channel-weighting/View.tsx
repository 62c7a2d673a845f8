import { format } from '../../format.ts'
import { Formula as FormulaText } from '../../ui/Formula.tsx'
import { Results as ResultList } from '../../ui/Results.tsx'
import { useInstance } from '../../widget/context.ts'
import type { ViewProps } from '../../widget/definition.ts'
import { channels } from './maps.ts'
import { NetworkCost } from './NetworkCost.tsx'
import { Weighing } from './Weighing.tsx'
import block from './block.tex'
import network from './network.tex'
import type widget from './widget.ts'

type Props = ViewProps<typeof widget>

export default function Picture(props: Props) {
  return props.frame.kind === 'maps' ? (
    <Weighing {...props} frame={props.frame} />
  ) : (
    <NetworkCost {...props} frame={props.frame} />
  )
}

export function Results({ params, frame, say }: Props) {
  const { language } = useInstance()
  const show = (value: number, as: 'count' | 'compact' | 'percent' | 'bytes') =>
    format(value, as, language)
  if (frame.kind === 'maps') {
    const { weights } = frame.weighed.result
    const { reduce, expand, reduceBias, expandBias } = frame.weighed.layers
    return (
      <ResultList
        items={[
          {
            label: say('layerWeights'),
            value: show(reduce.data.length + expand.data.length, 'count'),
            note: say('andBiases', {
              biases: reduceBias!.data.length + expandBias!.data.length,
            }),
            term: 'reduction',
          },
          ...(frame.stage >= 3
            ? [
                {
                  label: say('range'),
                  value: `${Math.min(...weights.data).toFixed(2)}–${Math.max(...weights.data).toFixed(2)}`,
                  term: 'excite',
                },
              ]
            : []),
        ]}
      />
    )
  }
  const { weights, biases, plainParams, plainMacs, macs, movedBytes } = frame.network
  return (
    <ResultList
      items={[
        {
          label: say('addedWeights'),
          value: `+${show(weights, 'compact')}`,
          note: show(weights / plainParams, 'percent'),
          term: 'reduction',
        },
        { label: say('addedBiases'), value: `+${show(biases, 'count')}` },
        {
          label: say('addedMacs'),
          value: `+${show(macs - plainMacs, 'compact')}`,
          note: `${((100 * (macs - plainMacs)) / plainMacs).toFixed(2)} %`,
        },
        {
          label: say('movedAgain'),
          value: show(movedBytes, 'bytes'),
          note: say('perImage', { depth: params.depth }),
          term: 'moved',
        },
      ]}
    />
  )
}

export function Formula({ params, frame }: Props) {
  const { language } = useInstance()
  const count = (value: number) => format(value, 'count', language)
  if (frame.kind === 'maps') {
    const { reduce, expand } = frame.weighed.layers
    const values = {
      c: channels.length,
      r: params.reduction,
      total: count(reduce.data.length + expand.data.length),
    }
    return <FormulaText html={block} values={values} />
  }
  const { stages, weights } = frame.network
  const [one, two, three, four] = stages
  const values = {
    r: params.ratio,
    n1: one!.blocks,
    n2: two!.blocks,
    n3: three!.blocks,
    n4: four!.blocks,
    c1: one!.channels,
    c2: two!.channels,
    c3: three!.channels,
    c4: four!.channels,
    total: count(weights),
  }
  return <FormulaText html={network} values={values} />
}
