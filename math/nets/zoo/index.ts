export { alexnet, type AlexNetOptions } from './alexnet.ts'
export {
  cifarDensenet,
  type CifarDenseNetOptions,
  densenet,
  type DenseNetOptions,
} from './densenet.ts'
export { efficientnet, type EfficientNetOptions, efficientNetScaling } from './efficientnet.ts'
export { type GhostModule, ghostModule, ghostnet, type GhostNetOptions } from './ghostnet.ts'
export { googlenet, type GoogLeNetOptions } from './googlenet.ts'
export { inceptionV3, type InceptionV3Options } from './inception-v3.ts'
export { mnasnet, type MnasNetOptions } from './mnasnet.ts'
export { mobilenetV1, type MobileNetV1Options } from './mobilenet-v1.ts'
export {
  mobilenetV1Published,
  mobilenetV1Resolutions,
  mobilenetV1Widths,
  type PublishedMobileNet,
  undividedMobilenetV1,
} from './mobilenet-v1-published.ts'
export { mobilenetV2, type MobileNetV2Options } from './mobilenet-v2.ts'
export { mobilenetV3, type MobileNetV3Options } from './mobilenet-v3.ts'
export {
  cifarResnet,
  type CifarResNetOptions,
  resnet,
  type ResidualOptions,
  type ResNetOptions,
} from './resnet.ts'
export { shufflenetV1, type ShuffleNetV1Options } from './shufflenet-v1.ts'
export { shufflenetV2, type ShuffleNetV2Options } from './shufflenet-v2.ts'
export { squeezenet, type SqueezeNetOptions } from './squeezenet.ts'
export { vgg, type VggOptions } from './vgg.ts'
export { xception } from './xception.ts'
export {
  type Family,
  type Paper,
  papers,
  type Top1,
  zoo,
  zooEntry,
  type ZooEntry,
} from './catalog.ts'
