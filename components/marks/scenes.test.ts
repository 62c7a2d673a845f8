import { describe, expect, it } from 'vitest'
import { scenePixels, scenes } from './scenes.ts'

describe('scenes', () => {
  it.each(scenes)(
    '%s: brightness in [0, 1], light and dark pixels, kept to two digits',
    (scene) => {
      const pixels = scenePixels(scene, 16)
      expect(pixels).toHaveLength(256)
      expect(Math.min(...pixels)).toBeGreaterThanOrEqual(0)
      expect(Math.max(...pixels)).toBeLessThanOrEqual(1)
      expect(Math.max(...pixels) - Math.min(...pixels)).toBeGreaterThan(0.5)
      for (const pixel of pixels) expect(Math.round(pixel * 100) / 100).toBe(pixel)
    },
  )
})
