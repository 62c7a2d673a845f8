import type { Graph } from '../../math/nets/graph.ts'
import {
  cifarDensenet,
  cifarResnet,
  densenet,
  efficientnet,
  ghostnet,
  googlenet,
  mnasnet,
  mobilenetV1,
  mobilenetV2,
  mobilenetV3,
  resnet,
  type ResNetOptions,
  shufflenetV1,
  vgg,
  xception,
  zoo,
  zooEntry,
} from '../../math/nets/zoo/index.ts'

/** Which of our networks a row of an oracle speaks of, by that oracle's own way of naming. */

const names = new Set(zoo.map(({ name }) => name))

/** A name with its numbers, as a rule: the first pattern that matches builds the graph. */
type Rule = readonly [pattern: RegExp, build: (match: string[]) => Graph]

const first = (rules: readonly Rule[], name: string): Graph | undefined => {
  for (const [pattern, build] of rules) {
    const match = pattern.exec(name)
    if (match !== null) return build([...match].map((part) => part ?? ''))
  }
  return undefined
}

const hundredths = (digits: string) => Number(digits) / 100
/** Bottlenecks below 50 layers are not torchvision's, but follow from the same blocks. */
const shape = (depth: string): ResNetOptions =>
  depth === '26'
    ? { blocks: [2, 2, 2, 2], block: 'bottleneck' }
    : { depth: Number(depth) as 18 | 34 | 50 | 101 | 152 | 200 | 269 }
/** What timm's letters change: c, a deep stem; d, that and pooled shortcuts. */
const letter = (mark: string): Partial<ResNetOptions> => ({
  deepStem: mark === 'c' || mark === 'd',
  shortcut: mark === 'd' ? 'pooled' : 'projection',
})
/** timm rounds the bottleneck of its channel weighting to multiples of 8. */
const timmSe = { squeezeExcite: { divisor: 8 } }

/** torchvision's names are ours. */
export function torchvisionNet(model: string): Graph | undefined {
  const name = model.replace('quantized_', '')
  return names.has(name) ? zooEntry(name).build() : undefined
}

const timmRules: readonly Rule[] = [
  [/^mobilenetv1_(\d+)$/, ([, w]) => mobilenetV1({ width: hundredths(w!) })],
  [/^mobilenetv2_(\d+)$/, ([, w]) => mobilenetV2({ width: hundredths(w!) })],
  [
    /^(tf_)?mobilenetv3_(small|large)_(minimal_)?(\d+)$/,
    ([, tf, size, minimal, w]) =>
      mobilenetV3({
        size: size as 'small' | 'large',
        width: hundredths(w!),
        minimalistic: minimal !== '',
        padding: tf === '' ? 'symmetric' : 'same',
      }),
  ],
  [/^ghostnet_(\d+)$/, ([, w]) => ghostnet({ width: hundredths(w!) })],
  [/^mnasnet_(\d+)$/, ([, w]) => mnasnet({ width: hundredths(w!) })],
  [/^mnasnet_b1$/, () => mnasnet()],
  [/^semnasnet_(\d+)$/, ([, w]) => mnasnet({ variant: 'A1', width: hundredths(w!) })],
  [
    /^(tf_)?efficientnet_b(\d)$/,
    ([, tf, variant]) =>
      efficientnet({ variant: Number(variant), padding: tf === '' ? 'symmetric' : 'same' }),
  ],
  [/^densenet(121|161|169|201|264)$/, ([, depth]) => densenet({ depth: Number(depth) as 121 })],
  [
    /^vgg(11|13|16|19)(_bn)?$/,
    ([, depth, bn]) => vgg({ depth: Number(depth) as 16, batchNorm: bn !== '' }),
  ],
  [/^(legacy_)?xception$/, () => xception()],
  [
    /^resnet(18|26|34|50|101|152|200|269)([cd])?$/,
    ([, depth, mark]) => resnet({ ...shape(depth!), ...letter(mark!) }),
  ],
  [
    /^seresnet(18|26|34|50|101|152|200|269)(d)?$/,
    ([, depth, mark]) => resnet({ ...shape(depth!), ...letter(mark!), ...timmSe }),
  ],
  [
    /^legacy_seresnet(50|101|152)$/,
    ([, depth]) => resnet({ ...shape(depth!), version: 'v1', squeezeExcite: {} }),
  ],
  [
    /^(se|legacy_se)?resnext(26|50|101)(d)?_(\d+)x(\d+)d$/,
    ([, se, depth, mark, groups, width]) =>
      resnet({
        ...shape(depth!),
        ...letter(mark!),
        groups: Number(groups),
        widthPerGroup: Number(width),
        ...(se === '' ? {} : timmSe),
      }),
  ],
]

/** timm's name, such as `mobilenetv2_050`. */
export const timmNet = (model: string): Graph | undefined => first(timmRules, model)

const ownRules: readonly Rule[] = [
  [/^mobilenet_v1_shallow$/, () => mobilenetV1({ middleBlocks: 0 })],
  [/^mobilenet_v1_([\d.]+)(_\d+)?$/, ([, w]) => mobilenetV1({ width: Number(w) })],
  [/^mobilenet_v2_([\d.]+)(_\d+)?$/, ([, w]) => mobilenetV2({ width: Number(w) })],
  [
    /^shufflenet_v1_g(\d)_x([\d.]+)(?:_stem(\d+))?$/,
    ([, g, scale, stem]) =>
      shufflenetV1({
        groups: Number(g) as 3,
        scale: Number(scale),
        ...(stem === '' ? {} : { stem: Number(stem) }),
      }),
  ],
  [/^vgg_A$/, () => vgg({ depth: 11 })],
  [/^vgg_B$/, () => vgg({ depth: 13 })],
  [/^vgg_C$/, () => vgg({ depth: 16, pointwise: true })],
  [/^vgg_D$/, () => vgg({ depth: 16 })],
  [/^vgg_E$/, () => vgg({ depth: 19 })],
  [
    /^resnet(\d+)_optionA$/,
    ([, depth]) => resnet({ depth: Number(depth) as 34, shortcut: 'identity' }),
  ],
  [
    /^resnet(\d+)_v1_stride1x1$/,
    ([, depth]) => resnet({ depth: Number(depth) as 50, version: 'v1' }),
  ],
  [
    /^resnet(\d+)_cifar10$/,
    ([, depth]) => cifarResnet({ depth: Number(depth), shortcut: 'identity' }),
  ],
  [
    /^densenet(_bc)?_L(\d+)_k(\d+)_cifar10$/,
    ([, bc, depth, growth]) =>
      cifarDensenet({
        depth: Number(depth),
        growth: Number(growth),
        ...(bc === '' ? { bottleneck: 0, compression: 1 } : {}),
      }),
  ],
]

/** The oracles' `library:model@size#variant`; nothing when it is no network of ours. */
export function modelAt(id: string): { graph: Graph; size: number } | undefined {
  const match = /^(tv|timm|own):([^@]+)@(\d+)(?:#(\w+))?$/.exec(id)
  if (match === null) return undefined
  const [, library, model, size, variant] = match
  let graph: Graph | undefined
  if (library === 'tv') {
    // The layer rows have auxiliary heads built unless they say otherwise.
    graph =
      model === 'googlenet' ? googlenet({ aux: variant !== 'noaux' }) : torchvisionNet(model!)
  } else graph = library === 'timm' ? timmNet(model!) : first(ownRules, model!)
  return graph === undefined ? undefined : { graph, size: Number(size) }
}
