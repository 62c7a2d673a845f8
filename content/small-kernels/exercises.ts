import { channelsBetween, doesItPay, narrowFirst, smallForLarge } from './exercises-cost.ts'
import { fieldOfChain, strideMoved, waysIn } from './exercises-field.ts'
import { buildTheField } from './exercises-setting.ts'

export default [
  smallForLarge,
  channelsBetween,
  doesItPay,
  buildTheField,
  fieldOfChain,
  strideMoved,
  waysIn,
  narrowFirst,
]
