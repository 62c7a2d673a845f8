import type { StepKind } from '../../../math/nets/index.ts'
import styles from './kinds.module.css'

/** The filling of a kind of step, as class names. */
export const kindStyle = (kind: StepKind): string => `${styles.kind} ${styles[kind]}`
