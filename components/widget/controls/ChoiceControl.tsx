import { memo, useId } from 'react'
import type { ChoiceParam } from '../params.ts'
import { Row } from './Row.tsx'
import { useParam } from './useParam.ts'
import styles from './Controls.module.css'

export function ChoiceControl({ name }: { readonly name: string }) {
  const { param, value, set, legal, label, option } = useParam(name)
  const id = useId()
  const options = legal as readonly string[]
  return (
    <Row param={param} name={name}>
      <label className={styles.label} htmlFor={id}>
        {label}
      </label>
      <select
        id={id}
        className={styles.select}
        value={value as string}
        onChange={(event) => set(event.target.value)}
      >
        {(param as ChoiceParam).options.map((word) => (
          <option key={word} value={word} disabled={!options.includes(word)}>
            {option(word)}
          </option>
        ))}
      </select>
    </Row>
  )
}

/** The widget's main switch: plain words beside the title, the chosen one underlined. */
export const ModeSwitch = memo(function ModeSwitch({ name }: { readonly name: string }) {
  const { param, value, set, legal, label, option } = useParam(name)
  const group = useId()
  const options = legal as readonly string[]
  return (
    <fieldset className={styles.modes} data-term={param.term ?? param.hue ?? name}>
      <legend className="visually-hidden">{label}</legend>
      {(param as ChoiceParam).options.map((word) => (
        <label key={word} className={styles.mode} data-chosen={word === value}>
          <input
            type="radio"
            className="visually-hidden"
            name={group}
            value={word}
            checked={word === value}
            disabled={!options.includes(word)}
            onChange={() => set(word)}
          />
          {option(word)}
        </label>
      ))}
    </fieldset>
  )
})
