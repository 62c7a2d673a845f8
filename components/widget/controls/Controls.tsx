import { memo } from 'react'
import { useInstance, useWidgetState } from '../context.ts'
import type { GridParam } from '../grid.ts'
import type { Param } from '../params.ts'
import { ChoiceControl } from './ChoiceControl.tsx'
import { ExtentControl } from './ExtentControl.tsx'
import { FlagControl } from './FlagControl.tsx'
import { NumberControl } from './NumberControl.tsx'
import { TextControl } from './TextControl.tsx'
import styles from './Controls.module.css'

const controlOf = {
  int: NumberControl,
  number: NumberControl,
  extent: ExtentControl,
  choice: ChoiceControl,
  flag: FlagControl,
  text: TextControl,
}

/** One control per parameter, in declared order; each drawn from the parameter's definition alone. */
export const Controls = memo(function Controls() {
  const { widget, messages } = useInstance()
  const params = useWidgetState((state) => state.params)
  const visible = widget.shown?.(params as never) ?? {}
  const locked = useWidgetState((state) => state.locked)
  const names = Object.keys(widget.params).filter(
    (name) =>
      (widget.params[name] as Param).place !== 'mode' &&
      // A grid is edited in the picture.
      (widget.params[name] as Param).kind !== 'grid' &&
      visible[name] !== false &&
      !locked.includes(name),
  )
  const control = (name: string) => {
    const Control = controlOf[(widget.params[name] as Exclude<Param, GridParam>).kind]
    return <Control key={name} name={name} />
  }
  const more = names.filter((name) => (widget.params[name] as Param).place === 'more')
  const first = names.filter((name) => !more.includes(name))
  if (names.length === 0) return null
  return (
    <div
      className={styles.controls}
      data-part="controls"
      role="group"
      aria-label={messages.settings}
    >
      {first.map(control)}
      {more.length > 0 && (
        <details className={styles.more}>
          <summary>{messages.more}</summary>
          <div className={styles.moreBody}>{more.map(control)}</div>
        </details>
      )}
    </div>
  )
})
