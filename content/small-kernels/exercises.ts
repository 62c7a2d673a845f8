import { channelsBetween, doesItPay, narrowFirst, smallForLarge } from './exercises-cost.ts'
import { fieldOfChain, strideMoved, waysIn } from './exercises-field.ts'

export default [
  smallForLarge,
  channelsBetween,
  doesItPay,
  fieldOfChain,
  strideMoved,
  waysIn,
  narrowFirst,
]
