import bubbleDualPipe from './formulas/bubble.dualpipe.tex'
import bubbleDualPipeV from './formulas/bubble.dualpipev.tex'
import bubbleInterleaved from './formulas/bubble.interleaved.tex'
import bubbleNaive from './formulas/bubble.naive.tex'
import bubbleVHalf from './formulas/bubble.v-half.tex'
import bubbleVMin from './formulas/bubble.v-min.tex'
import bubbleWhole from './formulas/bubble.whole.tex'
import bubbleH1 from './formulas/bubble.zb-h1.tex'
import bubbleH2 from './formulas/bubble.zb-h2.tex'
import ofTotalChunked from './formulas/ofTotal.chunked.tex'
import ofTotalEqual from './formulas/ofTotal.equal.tex'
import ofTotalMeasured from './formulas/ofTotal.measured.tex'
import ofTotalNaive from './formulas/ofTotal.naive.tex'
import ofTotalSent from './formulas/ofTotal.sent.tex'
import ofTotalSummed from './formulas/ofTotal.summed.tex'
import overIdealChunked from './formulas/overIdeal.chunked.tex'
import overIdealEqual from './formulas/overIdeal.equal.tex'
import overIdealMeasured from './formulas/overIdeal.measured.tex'
import overIdealNaive from './formulas/overIdeal.naive.tex'
import overIdealSent from './formulas/overIdeal.sent.tex'
import overIdealSummed from './formulas/overIdeal.summed.tex'
import type { ViewProps } from '../../widget/definition.ts'
import type widget from './widget.ts'
import { closedForm } from './closedForm.ts'
import type { Schedule } from './schedules.ts'

const formulas = {
  equal: { ofTotal: ofTotalEqual, overIdeal: overIdealEqual },
  naive: { ofTotal: ofTotalNaive, overIdeal: overIdealNaive },
  sent: { ofTotal: ofTotalSent, overIdeal: overIdealSent },
  chunked: { ofTotal: ofTotalChunked, overIdeal: overIdealChunked },
  measured: { ofTotal: ofTotalMeasured, overIdeal: overIdealMeasured },
  summed: { ofTotal: ofTotalSummed, overIdeal: overIdealSummed },
}

/** Both bubble fractions, set; idle time over all of it, and over the time that work takes alone. */
export const formulasFor = (params: ViewProps<typeof widget>['params']) =>
  formulas[closedForm(params)]

/** The bubble as a schedule's authors print it; ZB-V's is nothing, and a free cap has none. */
export const printedBubble: Readonly<Record<Schedule, string | null>> = {
  naive: bubbleNaive,
  gpipe: bubbleWhole,
  '1f1b': bubbleWhole,
  interleaved: bubbleInterleaved,
  'zb-h1': bubbleH1,
  'zb-h2': bubbleH2,
  zb: null,
  'zb-v': null,
  'v-half': bubbleVHalf,
  'v-min': bubbleVMin,
  dualpipe: bubbleDualPipe,
  dualpipev: bubbleDualPipeV,
}
