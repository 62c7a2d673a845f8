import { normsAndBias, timesFewer, twoMoves } from './exercises-layer.ts'
import { twoMultipliers, withinBudget } from './exercises-sizes.ts'
import { whoReachesWhom } from './exercises-groups.ts'
import { separableInTime, whatRaisesIntensity } from './exercises-bytes.ts'
import { everybodyReached } from './exercises-setting.ts'

export default [
  twoMoves,
  normsAndBias,
  timesFewer,
  twoMultipliers,
  withinBudget,
  whoReachesWhom,
  everybodyReached,
  whatRaisesIntensity,
  separableInTime,
]
