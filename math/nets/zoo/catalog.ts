import { show } from '../../check.ts'
import type { NetOptions } from '../options.ts'
import type { Graph } from '../graph.ts'
import { alexnet } from './alexnet.ts'
import { densenet } from './densenet.ts'
import { efficientnet, efficientNetScaling } from './efficientnet.ts'
import { ghostnet } from './ghostnet.ts'
import { googlenet } from './googlenet.ts'
import { inceptionV3 } from './inception-v3.ts'
import { mnasnet } from './mnasnet.ts'
import { mobilenetV1 } from './mobilenet-v1.ts'
import { mobilenetV2 } from './mobilenet-v2.ts'
import { mobilenetV3 } from './mobilenet-v3.ts'
import { resnet } from './resnet.ts'
import { shufflenetV1 } from './shufflenet-v1.ts'
import { shufflenetV2 } from './shufflenet-v2.ts'
import { squeezenet } from './squeezenet.ts'
import { vgg } from './vgg.ts'
import { xception } from './xception.ts'

/** Where a design was published. */
export interface Paper {
  readonly title: string
  /** arXiv number, or the proceedings. */
  readonly id: string
  readonly year: number
}

/** A published accuracy on ImageNet-1k validation. */
export interface Top1 {
  /** Percent of images whose first guess is right. */
  readonly percent: number
  readonly source: string
}

/** One network of the zoo: how it is built, and what was published about it. */
export interface ZooEntry {
  readonly name: string
  readonly family: string
  readonly paper: Paper
  /** Pixels of the square image that the published figures are for. */
  readonly resolution: number
  readonly top1?: Top1
  readonly build: (options?: NetOptions) => Graph
}

const paper = (year: number, id: string, title: string): Paper => ({ title, id, year })

/** The papers, by family. */
export const papers = {
  alexnet: paper(2012, 'NIPS 2012', 'ImageNet Classification with Deep CNNs'),
  vgg: paper(2014, 'arXiv:1409.1556', 'Very Deep Convolutional Networks'),
  googlenet: paper(2014, 'arXiv:1409.4842', 'Going Deeper with Convolutions'),
  inception: paper(2015, 'arXiv:1512.00567', 'Rethinking the Inception Architecture'),
  resnet: paper(2015, 'arXiv:1512.03385', 'Deep Residual Learning'),
  squeezenet: paper(2016, 'arXiv:1602.07360', 'SqueezeNet'),
  'wide-resnet': paper(2016, 'arXiv:1605.07146', 'Wide Residual Networks'),
  densenet: paper(2016, 'arXiv:1608.06993', 'Densely Connected Convolutional Networks'),
  xception: paper(2016, 'arXiv:1610.02357', 'Xception'),
  resnext: paper(2016, 'arXiv:1611.05431', 'Aggregated Residual Transformations'),
  'mobilenet-v1': paper(2017, 'arXiv:1704.04861', 'MobileNets'),
  'shufflenet-v1': paper(2017, 'arXiv:1707.01083', 'ShuffleNet'),
  'se-resnet': paper(2017, 'arXiv:1709.01507', 'Squeeze-and-Excitation Networks'),
  'mobilenet-v2': paper(2018, 'arXiv:1801.04381', 'MobileNetV2'),
  'shufflenet-v2': paper(2018, 'arXiv:1807.11164', 'ShuffleNet V2'),
  mnasnet: paper(2018, 'arXiv:1807.11626', 'MnasNet'),
  'mobilenet-v3': paper(2019, 'arXiv:1905.02244', 'Searching for MobileNetV3'),
  efficientnet: paper(2019, 'arXiv:1905.11946', 'EfficientNet'),
  ghostnet: paper(2019, 'arXiv:1911.11907', 'GhostNet'),
} as const satisfies Record<string, Paper>
export type Family = keyof typeof papers

const torchvision = (percent: number): Top1 => ({
  percent,
  source: 'torchvision 0.21, IMAGENET1K_V1 weights',
})
const published = (percent: number, where: string): Top1 => ({ percent, source: where })

type Row = readonly [
  name: string,
  build: (options?: NetOptions) => Graph,
  top1?: Top1,
  resolution?: number,
]

