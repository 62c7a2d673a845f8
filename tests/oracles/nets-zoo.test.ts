import { describe, test } from 'vitest'
import type { Graph } from '../../math/nets/graph.ts'
import { activationMemory } from '../../math/nets/memory.ts'
import { summarize } from '../../math/nets/summary.ts'
import {
  alexnet,
  cifarDensenet,
  cifarResnet,
  densenet,
  efficientnet,
  inceptionV3,
  mnasnet,
  mobilenetV1,
  mobilenetV2,
  mobilenetV3,
  resnet,
  type ResNetOptions,
  shufflenetV1,
  shufflenetV2,
  squeezenet,
  vgg,
  xception,
} from '../../math/nets/zoo/index.ts'
import oracle from './data/nets-zoo.json' with { type: 'json' }
import { timmNet } from './nets-lookup.ts'
import { Tally } from './tally.ts'

const tally = new Tally('Networks against other model zoos')

for (const [family, count] of Object.entries(oracle.meta.left_out_by_family)) {
  tally.leaveOut(`family ${family}: not in the zoo`, count)
}

/** imgclsmob's residual networks of other depths, made of the same blocks. */
const plans: Record<string, readonly number[]> = {
  '10': [1, 1, 1, 1],
  '12': [2, 1, 1, 1],
  '14': [2, 2, 1, 1],
  '16': [2, 2, 2, 1],
  '18': [2, 2, 2, 2],
  '26': [3, 3, 3, 3],
  '34': [3, 4, 6, 3],
  'BC-14': [1, 1, 1, 1],
  'BC-26': [2, 2, 2, 2],
  'BC-38': [3, 3, 3, 3],
  '50': [3, 4, 6, 3],
  '101': [3, 4, 23, 3],
  '152': [3, 8, 36, 3],
  '200': [3, 24, 36, 3],
  '269': [3, 30, 48, 8],
}

function residual(depth: string, options: Partial<ResNetOptions>): Graph | undefined {
  const bottleneck = depth.startsWith('BC') || Number(depth) >= 50
  const blocks = plans[depth]
  if (blocks === undefined) return undefined
  return resnet({ blocks, block: bottleneck ? 'bottleneck' : 'basic', ...options })
}

type Rule = readonly [pattern: RegExp, build: (match: readonly string[]) => Graph | undefined]

const imgclsmob: readonly Rule[] = [
  [/^AlexNet$/, () => alexnet({ variant: 'original', groups: 1 })],
  [/^AlexNet-b$/, () => alexnet()],
  [/^VGG-(\d+)$/, ([, depth]) => vgg({ depth: Number(depth) as 16 })],
  [
    /^BN-VGG-(\d+)(b)?$/,
    ([, depth, b]) => vgg({ depth: Number(depth) as 16, batchNorm: true, convBias: b === 'b' }),
  ],
  [
    /^(SE-)?(Pre)?ResNet-((?:BC-)?\d+)(b)?(?: x([\d.]+))?$/,
    ([, se, pre, depth, b, width]) =>
      residual(depth!, {
        version: b === 'b' ? 'v1.5' : 'v1',
        preActivation: pre !== '',
        width: width === '' ? 1 : Number(width),
        ...(se === '' ? {} : { squeezeExcite: {} }),
      }),
  ],
  [
    /^ResNet\(A\)-(\d+)b$/,
    ([, depth]) => residual(depth!, { deepStem: true, shortcut: 'pooled' }),
  ],
  [
    /^(SE-)?ResNeXt-(\d+) \((\d+)x(\d+)d\)$/,
    ([, se, depth, groups, width]) =>
      residual(Number(depth) < 50 ? `BC-${depth}` : depth!, {
        groups: Number(groups),
        widthPerGroup: Number(width),
        ...(se === '' ? {} : { squeezeExcite: {} }),
      }),
  ],
  [/^Squeeze(?:Res)?Net v(1\.[01])$/, ([, v]) => squeezenet({ version: v as '1.1' })],
  [
    /^ShuffleNet x([\d.]+) \(g=(\d)\)$/,
    // Its stem has 24 channels at every scale; only 0.5 and 0.25 scale it too.
    ([, scale, groups]) =>
      shufflenetV1({ groups: Number(groups) as 3, scale: Number(scale) }),
  ],
  [/^ShuffleNetV2 x(0\.5|1\.0)$/, ([, scale]) => shufflenetV2({ scale: Number(scale) as 1 })],
  [/^MobileNetb? x([\d.]+)$/, ([, width]) => mobilenetV1({ width: Number(width) })],
  [/^MnasNet-(A1|B1)$/, ([, variant]) => mnasnet({ variant: variant as 'A1' })],
  [/^Xception$/, () => xception()],
  [/^EfficientNet-B(\d)[bc]?\*?$/, ([, variant]) => efficientnet({ variant: Number(variant) })],
  [/^(?:IBN-)?DenseNet-(\d+)$/, ([, depth]) => densenet({ depth: Number(depth) as 121 })],
]

