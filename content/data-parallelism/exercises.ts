import * as states from './exercises-states.ts'
import * as traffic from './exercises-traffic.ts'

export default [
  states.bytesOfStates,
  traffic.ddpBill,
  traffic.leftExposed,
  traffic.rightBucket,
  traffic.whoHoldsWhat,
  states.zeroTable,
  states.makeItFit,
  traffic.fsdpVolume,
  traffic.checkTheSlide,
]
