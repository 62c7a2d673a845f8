import { describe, expect, it } from 'vitest'
import { channels, mapOf, pictures, side, weigh } from './maps.ts'

describe('maps and their weights', () => {
  it('are as large as they are said to be, and somewhere full', () => {
    for (const picture of pictures) {
      const { input } = weigh(picture, 2, 'sigmoid')
      expect(input.data).toHaveLength(channels.length * side * side)
      expect(Math.min(...input.data)).toBeGreaterThanOrEqual(0)
    }
    for (const [c] of channels.entries()) {
      const top = Math.max(...pictures.flatMap((one) => mapOf(weigh(one, 2, 'sigmoid').input, c)))
      expect(top).toBe(1)
    }
  })

  it('another picture opens other channels', () => {
    const best = (picture: (typeof pictures)[number]) => {
      const { data } = weigh(picture, 2, 'sigmoid').result.weights
      return channels[data.indexOf(Math.max(...data))]
    }
    expect(['left', 'right']).toContain(best('fence'))
    expect(['top', 'bottom']).toContain(best('waves'))
    expect(['falling', 'rising']).toContain(best('rain'))
  })

  it('with a single hidden unit all channels open and close together', () => {
    for (const picture of pictures) {
      const { data } = weigh(picture, 8, 'sigmoid').result.weights
      expect(new Set(data.map((weight) => weight.toFixed(9))).size).toBe(1)
    }
  })
})
