import { expect, it } from 'vitest'
import { connections } from '../../../math/nets/signal-propagation.ts'
import { caseState } from '../../widget/state.ts'
import { across, apart, chartOf, frame, layerAt } from './chart.ts'
import { firstOverLast, passes, stepAt } from './passes.ts'
import type { Net } from './passes.ts'
import widget from './widget.ts'
import { short } from './words.ts'

const runs = (name: string) => passes(caseState(widget, name) as unknown as Net)[0]!.runs

it('goes forth through every layer, to the loss, and back', () => {
  const moments = passes({ depth: 3, activation: 'relu', gain: 1, norm: false, draw: 1 })
  expect(moments.map(({ phase, layer }) => `${phase[0]}${layer}`).join(' ')).toBe(
    'f0 f1 f2 f3 l4 b3 b2 b1',
  )
  for (const [step, { phase, layer }] of moments.entries()) {
    expect(stepAt(phase, layer, 3)).toBe(step)
  }
})

it('every line of every case stays within its frame', () => {
  for (const name of Object.keys(widget.cases)) {
    const { lines, ticks, y } = chartOf(runs(name), ({ signal }) => signal)
    for (const { x, y: height } of connections.flatMap((connection) => lines[connection])) {
      expect(x).toBeGreaterThan(frame.left)
      expect(x).toBeLessThan(frame.right)
      expect(height).toBeGreaterThanOrEqual(frame.top - 1e-9)
      expect(height).toBeLessThanOrEqual(frame.bottom + 1e-9)
    }
    expect(ticks).toContain(0)
    for (const power of ticks) expect(y(10 ** power)).toBeLessThanOrEqual(frame.bottom + 1e-9)
  }
})

it('what the cases say is so: small weights fade in the plain net, batch norm turns it round', () => {
  expect(firstOverLast(runs('default').plain, 'outputs')).toBeLessThan(1e-3)
  expect(firstOverLast(runs('default').skip, 'outputs')).toBeGreaterThan(1)
  expect(firstOverLast(runs('norm').plain, 'outputs')).toBeGreaterThan(100)
  for (const connection of ['skip', 'dense'] as const) {
    expect(firstOverLast(runs('norm')[connection], 'outputs')).toBeLessThan(30)
  }
})

it('finds the layer under a place', () => {
  for (const layer of [1, 7, 32]) expect(layerAt(across(layer, 32), 32)).toBe(layer)
  expect(layerAt(0, 32)).toBe(1)
  expect(layerAt(1e4, 32)).toBe(32)
})

it('writes numbers of any size briefly', () => {
  expect([0.0000123, 0.0123, 1, 4321, 43210, 0].map(short)).toEqual([
    '1.2 × 10⁻⁵',
    '0.012',
    '1',
    '4300',
    '4.3 × 10⁴',
    '0',
  ])
})

it('moves names apart, in their order and within the frame', () => {
  const places = apart([150, 151, 30], 14)
  expect(places[1]! - places[0]!).toBeGreaterThanOrEqual(14)
  expect(Math.max(...places)).toBeLessThanOrEqual(frame.bottom)
  expect(apart([30, 80, 120], 14)).toEqual([30, 80, 120])
})
