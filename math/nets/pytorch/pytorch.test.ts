import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Builder, type Value } from '../builder.ts'
import { activations, type Graph } from '../graph.ts'
import { inferShapes } from '../shape.ts'
import { summarize } from '../summary.ts'
import { alexnet, resnet, vgg } from '../zoo/index.ts'
import { toPyTorch } from './export.ts'
import { fromPyTorch } from './import.ts'
import { PyTorchTextError } from './parse.ts'

fc.configureGlobal({ seed: 2009_0117 })

/** TinyVGG of the CNN Explainer, as one would type it. */
const tiny = `
import torch
from torch import nn

model = nn.Sequential(
    nn.Conv2d(3, 10, 3),              # 62
    nn.ReLU(inplace=True),
    nn.Conv2d(10, 10, kernel_size=(3, 3)),
    nn.ReLU(),
    nn.MaxPool2d(2),
    nn.Sequential(
        nn.Conv2d(10, 10, 3, bias=True), nn.ReLU(),
        nn.Conv2d(in_channels=10, out_channels=10, kernel_size=3), nn.ReLU(),
        nn.MaxPool2d(kernel_size=2, stride=2),
    ),
    nn.Flatten(),
    nn.Linear(10 * 13 * 13, 10),
)
`

describe('reading', () => {
  test('TinyVGG has 19,920 parameters and 5.609M multiply-accumulates', () => {
    const graph = fromPyTorch(tiny)
    const { params, macs, output } = summarize(graph, 64)
    // 270·62² + 900·60² + 900·28² + 900·26² + 16,900
    expect([params, macs, output]).toEqual([19920, 5608780, [10]])
    expect(graph.nodes.map(({ name }) => name)).toContain('5.2')
  })

  test('positional and keyword arguments mean the same', () => {
    const a = fromPyTorch('nn.Sequential(nn.Conv2d(8, 16, 3, 2, 1, 1, 4, False))')
    const b = fromPyTorch(
      'Sequential(torch.nn.Conv2d(8, 16, groups=4, bias=False, padding=(1, 1), stride=2, kernel_size=[3, 3]))',
    )
    expect(b).toEqual(a)
    expect(a.nodes[1]!.op).toMatchObject({ groups: 4, bias: false, stride: [2, 2] })
  })

  test('names come from an OrderedDict', () => {
    const graph = fromPyTorch(
      "nn.Sequential(OrderedDict([('stem', nn.Conv2d(1, 2, 3)), ('act', nn.SiLU())]))",
    )
    expect(graph.nodes.map(({ name }) => name)).toEqual(['input', 'stem', 'act'])
  })

  test('a pool strides by its kernel unless told', () => {
    const ops = fromPyTorch(
      'nn.Sequential(nn.Conv2d(1, 1, 1), nn.MaxPool2d(3), nn.AvgPool2d(3, 2, 1, True, False))',
    ).nodes.map(({ op }) => op)
    expect(ops[2]).toMatchObject({ stride: [3, 3] })
    expect(ops[3]).toMatchObject({ stride: [2, 2], ceilMode: true, countIncludePad: false })
  })

  test('the input is given where no layer says it', () => {
    const graph = fromPyTorch('nn.Sequential(nn.Flatten(), nn.Linear(28 * 28, 10))', {
      inputChannels: 1,
    })
    expect(inferShapes(graph, 28).at(-1)).toEqual([10])
    expect(fromPyTorch('nn.Sequential(nn.Linear(4, 2))').nodes[0]!.op).toMatchObject({
      channels: 4,
    })
    expect(fromPyTorch('nn.Sequential()', { inputChannels: 3 }).nodes).toHaveLength(1)
  })

  test('every activation is known by its class', () => {
    const graph = chain(8, (net, x) => activations.reduce((y, fn) => net.activation(y, fn), x))
    expect(ops(fromPyTorch(toPyTorch(graph), { inputChannels: 8 }))).toEqual(ops(graph))
  })
})

const ops = (graph: Graph) => graph.nodes.map(({ op }) => op)

function chain(channels: number, body: (net: Builder, x: Value) => Value): Graph {
  const net = new Builder('sequential', channels)
  return net.build(body(net, net.input))
}

