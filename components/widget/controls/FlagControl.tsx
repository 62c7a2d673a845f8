import type { FlagParam } from '../params.ts'
import { Row } from './Row.tsx'
import { useParam } from './useParam.ts'
import styles from './Controls.module.css'

export function FlagControl({ name }: { readonly name: string }) {
  const { param, value, set, label } = useParam(name)
  return (
    <Row param={param as FlagParam} name={name}>
      <label className={styles.flag}>
        <input
          type="checkbox"
          checked={value as boolean}
          onChange={(event) => set(event.target.checked)}
        />
        {label}
      </label>
    </Row>
  )
}
