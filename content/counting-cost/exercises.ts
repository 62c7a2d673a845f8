import { bytesAndBound, fewerNotFaster } from './exercises-bytes.ts'
import { threeCounts, whereTheStrideStands, whichCount } from './exercises-counts.ts'
import { sameWeights } from './exercises-setting.ts'
import { kernelWeights, whatChanges, windows } from './exercises-layer.ts'

export default [
  kernelWeights,
  windows,
  whatChanges,
  threeCounts,
  whereTheStrideStands,
  whichCount,
  sameWeights,
  bytesAndBound,
  fewerNotFaster,
]