describe('errors say the line and the word', () => {
  test.each<[string, string, { line: number; column: number; token: string }, RegExp]>([
    [
      'unknown layer',
      'nn.Sequential(\n    nn.Conv3d(3, 8, 3),\n)',
      { line: 2, column: 5, token: 'nn.Conv3d' },
      /line 2, column 5, at "nn.Conv3d": unknown layer; known are Sequential, Conv2d/,
    ],
    [
      'unknown argument',
      'nn.Sequential(nn.Conv2d(3, 8, 3, pad=1))',
      { line: 1, column: 34, token: 'pad' },
      /unknown argument; known are in_channels/,
    ],
    [
      'missing argument',
      'nn.Sequential(nn.Conv2d(3, 8))',
      { line: 1, column: 15, token: 'nn.Conv2d' },
      /kernel_size must be given/,
    ],
    [
      'too many',
      'nn.Sequential(nn.Linear(1, 2, True, 4))',
      { line: 1, column: 37, token: '4' },
      /at most 3 arguments expected/,
    ],
    [
      'twice',
      'nn.Sequential(nn.Linear(1, 2, in_features=4))',
      { line: 1, column: 31, token: 'in_features' },
      /given twice/,
    ],
    [
      'channels',
      'nn.Sequential(\n  nn.Conv2d(3, 8, 3),\n  nn.BatchNorm2d(9))',
      { line: 3, column: 3, token: 'nn.BatchNorm2d' },
      /takes 9 channels, but is given 8/,
    ],
    [
      'groups',
      'nn.Sequential(nn.Conv2d(3, 8, 3, groups=2))',
      { line: 1, column: 15, token: 'nn.Conv2d' },
      /groups must be a divisor of inputChannels = 3, got 2/,
    ],
    [
      'value',
      'nn.Sequential(nn.Conv2d(3, 8, "3"))',
      { line: 1, column: 15, token: 'nn.Conv2d' },
      /kernel_size/,
    ],
    [
      'bracket',
      'nn.Sequential(nn.ReLU()',
      { line: 1, column: 24, token: '' },
      /at the end of the text: "," expected/,
    ],
    [
      'variable',
      'nn.Sequential(nn.Conv2d(3, width, 3))',
      { line: 1, column: 28, token: 'width' },
      /variables are not known/,
    ],
    ['sign', 'nn.Sequential(nn.ReLU() ; 3)', { line: 1, column: 25, token: ';' }, /not expected/],
    ['after', 'nn.Sequential(nn.ReLU())\nprint', { line: 2, column: 1, token: 'print' }, /after/],
    ['no call', '42', { line: 1, column: 1, token: '42' }, /nn\.Sequential\(…\) expected/],
    ['another', 'nn.ModuleList()', { line: 1, column: 1, token: 'nn.ModuleList' }, /Sequential/],
    [
      'same with a stride',
      "nn.Sequential(nn.Conv2d(3, 8, 3, 2, 'same'))",
      { line: 1, column: 15, token: 'nn.Conv2d' },
      /'same' needs stride 1/,
    ],
    [
      'pool padding',
      'nn.Sequential(nn.Conv2d(1, 1, 1), nn.MaxPool2d(2, padding=2))',
      { line: 1, column: 35, token: 'nn.MaxPool2d' },
      /at most half the kernel/,
    ],
    [
      'a map after features',
      'nn.Sequential(nn.Linear(8, 8), nn.Conv2d(8, 8, 1))',
      { line: 1, column: 32, token: 'nn.Conv2d' },
      /takes a map, but is given flat features/,
    ],
    [
      'division',
      'nn.Sequential(nn.Linear(8 // 0, 8))',
      { line: 1, column: 30, token: '0' },
      /division by zero/,
    ],
    [
      'order',
      'nn.Sequential(nn.Conv2d(in_channels=3, 8, 3))',
      { line: 1, column: 40, token: '8' },
      /positional argument after/,
    ],
    [
      'no channels',
      'nn.Sequential(nn.ReLU())',
      { line: 1, column: 1, token: 'nn.Sequential' },
      /give inputChannels/,
    ],
  ])('%s', (_, text, place, message) => {
    const error = (() => {
      try {
        return fromPyTorch(text)
      } catch (caught) {
        return caught
      }
    })()
    expect(error).toBeInstanceOf(PyTorchTextError)
    expect(error).toMatchObject(place)
    expect((error as Error).message).toMatch(message)
  })

  test('any text gives a graph or such an error', () => {
    const words =
      "nn. Sequential Conv2d ( ) [ ] , = 3 - * // # ReLU None True 'a' kernel_size 1e3 .5"
    const piece = fc.constantFrom(' ', '\n', 'OrderedDict', ...words.split(' '))
    const text = fc.oneof(
      fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join('')),
      fc.string({ unit: 'grapheme', maxLength: 40 }),
    )
    fc.assert(
      fc.property(text, (source) => {
        try {
          fromPyTorch(source, { inputChannels: 3 })
        } catch (error) {
          expect(error).toBeInstanceOf(PyTorchTextError)
        }
      }),
    )
  })

  test('deep nesting is refused, not a stack overflow', () => {
    expect(() => fromPyTorch('nn.Sequential('.repeat(100_000))).toThrow(/nested deeper/)
    expect(() => fromPyTorch(3 as unknown as string)).toThrow(TypeError)
  })
})

