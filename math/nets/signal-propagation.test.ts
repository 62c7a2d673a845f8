import { describe, expect, it, test } from 'vitest'
import { connections, propagate, signalActivations, signalNet } from './index.ts'
import type { SignalSpec } from './index.ts'

const kinds = connections.flatMap((connection) =>
  signalActivations.flatMap((activation) =>
    [false, true].map((norm) => ({ connection, activation, norm })),
  ),
)

describe.each(kinds)('$connection, $activation, norm $norm', (kind) => {
  const spec: SignalSpec = { ...kind, depth: 4, width: 5, growth: 3, batch: 6, seed: 3 }

  it('every gradient is the slope of the loss, by central differences', () => {
    const net = signalNet(spec)
    const { gradients } = propagate(net)
    const step = 1e-6
    net.weights.forEach((matrix, layer) => {
      for (let index = 0; index < matrix.length; index += 3) {
        const value = matrix[index]!
        const lossAt = (weight: number) => {
          matrix[index] = weight
          return propagate(net).loss
        }
        const slope = (lossAt(value + step) - lossAt(value - step)) / (2 * step)
        matrix[index] = value
        const gradient = gradients[layer]![index]!
        expect(Math.abs(gradient - slope)).toBeLessThan(1e-6 + 1e-5 * Math.abs(slope))
      }
    })
  })

  it('is the same every time, and another with another seed', () => {
    const { loss } = propagate(signalNet(spec))
    expect(propagate(signalNet(spec)).loss).toBe(loss)
    expect(propagate(signalNet({ ...spec, seed: 4 })).loss).not.toBe(loss)
  })
})

const ratio = (spec: SignalSpec) => {
  const { layers } = propagate(signalNet(spec))
  return layers[0]!.outputGradient / layers.at(-1)!.outputGradient
}

test('a linear net of one feature multiplies its weights', () => {
  const net = signalNet({ connection: 'plain', depth: 3, width: 1, activation: 'linear' })
  const [a, b, c] = net.weights.map((matrix) => matrix[0]!)
  const { layers } = propagate(net)
  const rms = Math.sqrt(net.inputs.reduce((sum, x) => sum + x * x, 0) / net.inputs.length)
  expect(layers[0]!.signal).toBeCloseTo(Math.abs(a!) * rms, 12)
  expect(layers[2]!.signal).toBeCloseTo(Math.abs(a! * b! * c!) * rms, 12)
})

test('plain: half of He’s deviation halves the gradient per layer, and with He’s it stays', () => {
  const wide = { connection: 'plain', depth: 16, width: 128 } as const
  expect(Math.log2(ratio(wide))).toBeGreaterThan(-2)
  expect(Math.log2(ratio(wide))).toBeLessThan(2)
  // The same weights, each halved: exactly 2⁻¹⁵ between layer 16 and layer 1 up to that drift.
  const halved = Math.log2(ratio({ ...wide, gain: 0.5 }))
  expect(Math.abs(halved + 15 - Math.log2(ratio(wide)))).toBeLessThan(0.5)
})

test('skip without a norm: the signal’s square about doubles per layer', () => {
  const { layers } = propagate(signalNet({ connection: 'skip', depth: 20, width: 128 }))
  const perLayer = (layers[19]!.signal / layers[0]!.signal) ** (2 / 19)
  expect(perLayer).toBeGreaterThan(1.7)
  expect(perLayer).toBeLessThan(2.3)
})

test('skip with a norm: the signal’s square grows by about one per layer', () => {
  const { layers } = propagate(signalNet({ connection: 'skip', depth: 64, width: 64, norm: true }))
  expect(layers[63]!.signal ** 2).toBeGreaterThan(40)
  expect(layers[63]!.signal ** 2).toBeLessThan(100)
  // And its gradient shrinks by a power of the depth, not exponentially: within a factor of 30.
  expect(ratio({ connection: 'skip', depth: 64, norm: true })).toBeLessThan(30)
})

test('plain with batch norm explodes backwards', () => {
  expect(ratio({ connection: 'plain', depth: 64, norm: true })).toBeGreaterThan(1000)
})

test('dense nets widen: layer ℓ reads k₀ + k·ℓ features', () => {
  const { layers } = propagate(signalNet({ connection: 'dense', depth: 5, width: 10, growth: 3 }))
  expect(layers.map(({ inputs }) => inputs)).toEqual([10, 13, 16, 19, 22])
  expect(layers.map(({ outputs }) => outputs)).toEqual([3, 3, 3, 3, 3])
})

test('a deeper net begins with the same layers', () => {
  const short = signalNet({ connection: 'skip', depth: 3 })
  const long = signalNet({ connection: 'skip', depth: 9 })
  expect(long.weights.slice(0, 3)).toEqual(short.weights.slice(0, 3))
})

test('hostile options are named', () => {
  const net = { connection: 'plain', depth: 3 } as const
  expect(() => signalNet({ ...net, connection: 'ring' as never })).toThrow(/connection/)
  expect(() => signalNet({ ...net, depth: 0 })).toThrow(/depth must be an integer in \[1/)
  expect(() => signalNet({ ...net, batch: 1 })).toThrow(/batch/)
  expect(() => signalNet({ ...net, gain: 0 })).toThrow(/gain/)
  expect(() => signalNet({ ...net, gain: NaN })).toThrow(RangeError)
  expect(() => signalNet({ ...net, norm: 1 as never })).toThrow(TypeError)
})
