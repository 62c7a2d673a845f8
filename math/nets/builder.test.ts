import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { receptiveField } from '../conv/receptive-field.ts'
import { parameters } from '../conv/cost.ts'
import { squeezeExcite } from './blocks.ts'
import { Builder, type Value } from './builder.ts'
import { image, start } from './start.ts'
import { layerParams } from './cost.ts'
import { receptiveFields } from './field.ts'
import type { Graph } from './graph.ts'
import { inferShapes } from './shape.ts'
import { summarize, summarizeScopes } from './summary.ts'

fc.configureGlobal({ seed: 2009_0117 })

/** The shape of the last node for a square input. */
const outputOf = (graph: Graph, size: number) => inferShapes(graph, size).at(-1)

describe('layers', () => {
  test('names follow scopes and kinds', () => {
    const net = new Builder('test', 3)
    const x = net.scope('stem', () => net.convNorm(net.input, 8, { kernel: 3 }))
    const graph = net.build(net.scope('body', () => net.scope('block1', () => net.relu(x))))
    expect(graph.nodes.map(({ name }) => name)).toEqual([
      'input',
      'stem.conv1',
      'stem.batchNorm1',
      'stem.relu1',
      'body.block1.relu1',
    ])
  })

  test('padding keeps the size by half the window, or as TensorFlow does', () => {
    const stem = (style: 'symmetric' | 'same') => {
      const net = new Builder('test', 3, style)
      return net.build(net.conv(net.input, 8, { kernel: 3, stride: 2 }))
    }
    for (const size of [224, 225]) {
      expect(outputOf(stem('symmetric'), size)).toEqual(outputOf(stem('same'), size))
    }
    const first = (graph: Graph) => receptiveFields(graph, 224)[1]!.vertical.start
    expect([first(stem('symmetric')), first(stem('same'))]).toEqual([-1, 0])
  })

  test('split and concat undo each other, shuffle keeps the shape', () => {
    const net = new Builder('test', 6)
    const parts = net.split(net.input, [1, 2, 3])
    const whole = net.channelShuffle(net.concat(parts), 3)
    expect(outputOf(net.build(whole), 5)).toEqual([6, 5, 5])
  })

  test('a gate weighs whole channels', () => {
    const net = new Builder('test', 16)
    const graph = net.build(squeezeExcite(net, net.input, { squeezed: 4 }))
    expect(outputOf(graph, 7)).toEqual([16, 7, 7])
    expect(summarize(graph, 7).params).toBe(2 * 16 * 4 + 4 + 16)
  })

  test('enlarging: transposed convolution and upsampling', () => {
    const net = new Builder('test', 4)
    const up = net.transposedConv(net.input, 2, { kernel: 4, stride: 2, padding: 1 })
    const graph = net.build(net.upsample(up, [2, 3]))
    expect(outputOf(graph, 5)).toEqual([2, 20, 30])
    // Each of 25 input pixels meets each weight once.
    expect(summarize(graph, 5).macs).toBe(4 * 2 * 16 * 25)
  })

  test('flatten knows the size that an adaptive pool has fixed, through layers that keep it', () => {
    const net = new Builder('test', 8)
    const pooled = net.dropout(net.relu(net.adaptiveAvgPool(net.input, [2, 3])))
    expect(net.channels(net.flatten(pooled))).toBe(48)
    expect(() => net.flatten(net.input)).toThrow(/size of the map/)
    expect(net.channels(net.flatten(net.input, [7, 7]))).toBe(392)
  })
})

