import { readTheRoof, twoBounds, twoChips, whatHelps } from './exercises-roof.ts'
import { doesItFit, trainedAlone, whenTheLinkDecides } from './exercises-spread.ts'

export default [
  twoBounds,
  readTheRoof,
  twoChips,
  whatHelps,
  doesItFit,
  trainedAlone,
  whenTheLinkDecides,
]
