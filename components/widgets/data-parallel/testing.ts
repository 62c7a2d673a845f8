import { caseState } from '../../widget/state.ts'
import type { Setting } from './run.ts'
import widget from './widget.ts'

/** The setting of the default case. */
export const defaultsOf = (): Setting => caseState(widget, 'default') as unknown as Setting
