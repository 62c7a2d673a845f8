import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { receptiveFields } from '../field.ts'
import { inferShapes } from '../shape.ts'
import { summarize } from '../summary.ts'
import {
  alexnet,
  cifarDensenet,
  cifarResnet,
  densenet,
  efficientnet,
  ghostnet,
  googlenet,
  inceptionV3,
  mnasnet,
  mobilenetV1,
  mobilenetV2,
  mobilenetV3,
  papers,
  resnet,
  shufflenetV1,
  shufflenetV2,
  squeezenet,
  vgg,
  xception,
  zoo,
  zooEntry,
} from './index.ts'

fc.configureGlobal({ seed: 2009_0117 })

describe('the catalog', () => {
  test('names are unique and found', () => {
    expect(new Set(zoo.map(({ name }) => name)).size).toBe(zoo.length)
    for (const entry of zoo) expect(zooEntry(entry.name)).toBe(entry)
    expect(() => zooEntry('resnet51')).toThrow(/name must be one of .*got "resnet51"/)
  })

  test('every family has a network, and goes by publication', () => {
    expect(new Set(zoo.map(({ family }) => family))).toEqual(new Set(Object.keys(papers)))
    const years = zoo.map(({ paper }) => paper.year)
    expect(years).toEqual(years.toSorted((a, b) => a - b))
  })

  test.each(zoo.map((entry) => [entry.name, entry] as const))('%s', (_, entry) => {
    const graph = entry.build({ classes: 10, inputChannels: 1 })
    expect(inferShapes(graph, entry.resolution)[graph.output]).toEqual([10])
    if (entry.top1 !== undefined) {
      expect(entry.top1.percent).toBeGreaterThan(50)
      expect(entry.top1.percent).toBeLessThan(90)
      expect(entry.top1.source).not.toBe('')
    }
    // Padding as TensorFlow does changes borders, not parameters.
    const same = entry.build({ padding: 'same' })
    expect(summarize(same, 299).params).toBe(summarize(entry.build(), 299).params)
  })

  test('two builds are equal and apart', () => {
    const { build } = zooEntry('ghostnet_100')
    expect(build()).toEqual(build())
    expect(build()).not.toBe(build())
  })
})

describe('width multipliers', () => {
  const width = fc.double({ min: 0.1, max: 3, noNaN: true })
  const nets = {
    mobilenetV1: (width: number) => mobilenetV1({ width }),
    mobilenetV2: (width: number) => mobilenetV2({ width }),
    mobilenetV3: (width: number) => mobilenetV3({ size: 'small', width }),
    'mobilenetV3, torchvision': (width: number) =>
      mobilenetV3({ size: 'large', width, scaling: 'torchvision' }),
    ghostnet: (width: number) => ghostnet({ width }),
    mnasnet: (width: number) => mnasnet({ width }),
    efficientnet: (width: number) => efficientnet({ width }),
    resnet: (width: number) => resnet({ depth: 18, width }),
  }
  test.each(Object.entries(nets))('%s: wider never costs less', (_, build) => {
    fc.assert(
      fc.property(width, width, (a, b) => {
        const [narrow, wide] = [Math.min(a, b), Math.max(a, b)].map((w) => summarize(build(w), 64))
        expect(wide!.params).toBeGreaterThanOrEqual(narrow!.params)
        expect(wide!.macs).toBeGreaterThanOrEqual(narrow!.macs)
      }),
      { numRuns: 8 },
    )
  })

  test('MobileNet rounds down, and not below 8', () => {
    const channels = (width: number) =>
      mobilenetV1({ width }).nodes.flatMap(({ op }) =>
        op.type === 'conv' && op.groups === 1 ? [op.outputChannels] : [],
      )
    expect(channels(0.75).slice(0, 3)).toEqual([24, 48, 96])
    expect(channels(0.35).slice(0, 3)).toEqual([11, 22, 44])
    expect(channels(0.01).every((count) => count >= 8)).toBe(true)
  })

  test('a tenth is exact although 0.1 is not', () => {
    expect(mobilenetV1({ width: 0.7 }).nodes[1]!.op).toMatchObject({ outputChannels: 22 })
    expect(mobilenetV1({ width: 1.1 }).nodes[4]!.op).toMatchObject({ outputChannels: 35 })
  })
})

