import { describe, expect, it } from 'vitest'
import { int, number } from '../params.ts'
import { slideScale } from './slideScale.ts'

describe('slideScale', () => {
  it('takes a linear number as its own place', () => {
    const scale = slideScale(int(2, 64, 4), { min: 2, max: 64 })
    expect([scale.min, scale.max, scale.step]).toEqual([2, 64, 1])
    expect(scale.from(scale.to(17))).toBe(17)
  })

  it('stops only at what is legal', () => {
    const scale = slideScale(int(2, 64, 4), ['2', '4', '8'])
    expect([scale.min, scale.max]).toEqual([0, 2])
    expect(scale.from(2)).toBe(8)
    expect(scale.to(5)).toBe(1)
  })

  it('passes every power of two on its way through octaves', () => {
    const scale = slideScale(int(3, 1024, 4, { scale: 'log' }), { min: 3, max: 1024 })
    const stops = Array.from({ length: scale.max + 1 }, (_, place) => scale.from(place))
    for (let power = 4; power <= 1024; power *= 2) expect(stops).toContain(power)
    stops.slice(1).forEach((stop, place) => expect(stop).toBeGreaterThan(stops[place]!))
  })

  it('aims at two significant digits on a logarithm, moves at every stop, and reaches both ends', () => {
    const scale = slideScale(number(1e-6, 12345, 1, { scale: 'log' }), { min: 1e-6, max: 12345 })
    const stops = Array.from({ length: scale.max + 1 }, (_, place) => scale.from(place))
    expect([stops[0], stops.at(-1)]).toEqual([1e-6, 12345])
    stops.slice(0, -1).forEach((stop, place) => {
      expect(stop).toBe(Number(stop.toPrecision(2)))
      expect(stops[place + 1]).toBeGreaterThan(stop)
      expect(scale.to(stop)).toBe(place)
    })
    expect(scale.to(1234)).toBe(scale.to(1200))
  })
})
