import { normsAndBias, timesFewer, twoMoves } from './exercises-layer.ts'
import { twoMultipliers, withinBudget } from './exercises-sizes.ts'
import { whoReachesWhom } from './exercises-groups.ts'
import { separableInTime, whatRaisesIntensity } from './exercises-bytes.ts'

export default [
  twoMoves,
  normsAndBias,
  timesFewer,
  twoMultipliers,
  withinBudget,
  whoReachesWhom,
  whatRaisesIntensity,
  separableInTime,
]
