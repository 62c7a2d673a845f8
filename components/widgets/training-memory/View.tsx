import { format } from '../../format.ts'
import { Formula as SetFormula } from '../../ui/Formula.tsx'
import { Results as ResultList } from '../../ui/Results.tsx'
import { useInstance } from '../../widget/context.ts'
import type { ViewProps } from '../../widget/definition.ts'
import { Bars } from './Bars.tsx'
import activations from './formulas/activations.tex'
import activationsFull from './formulas/activations-full.tex'
import activationsSplit from './formulas/activations-split.tex'
import zero0 from './formulas/zero0.tex'
import zero1 from './formulas/zero1.tex'
import zero2 from './formulas/zero2.tex'
import zero3 from './formulas/zero3.tex'
import { Ledger } from './Ledger.tsx'
import { LayerTensors, LeftOut } from './Notes.tsx'
import type widget from './widget.ts'
import styles from './View.module.css'

type Props = ViewProps<typeof widget>

export default function Picture({ params, frame: budget, say, set }: Props) {
  const shared = { params, budget, say }
  return (
    <div className={styles.picture}>
      <Bars {...shared} set={set} />
      <Ledger {...shared} />
      <div>
        <LayerTensors {...shared} />
        <LeftOut {...shared} />
      </div>
    </div>
  )
}

export function Results({ params, frame: budget, say }: Props) {
  const { language } = useInstance()
  const { chosen, capacity, psi, devices, bytes, largest } = budget
  const size = (value: number) => ({
    value: format(value, 'bytes', language),
    note: format(value, 'binary', language),
  })
  return (
    <ResultList
      items={[
        { label: say('needed'), ...size(chosen.total) },
        { label: say('capacity'), ...size(capacity) },
        chosen.spare >= 0
          ? { label: say('spare'), ...size(chosen.spare) }
          : { label: say('missing'), ...size(-chosen.spare) },
        {
          label: say('each'),
          value: say('{value:number} B', { value: chosen.each }),
          note: say('eachNote', { value: bytes.total }),
        },
        {
          label: say('psi'),
          value: format(psi, 'compact', language),
          note: chosen.local === psi ? undefined : say('psiNote', { value: chosen.local }),
        },
        {
          label: say('largest'),
          value: format(largest * params.tensor * params.pipeline, 'compact', language),
          note: say('largestNote'),
        },
        {
          label: say('devices'),
          value: format(devices, 'count', language),
          note:
            devices === params.replicas
              ? undefined
              : `d·t·p = ${params.replicas}·${params.tensor}·${params.pipeline}`,
        },
      ]}
    />
  )
}

const stageFormulas = [zero0, zero1, zero2, zero3]

export function Formula({ params, frame: budget, say }: Props) {
  const { bytes, chosen, layer } = budget
  const show = (value: number, as = 'number') => say(`{value:${as}}`, { value })
  const states = {
    P: show(bytes.parameters),
    G: show(bytes.gradients),
    K: show(bytes.optimizer),
    d: params.replicas,
    each: show(chosen.each),
    psi: show(chosen.local, 'compact'),
    total: show(chosen.each * chosen.local, 'bytes'),
  }
  const splits = params.tensor > 1
  const kept =
    params.recompute === 'full' ? activationsFull : splits ? activationsSplit : activations
  return (
    <div className={styles.formulas}>
      <figure>
        <SetFormula html={stageFormulas[chosen.zero]!} values={states} />
        <figcaption>{say('statesCaption')}</figcaption>
      </figure>
      {layer && (
        <figure>
          <SetFormula
            html={kept}
            values={{
              around: show(layer.coefficients.around),
              inside: show(layer.coefficients.inside),
              core: show(layer.coefficients.core),
              ts: params.sequenceParallel ? params.tensor : 1,
              t: params.tensor,
              s: params.sequence,
              b: params.batch,
              h: layer.model.hidden,
              sum: show(layer.bytes / (params.sequence * params.batch * layer.model.hidden)),
              layer: show(layer.bytes, 'bytes'),
            }}
          />
          <figcaption>
            {say(params.recompute === 'full' ? 'fullCaption' : 'layerCaption')}
            {params.recompute !== 'full' &&
              ` ${say(
                params.attention === 'flash'
                  ? 'coreFlash'
                  : params.recompute === 'selective'
                    ? 'coreSelective'
                    : 'coreUnfused',
              )}`}
          </figcaption>
        </figure>
      )}
    </div>
  )
}
