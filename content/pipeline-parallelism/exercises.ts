import * as bubble from './exercises-bubble.ts'
import * as drawing from './exercises-drawing.ts'
import { buildWithin } from './exercises-setting.ts'
import * as schedules from './exercises-schedules.ts'

export default [
  bubble.cutTheBatch,
  drawing.gpipeTimetable,
  bubble.bubbleTwoWays,
  drawing.oneByHand,
  buildWithin,
  schedules.peakBytes,
  bubble.enoughMicrobatches,
  schedules.compareSchedules,
  schedules.stepsInARow,
]
