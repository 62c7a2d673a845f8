import { Results as ResultList } from '../../ui/Results.tsx'
import type { Props } from './View.tsx'
import { figure, formatOf, type Measure, measures } from './measures.ts'
import type { Opened } from './opened.ts'

/** A network's sums, the measure that the picture shows first. */
export function Totals(props: {
  readonly net: Opened
  readonly measure: Measure
  readonly say: Props['say']
}) {
  const { net, measure, say } = props
  const top1 = net.published?.top1
  const order = [measure, ...measures.filter((other) => other !== measure)]
  return (
    <ResultList
      items={[
        ...order.map((name) => ({
          label: say(name),
          value: say(`{value:${formatOf(name)}}`, { value: figure(net.totals, name) }),
        })),
        { label: say('peak'), value: say('{value:compact}', { value: net.peak }) },
        ...(top1
          ? [
              {
                label: say('top1'),
                value: say('percentText', { value: top1.percent }),
                note: top1.source,
              },
            ]
          : []),
      ]}
    />
  )
}