const rows: Record<Family, readonly Row[]> = {
  alexnet: [
    ['alexnet', (o) => alexnet(o), torchvision(56.522)],
    [
      'alexnet_2012',
      (o) => alexnet({ ...o, variant: 'original' }),
      published(59.3, 'Krizhevsky et al., NIPS 2012, table 2'),
    ],
  ],
  vgg: [
    ['vgg11', (o) => vgg({ ...o, depth: 11 }), torchvision(69.02)],
    ['vgg13', (o) => vgg({ ...o, depth: 13 }), torchvision(69.928)],
    ['vgg16', (o) => vgg({ ...o, depth: 16 }), torchvision(71.592)],
    ['vgg19', (o) => vgg({ ...o, depth: 19 }), torchvision(72.376)],
    ['vgg11_bn', (o) => vgg({ ...o, depth: 11, batchNorm: true }), torchvision(70.37)],
    ['vgg13_bn', (o) => vgg({ ...o, depth: 13, batchNorm: true }), torchvision(71.586)],
    ['vgg16_bn', (o) => vgg({ ...o, depth: 16, batchNorm: true }), torchvision(73.36)],
    ['vgg19_bn', (o) => vgg({ ...o, depth: 19, batchNorm: true }), torchvision(74.218)],
  ],
  googlenet: [
    ['googlenet', (o) => googlenet(o), torchvision(69.778)],
    ['googlenet_paper', (o) => googlenet({ ...o, variant: 'paper' })],
  ],
  inception: [['inception_v3', (o) => inceptionV3(o), torchvision(77.294), 299]],
  resnet: [
    ['resnet18', (o) => resnet({ ...o, depth: 18 }), torchvision(69.758)],
    ['resnet34', (o) => resnet({ ...o, depth: 34 }), torchvision(73.314)],
    ['resnet50', (o) => resnet({ ...o, depth: 50 }), torchvision(76.13)],
    ['resnet101', (o) => resnet({ ...o, depth: 101 }), torchvision(77.374)],
    ['resnet152', (o) => resnet({ ...o, depth: 152 }), torchvision(78.312)],
    ...([50, 101, 152] as const).map((depth, i): Row => [
      `resnet${depth}_v1`,
      (o) => resnet({ ...o, depth, version: 'v1' }),
      published([75.3, 76.4, 77][i]!, 'KaimingHe/deep-residual-networks, 1-crop'),
    ]),
  ],
  squeezenet: [
    ['squeezenet1_0', (o) => squeezenet({ ...o, version: '1.0' }), torchvision(58.092)],
    ['squeezenet1_1', (o) => squeezenet({ ...o, version: '1.1' }), torchvision(58.178)],
  ],
  'wide-resnet': [
    [
      'wide_resnet50_2',
      (o) => resnet({ ...o, depth: 50, widthPerGroup: 128 }),
      torchvision(78.468),
    ],
    [
      'wide_resnet101_2',
      (o) => resnet({ ...o, depth: 101, widthPerGroup: 128 }),
      torchvision(78.848),
    ],
  ],
  densenet: [
    ['densenet121', (o) => densenet({ ...o, depth: 121 }), torchvision(74.434)],
    ['densenet161', (o) => densenet({ ...o, depth: 161 }), torchvision(77.138)],
    ['densenet169', (o) => densenet({ ...o, depth: 169 }), torchvision(75.6)],
    ['densenet201', (o) => densenet({ ...o, depth: 201 }), torchvision(76.896)],
    [
      'densenet264',
      (o) => densenet({ ...o, depth: 264 }),
      published(77.85, 'arXiv:1608.06993, table 3, 1-crop'),
    ],
  ],
  xception: [['xception', (o) => xception(o), published(79, 'arXiv:1610.02357, table 1'), 299]],
  resnext: [
    [
      'resnext50_32x4d',
      (o) => resnet({ ...o, depth: 50, groups: 32, widthPerGroup: 4 }),
      torchvision(77.618),
    ],
    [
      'resnext101_32x8d',
      (o) => resnet({ ...o, depth: 101, groups: 32, widthPerGroup: 8 }),
      torchvision(79.312),
    ],
    [
      'resnext101_64x4d',
      (o) => resnet({ ...o, depth: 101, groups: 64, widthPerGroup: 4 }),
      torchvision(83.246),
    ],
  ],
  'mobilenet-v1': ([1, 0.75, 0.5, 0.25] as const).map((width, i): Row => [
    `mobilenet_v1_${suffix(width)}`,
    (o) => mobilenetV1({ ...o, width }),
    published([70.6, 68.4, 63.7, 50.6][i]!, 'arXiv:1704.04861, table 6'),
  ]),
  'shufflenet-v1': ([1, 2, 3, 4, 8] as const).map((groups, i): Row => [
    `shufflenet_v1_g${groups}`,
    (o) => shufflenetV1({ ...o, groups }),
    published([66.4, 67.3, 67.4, 67.2, 67.6][i]!, 'arXiv:1707.01083, table 2'),
  ]),
  'se-resnet': [
    ...([50, 101, 152] as const).map((depth, i): Row => [
      `se_resnet${depth}`,
      // The paper's nets grow out of the original ResNet, with its stride in the first 1×1.
      (o) => resnet({ ...o, depth, version: 'v1', squeezeExcite: {} }),
      published([76.71, 77.62, 78.43][i]!, 'arXiv:1709.01507, table 2, 1-crop'),
    ]),
    [
      'se_resnext50_32x4d',
      (o) => resnet({ ...o, depth: 50, groups: 32, widthPerGroup: 4, squeezeExcite: {} }),
      published(78.9, 'arXiv:1709.01507, table 2, 1-crop'),
    ],
  ],
  'mobilenet-v2': [
    ['mobilenet_v2', (o) => mobilenetV2(o), torchvision(71.878)],
    ...([0.5, 0.75, 1.4] as const).map((width, i): Row => [
      `mobilenet_v2_${suffix(width)}`,
      (o) => mobilenetV2({ ...o, width }),
      published([65.4, 69.8, 74.7][i]!, 'arXiv:1801.04381, table 4; TF-Slim MobileNet README'),
    ]),
  ],
  'shufflenet-v2': ([0.5, 1, 1.5, 2] as const).map((scale, i): Row => [
    `shufflenet_v2_x${scale.toFixed(1).replace('.', '_')}`,
    (o) => shufflenetV2({ ...o, scale }),
    torchvision([60.552, 69.362, 72.996, 76.23][i]!),
  ]),
  mnasnet: [
    ...([0.5, 0.75, 1, 1.3] as const).map((width, i): Row => [
      `mnasnet${['0_5', '0_75', '1_0', '1_3'][i]}`,
      (o) => mnasnet({ ...o, width }),
      torchvision([67.734, 71.18, 73.456, 76.506][i]!),
    ]),
    [
      'mnasnet_a1',
      (o) => mnasnet({ ...o, variant: 'A1' }),
      published(75.2, 'arXiv:1807.11626, table 1'),
    ],
  ],
  'mobilenet-v3': [
    ['mobilenet_v3_small', (o) => mobilenetV3({ ...o, size: 'small' }), torchvision(67.668)],
    ['mobilenet_v3_large', (o) => mobilenetV3({ ...o, size: 'large' }), torchvision(74.042)],
    ...(['small', 'large'] as const).map((size, i): Row => [
      `mobilenet_v3_${size}_075`,
      (o) => mobilenetV3({ ...o, size, width: 0.75 }),
      published([65.4, 73.3][i]!, 'arXiv:1905.02244, table 3'),
    ]),
  ],
  efficientnet: efficientNetScaling.map(({ resolution }, variant): Row => [
    `efficientnet_b${variant}`,
    (o) => efficientnet({ ...o, variant }),
    torchvision([77.692, 78.642, 80.608, 82.008, 83.384, 83.444, 84.008, 84.122][variant]!),
    resolution,
  ]),
  ghostnet: ([0.5, 1, 1.3] as const).map((width, i): Row => [
    `ghostnet_${suffix(width)}`,
    (o) => ghostnet({ ...o, width }),
    published([66.2, 73.9, 75.7][i]!, 'arXiv:1911.11907, table 7'),
  ]),
}

/** Width as a name's end. @example suffix(0.75) // '075' */
function suffix(width: number): string {
  return String(Math.round(width * 100)).padStart(3, '0')
}

/** All networks of the zoo, in order of publication. */
export const zoo: readonly ZooEntry[] = (Object.keys(rows) as Family[]).flatMap((family) =>
  rows[family].map(([name, build, top1, resolution = 224]) => ({
    name,
    family,
    paper: papers[family],
    resolution,
    ...(top1 === undefined ? {} : { top1 }),
    build,
  })),
)

const byName = new Map(zoo.map((entry) => [entry.name, entry]))

/**
 * One network of the zoo, by name.
 *
 * @example summarize(zooEntry('mobilenet_v2').build(), 224).params // 3504872
 * @throws RangeError when there is no network of that name
 */
export function zooEntry(name: string): ZooEntry {
  const entry = byName.get(name)
  if (entry === undefined) {
    throw new RangeError(
      `name must be one of ${zoo.map((known) => known.name).join(', ')}, got ${show(name)}`,
    )
  }
  return entry
}
