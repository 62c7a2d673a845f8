import { format } from '../../format.ts'
import { useInstance } from '../context.ts'
import type { IntParam, NumberParam, Param } from '../params.ts'
import { Field, isLegal, useAllowed } from './Field.tsx'
import { Row } from './Row.tsx'
import { Slider } from './Slider.tsx'
import { useParam } from './useParam.ts'
import styles from './Controls.module.css'

/** What a slider's value is called aloud and, for quantities with a unit, beside its label. */
function shown(param: Param, value: number, language: 'en' | 'zh'): string {
  const unit = param.kind === 'number' ? param.unit : 'plain'
  return format(value, unit === 'plain' ? 'number' : unit, language)
}

export function NumberControl({ name }: { readonly name: string }) {
  const { language } = useInstance()
  const { param, value, set, legal, label } = useParam(name)
  const numeric = param as IntParam | NumberParam
  const current = value as number
  const allowed = useAllowed(legal)
  const unit = numeric.kind === 'number' && numeric.unit !== 'plain'
  return (
    <Row param={param} name={name}>
      <span className={styles.label}>{label}</span>
      <Field
        label={label}
        value={unit ? shown(param, current, language) : numeric.encode(current)}
        allowed={allowed}
        accepts={(raw) => {
          const decoded = numeric.decode(raw)
          return decoded.problem === undefined && isLegal(legal, decoded.value)
        }}
        onType={(raw) => set(numeric.decode(raw).value)}
      />
      <Slider
        param={numeric}
        legal={legal}
        value={current}
        label={label}
        spoken={shown(param, current, language)}
        onSlide={set}
      />
    </Row>
  )
}