describe('writing', () => {
  test('leaves out what PyTorch assumes anyway', () => {
    const graph = chain(3, (net, x) => {
      const y = net.convNorm(x, 8, { kernel: 3, stride: 2 })
      return net.classifier(net.maxPool(y, { kernel: [1, 2] }), 10, 0.2)
    })
    expect(toPyTorch(graph)).toBe(
      [
        'nn.Sequential(',
        '    nn.Conv2d(3, 8, 3, stride=2, padding=1, bias=False),',
        '    nn.BatchNorm2d(8),',
        '    nn.ReLU(),',
        '    nn.MaxPool2d((1, 2)),',
        '    nn.AdaptiveAvgPool2d(1),',
        '    nn.Flatten(),',
        '    nn.Dropout(0.2),',
        '    nn.Linear(8, 10),',
        ')',
        '',
      ].join('\n'),
    )
  })

  test.each([
    ['AlexNet', alexnet()],
    ['VGG-16 with batch norm', vgg({ depth: 16, batchNorm: true })],
  ])('%s comes back with its names', (_, graph) => {
    const back = fromPyTorch(toPyTorch(graph, { names: true }), { name: graph.name })
    expect(back).toEqual(graph)
  })

  test('what is not sequential, or not PyTorch, is named', () => {
    expect(() => toPyTorch(resnet({ depth: 18 }))).toThrow(/graph must be sequential, got stage1/)
    const sliced = chain(4, (net, x) => net.slice(x, 0, 2))
    expect(() => toPyTorch(sliced)).toThrow(/slice1 \(slice\) must be a layer/)
    const strided = chain(4, (net, x) => net.conv(x, 4, { kernel: 3, stride: 2, padding: 'same' }))
    expect(() => toPyTorch(strided)).toThrow(/padding of conv1 .* got same at stride 2/)
    const uneven = { top: 0, bottom: 1, left: 0, right: 1 }
    const lopsided = chain(4, (net, x) => net.conv(x, 4, { kernel: 3, padding: uneven }))
    expect(() => toPyTorch(lopsided)).toThrow(/bottom 1/)
  })
})

/** Random sequential networks. */
const pair = (max: number) => fc.tuple(fc.integer({ min: 1, max }), fc.integer({ min: 1, max }))
const anySequence = fc
  .record({
    input: fc.integer({ min: 1, max: 4 }),
    rows: fc.array(
      fc.record({
        kind: fc.nat(10),
        kernel: pair(5),
        stride: pair(3),
        padding: fc.constantFrom<[number, number]>([0, 0], [1, 1], [0, 1]),
        channels: fc.integer({ min: 1, max: 4 }),
        flag: fc.boolean(),
        fn: fc.constantFrom(...activations),
      }),
      { maxLength: 10 },
    ),
    classes: fc.option(fc.integer({ min: 1, max: 9 })),
  })
  .map(({ input, rows, classes }) =>
    chain(2 * input, (net, x) => {
      let y = x
      for (const { kind, kernel, stride, padding, channels, flag, fn } of rows) {
        const output = 2 * channels
        const window = { kernel, stride, ceilMode: flag }
        if (kind === 0) {
          y = net.conv(y, output, { kernel, stride, padding, groups: flag ? 2 : 1, bias: flag })
        } else if (kind === 1)
          y = net.conv(y, output, { kernel, padding: 'same', dilation: stride })
        else if (kind === 2) y = net.batchNorm(y, { affine: flag })
        else if (kind === 3) y = net.activation(y, fn)
        else if (kind === 4) y = net.maxPool(y, { ...window, dilation: [1, channels] })
        else if (kind === 5) y = net.avgPool(y, { ...window, countIncludePad: flag })
        else if (kind === 6) y = net.upsample(y, stride, flag ? 'nearest' : 'bilinear')
        else if (kind === 7) y = net.channelShuffle(y, 2)
        else if (kind === 8) y = net.dropout(y, channels / 8)
        else if (kind === 9) y = net.transposedConv(y, output, { kernel, stride, bias: flag })
        else y = net.localResponseNorm(net.adaptiveMaxPool(y, kernel), channels)
      }
      return classes === null ? y : net.classifier(y, classes)
    }),
  )

test('reading what was written gives the same network', () => {
  fc.assert(
    fc.property(anySequence, (graph) => {
      const { op } = graph.nodes[0]!
      const inputChannels = op.type === 'input' ? op.channels : 0
      expect(ops(fromPyTorch(toPyTorch(graph), { inputChannels }))).toEqual(ops(graph))
      const text = toPyTorch(graph, { names: true })
      expect(fromPyTorch(text, { inputChannels })).toEqual(graph)
    }),
  )
})
