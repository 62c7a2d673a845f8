import * as bill from './exercises-bill.ts'
import * as cutting from './exercises-cutting.ts'

export default [
  cutting.chooseTheCollective,
  cutting.summandByHand,
  cutting.saveTheMlp,
  cutting.whichDegrees,
  bill.countThem,
  bill.theBill,
  bill.keepLess,
]
