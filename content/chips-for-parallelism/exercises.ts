import * as parts from './exercises-parts.ts'
import * as time from './exercises-time.ts'
import { threeTraffics } from './exercises-traffic.ts'

export default [
  time.fasterUnits,
  time.spendIt,
  time.tokenInTime,
  threeTraffics,
  parts.handItOver,
  parts.waitingForAll,
  parts.eightBits,
]
