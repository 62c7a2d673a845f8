import * as data from './exercises-data.ts'
import * as costs from './exercises-costs.ts'
import * as speed from './exercises-speed.ts'
import { lastOfTheQuick } from './exercises-setting.ts'

export default [
  data.nameThePrimitive,
  data.ringByHand,
  data.makeAnAllReduce,
  costs.ringBill,
  costs.whichSize,
  speed.ringOrTree,
  speed.busSpeed,
  lastOfTheQuick,
]