const cifar: readonly Rule[] = [
  [
    /^(SE-)?(Pre)?ResNet-(\d+)(\(BN\))?$/,
    ([, se, pre, depth, bottleneck]) =>
      cifarResnet({
        depth: Number(depth),
        block: bottleneck === '' && depth !== '1001' ? 'basic' : 'bottleneck',
        preActivation: pre !== '',
        ...(se === '' ? {} : { squeezeExcite: {} }),
      }),
  ],
  // A wide residual network's depth counts the shortcut of each stage too: 6n + 4.
  [
    /^WRN-(\d+)-(\d+)$/,
    ([, depth, width]) =>
      cifarResnet({ depth: Number(depth) - 2, width: Number(width), preActivation: true }),
  ],
  [
    /^DenseNet-(BC-)?(\d+) \(k=(\d+)\)$/,
    ([, bc, depth, growth]) =>
      cifarDensenet({
        depth: Number(depth),
        growth: Number(growth),
        // Here transitions halve the channels, and the stem has 2k, with bottlenecks or without.
        stem: 2 * Number(growth),
        ...(bc === '' ? { bottleneck: 0 } : {}),
      }),
  ],
]

const mmpretrain: readonly Rule[] = [
  [
    /^vgg(\d+)(bn)?_/,
    ([, depth, bn]) => vgg({ depth: Number(depth) as 16, batchNorm: bn !== '' }),
  ],
  [/^resnet(\d+)_/, ([, depth]) => timmNet(`resnet${depth}`)],
  [/^resnetv1([cd])(\d+)_/, ([, mark, depth]) => timmNet(`resnet${depth}${mark}`)],
  [/^seresnet(\d+)_/, ([, depth]) => timmNet(`seresnet${depth}`)],
  [/^resnext(\d+)-(\d+x\d+d)_/, ([, depth, shape]) => timmNet(`resnext${depth}_${shape}`)],
  [/^shufflenet-v1-1x_/, () => shufflenetV1()],
  [/^shufflenet-v2-1x_/, () => shufflenetV2()],
  [/^mobilenet-v2_/, () => mobilenetV2()],
  [
    /^mobilenet-v3-(small|large)(?:-(\d+))?_/,
    ([, size, width]) =>
      mobilenetV3({ size: size as 'small', width: width === '' ? 1 : Number(width) / 100 }),
  ],
  [/^densenet(\d+)_/, ([, depth]) => densenet({ depth: Number(depth) as 121 })],
  [/^efficientnet-b(\d)_/, ([, variant]) => efficientnet({ variant: Number(variant) })],
]

const pycls: readonly Rule[] = [
  [/^ResNet-(\d+)$/, ([, depth]) => timmNet(`resnet${depth}`)],
  [/^ResNeXt-(\d+)$/, ([, depth]) => timmNet(`resnext${depth}_32x4d`)],
  [/^EfficientNet-B(\d)$/, ([, variant]) => efficientnet({ variant: Number(variant) })],
]

const slim: readonly Rule[] = [
  [/^(?:MobileNet_v1_|)([\d.]+)(?: MobileNet-\d+|_\d+)$/, ([, w]) => mobilenetV1({ width: Number(w) })],
  [/^mobilenet_v2_([\d.]+)_\d+$/, ([, w]) => mobilenetV2({ width: Number(w) })],
  [
    /^mobilenet_v3_(small|large)_minimalistic$/,
    ([, size]) => mobilenetV3({ size: size as 'small', minimalistic: true }),
  ],
]

/** convnet-burden's nets that are ours layer by layer. */
const burden: readonly Rule[] = [
  [/^vgg-vd-(16|19)$/, ([, depth]) => vgg({ depth: Number(depth) as 16 })],
  [/^resnet-?(\d+)$/, ([, depth]) => resnet({ depth: Number(depth) as 50, version: 'v1' })],
  [/^resnext-(\d+)-(\d+x\d+d)$/, ([, depth, shape]) => timmNet(`resnext${depth}_${shape}`)],
  [/^SE-ResNeXt-(\d+)-(\d+x\d+d)$/, ([, depth, s]) => timmNet(`seresnext${depth}_${s}`)],
  [/^inception-v3$/, () => inceptionV3({ aux: false })],
  [/^densenet(\d+)$/, ([, depth]) => densenet({ depth: Number(depth) as 121 })],
  [/^squeezenet1-([01])$/, ([, v]) => squeezenet({ version: `1.${v}` as '1.1' })],
]

const zoos: Record<string, readonly Rule[]> = {
  imgclsmob,
  'imgclsmob-cifar10': cifar,
  mmpretrain,
  pycls,
  'tf-slim': slim,
  'keras-docstring': slim,
  'convnet-burden': burden,
}

