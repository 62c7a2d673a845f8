import { blockGrowth, comparedWithWhat, freshShare } from './exercises-dense.ts'
import { ghostRatio, ghostStride, ghostTraffic } from './exercises-ghost.ts'
import { bottleneckPays, storedMaps } from './exercises-memory.ts'
import { thickOrThin } from './exercises-setting.ts'

export default [
  freshShare,
  comparedWithWhat,
  blockGrowth,
  thickOrThin,
  bottleneckPays,
  storedMaps,
  ghostRatio,
  ghostTraffic,
  ghostStride,
]
