import { expect, test } from 'vitest'
import { ghostMaps, mostInputs, mostMaps } from './maps.ts'

const spec = { inputs: 64, families: 16, ratio: 3, kernel: 3, cheapKernel: 5 }

test('a few families, each with its made map and its ghosts, all different', () => {
  const { inputs, families } = ghostMaps(spec)
  expect(inputs).toHaveLength(mostInputs)
  expect(families).toHaveLength(6)
  for (const family of families) expect(family).toHaveLength(3)
  expect(new Set(families.flat()).size).toBe(18)
  expect(ghostMaps({ ...spec, ratio: 8 }).families.flat()).toHaveLength(mostMaps)
})

test('small modules are drawn whole, and ghosts leave the made maps as they are', () => {
  const { inputs, families } = ghostMaps({ ...spec, inputs: 2, families: 1 })
  expect(inputs).toHaveLength(2)
  expect(families).toHaveLength(1)
  const more = ghostMaps({ ...spec, inputs: 2, families: 1, ratio: 8, cheapKernel: 7 })
  expect(more.families[0]![0]).toBe(families[0]![0])
})
