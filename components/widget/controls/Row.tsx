import type { CSSProperties, ReactNode } from 'react'
import { hue } from '../../hues.ts'
import type { Param } from '../params.ts'
import styles from './Controls.module.css'

const colour = (param: Param): CSSProperties =>
  param.hue ? ({ '--hue': hue(param.hue) } as CSSProperties) : {}

/** Label, value and control of one parameter, in its colour. */
export function Row(props: {
  readonly param: Param
  readonly name: string
  readonly children: ReactNode
}) {
  return (
    <div
      className={styles.row}
      style={colour(props.param)}
      data-term={props.param.term ?? props.param.hue ?? props.name}
    >
      {props.children}
    </div>
  )
}
