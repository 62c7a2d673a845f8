import { fill } from '../../text.ts'
import { useInstance } from '../context.ts'
import type { ExtentParam } from '../params.ts'
import { Field, isLegal, useAllowed } from './Field.tsx'
import { Row } from './Row.tsx'
import { Slider } from './Slider.tsx'
import { useParam } from './useParam.ts'
import styles from './Controls.module.css'

/** Height and width, each typed by itself and slid together. */
export function ExtentControl({ name }: { readonly name: string }) {
  const { messages, language } = useInstance()
  const { param, value, set, legal, label } = useParam(name)
  const pair = param as ExtentParam
  const [height, width] = value as readonly [number, number]
  const allowed = useAllowed(legal)
  const accepts = (raw: string) => {
    const decoded = pair.decode(raw)
    return /^\s*\d+\s*$/.test(raw) && !decoded.problem && isLegal(legal, decoded.value[0])
  }
  return (
    <Row param={param} name={name}>
      <span className={styles.label}>{label}</span>
      <span className={styles.pair}>
        <Field
          label={fill(messages.height, { label }, language)}
          value={String(height)}
          allowed={allowed}
          accepts={accepts}
          onType={(raw) => set([Number(raw), width])}
        />
        ×
        <Field
          label={fill(messages.width, { label }, language)}
          value={String(width)}
          allowed={allowed}
          accepts={accepts}
          onType={(raw) => set([height, Number(raw)])}
        />
      </span>
      <Slider
        param={pair}
        legal={legal}
        value={height}
        label={label}
        spoken={`${height} × ${width}`}
        onSlide={(both) => set([both, both])}
      />
    </Row>
  )
}
