import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Builder } from './builder.ts'
import type { Graph } from './graph.ts'
import { activationMemory } from './memory.ts'
import { elements, inferShapes } from './shape.ts'

fc.configureGlobal({ seed: 2009_0117 })

const size = 8
const map = size * size

describe('a chain', () => {
  const net = new Builder('chain', 3)
  const graph = net.build(net.relu(net.conv(net.conv(net.input, 16), 4)))

  test('holds an input and an output at a time', () => {
    const { live, peak, peakNode, total } = activationMemory(graph, size)
    expect(live).toEqual([3 * map, 19 * map, 20 * map, 8 * map])
    expect([peak, peakNode, total]).toEqual([20 * map, 2, 27 * map])
  })

  test('an activation in place needs no tensor of its own', () => {
    const { live, total } = activationMemory(graph, size, { inPlaceActivations: true })
    expect(live).toEqual([3 * map, 19 * map, 20 * map, 4 * map])
    expect(total).toBe(23 * map)
  })
})

describe('branches', () => {
  test('a shortcut is held until it is added', () => {
    const net = new Builder('residual', 4)
    const y = net.conv(net.conv(net.input, 8), 4)
    const { live } = activationMemory(net.build(net.add([y, net.input])), size)
    expect(live).toEqual([4 * map, 12 * map, 16 * map, 12 * map])
  })

  test('an activation does not overwrite what is read again', () => {
    const net = new Builder('reread', 4)
    const x = net.conv(net.input, 4)
    const graph = net.build(net.add([net.relu(x), x]))
    expect(activationMemory(graph, size, { inPlaceActivations: true }).total).toBe(4 * 4 * map)
  })

  test('a view costs nothing and holds what it looks into', () => {
    const net = new Builder('views', 4)
    const [left, right] = net.split(net.conv(net.input, 8), [4, 4]) as [never, never]
    const graph = net.build(net.concat([right, net.conv(left, 4)]))
    const { live, total } = activationMemory(graph, size)
    expect(live).toEqual([4 * map, 12 * map, 8 * map, 8 * map, 12 * map, 20 * map])
    expect(total).toBe((4 + 8 + 4 + 8) * map)
  })

  test('heads of training take no memory in inference', () => {
    const net = new Builder('aux', 4)
    const x = net.conv(net.input, 4)
    net.trainingOnly(() => net.conv(x, 64))
    const graph = net.build(net.relu(x))
    expect(activationMemory(graph, size).total).toBe(12 * map)
    expect(activationMemory(graph, size, { mode: 'training' }).total).toBe(76 * map)
  })
})

/** What must be held while node t runs, by definition: outputs made by then and read at t or later. */
function heldAt(graph: Graph, t: number): number {
  const shapes = inferShapes(graph, size)
  return graph.nodes.reduce((sum, _, i) => {
    const readers = graph.nodes.flatMap(({ inputs }, r) => (inputs.includes(i) ? [r] : []))
    const last = i === graph.output ? Infinity : Math.max(i, ...readers)
    return i <= t && t <= last ? sum + elements(shapes[i]!) : sum
  }, 0)
}

test('random graphs without views hold what the definition says', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(), fc.nat(), fc.integer({ min: 1, max: 5 })), { minLength: 1 }),
      (rows) => {
        const net = new Builder('random', 2)
        const values = [net.input]
        for (const [a, b, channels] of rows) {
          const [x, y] = [values[a % values.length]!, values[b % values.length]!]
          values.push(channels === 1 ? net.concat([x, y]) : net.conv(x, channels))
        }
        const graph = net.build(values.at(-1)!)
        const { live, peak } = activationMemory(graph, size)
        live.forEach((held, t) => expect(held).toBe(heldAt(graph, t)))
        expect(peak).toBe(Math.max(...live))
      },
    ),
    { numRuns: 60 },
  )
})
