import { describe, expect, it } from 'vitest'
import { reachOf, stagesOf } from './reach.ts'

const layer = (groups: number, outputChannels = 12) =>
  ({ kind: 'convolution', outputChannels, groups }) as const
const reachAfter = (...steps: Parameters<typeof stagesOf>[1]) =>
  reachOf(stagesOf(12, steps).at(-1)!.paths, 0)

describe('who can reach whom', () => {
  it('groups stay among themselves however often, and a shuffle joins them', () => {
    expect(reachAfter(layer(3), layer(3))).toMatchObject({ reached: 4, known: 4, share: 1 / 3 })
    expect(reachAfter(layer(3), { kind: 'shuffle', groups: 3 }, layer(3)).share).toBe(1)
  })

  it('a shuffle reaches all only while a group has as many channels as there are groups', () => {
    expect(reachAfter(layer(6), { kind: 'shuffle', groups: 6 }, layer(6))).toMatchObject({
      reached: 4,
      known: 4,
    })
    expect(reachAfter(layer(12), { kind: 'shuffle', groups: 12 }, layer(12)).known).toBe(1)
  })

  it('depthwise and then pointwise knows all', () => {
    expect(reachAfter(layer(12), layer(1, 20))).toMatchObject({
      reached: 20,
      channels: 20,
      known: 12,
    })
  })

  it('has a stage per step, each with its own links', () => {
    const stages = stagesOf(12, [layer(3), { kind: 'shuffle', groups: 3 }, layer(3)])
    expect(stages.map(({ kind }) => kind)).toEqual([
      'input',
      'convolution',
      'shuffle',
      'convolution',
    ])
    for (const row of stages[2]!.own) expect(row.filter((count) => count === 1)).toHaveLength(1)
  })
})
