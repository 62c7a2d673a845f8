import { readTheRoof, twoBounds, whatHelps } from './exercises-roof.ts'
import { doesItFit, trainedAlone, whenTheLinkDecides } from './exercises-spread.ts'

export default [twoBounds, readTheRoof, whatHelps, doesItFit, trainedAlone, whenTheLinkDecides]
