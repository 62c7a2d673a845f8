import { describe, expect, it } from 'vitest'
import { roomBetween, scaleOf } from './scale.ts'

describe('scaleOf', () => {
  it('ends behind the longest bar or the capacity', () => {
    expect(scaleOf([120e9, 2e9], 80e9).end).toBeCloseTo(126e9)
    expect(scaleOf([60e9, 2e9], 80e9).end).toBeCloseTo(84e9)
  })

  it('tears off what is longer than four devices', () => {
    const { end, showsCapacity } = scaleOf([16e12, 15.6e9], 80e9)
    expect(end).toBeCloseTo(336e9)
    expect(showsCapacity).toBe(true)
  })

  it('leaves the capacity out where bars would be slivers beside it', () => {
    const { end, showsCapacity, ticks, unit } = scaleOf([1e9, 0.5e9], 80e9)
    expect(end).toBeCloseTo(1.05e9)
    expect(showsCapacity).toBe(false)
    expect(unit).toBe(1e6)
    expect(ticks[0]).toBe(0)
    expect(ticks.at(-1)).toBeLessThanOrEqual(end)
  })
})

describe('roomBetween', () => {
  it('is the whole part where no line runs through it', () => {
    expect(roomBetween(30, 120, undefined)).toEqual({ place: 'center', length: 90 })
    expect(roomBetween(30, 80, 80)).toEqual({ place: 'center', length: 50 })
    expect(roomBetween(90, 120, 80)).toEqual({ place: 'center', length: 30 })
  })

  it('is the longer side of a line that does', () => {
    expect(roomBetween(30, 120, 80)).toEqual({ place: 'start', length: 50 })
    expect(roomBetween(30, 120, 50)).toEqual({ place: 'end', length: 70 })
  })
})
