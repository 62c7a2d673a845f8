import { describe, expect, test } from 'vitest'
import { Builder } from '../builder.ts'
import { networkSteps, totalCost } from '../steps.ts'
import { summarize } from '../summary.ts'
import { fromPyTorch } from './import.ts'
import { zoo, zooEntry } from '../zoo/index.ts'
import { toPyTorchModule } from './module.ts'
import { layerPlaces } from './places.ts'

/** Reads `__init__` and runs `forward` on channels alone: enough to see every path. */
function run(text: string, inputChannels: number) {
  const layers = new Map<string, string>()
  for (const [, name, layer] of text.matchAll(/^ {8}self\.(\w+) = (nn\..*)$/gm)) {
    expect(layers.has(name!), name).toBe(false)
    layers.set(name!, layer!)
  }
  const values = new Map([['x', inputChannels]])
  const used = new Set<string>()
  const get = (name: string) => {
    expect(values.has(name), name).toBe(true)
    return values.get(name)!
  }
  const evaluate = (code: string): number => {
    const call = /^self\.(\w+)\((\w+)\)$/.exec(code)
    if (call) {
      used.add(call[1]!)
      const channels = get(call[2]!)
      const layer = layers.get(call[1]!)!
      const sizes = /^nn\.(?:Conv2d|ConvTranspose2d|Linear)\((\d+), (\d+)/.exec(layer)
      const norm = /^nn\.BatchNorm2d\((\d+)/.exec(layer)
      if (norm) expect(channels).toBe(Number(norm[1]))
      if (!sizes) return channels
      if (!layer.startsWith('nn.Linear')) expect(channels, code).toBe(Number(sizes[1]))
      return Number(sizes[2])
    }
    const parts = /^torch\.cat\(\[(.*)\], 1\)$/.exec(code)
    if (parts) return parts[1]!.split(', ').reduce((sum, name) => sum + get(name), 0)
    const slice = /^(\w+)\[:, (\d+):(\d+)\]$/.exec(code)
    if (slice) {
      expect(get(slice[1]!)).toBeGreaterThanOrEqual(Number(slice[3]))
      return Number(slice[3]) - Number(slice[2])
    }
    const inputs = code.split(/ [+*] /).map(get)
    expect(new Set(inputs).size, code).toBe(1)
    return inputs[0]!
  }
  const body = text.slice(text.indexOf('def forward'))
  for (const [, name, code] of body.matchAll(/^ {8}(\w+) = (.*)$/gm))
    values.set(name!, evaluate(code!))
  expect(used.size).toBe(layers.size)
  return { output: get(/return (\w+)/.exec(body)![1]!), layers }
}

describe('a module', () => {
  test.each(
    zoo
      .filter(({ name }) => name !== 'googlenet_paper')
      .map((entry) => [entry.name, entry] as const),
  )('%s: every layer is called once, channels fit along every path', (_name, entry) => {
    const { output, layers } = run(toPyTorchModule(entry.build()), 3)
    expect(output).toBe(1000)
    expect(layers.size).toBeGreaterThan(10)
  })

  test('a residual block keeps its input until it is added', () => {
    const net = new Builder('my_net', 8)
    const y = net.conv(net.relu(net.conv(net.input, 8, { kernel: 3 })), 8)
    const text = toPyTorchModule(net.build(net.add([y, net.input])))
    expect(text).toBe(`import torch
from torch import nn


class MyNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(8, 8, 3, padding=1, bias=False)
        self.relu1 = nn.ReLU()
        self.conv2 = nn.Conv2d(8, 8, 1, bias=False)

    def forward(self, x):
        y1 = self.conv1(x)
        y1 = self.relu1(y1)
        y1 = self.conv2(y1)
        x = y1 + x
        return x
`)
  })

  test('what comes after a flatten is a layer for features', () => {
    const net = new Builder('flat', 3)
    const x = net.batchNorm(net.flatten(net.globalAvgPool(net.input)))
    expect(toPyTorchModule(net.build(x))).toContain('nn.BatchNorm1d(3)')
  })

  test('auxiliary heads are left out', () => {
    expect(toPyTorchModule(zooEntry('googlenet').build())).not.toMatch(/aux/)
  })
})

test('places of layers follow the graph', () => {
  const text = `net = nn.Sequential(OrderedDict([
    ('a', nn.Conv2d(3, 8, 3)),
    ('b', nn.Sequential(nn.ReLU(),
        torch.nn.MaxPool2d(2))),
]))`
  const graph = fromPyTorch(text)
  const places = layerPlaces(text)
  expect(places).toHaveLength(graph.nodes.length - 1)
  expect(places.map(({ line, text: word }) => [line, word])).toEqual([
    [2, 'nn.Conv2d'],
    [3, 'nn.ReLU'],
    [4, 'torch.nn.MaxPool2d'],
  ])
  expect(totalCost(networkSteps(graph, summarize(graph, 9))).macs).toBe(216 * 49)
})
