import * as overlap from './exercises-overlap.ts'
import * as states from './exercises-states.ts'
import * as traffic from './exercises-traffic.ts'

export default [
  states.bytesOfStates,
  traffic.ddpBill,
  overlap.leftExposed,
  overlap.rightBucket,
  traffic.whoHoldsWhat,
  states.zeroTable,
  states.makeItFit,
  traffic.fsdpVolume,
  traffic.checkTheSlide,
]