function netOf(zoo: string, model: string): Graph | undefined {
  for (const [pattern, build] of zoos[zoo] ?? []) {
    const match = pattern.exec(model)
    if (match !== null) return build([...match].map((part) => part ?? ''))
  }
  return undefined
}

/** Rows that a pattern above would match, but that are another network, and why. */
const others: readonly (readonly [id: RegExp, reason: string])[] = [
  [/^imgclsmob\/(Pre)?ResNet-18 x/, 'the last block keeps its full width'],
  [/^imgclsmob\/MobileNetb x/, 'no batch norm between the depthwise and the 1×1 layer'],
  [/^imgclsmob-cifar10\/SE-PreResNet/, 'other norms where a stage begins'],
  [/^pycls\/EfficientNet/, "the paper's rounded figures, another resolution"],
  [/^keras-docstring/, 'wrong as published: 529 is a misprint of 569, for every resolution'],
]

/** Networks whose tensors convnet-burden lays out otherwise. */
const otherMemory: readonly (readonly [model: RegExp, reason: string])[] = [
  [/^SE-/, 'weighing and adding are one layer there'],
]

type Row = (typeof oracle.rows)[number]

function compareRow(row: Row, graph: Graph): void {
  const { id, zoo: source } = row
  const size = typeof row.input === 'number' ? row.input : id.endsWith('299x299') ? 299 : 224
  const summary = summarize(graph, source === 'imgclsmob-cifar10' ? 32 : size)
  const { params, macs, paramsByKind } = summary
  if (row.params !== undefined) tally.compare(source, `${id} params`, params, row.params)
  if (row.recomputed_params !== undefined) {
    tally.compare(source, `${id} recomputed`, params, row.recomputed_params)
    tally.compare(source, `${id} recomputed`, macs, row.recomputed_macs!)
    tally.compare(source, `${id} macs_m`, macs / 1e6, row.macs_m!, 1)
  }
  if (row.recomputed_params_without_bn !== undefined) {
    const bare = params - paramsByKind.batchNorm
    tally.compare(source, `${id} without norms`, bare, row.recomputed_params_without_bn)
    tally.compare(source, `${id} params_m`, bare / 1e6, row.params_m!, 0.005)
  } else if (source === 'mmpretrain') {
    tally.compare(source, `${id} params_m`, params / 1e6, row.params_m!, 0.005)
  } else if (source === 'pycls') {
    tally.compare(source, `${id} params_m`, params / 1e6, row.params_m!, 0.1)
    tally.compare(source, `${id} flops_b`, macs / 1e9, row.flops_b!, 0.05)
    tally.compare(source, `${id} acts_m`, summary.convLinearOutputs / 1e6, row.acts_m!, 0.05)
  } else if (source === 'tf-slim' && row.model.endsWith('minimalistic')) {
    tally.compare(source, `${id} params_m`, params / 1e6, row.params_m!, 0.05)
    tally.compare(source, `${id} macs_m`, macs / 1e6, row.macs_m!, 1)
  } else if (source === 'convnet-burden') compareMemory(row, graph, size)
  if (row.flops_half_m !== undefined || row.flops_g !== undefined) {
    tally.leaveOut(`${source} FLOPs: norms, activations and pooling are counted in its own way`)
  }
  if ('top1_err' in row || 'top1' in row) tally.leaveOut(`${source} accuracy of its own training`)
}

/** Memory in MiB at four bytes a number: of the weights, and of all tensors with ReLU in place. */
function compareMemory(row: Row, graph: Graph, size: number): void {
  const mib = (numbers: number) => (4 * numbers) / 2 ** 20
  const printed = (text: string | undefined) => Number.parseFloat(text!)
  const { params, paramsByKind } = summarize(graph, size)
  // Its DenseNets come from files that keep the running mean and variance with the weights.
  const buffers = row.model.startsWith('densenet') ? paramsByKind.batchNorm : 0
  const weights = mib(params + buffers)
  tally.compare(row.zoo, `${row.id} param_mem`, weights, printed(row.param_mem), 0.5)
  const { total } = activationMemory(graph, size, { inPlaceActivations: true })
  const reason = otherMemory.find(([id]) => id.test(row.model))?.[1]
  if (reason === undefined) {
    tally.compare(row.zoo, `${row.id} feature_mem`, mib(total), printed(row.feature_mem), 1)
  } else tally.leaveOut(`convnet-burden feature memory: ${reason}`)
}

describe('other zoos', () => {
  for (const row of oracle.rows) {
    const other = others.find(([id]) => id.test(row.id))
    const graph = netOf(row.zoo, row.model)
    if (other !== undefined) tally.leaveOut(`${row.id.split(' ')[0]}: ${other[1]}`)
    else if (graph === undefined) tally.leaveOut(`${row.zoo}, no such network: ${row.model}`)
    else test(row.id, () => compareRow(row, graph))
  }
})
