import { readTheRoof, twoBounds, whatHelps } from './exercises-roof.ts'
import { doesItFit, trainedAlone, whenTheLinkDecides } from './exercises-spread.ts'
import { overTheRidge } from './exercises-setting.ts'

export default [
  twoBounds,
  readTheRoof,
  overTheRidge,
  whatHelps,
  doesItFit,
  trainedAlone,
  whenTheLinkDecides,
]
