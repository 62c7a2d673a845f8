import { bendTheKernel, nameThePattern, severalSizes } from './exercises-kernels.ts'
import { dearShuffle, weighTheChannels } from './exercises-operation.ts'
import { belowTheRidge, sumOrRow } from './exercises-connections.ts'

export default [
  nameThePattern,
  severalSizes,
  bendTheKernel,
  dearShuffle,
  weighTheChannels,
  sumOrRow,
  belowTheRidge,
]