describe('hostile arguments are named', () => {
  const net = new Builder('test', 6)
  const x = net.input
  const y = net.conv(x, 8)
  test.each<[string, () => unknown, RegExp]>([
    ['channels', () => new Builder('test', 0), /inputChannels must be an integer in \[1/],
    ['padding style', () => new Builder('test', 3, 'half' as 'same'), /padding style must be one/],
    ['output', () => net.conv(x, 0), /outputChannels/],
    ['kernel', () => net.conv(x, 4, { kernel: 0 }), /kernel/],
    ['stride', () => net.conv(x, 4, { stride: -1 }), /stride/],
    ['groups', () => net.conv(x, 4, { groups: 5 }), /groups must be a divisor/],
    ['value', () => net.relu(99 as Value), /value must be an integer in \[0/],
    ['activation', () => net.activation(x, 'swich' as 'silu'), /activation must be one of/],
    ['sum', () => net.add([x, y]), /equal channels, got \[6, 8\]/],
    ['split', () => net.split(x, [1, 2]), /add up to 6 channels, got \[1, 2\]/],
    ['slice', () => net.slice(x, 2, 9), /end must be an integer in \[3, 6\], got 9/],
    ['shuffle', () => net.channelShuffle(x, 4), /groups must be a divisor/],
    ['dropout', () => net.dropout(x, 2), /p must be/],
    ['pool', () => net.maxPool(x, { kernel: NaN }), /kernel/],
    ['adaptive', () => net.adaptiveAvgPool(x, 0), /output/],
    ['scale', () => net.upsample(x, 0), /scale/],
    ['features', () => net.linear(x, 0), /outputFeatures/],
    ['classes', () => start('test', { classes: 0 }), /classes/],
    ['image', () => image(0), /size/],
  ])('%s', (_, act, message) => {
    expect(act).toThrow(message)
  })

  test('what fits only at some sizes is named with its layer', () => {
    const small = new Builder('small', 3)
    const graph = small.build(small.conv(small.input, 4, { kernel: 5, padding: 0, name: 'wide' }))
    expect(() => inferShapes(graph, 4)).toThrow(/wide \(conv\) on 4 × 4: .*got 5/)
    expect(() => inferShapes(graph, [4, 9, 9])).toThrow(/must have 3 channels/)
    expect(() => inferShapes(graph, [3, 9])).toThrow(/\[channels, height, width\]/)
    expect(() => inferShapes(graph, 'big' as unknown as number)).toThrow(TypeError)
    expect(() => inferShapes(graph, NaN)).toThrow(RangeError)
  })
})

/** Random blocks: chains, residual, dense and weighted ones, all of which keep the map's size. */
const anyNet = fc
  .array(
    fc.record({
      kind: fc.constantFrom('conv', 'residual', 'dense', 'gate', 'shuffle' as const),
      kernel: fc.constantFrom(1, 3, 5),
      dilation: fc.integer({ min: 1, max: 2 }),
      channels: fc.integer({ min: 1, max: 6 }),
    }),
    { minLength: 1, maxLength: 8 },
  )
  .map((rows) => {
    const net = new Builder('random', 4)
    let x = net.input
    let concatenated = 0
    for (const { kind, kernel, dilation, channels } of rows) {
      const conv = { kernel, dilation }
      if (kind === 'conv') x = net.convNorm(x, 4 * channels, conv)
      else if (kind === 'residual') x = net.add([x, net.convNorm(x, net.channels(x), conv)])
      else if (kind === 'dense') {
        const before = net.channels(x)
        x = net.concat([x, net.convNorm(x, 4 * channels, conv)])
        concatenated += 1
        expect(net.channels(x)).toBe(before + 4 * channels)
      } else if (kind === 'gate') x = squeezeExcite(net, x, { squeezed: channels })
      else x = net.channelShuffle(x, 4)
    }
    return { graph: net.build(x), channels: net.channels(x), concatenated }
  })

describe('random graphs', () => {
  test('shapes agree with what the builder tracked', () => {
    fc.assert(
      fc.property(anyNet, fc.integer({ min: 1, max: 20 }), ({ graph, channels }, size) => {
        expect(outputOf(graph, size)).toEqual([channels, size, size])
      }),
    )
  })

  test('receptive fields grow along the graph and do not depend on the size', () => {
    fc.assert(
      fc.property(anyNet, ({ graph }) => {
        const fields = receptiveFields(graph, 16)
        const larger = receptiveFields(graph, 31)
        graph.nodes.forEach(({ name, op, inputs }, index) => {
          const field = fields[index]!.vertical
          // Inside a gate the whole map is pooled: there the size does matter.
          if (name.includes('se.')) return
          expect(larger[index]!.vertical).toEqual(field)
          for (const i of inputs) {
            const gate = op.type === 'multiply' && graph.nodes[i]!.name.includes('.activation')
            const isGate = gate || (op.type === 'multiply' && i !== inputs[0])
            if (!isGate) {
              expect(field.size).toBeGreaterThanOrEqual(fields[i]!.vertical.size)
            }
          }
        })
      }),
    )
  })

  test('totals are the sums of the layers; work grows with the area', () => {
    fc.assert(
      fc.property(anyNet, ({ graph }) => {
        const small = summarize(graph, 4)
        const large = summarize(graph, 8)
        expect(small.params).toBe(small.layers.reduce((sum, layer) => sum + layer.params, 0))
        expect(small.macs).toBe(small.layers.reduce((sum, layer) => sum + layer.macs, 0))
        expect(large.params).toBe(small.params)
        const gated = graph.nodes.some(({ op }) => op.type === 'multiply')
        if (!gated) expect(large.macs).toBe(4 * small.macs)
        expect(small.peakActivations).toBeLessThanOrEqual(small.allOutputs + 4 * 16)
      }),
    )
  })
})

test('parameters are those of math/conv', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 6 }),
      fc.integer({ min: 1, max: 6 }),
      fc.integer({ min: 1, max: 4 }),
      fc.integer({ min: 1, max: 5 }),
      fc.boolean(),
      (a, b, groups, kernel, bias) => {
        const net = new Builder('one', a * groups)
        const options = { kernel: [kernel, 3] as const, groups, bias }
        const { op } = net.build(net.conv(net.input, b * groups, options)).nodes[1]!
        const known = { inputChannels: a * groups, outputChannels: b * groups, ...options }
        expect(layerParams(op).total).toBe(parameters(known).total)
      },
    ),
  )
})

