import { format } from '../../format.ts'
import { useInstance } from '../../widget/context.ts'
import { Formula } from '../../ui/Formula.tsx'
import type { ViewProps } from '../../widget/definition.ts'
import article from './formulas/article.tex'
import articleBias from './formulas/article-bias.tex'
import flops from './formulas/flops.tex'
import macs from './formulas/macs.tex'
import params from './formulas/params.tex'
import paramsBias from './formulas/params-bias.tex'
import type widget from './widget.ts'

/** The two counts as formulas, each term filled in and tied to its slider. */
export function Formulas({ params: set, frame: cost }: ViewProps<typeof widget>) {
  const { language } = useInstance()
  const show = (value: number) => format(value, 'count', language)
  const { layer, shape } = cost
  const values = {
    n: set.batch,
    ho: shape.height,
    wo: shape.width,
    kh: layer.kernel[0],
    kw: layer.kernel[1],
    ci: layer.inputChannels,
    g: layer.groups,
    co: layer.outputChannels,
    params: show(cost.params.total),
    total: show(cost.operations[set.count].total),
  }
  const operations = { macs, flops, article: layer.bias ? articleBias : article }[set.count]
  return (
    <>
      <Formula html={layer.bias ? paramsBias : params} values={values} />
      <Formula html={operations} values={values} />
    </>
  )
}
