import { describe, expect, it } from 'vitest'
import { decodeState, encodeState } from '../../widget/state.ts'
import { schedules } from './schedules.ts'
import { paramsWith, runWith, timelineOf } from './testing.ts'
import widget from './widget.ts'

/** Peaks per rank and makespan at p = 4, m = 8, F = I = W = 1, in units of a rank's whole share. */
const published = {
  gpipe: [33, [8, 8, 8, 8]],
  '1f1b': [33, [4, 3, 2, 1]],
  '1f1b-overlapped': [33, [8, 6, 4, 2]],
  interleaved: [57 / 2, [11 / 2, 9 / 2, 7 / 2, 5 / 2]],
  'breadth-first': [57 / 2, [8, 8, 8, 8]],
  'zb-h1': [27, [4, 4, 4, 4]],
  'zb-h2': [27, [7, 7, 7, 7]],
  'zb-v': [51 / 2, [4, 4, 4, 4]],
  dualpipe: [26, [5, 5, 5, 5]],
} as const

describe('all schedules on equal terms', () => {
  it.each(Object.entries(published))(
    '%s takes and holds what is published',
    (name, [time, peaks]) => {
      const { makespan, ranks } = timelineOf({ schedule: name as keyof typeof published })
      expect(makespan).toBe(time)
      expect(ranks.map(({ peakActivations }) => peakActivations)).toEqual(peaks)
    },
  )

  it('does the same work under every schedule', () => {
    for (const schedule of schedules) {
      const { ranks } = timelineOf({ schedule })
      for (const { busy } of ranks) expect(busy).toBeCloseTo(24)
    }
  })

  it('lets a pair hide as much as it is told: F&B = 2.5 leaves outer ranks less idle', () => {
    const idle = timelineOf({
      schedule: 'dualpipe',
      stages: 8,
      microbatches: 20,
      overlap: 50,
    }).ranks
    expect(Math.min(...idle.map((rank) => rank.idle))).toBe(3.5)
    expect(Math.max(...idle.map((rank) => rank.idle))).toBe(4.5)
  })

  it('lets a cap trade memory for bubble within the lists', () => {
    const inside = [4, 5, 6, 7].map((cap) => {
      const { bubble, ranks } = timelineOf({ schedule: 'zb', cap })
      expect(ranks[0]!.peakActivations).toBe(cap)
      return bubble.internal
    })
    expect(inside).toEqual(inside.toSorted((a, b) => b - a))
    expect(inside[3]).toBe(0)
  })

  it('makes one rank slow, and the whole pipeline with it', () => {
    const { ranks, makespan } = timelineOf({ uneven: '1*2' })
    expect(ranks.map(({ busy }) => busy)).toEqual([24, 48, 24, 24])
    expect(makespan).toBeGreaterThan(48)
  })

  it('runs the same numbers once', () => {
    expect(runWith({ schedule: 'gpipe' })).toBe(runWith({ schedule: 'gpipe', critical: true }))
  })
})

describe('addresses', () => {
  it('still mean what they meant when there were three schedules', () => {
    const { state, rejections } = decodeState(
      widget,
      'schedule=gpipe&stages=8&microbatches=16&forward=1&backward=1&send=0.5&follow=3',
    )
    expect(rejections).toEqual([])
    expect(state).toMatchObject({ schedule: 'gpipe', stages: 8, backward: 1, send: 0.5, follow: 3 })
    expect(timelineOf(state as never).ranks[0]!.busy).toBe(32)
  })

  it('give DualPipe a shape that it can have, and say so', () => {
    const { state, rejections } = decodeState(widget, 'schedule=dualpipe&stages=5&microbatches=6')
    expect(state).toMatchObject({ stages: 4, microbatches: 8 })
    expect(rejections.map(({ name }) => name)).toEqual(['stages', 'microbatches'])
  })

  it('split a backward so that neither half is nothing', () => {
    for (const backward of [0.25, 0.5, 1, 3.3, 8]) {
      for (const weight of [0, 0.1, 8]) {
        const params = paramsWith({ backward, weight })
        expect(params.weight).toBeGreaterThan(0)
        expect(params.weight).toBeLessThan(backward)
        expect(decodeState(widget, encodeState(widget, params)).state).toEqual(params)
      }
    }
  })
})
