import bubbleNaive from './formulas/bubble.naive.tex'
import bubbleWhole from './formulas/bubble.whole.tex'
import ofTotalEqual from './formulas/ofTotal.equal.tex'
import ofTotalNaive from './formulas/ofTotal.naive.tex'
import overIdealEqual from './formulas/overIdeal.equal.tex'
import overIdealNaive from './formulas/overIdeal.naive.tex'
import type { ViewProps } from '../../widget/definition.ts'
import type widget from './widget.ts'
import { closedForm } from './closedForm.ts'
import { moreFormulas } from './moreFormulas.ts'
import type { Schedule } from './schedules.ts'

const fractions = {
  equal: { ofTotal: ofTotalEqual, overIdeal: overIdealEqual },
  naive: { ofTotal: ofTotalNaive, overIdeal: overIdealNaive },
}

/** Both bubble fractions, set; idle time over all of it, and over the time that work takes alone. */
export function fractionsFor(params: ViewProps<typeof widget>['params']) {
  const form = closedForm(params)
  return form === 'equal' || form === 'naive' ? fractions[form] : moreFormulas()?.fractions[form]
}

/** The bubble as a schedule's authors print it; ZB-V's is nothing, and a free cap has none. */
export function printedBubble(name: Schedule): string | undefined {
  if (name === 'naive') return bubbleNaive
  if (name === 'gpipe' || name === '1f1b' || name === '1f1b-overlapped') return bubbleWhole
  return name === 'zb' || name === 'zb-v' ? undefined : moreFormulas()?.bubbles[name]
}
