import { expect, it } from 'vitest'
import { caseState } from '../../widget/state.ts'
import { compare, fetchFor } from './comparison.ts'
import type { Question } from './comparison.ts'
import { groupings, publishedBy, trainingDevices, trainingFormats } from './options.ts'
import { barsOf, frame, nearest, placeOf, plotOf, radiusOf } from './plot.ts'
import widget from './widget.ts'
import { amounts } from './words.ts'

await Promise.all([fetchFor('network'), fetchFor('training')])

const asked = (name: string) => caseState(widget, name) as unknown as Question
const inCase = (name: string) => compare(asked(name))

it('holds every item of every case within its frame, under the roof', () => {
  for (const name of Object.keys(widget.cases)) {
    const comparison = inCase(name)
    const plot = plotOf(comparison)
    for (const item of [...comparison.left.items, ...comparison.right.items]) {
      const { x, y } = placeOf(plot, item)
      expect(x).toBeGreaterThanOrEqual(frame.left)
      expect(x).toBeLessThanOrEqual(frame.right)
      expect(y).toBeGreaterThanOrEqual(frame.top)
      expect(y).toBeLessThanOrEqual(frame.bottom)
    }
  }
})

it('work without FLOPs stands in a strip of its own, and only where there is any', () => {
  const training = plotOf(inCase('training'))
  expect(training.x(0)).toBeLessThan(training.begin)
  expect(plotOf(inCase('default')).begin).toBe(frame.left)
})

it('the default case: eight times fewer FLOPs, not even twice as fast', () => {
  const comparison = inCase('default')
  const { left, right } = comparison
  expect(left.flops / right.flops).toBeCloseTo(1 / (1 / 128 + 1 / 9), 1)
  expect(left.time / right.time).toBeLessThan(2)
  expect(left.items[0]!.point.bound).toBe('compute')
  expect(right.items.map(({ point }) => point.bound)).toEqual(['memory', 'memory'])
})

it('different batches are compared by the picture', () => {
  const comparison = inCase('batch-vgg')
  const { left, right } = comparison
  expect(amounts(left, comparison).flops).toBe(amounts(right, comparison).flops)
  expect(amounts(left, comparison).time).toBeGreaterThan(amounts(right, comparison).time)
})

it('the nearest mark and the bar under a place are found', () => {
  const comparison = inCase('vgg-mobilenet')
  const plot = plotOf(comparison)
  const { items, time } = comparison.right
  items.forEach((item, index) => {
    const { x, y } = placeOf(plot, item)
    const found = items[nearest(plot, items, x, y)]!
    expect(placeOf(plot, found)).toEqual({ x, y })
    const bars = barsOf(items)
    expect(bars.at(bars.left(index) + bars.width / 2)).toBe(index)
    expect(radiusOf(item, time)).toBeLessThanOrEqual(15)
  })
  expect(barsOf(items).at(frame.right + 5)).toBeUndefined()
  expect(Math.max(...items.map(({ point }) => barsOf(items).length(point.time)))).toBeCloseTo(52)
})

it('only published formats are offered, and groups that divide both', () => {
  expect(publishedBy('edge-tpu')).toEqual(['int8'])
  expect(trainingFormats('tpu-v4')).toEqual(['bf16'])
  expect(trainingDevices).not.toContain('edge-tpu')
  expect(groupings(12, 8)).toEqual([2, 4])
  expect(groupings(7, 8)).toEqual([1])
})
