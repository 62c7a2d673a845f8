import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { activationCoefficients, layerActivations, transformers } from './index.ts'
import type { ActivationOptions } from './index.ts'

const flag = fc.boolean()
const options: fc.Arbitrary<ActivationOptions> = fc.record({
  microBatch: fc.integer({ min: 1, max: 8 }),
  tensorParallel: fc.constantFrom(1, 2, 4, 8),
  sequenceParallel: flag,
  recompute: fc.constantFrom('none', 'selective', 'full'),
  dropout: flag,
  attention: fc.constantFrom('unfused', 'flash'),
  elementBytes: fc.constantFrom(2, 4),
})

test('the coefficients give what the list of tensors gives', () => {
  const models = transformers.filter(({ heads }) => heads % 8 === 0)
  fc.assert(
    fc.property(fc.constantFrom(...models), options, (model, choice) => {
      const { around, inside, core } = activationCoefficients(model, choice)
      const t = choice.tensorParallel!
      const sbh = model.sequence * choice.microBatch! * model.hidden
      const bytes = sbh * (around / (choice.sequenceParallel ? t : 1) + (inside + core) / t)
      expect(layerActivations(model, choice).bytes / bytes).toBeCloseTo(1, 12)
    }),
  )
})

test('10 + 24 + 5as/h for the layer of the paper', () => {
  const model = transformers.find(({ id }) => id === 'megatron-22b')!
  const { around, inside, core } = activationCoefficients(model)
  expect([around, inside, core]).toEqual([10, 24, (5 * 64 * 2048) / 6144])
})
