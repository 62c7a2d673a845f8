import * as data from './exercises-data.ts'
import * as costs from './exercises-costs.ts'

export default [
  data.nameThePrimitive,
  data.ringByHand,
  data.makeAnAllReduce,
  costs.ringBill,
  costs.whichSize,
  costs.ringOrTree,
  costs.busSpeed,
]
