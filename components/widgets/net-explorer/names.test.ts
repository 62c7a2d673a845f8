import { expect, test } from 'vitest'
import { nameOf, netNames } from './names.ts'

test('every network has a name of its own, written as one', () => {
  const names = Object.values(netNames)
  expect(new Set(names).size).toBe(names.length)
  for (const name of names) expect(name).toMatch(/^[A-Z][\w().=×+-]*( [\w().=×-]+)*$/)
  for (const name of names) expect(name).not.toContain('_')
})

test.each([
  ['mobilenet_v1_100', 'MobileNet 1.0×'],
  ['mobilenet_v3_large_075', 'MobileNetV3 Large 0.75×'],
  ['shufflenet_v2_x0_5', 'ShuffleNetV2 0.5×'],
  ['resnext50_32x4d', 'ResNeXt-50 32×4d'],
  ['wide_resnet50_2', 'Wide ResNet-50-2'],
  ['squeezenet1_0', 'SqueezeNet 1.0'],
  ['mnasnet0_75', 'MnasNet 0.75'],
  ['vgg16_bn', 'VGG-16 BN'],
  ['resnet101_v1', 'ResNet-101 v1'],
  ['efficientnet_b7', 'EfficientNet-B7'],
])('%s is %s', (id, name) => {
  expect(nameOf(id)).toBe(name)
})
