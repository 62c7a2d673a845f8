import type { ConvolutionCost, StackComparison } from '../../../math/conv/index.ts'
import { hue } from '../../hues.ts'
import { CostBars } from '../../marks/CostBars.tsx'
import { runs } from './runs.ts'

type Say = (phrase: string, values?: Readonly<Record<string, string | number>>) => string

/** `9 · 64 · 64`, with the bias where there is one. */
function product({ layer }: ConvolutionCost): string {
  const { kernel, inputChannels, outputChannels, bias } = layer
  const taps = kernel.includes(1) ? [Math.max(...kernel)] : kernel
  const weights = [...taps, inputChannels, outputChannels].join(' · ')
  return bias ? `${weights} + ${outputChannels}` : weights
}

/** Parameters on one scale: the single kernel above, the stack in its layers below. */
export function Bars(props: { readonly comparison: StackComparison; readonly say: Say }) {
  const { comparison, say } = props
  const { single, stack, field } = comparison
  const show = (total: number) => say('{total:count}', { total })
  const colour = hue('kernel')
  return (
    <CostBars
      bars={[
        {
          name: say('oneKernel', { height: field.height, width: field.width }),
          parts: [{ amount: single.params.total, colour }],
          sum: product(single),
          total: show(single.params.total),
        },
        {
          name: say('theStack'),
          parts: stack.layers.map(({ params }, index) => ({
            amount: params.total,
            colour,
            ...(stack.layers.length > 1 ? { label: index + 1 } : {}),
          })),
          sum: runs(stack.layers.map(product))
            .map(([part, times]) => (times > 1 ? `${times} · (${part})` : part))
            .join(' + '),
          total: show(stack.params),
        },
      ]}
    />
  )
}
