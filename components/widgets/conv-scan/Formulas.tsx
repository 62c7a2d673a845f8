import { Formula } from '../../ui/Formula.tsx'
import type { ViewProps } from '../../widget/definition.ts'
import convolution from './formulas/convolution.tex'
import transposed from './formulas/transposed.tex'
import type widget from './widget.ts'

/** The output's side, filled in. */
export function Formulas({ params, frame: { run } }: ViewProps<typeof widget>) {
  const values = {
    n: params.size,
    p: params.padding,
    d: params.dilation,
    k: params.kernel,
    s: params.stride,
    a: params.outputPadding,
    o: run.output.shape[2]!,
  }
  return (
    <Formula html={run.layer.mode === 'convolution' ? convolution : transposed} values={values} />
  )
}
