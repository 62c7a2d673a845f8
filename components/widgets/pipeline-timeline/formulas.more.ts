import bubbleDualPipe from './formulas/bubble.dualpipe.tex'
import bubbleDualPipeV from './formulas/bubble.dualpipev.tex'
import bubbleInterleaved from './formulas/bubble.interleaved.tex'
import bubbleVHalf from './formulas/bubble.v-half.tex'
import bubbleVMin from './formulas/bubble.v-min.tex'
import bubbleH1 from './formulas/bubble.zb-h1.tex'
import bubbleH2 from './formulas/bubble.zb-h2.tex'
import ofTotalChunked from './formulas/ofTotal.chunked.tex'
import ofTotalMeasured from './formulas/ofTotal.measured.tex'
import ofTotalSent from './formulas/ofTotal.sent.tex'
import ofTotalSummed from './formulas/ofTotal.summed.tex'
import overIdealChunked from './formulas/overIdeal.chunked.tex'
import overIdealMeasured from './formulas/overIdeal.measured.tex'
import overIdealSent from './formulas/overIdeal.sent.tex'
import overIdealSummed from './formulas/overIdeal.summed.tex'

/** Both fractions, where sends cost time, ranks differ, or a rank holds chunks. */
export const fractions = {
  sent: { ofTotal: ofTotalSent, overIdeal: overIdealSent },
  chunked: { ofTotal: ofTotalChunked, overIdeal: overIdealChunked },
  measured: { ofTotal: ofTotalMeasured, overIdeal: overIdealMeasured },
  summed: { ofTotal: ofTotalSummed, overIdeal: overIdealSummed },
}

/** The bubble as a schedule's authors print it. */
export const bubbles = {
  interleaved: bubbleInterleaved,
  'breadth-first': bubbleInterleaved,
  'zb-h1': bubbleH1,
  'zb-h2': bubbleH2,
  'v-half': bubbleVHalf,
  'v-min': bubbleVMin,
  dualpipe: bubbleDualPipe,
  dualpipev: bubbleDualPipeV,
}
