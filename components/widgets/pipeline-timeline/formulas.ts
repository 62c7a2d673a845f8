import ofTotalEqual from './formulas/ofTotal.equal.tex'
import ofTotalMeasured from './formulas/ofTotal.measured.tex'
import ofTotalNaive from './formulas/ofTotal.naive.tex'
import ofTotalSent from './formulas/ofTotal.sent.tex'
import overIdealEqual from './formulas/overIdeal.equal.tex'
import overIdealMeasured from './formulas/overIdeal.measured.tex'
import overIdealNaive from './formulas/overIdeal.naive.tex'
import overIdealSent from './formulas/overIdeal.sent.tex'
import type { ViewProps } from '../../widget/definition.ts'
import type widget from './widget.ts'
import { closedForm } from './closedForm.ts'

const formulas = {
  equal: { ofTotal: ofTotalEqual, overIdeal: overIdealEqual },
  naive: { ofTotal: ofTotalNaive, overIdeal: overIdealNaive },
  sent: { ofTotal: ofTotalSent, overIdeal: overIdealSent },
  measured: { ofTotal: ofTotalMeasured, overIdeal: overIdealMeasured },
}

/** Both bubble fractions, set; idle time over all of it, and over the time that work takes alone. */
export const formulasFor = (params: ViewProps<typeof widget>['params']) =>
  formulas[closedForm(params)]
