import type { ViewProps } from '../../widget/definition.ts'
import { changeTap } from './editing.ts'
import { reach } from './offsets.ts'
import styles from './View.module.css'
import { two } from './widget.ts'
import type widget from './widget.ts'

/** The chosen tap by sliders: the same as dragging it. */
export function TapSliders(props: ViewProps<typeof widget>) {
  const { params, frame, say } = props
  const tap = params.tap - 1
  const setting = frame.settings[tap]!
  const slider = (name: 'dy' | 'dx' | 'mask', min: number, max: number, step: number) => (
    <label className={styles.slider}>
      <span>{say(`slide_${name}`, { tap: tap + 1 })}</span>
      <b>{two(setting[name])}</b>
      <input
        type="range"
        min={min}
        max={max}
        step={step}
        value={setting[name]}
        onChange={(event) => changeTap(props, tap, { [name]: Number(event.target.value) })}
      />
    </label>
  )
  return (
    <div className={styles.sliders} role="group" aria-label={say('sliders', { tap: tap + 1 })}>
      {slider('dy', -reach, reach, 0.05)}
      {slider('dx', -reach, reach, 0.05)}
      {params.version === 'v2' && slider('mask', 0, 1, 0.05)}
    </div>
  )
}
