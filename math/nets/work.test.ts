import { expect, test } from 'vitest'
import { convolutionCost } from '../conv/index.ts'
import { Builder, mobilenetV1, networkWork, resnet, summarize, vgg, zoo } from './index.ts'

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)

test('products add up to those of the summary, in every network, fused or not', () => {
  for (const { name, build, resolution } of zoo.filter((_, index) => index % 4 === 0)) {
    const { macs } = summarize(build(), resolution)
    for (const fused of [true, false]) {
      const work = networkWork(build(), resolution, { fused })
      expect(sum(work.map((layer) => layer.macs)), name).toBe(macs)
    }
  }
})

test('a convolution costs what math/conv says, its batch norm folded', () => {
  const net = new Builder('one', 16)
  const graph = net.build(net.convNorm(net.input, 32, { kernel: 3 }))
  const [layer, ...rest] = networkWork(graph, [16, 56, 56], { batch: 4, precision: 'fp16' })
  const cost = convolutionCost(
    { inputChannels: 16, outputChannels: 32, kernel: 3, padding: 1, bias: false },
    { height: 56, width: 56, batch: 4 },
    { precision: 'fp16', batchNorm: 'folded' },
  )
  expect(rest).toEqual([])
  expect(layer!.bytes).toBe(cost.bytes.total)
  expect(layer!.traffic).toMatchObject({ input: cost.bytes.input, weights: cost.bytes.weights })
  expect(layer!.flops).toBe(2 * cost.macs)
  expect(layer!.carries).toHaveLength(2)
})

test('unfused, batch norm and activation cross memory once more each', () => {
  const net = new Builder('one', 16)
  const graph = net.build(net.convNorm(net.input, 32, { kernel: 3 }))
  const work = networkWork(graph, [16, 8, 8], { fused: false })
  expect(work.map(({ kind }) => kind)).toEqual(['conv', 'elementwise', 'elementwise'])
  const map = 4 * 32 * 64
  expect(work[1]!.bytes).toBe(2 * map + 4 * 4 * 32)
  expect(work[2]!.bytes).toBe(2 * map)
  expect(work[2]!.flops).toBe(32 * 64)
})

test('an activation whose input is read elsewhere does not ride along', () => {
  const net = new Builder('two', 8)
  const x = net.conv(net.input, 8)
  const graph = net.build(net.add([x, net.relu(x)]))
  expect(networkWork(graph, 4).map(({ kind }) => kind)).toEqual([
    'pointwise',
    'elementwise',
    'elementwise',
  ])
})

test('the batch multiplies maps and operations, never weights', () => {
  const one = networkWork(resnet({ depth: 18 }), 224)
  const many = networkWork(resnet({ depth: 18 }), 224, { batch: 64 })
  many.forEach((layer, index) => {
    const { traffic, flops } = one[index]!
    expect(layer.flops).toBe(64 * flops)
    expect(layer.traffic).toEqual({
      input: 64 * traffic.input,
      weights: traffic.weights,
      output: 64 * traffic.output,
    })
  })
})

test('kinds: MobileNet is depthwise and pointwise, VGG neither', () => {
  const kinds = (graph: ReturnType<typeof vgg>) =>
    networkWork(graph, 224).reduce<Record<string, number>>(
      (counts, { kind }) => ({ ...counts, [kind]: (counts[kind] ?? 0) + 1 }),
      {},
    )
  expect(kinds(mobilenetV1())).toEqual({
    conv: 1,
    depthwise: 13,
    pointwise: 13,
    pool: 1,
    linear: 1,
  })
  expect(kinds(vgg({ depth: 16 }))).toMatchObject({ conv: 13, linear: 3 })
})

test('VGG-16: the first fully connected layer moves two bytes per operation', () => {
  const first = networkWork(vgg({ depth: 16 }), 224).find(({ kind }) => kind === 'linear')!
  expect(first.flops).toBe(205520896)
  expect(first.bytes).toBe(4 * (25088 * 4096 + 4096 + 25088 + 4096))
})

test('hostile options are named', () => {
  const graph = mobilenetV1()
  expect(() => networkWork(graph, 224, { batch: 0 })).toThrow(/batch must be/)
  expect(() => networkWork(graph, 224, { batch: 1.5 })).toThrow(RangeError)
  expect(() => networkWork(graph, 224, { precision: 'fp3' as never })).toThrow(/precision/)
  expect(() => networkWork(graph, 224, { fused: 1 as never })).toThrow(TypeError)
  expect(() => networkWork(vgg({ depth: 16 }), 8)).toThrow(RangeError)
})
