import { Formula as SetFormula } from '../../ui/Formula.tsx'
import { Results as ResultList } from '../../ui/Results.tsx'
import type { ViewProps } from '../../widget/definition.ts'
import degreesFormula from './formulas/degrees.tex'
import sumFormula from './formulas/sum.tex'
import { Export } from './Export.tsx'
import { PlanMap } from './Map.tsx'
import { modelNames } from './options.ts'
import { OpenedPlan } from './Opened.tsx'
import { PlanList } from './PlanList.tsx'
import { Published } from './Published.tsx'
import { spread } from './published-words.ts'
import { WhyNot } from './WhyNot.tsx'
import type widget from './widget.ts'
import styles from './View.module.css'

type Props = ViewProps<typeof widget>

export default function Picture({ frame, params, say, set }: Props) {
  if (frame.kind === 'published') return <Published frame={frame} say={say} set={set} />
  return (
    <div className={styles.plans}>
      <div className={styles.sides}>
        <div className={styles.side}>
          <PlanMap frame={frame} say={say} set={set} />
          <WhyNot frame={frame} say={say} />
        </div>
        <OpenedPlan frame={frame} say={say} />
      </div>
      <PlanList frame={frame} say={say} set={set} />
      <Export frame={frame} name={modelNames[params.model] ?? say('ownModel')} say={say} />
    </div>
  )
}

export function Results({ frame, say }: Props) {
  const percent = (value: number) => say('{value:percent}', { value })
  if (frame.kind === 'published') {
    const signed = (difference: number) =>
      say(difference < 0 ? 'less' : 'more', { difference: Math.abs(difference) })
    const first = spread(frame.first)
    const zero = spread(frame.second.filter(({ scheme }) => scheme === 'zero-3'))
    const range = ({ least, most }: typeof first) =>
      say('fromTo', { least: signed(least), most: signed(most) })
    return (
      <ResultList
        items={[
          { label: say('result.first'), value: range(first), note: say('result.firstNote') },
          { label: say('result.zero'), value: range(zero), note: say('result.zeroNote') },
        ]}
      />
    )
  }
  const { opened, landscape, capacity } = frame
  const { feasible, considered } = landscape
  const fits = {
    label: say('result.feasible'),
    value: say('{feasible}', { feasible }),
    note: say('result.of', { considered }),
  }
  if (!opened) return <ResultList items={[fits]} />
  const { evaluation, performance } = opened
  return (
    <ResultList
      items={[
        {
          label: say('result.time'),
          value: say('{value:seconds}', { value: evaluation.time.total }),
          note: say('result.tokens', { value: performance.tokensPerSecond }),
        },
        {
          label: say('result.mfu'),
          value: percent(performance.modelUtilization),
          note: say('result.mfuNote'),
          term: 'forward',
        },
        {
          label: say('result.memory'),
          value: say('{value:bytes}', { value: evaluation.memory.total }),
          note: say('result.memoryNote', { capacity }),
          term: 'memory',
        },
        fits,
      ]}
    />
  )
}

export function Formula({ frame, say }: Props) {
  if (frame.kind === 'published') {
    const { run, seconds, model } = frame.first.at(-1)!
    const { layers: l, hidden: h, sequence: s, vocabulary: V } = run.model
    const values = { B: run.globalBatch, s, l, h, V, n: run.devices }
    return (
      <SetFormula
        html={frame.formula}
        values={{
          ...values,
          T: say('{seconds:number}', { seconds }),
          X: say('{model:number}', { model }),
        }}
      />
    )
  }
  if (!frame.opened) return null
  const { plan, time, microBatches } = frame.opened.evaluation
  const seconds = (value: number) => say('{value:number}', { value })
  const { dataParallel: d, tensorParallel: t, pipelineParallel: p } = plan
  return (
    <div className={styles.formulas}>
      <SetFormula
        html={degreesFormula}
        values={{
          d,
          t,
          p,
          n: d * t * p,
          B: frame.request.globalBatch,
          b: plan.microBatch,
          m: microBatches,
        }}
      />
      <SetFormula
        html={sumFormula}
        values={{
          compute: seconds(time.compute),
          bubble: seconds(time.bubble),
          tensor: seconds(time.tensor),
          pipeline: seconds(time.pipeline),
          data: seconds(time.data),
          optimizer: seconds(time.optimizer),
          total: seconds(time.total),
        }}
      />
    </div>
  )
}
