import type { CSSProperties } from 'react'
import type { Legal } from '../definition.ts'
import type { ExtentParam, IntParam, NumberParam } from '../params.ts'
import { slideScale } from './slideScale.ts'
import styles from './Controls.module.css'

export function Slider(props: {
  readonly param: IntParam | NumberParam | ExtentParam
  readonly legal: Legal
  readonly value: number
  readonly label: string
  readonly spoken: string
  readonly onSlide: (value: number) => void
}) {
  const scale = slideScale(props.param, props.legal)
  const place = scale.to(props.value)
  const filled = scale.max > scale.min ? ((place - scale.min) / (scale.max - scale.min)) * 100 : 0
  return (
    <input
      className={styles.slider}
      type="range"
      min={scale.min}
      max={scale.max}
      step={scale.step}
      value={place}
      disabled={scale.min === scale.max}
      aria-label={props.label}
      aria-valuetext={props.spoken}
      style={{ '--filled': `${filled}%` } as CSSProperties}
      onChange={(event) => props.onSlide(scale.from(Number(event.target.value)))}
    />
  )
}