test('the field of a chain in a graph is that of the chain', () => {
  const net = new Builder('chain', 3)
  const convs = [
    { kernel: 7, stride: 2, padding: 3 },
    { kernel: 3, stride: 1, padding: 2, dilation: 2 },
    { kernel: [1, 5] as const, stride: [2, 1] as const, padding: 0 },
  ]
  let x = net.input
  for (const conv of convs) x = net.conv(x, 4, conv)
  const { vertical, horizontal } = receptiveFields(net.build(x), 64).at(-1)!
  expect({ vertical, horizontal }).toEqual(receptiveField(convs))
})

test('counting gates makes everything after them see everything', () => {
  const net = new Builder('gated', 4)
  const x = net.conv(squeezeExcite(net, net.input, { squeezed: 1 }), 4, { kernel: 3 })
  const graph = net.build(x)
  expect(receptiveFields(graph, 9).at(-1)!.vertical.size).toBe(3)
  expect(receptiveFields(graph, 9, { gates: 'counted' }).at(-1)!.vertical.size).toBe(Infinity)
})

test('a summary rolls up by scope', () => {
  const net = new Builder('scopes', 3)
  let x = net.conv(net.input, 4, { name: 'stem' })
  for (const stage of [1, 2]) {
    for (const block of [1, 2]) {
      x = net.scope(`stage${stage}.block${block}`, () => net.relu(net.conv(x, 4 * stage)))
    }
  }
  const summary = summarize(net.build(net.classifier(x, 2)), 5)
  const names = (depth: number) => summarizeScopes(summary, depth).map(({ name }) => name)
  expect(names(1).slice(0, 5)).toEqual(['input', 'stem', 'stage1', 'stage2', 'globalPool1'])
  expect(names(2).slice(2, 6)).toEqual([
    'stage1.block1',
    'stage1.block2',
    'stage2.block1',
    'stage2.block2',
  ])
  for (const depth of [1, 2, 9]) {
    const scopes = summarizeScopes(summary, depth)
    expect(scopes.reduce((sum, { macs }) => sum + macs, 0)).toBe(summary.macs)
    expect(scopes.reduce((sum, { params }) => sum + params, 0)).toBe(summary.params)
    expect(scopes.at(-1)!.last).toBe(summary.layers.length - 1)
  }
  expect(() => summarizeScopes(summary, 0)).toThrow(/depth/)
})

test('what fvcore adds to the products', () => {
  const net = new Builder('extras', 4)
  const normed = net.batchNorm(net.input)
  const bare = net.batchNorm(normed, { affine: false })
  const up = net.upsample(net.upsample(bare, 2), 2, 'bilinear')
  const graph = net.build(net.adaptiveAvgPool(net.adaptiveAvgPool(up, 7), 1))
  const { layers, macs } = summarize(graph, 5)
  const map = 4 * 25
  expect(macs).toBe(0)
  expect(layers.map(({ fvcoreFlops }) => fvcoreFlops)).toEqual([
    0,
    2 * map,
    map,
    4 * map,
    4 * 16 * map,
    16 * map,
    0,
  ])
})

test('a graph made by hand is checked where it is used', () => {
  const net = new Builder('hand', 4)
  const good = net.build(net.relu(net.input))
  const relu = good.nodes[1]!
  const withInputs = (inputs: number[]): Graph => ({
    ...good,
    nodes: [good.nodes[0]!, { ...relu, inputs }],
  })
  expect(() => summarize(withInputs([1]), 5)).toThrow(/inputs of relu1 must be earlier/)
  expect(() => summarize(withInputs([]), 5)).toThrow(/inputs of relu1 must be given/)
  expect(() => summarize({ ...good, nodes: [relu] }, 5)).toThrow(/nodes\[0\] must be the input/)
  expect(() => summarize({ ...good, output: 7 }, 5)).toThrow(/output must be a node that runs/)
  expect(() => summarize(good, 5, 'eval' as 'inference')).toThrow(/mode must be one of/)
})
