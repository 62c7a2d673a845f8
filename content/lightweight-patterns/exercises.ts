import { bendTheKernel, nameThePattern, severalSizes } from './exercises-kernels.ts'
import { dearShuffle, weighTheChannels } from './exercises-operation.ts'
import { belowTheRidge, sumOrRow } from './exercises-connections.ts'
import { howDeep } from './exercises-setting.ts'

export default [
  nameThePattern,
  severalSizes,
  bendTheKernel,
  dearShuffle,
  weighTheChannels,
  sumOrRow,
  howDeep,
  belowTheRidge,
]