describe('variants', () => {
  test('auxiliary heads have parameters and run in training alone', () => {
    const [plain, aux] = [googlenet(), googlenet({ aux: true })].map((net) => summarize(net, 224))
    expect(aux!.params - plain!.params).toBe(13004888 - 6624904)
    expect(aux!.macs).toBe(plain!.macs)
    expect(summarize(googlenet({ aux: true }), 224, 'training').macs).toBeGreaterThan(plain!.macs)
    // Inception's head does not fit at 224, and need not: it does not run.
    expect(summarize(inceptionV3(), 224).params).toBe(27161264)
    expect(() => summarize(inceptionV3(), 224, 'training')).toThrow(/aux/)
  })

  test('v1 and v1.5 differ in work and field, not in parameters', () => {
    const [old, now] = (['v1', 'v1.5'] as const).map((version) => resnet({ depth: 50, version }))
    expect(summarize(old!, 224).params).toBe(summarize(now!, 224).params)
    expect(summarize(old!, 224).macs).toBeLessThan(summarize(now!, 224).macs)
    const field = (net: typeof old) => {
      const end = net!.nodes.findLastIndex(({ name }) => name.startsWith('stage4'))
      return receptiveFields(net!, 224)[end]!.vertical.size
    }
    expect([field(old), field(now)]).toEqual([483, 427])
  })

  test('option A shortcuts have no parameters', () => {
    const names = (shortcut: 'projection' | 'identity') =>
      resnet({ depth: 34, shortcut }).nodes.filter(
        ({ name, op }) => name.includes('shortcut') && op.type === 'conv',
      ).length
    expect([names('projection'), names('identity')]).toEqual([3, 0])
  })

  test('a dense block adds k channels per layer', () => {
    const { nodes } = densenet({ layers: [5], growth: 7, stem: 10 })
    const taken = nodes.flatMap(({ name, op }) =>
      name.endsWith('conv1') && op.type === 'conv' ? [op.inputChannels] : [],
    )
    expect(taken).toEqual([10, 17, 24, 31, 38])
  })

  test('ShuffleNet: every group count at every scale', () => {
    for (const groups of [1, 2, 3, 4, 8] as const) {
      for (const scale of [0.1, 0.25, 0.3, 0.5, 0.75, 1, 1.5, 2]) {
        const { params } = summarize(shufflenetV1({ groups, scale }), 224)
        expect(params).toBeGreaterThan(0)
      }
    }
    const { op } = shufflenetV1({ groups: 8, scale: 0.5 }).nodes[1]!
    expect(op).toMatchObject({ outputChannels: 16 })
    expect(() => shufflenetV1({ groups: 8, scale: 0.5, stem: 12 })).toThrow(/groups must be a div/)
    expect(summarize(shufflenetV2({ channels: [24, 48, 96, 512] }), 224).params).toBeLessThan(
      summarize(shufflenetV2({ scale: 0.5 }), 224).params,
    )
  })
})

describe('hostile arguments are named', () => {
  const bad = <T>(value: unknown) => value as T
  test.each<[string, () => unknown, RegExp]>([
    ['depth', () => vgg({ depth: bad(12) }), /depth must be one of 11, 13, 16, 19, got 12/],
    ['C', () => vgg({ depth: 11, pointwise: true }), /depth of a pointwise VGG/],
    ['A-LRN', () => vgg({ depth: 13, localResponseNorm: true }), /response normalisation/],
    ['neither', () => resnet({}), /either depth or blocks/],
    ['both', () => resnet({ depth: 18, blocks: [1] }), /either depth or blocks/],
    ['resnet', () => resnet({ depth: bad(51) }), /depth must be one of/],
    ['blocks', () => resnet({ blocks: [0] }), /blocks\[0\]/],
    ['basic groups', () => resnet({ depth: 18, groups: 2 }), /of basic blocks must be 1 and 64/],
    ['groups', () => resnet({ depth: 50, groups: 0 }), /groups must be/],
    ['version', () => resnet({ depth: 50, version: bad('v2') }), /version must be one of/],
    ['shortcut', () => resnet({ depth: 50, shortcut: bad('C') }), /shortcut must be one of/],
    ['reduction', () => resnet({ depth: 50, squeezeExcite: { reduction: 0 } }), /reduction/],
    ['cifar', () => cifarResnet({ depth: 21 }), /depth must be 6n \+ 2/],
    ['cifar dense', () => cifarDensenet({ depth: 41 }), /depth must be 6n \+ 4/],
    ['dense', () => densenet({}), /either depth or layers/],
    ['growth', () => densenet({ depth: 121, growth: 0 }), /growth/],
    ['compression', () => densenet({ depth: 121, compression: 0 }), /compression/],
    ['alexnet', () => alexnet({ variant: bad('x') }), /variant must be one of/],
    ['squeezenet', () => squeezenet({ version: bad('2.0') }), /version must be one of/],
    ['width 0', () => mobilenetV1({ width: 0 }), /width must be a finite number in \(0/],
    ['width −', () => mobilenetV2({ width: -1 }), /width/],
    ['width NaN', () => ghostnet({ width: NaN }), /width/],
    ['width text', () => mnasnet({ width: bad('1') }), /width must be a finite number/],
    ['middle', () => mobilenetV1({ middleBlocks: -1 }), /middleBlocks/],
    ['size', () => mobilenetV3({ size: bad('tiny') }), /size must be one of/],
    ['groups of V1', () => shufflenetV1({ groups: bad(5) }), /groups must be one of/],
    ['stem of V1', () => shufflenetV1({ scale: 0.01 }), /stem must be less than the 3 channels/],
    ['scale of V2', () => shufflenetV2({ scale: bad(0.75) }), /scale must be one of/],
    ['odd channels', () => shufflenetV2({ channels: [3, 4, 6, 8] }), /even/],
    ['variant', () => efficientnet({ variant: 8 }), /variant must be an integer in \[0, 7\]/],
    ['depth 0', () => efficientnet({ depth: 0 }), /depth/],
    ['classes', () => xception({ classes: 0 }), /classes/],
    ['paper', () => googlenet({ variant: bad('tf') }), /variant must be one of/],
  ])('%s', (_, act, message) => {
    expect(act).toThrow(message)
  })
})
