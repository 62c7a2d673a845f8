import { describe, expect, test } from 'vitest'
import { Builder } from './builder.ts'
import { groupSteps, networkSteps, totalCost } from './steps.ts'
import { summarize } from './summary.ts'
import { densenet, inceptionV3, mobilenetV1, resnet, shufflenetV2, vgg, zoo } from './zoo/index.ts'

const stepsOf = (graph: ReturnType<typeof vgg>, size: number) =>
  networkSteps(graph, summarize(graph, size))

describe('steps', () => {
  test('a convolution takes its norm and its activation with it', () => {
    const net = new Builder('one', 16)
    const [step, ...rest] = stepsOf(net.build(net.convNorm(net.input, 32, { kernel: 3 })), 56)
    expect(rest).toEqual([])
    expect(step).toMatchObject({
      kind: 'standard',
      head: 1,
      last: 3,
      params: 4608 + 64,
      activations: 32 * 56 * 56,
      traffic: 16 * 56 * 56 + 32 * 56 * 56 + 4672,
    })
  })

  test('an activation whose input is read elsewhere too stands alone', () => {
    const net = new Builder('fork', 4)
    const x = net.conv(net.input, 4)
    const steps = stepsOf(net.build(net.add([x, net.relu(x)])), 8)
    // conv reads and writes; ReLU reads and writes; the sum reads two and writes one.
    expect(steps.map(({ kind, traffic }) => [kind, traffic])).toEqual([
      ['pointwise', 2 * 256 + 16],
      ['other', 2 * 256],
      ['other', 3 * 256],
    ])
  })

  test('views move nothing, a shuffle and a concatenation do', () => {
    const net = new Builder('split', 8)
    const [a, b] = net.split(net.input, [4, 4])
    const steps = stepsOf(net.build(net.channelShuffle(net.concat([a!, b!]), 2)), 4)
    expect(steps.map(({ traffic }) => traffic)).toEqual([0, 0, 2 * 128, 2 * 128])
  })

  test('kinds of MobileNet: 94.86 % of the multiply-accumulates are 1×1', () => {
    const steps = stepsOf(mobilenetV1(), 224)
    const of = (kind: string) => totalCost(steps.filter((step) => step.kind === kind)).macs
    const all = totalCost(steps).macs
    // Howard et al., table 2: 94.86 % in 1×1, 3.06 % depthwise, 1.19 % 3×3, 0.18 % linear.
    expect((100 * of('pointwise')) / all).toBeCloseTo(94.86, 1)
    expect((100 * of('depthwise')) / all).toBeCloseTo(3.06, 1)
    expect((100 * of('standard')) / all).toBeCloseTo(1.9, 1)
    expect((100 * of('linear')) / all).toBeCloseTo(0.18, 2)
  })

  test.each(
    [
      vgg({ depth: 16 }),
      resnet({ depth: 50 }),
      densenet({ depth: 121 }),
      shufflenetV2(),
      inceptionV3(),
    ].map((graph) => [graph.name, graph] as const),
  )('%s adds up to its summary, however it is grouped', (_name, graph) => {
    const summary = summarize(graph, 299)
    const steps = networkSteps(graph, summary)
    const { params, macs, convLinearOutputs: activations } = summary
    for (const depth of [1, 2, 3, Infinity]) {
      const groups = groupSteps(steps, depth)
      expect(totalCost(groups)).toEqual({
        params,
        macs,
        activations,
        traffic: totalCost(steps).traffic,
      })
      expect(groups[0]!.first).toBe(0)
      for (let i = 1; i < groups.length; i++) {
        expect(groups[i]!.first).toBe(groups[i - 1]!.last + 1)
      }
    }
    // Every node but the input belongs to a step that begins with it or before it.
    expect(groupSteps(steps, Infinity)).toHaveLength(steps.length)
  })

  test('a summary of another network is refused', () => {
    const graph = zoo[0]!.build()
    expect(() => networkSteps(graph, summarize(zoo[9]!.build(), 224))).toThrow(RangeError)
  })
})
