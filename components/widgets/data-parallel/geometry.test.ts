import { expect, test } from 'vitest'
import { band, bandLabels, geometryOf, laneHeight, laneTop, laneUnder, stack } from './geometry.ts'
import { runOf } from './run.ts'
import { defaultsOf } from './testing.ts'

test('each height belongs to the lane that is drawn there', () => {
  for (const [drawn, split] of [
    [2, false],
    [8, true],
  ] as const) {
    const geometry = geometryOf(1, drawn, split)
    for (let lane = 0; lane < 2 * drawn; lane++) {
      const middle = laneTop(geometry, lane) + laneHeight(geometry, lane) / 2
      expect(laneUnder(geometry, middle, 2 * drawn)).toBe(lane)
    }
    expect(laneUnder(geometry, 5, 2 * drawn)).toBe(-1)
    expect(laneUnder(geometry, geometry.height, 2 * drawn)).toBe(-1)
  }
})

test('bands of memory stand on one another', () => {
  const { timeline, peaks } = runOf(defaultsOf())
  const ledger = timeline.memory[0]!
  const height = 100
  const perByte = height / peaks[0]!.total
  const [optimizer, parameters] = stack
  const path = (use: (typeof stack)[number]) =>
    band(ledger, use, timeline.duration, perByte, height)
  // The optimizer's band begins at the floor and ends where that of the parameters begins.
  const top = +(height - ledger[0]!.bytes.optimizer * perByte).toFixed(2)
  expect(path(optimizer!)).toMatch(new RegExp(`^M0 ${top}.*V100H0z$`))
  expect(path(parameters!)).toMatch(new RegExp(`V${top}H0z$`))
  expect(path('gathered')).toBe('')
  const labels = bandLabels(ledger, timeline.duration, perByte, height)
  expect(labels.map(({ use }) => use)).toContain('activations')
  expect(labels.find(({ use }) => use === 'optimizer')!.time).toBe(0)
  // A peak too short for a word gets none.
  const many = runOf({ ...defaultsOf(), strategy: 'fsdp', microbatches: 8 })
  const busy = bandLabels(many.timeline.memory[0]!, many.timeline.duration, perByte, height)
  expect(busy.map(({ use }) => use)).not.toContain('activations')
})
