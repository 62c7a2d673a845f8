import { describe, expect, it } from 'vitest'
import { across, blocks, curve, curveAt, geometryOf, labelsFrom, leastWidth } from './geometry.ts'
import { timelineOf } from './testing.ts'

const timeline = timelineOf({})
const geometry = geometryOf(timeline)

describe('geometry', () => {
  it('places times as shares of the makespan', () => {
    expect([0, 16.5, 33].map((time) => across(geometry, time))).toEqual(['0%', '50%', '100%'])
  })

  it('draws one closed rectangle per op', () => {
    const path = blocks(geometry, timeline.ops)
    expect(path.match(/M/g)).toHaveLength(timeline.ops.length)
    expect(blocks(geometry, timeline.ops.slice(0, 1))).toBe(
      `M0 ${geometry.top}H1v${geometry.lane}H0z`,
    )
  })

  it('draws every curve to one scale, from nothing back to nothing', () => {
    const base = curveAt(geometry, 3, 0)
    expect(curve(geometry, timeline, 3)).toMatch(new RegExp(`^M0 ${base}.*V${base}H33$`))
    expect(base - curveAt(geometry, 3, 1)).toBeCloseTo((geometry.curve - 1) / 4)
  })

  it('asks for more width the shorter the ops and the longer their numbers', () => {
    const forwards = timeline.ops.filter(({ kind }) => kind === 'forward')
    const backwards = timeline.ops.filter(({ kind }) => kind === 'backward')
    expect(labelsFrom(geometry, timeline, forwards)!).toBeGreaterThan(
      labelsFrom(geometry, timeline, backwards)!,
    )
    const crowded = timelineOf({ stages: 16, microbatches: 64 })
    expect(labelsFrom(geometryOf(crowded), crowded, crowded.ops)).toBeUndefined()
    expect(leastWidth(geometryOf(crowded), crowded)).toBe(720)
    expect(leastWidth(geometry, timeline)).toBe(labelsFrom(geometry, timeline, timeline.ops))
  })
})
