import { zooFacts } from '../../../math/nets/zoo/totals.ts'

/** How a network's identifier begins, and how its name is written. Longer beginnings first. */
const beginnings: readonly (readonly [string, string])[] = [
  ['wide_resnet', 'Wide ResNet-'],
  ['se_resnext', 'SE-ResNeXt-'],
  ['se_resnet', 'SE-ResNet-'],
  ['mobilenet_v1', 'MobileNet'],
  ['mobilenet_v2', 'MobileNetV2'],
  ['mobilenet_v3', 'MobileNetV3'],
  ['shufflenet_v1', 'ShuffleNet'],
  ['shufflenet_v2', 'ShuffleNetV2'],
  ['inception_v3', 'Inception-v3'],
  ['efficientnet_b', 'EfficientNet-B'],
  ['squeezenet', 'SqueezeNet '],
  ['googlenet', 'GoogLeNet'],
  ['densenet', 'DenseNet-'],
  ['ghostnet', 'GhostNet'],
  ['xception', 'Xception'],
  ['alexnet', 'AlexNet'],
  ['resnext', 'ResNeXt-'],
  ['mnasnet', 'MnasNet '],
  ['resnet', 'ResNet-'],
  ['vgg', 'VGG-'],
]

/** What the end of an identifier says: a width, a variant. */
const endings: readonly (readonly [RegExp, string])[] = [
  [/_?x(\d)_(\d)/, ' $1.$2×'],
  [/^(\d)_(\d+)$/, '$1.$2'],
  [/_(\d)(\d)0$/, ' $1.$2×'],
  [/_(\d)(\d\d)$/, ' $1.$2×'],
  [/_(\d+)x(\d+)d/, ' $1×$2d'],
  [/_bn/, ' BN'],
  [/_g(\d)/, ' g=$1'],
  [/_2012/, ' (2012)'],
  [/_paper/, ' (2014)'],
  [/_v1/, ' v1'],
  [/_2$/, '-2'],
  [/_small/, ' Small'],
  [/_large/, ' Large'],
  [/_a1$/, 'A1'],
]

/** A network's name as its paper writes it. @example nameOf('ghostnet_130') // 'GhostNet 1.3×' */
export function nameOf(id: string): string {
  const [beginning, name] = beginnings.find(([begin]) => id.startsWith(begin)) ?? [id, id]
  return endings
    .reduce(
      (text, [pattern, written]) => text.replace(pattern, written),
      id.slice(beginning.length),
    )
    .replace(/^/, name)
}

/** Names by identifier, as the texts of a choice hold them. */
export const netNames: Readonly<Record<string, string>> = Object.fromEntries(
  zooFacts.map(({ name }) => [name, nameOf(name)]),
)
