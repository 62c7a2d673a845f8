import { expect, it } from 'vitest'
import { summarize } from '../summary.ts'
import { mobilenetV1 } from './mobilenet-v1.ts'
import { mobilenetV1Published } from './mobilenet-v1-published.ts'

// Million multiply-accumulates and parameters as the table of accuracies prints them.
const printed = [
  [569, 418, 291, 186, 4.24],
  [317, 233, 162, 104, 2.59],
  [150, 110, 77, 49, 1.34],
  [41, 34, 21, 14, 0.47],
] as const

it('the sixteen published nets cost what their table says', () => {
  expect(mobilenetV1Published).toHaveLength(16)
  mobilenetV1Published.forEach(({ width, resolution }, index) => {
    const row = printed[Math.floor(index / 4)]!
    const { macs, params } = summarize(mobilenetV1({ width }), resolution)
    // Left out: the 0.75 nets, printed 3 % low throughout (317 where the paper's table 6 has 325),
    // and 34 for 0.25 at 192, which lies above the 41·(192/224)² = 30 of its neighbours.
    if (width !== 0.75 && index !== 13) {
      expect(Math.abs(macs / 1e6 - row[index % 4]!), `${width}, ${resolution}`).toBeLessThanOrEqual(
        1.1,
      )
    }
    expect(params / 1e6).toBeCloseTo(row[4], 1)
  })
})

it('accuracy falls with either multiplier', () => {
  for (const { width, resolution, top1 } of mobilenetV1Published) {
    for (const other of mobilenetV1Published) {
      if (other.width <= width && other.resolution <= resolution && other.top1 !== top1) {
        expect(other.top1.percent).toBeLessThan(top1.percent)
      }
    }
  }
})
