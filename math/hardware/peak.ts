import { finite, object } from '../check.ts'
import type { Precision } from '../precision.ts'
import type { Accelerator } from './accelerators.ts'

/**
 * Peak FLOP/s (OP/s) of a chip at a precision.
 *
 * @example peakFlops(accelerator('v100-32gb'), 'fp16') // 125e12
 * @throws RangeError when the chip's source gives no peak for it, naming the ones it gives
 */
export function peakFlops(chip: Accelerator, precision: Precision): number {
  const { peak: peaks, name } = object('chip', chip)
  const peak = Object.hasOwn(object('chip.peak', peaks), precision) ? peaks[precision] : undefined
  if (peak === undefined) {
    const known = Object.keys(peaks).join(', ')
    throw new RangeError(
      `precision must be one that ${name} publishes a peak for (${known}), got "${precision}"`,
    )
  }
  return finite(`chip.peak.${precision}`, peak, Number.MIN_VALUE)
}
