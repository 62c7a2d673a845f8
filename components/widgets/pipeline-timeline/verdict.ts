import { pipelineFormulas } from '../../../math/parallel/pipeline/index.ts'
import type { Sentence, ViewProps } from '../../widget/definition.ts'
import { tolerance } from './moments.ts'
import type { Run } from './runs.ts'
import { hasPairs, pairTime } from './schedules.ts'
import { factorsOf } from './uneven.ts'
import type widget from './widget.ts'

type Params = ViewProps<typeof widget>['params']

/** What the printed formula gives at these numbers; null for a schedule that has none. */
export function printedOf({ name }: Run, params: Params) {
  if (name === 'zb') return null
  const { stages, microbatches, chunks, forward, backward, weight } = params
  return pipelineFormulas(
    name,
    { ranks: stages, microbatches, chunks },
    {
      forward,
      backwardInput: backward - weight,
      backwardWeight: weight,
      overlapped: pairTime(params),
    },
  )
}

/** Schedules whose formula counts the gaps between a rank's first and last op alone. */
const inside = ['zb-h2', 'zb-v']

/**
 * Whether the printed formula is what was measured; where it is not, the first reason why, and what
 * the ranks idle instead. A claim of exactness is made only if the run bears it out.
 */
export function verdictOf(run: Run, params: Params): readonly Sentence[] {
  const formulas = printedOf(run, params)
  const { ranks, iterations, period } = run.timeline
  const idle = ranks.map((rank) => (inside.includes(run.name) ? rank.internalIdle : rank.idle))
  const least = Math.min(...idle)
  const most = Math.max(...idle)
  const near = tolerance(run.timeline)
  const values = { least, most, printed: formulas?.bubbleTime ?? 0, period, iterations }
  const range = (phrase: string): Sentence => [
    most - least > near ? `${phrase}Range` : phrase,
    values,
  ]
  if (formulas === null) return [['noFormula', values], range('idles')]
  const measured = inside.includes(run.name) ? 'idlesInside' : 'idles'
  if (iterations > 1) return [['oneIteration', values]]
  if (factorsOf(params.uneven, params.stages) !== null)
    return [['exactSlow', values], range(measured)]
  if (params.send > 0 && params.stages > 1) return [['exactSend', values], range(measured)]
  if (formulas.exact.bubbleTime && Math.abs(most - formulas.bubbleTime) <= near) {
    return [[inside.includes(run.name) ? 'exactInside' : 'exactYes', values]]
  }
  const agrees = [least, most].every((one) => Math.abs(one - formulas.bubbleTime) <= near)
  const found: Sentence = agrees ? ['agrees', values] : range(measured)
  if (run.name === 'v-half' || run.name === 'v-min') return [['asymptotic', values], found]
  if (hasPairs(run.name)) {
    return [[params.overlap > 0 ? 'exactPairs' : 'exactHalves', values], found]
  }
  return [['exactNot', values], found]
}
