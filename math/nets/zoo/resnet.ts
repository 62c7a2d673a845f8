import { integer, oneOf, show } from '../../check.ts'
import { squeezeExcite } from '../blocks.ts'
import type { Builder, Value } from '../builder.ts'
import type { NetOptions } from '../options.ts'
import { start } from '../start.ts'
import type { Graph } from '../graph.ts'
import { makeDivisible, widthMultiplier } from '../rounding.ts'

/** What all residual networks choose. */
export interface ResidualOptions extends NetOptions {
  /** Default `'bottleneck'` from 50 layers on, `'basic'` below. */
  readonly block?: 'basic' | 'bottleneck'
  /**
   * Where a bottleneck halves the map. `'v1'`: in its first 1×1, as published; `'v1.5'` (default):
   * in its 3×3, as everyone runs it; a little dearer, a little better. Basic blocks do not differ.
   */
  readonly version?: 'v1' | 'v1.5'
  /** Groups of the 3×3 layer of a bottleneck; default 1. ResNeXt has 32 or 64. */
  readonly groups?: number
  /** Channels of one such group at the first stage; default 64. ResNeXt 4 or 8, wide ResNet 128. */
  readonly widthPerGroup?: number
  /**
   * How a block's input reaches its end when the channels change. `'projection'` (default): a
   * strided 1×1, option B. `'identity'`: every other pixel and zeros for new channels, option A.
   * `'pooled'`: the mean of each 2×2, then a 1×1 (ResNet-D). Where the map alone changes, every
   * other pixel is taken.
   */
  readonly shortcut?: 'projection' | 'identity' | 'pooled'
  /** Normalise and activate before each convolution (ResNet v2) instead of after; default false. */
  readonly preActivation?: boolean
  /** Channel weighting at the end of each residual branch. */
  readonly squeezeExcite?: { readonly reduction?: number; readonly divisor?: number }
  /** Multiplies the channels of the whole net; default 1. */
  readonly width?: number
}

export interface ResNetOptions extends ResidualOptions {
  /** Layers with weights: one of the published depths; it sets `blocks` and `block`. */
  readonly depth?: Depth
  /** Blocks per stage, instead of a depth. */
  readonly blocks?: readonly number[]
  /** Where the stride of a stage stands: in its first block (default), or its last (TF-Slim). */
  readonly strideAt?: 'first' | 'last'
  /** Three 3×3 of half, half and full width instead of the 7×7 (ResNet-C and -D); default false. */
  readonly deepStem?: boolean
}

/** Blocks per stage of the published depths. */
const depths = {
  18: [2, 2, 2, 2],
  34: [3, 4, 6, 3],
  50: [3, 4, 6, 3],
  101: [3, 4, 23, 3],
  152: [3, 8, 36, 3],
  200: [3, 24, 36, 3],
  269: [3, 30, 48, 8],
} as const
export type Depth = keyof typeof depths
const published = Object.keys(depths).map(Number) as Depth[]

/** Every choice made, for one block after another. */
interface BlockPlan {
  readonly kind: 'basic' | 'bottleneck'
  readonly version: 'v1' | 'v1.5'
  readonly groups: number
  readonly widthPerGroup: number
  readonly shortcut: 'projection' | 'identity' | 'pooled'
  readonly preActivation: boolean
  readonly se: { readonly reduction: number; readonly divisor: number } | undefined
}

function planOf(options: ResidualOptions, kind: 'basic' | 'bottleneck'): BlockPlan {
  const { version = 'v1.5', groups = 1, widthPerGroup = 64, shortcut = 'projection' } = options
  oneOf('block', kind, ['basic', 'bottleneck'])
  oneOf('version', version, ['v1', 'v1.5'])
  oneOf('shortcut', shortcut, ['projection', 'identity', 'pooled'])
  integer('groups', groups, 1)
  integer('widthPerGroup', widthPerGroup, 1)
  if (kind === 'basic' && (groups !== 1 || widthPerGroup !== 64)) {
    throw new RangeError(
      `groups and widthPerGroup of basic blocks must be 1 and 64, got ${groups} and ${widthPerGroup}`,
    )
  }
  const wish = options.squeezeExcite
  const se =
    wish === undefined
      ? undefined
      : {
          reduction: integer('squeezeExcite.reduction', wish.reduction ?? 16, 1),
          divisor: integer('squeezeExcite.divisor', wish.divisor ?? 1, 1),
        }
  const preActivation = options.preActivation ?? false
  return { kind, version, groups, widthPerGroup, shortcut, preActivation, se }
}

/** One convolution of a branch, with its norm and activation where the design has them. */
function unit(
  net: Builder,
  x: Value,
  output: number,
  conv: { kernel: number; stride?: number; groups?: number },
  place: { pre: boolean; first: boolean; last: boolean },
): Value {
  if (!place.pre)
    return net.convNorm(x, output, { ...conv, activation: place.last ? null : 'relu' })
  // The first norm and activation of a pre-activated block stand before the shortcut's fork.
  return net.conv(place.first ? x : net.relu(net.batchNorm(x)), output, conv)
}

/** Adds a residual branch to its input. `planes` are the channels of the inner 3×3 at 64 per group. */
function residual(net: Builder, x: Value, planes: number, stride: number, plan: BlockPlan): Value {
  const { kind, version, groups, widthPerGroup, preActivation: pre, se } = plan
  const output = kind === 'basic' ? planes : 4 * planes
  const changes = stride !== 1 || net.channels(x) !== output
  const entry = pre ? net.relu(net.batchNorm(x)) : x
  let y = entry
  if (kind === 'basic') {
    y = unit(net, y, planes, { kernel: 3, stride }, { pre, first: true, last: false })
    y = unit(net, y, planes, { kernel: 3 }, { pre, first: false, last: true })
  } else {
    const width = Math.floor((planes * widthPerGroup) / 64) * groups
    const [early, late] = version === 'v1' ? [stride, 1] : [1, stride]
    y = unit(net, y, width, { kernel: 1, stride: early }, { pre, first: true, last: false })
    y = unit(net, y, width, { kernel: 3, stride: late, groups }, { pre, first: false, last: false })
    y = unit(net, y, output, { kernel: 1 }, { pre, first: false, last: true })
  }
  if (se !== undefined) {
    const wished = Math.max(1, Math.floor(output / se.reduction))
    y = squeezeExcite(net, y, { squeezed: makeDivisible(wished, se.divisor, se.divisor) })
  }
  const kept = changes
    ? net.scope('shortcut', () => shortcut(net, x, entry, output, stride, plan))
    : x
  const sum = net.add([y, kept])
  return pre ? sum : net.relu(sum)
}

/** How the input `x` of a block reaches its end; `entry` is x, normalised where that comes first. */
function shortcut(
  net: Builder,
  x: Value,
  entry: Value,
  output: number,
  stride: number,
  plan: BlockPlan,
): Value {
  const missing = output - net.channels(x)
  if (missing === 0 || plan.shortcut === 'identity') {
    // Every other pixel, and (option A) zeros for the new channels: nothing to learn.
    const sampled = stride === 1 ? x : net.maxPool(x, { kernel: 1, stride })
    const before = Math.floor(missing / 2)
    return missing === 0 ? sampled : net.padChannels(sampled, before, missing - before)
  }
  const pooled = plan.shortcut === 'pooled' && stride > 1
  const y = pooled
    ? net.avgPool(entry, { kernel: stride, ceilMode: true, countIncludePad: false })
    : entry
  const conv = { stride: pooled ? 1 : stride }
  return plan.preActivation
    ? net.conv(y, output, conv)
    : net.convNorm(y, output, { ...conv, activation: null })
}

interface StagePlan {
  readonly planes: readonly number[]
  readonly blocks: readonly number[]
  readonly strideAt: 'first' | 'last'
}

/** All stages but the stem, and the classifier. Each stage but one halves the map. */
function body(net: Builder, x: Value, stages: StagePlan, plan: BlockPlan, classes: number): Graph {
  const { planes, blocks, strideAt } = stages
  let y = x
  blocks.forEach((count, stage) => {
    integer(`blocks[${stage}]`, count, 1)
    // Slim's stages end with their stride, all but the last; others begin with it, but the first.
    const halves = strideAt === 'first' ? stage > 0 : stage < blocks.length - 1
    const at = strideAt === 'first' ? 0 : count - 1
    for (let block = 0; block < count; block++) {
      y = net.scope(`stage${stage + 1}.block${block + 1}`, () =>
        residual(net, y, planes[stage]!, halves && block === at ? 2 : 1, plan),
      )
    }
  })
  if (plan.preActivation) y = net.relu(net.batchNorm(y))
  return net.build(net.classifier(y, classes))
}

/**
 * ResNet and what grew out of it: ResNeXt (`groups`), wide ResNet (`widthPerGroup`), SE-ResNet
 * (`squeezeExcite`), pre-activated ResNet v2.
 *
 * @source He et al., arXiv:1512.03385, table 1; v2 arXiv:1603.05027; Xie et al. (ResNeXt), arXiv:1611.05431;
 * He et al. (C and D), arXiv:1812.01187; Zagoruyko and Komodakis (wide), arXiv:1605.07146; Hu et al. (SE),
 * arXiv:1709.01507; torchvision `resnet.py`
 * @example summarize(resnet({ depth: 50 }), 224).macs // 4089184256
 * @example summarize(resnet({ depth: 50, version: 'v1' }), 224).macs // 3857973248
 * @throws TypeError or RangeError naming the option that is out of its range
 */
export function resnet(options: ResNetOptions): Graph {
  const { depth, width = 1, strideAt = 'first', padding } = options
  if ((depth === undefined) === (options.blocks === undefined)) {
    throw new TypeError(`either depth or blocks must be given, got ${show(options)}`)
  }
  if (depth !== undefined) oneOf('depth', depth, published)
  oneOf('strideAt', strideAt, ['first', 'last'])
  widthMultiplier(width)
  const blocks = options.blocks ?? depths[depth!]
  const deep = depth !== undefined && depth >= 50
  const plan = planOf(options, options.block ?? (deep ? 'bottleneck' : 'basic'))
  const { net, classes } = start(`resnet${depth ?? ''}`, options)
  const scaled = (channels: number) => Math.max(1, Math.floor(channels * width))

  let x = options.deepStem
    ? net.scope('stem', () => {
        const half = net.convNorm(net.input, scaled(32), { kernel: 3, stride: 2 })
        return net.convNorm(net.convNorm(half, scaled(32), { kernel: 3 }), scaled(64), {
          kernel: 3,
        })
      })
    : net.convNorm(net.input, scaled(64), { kernel: 7, stride: 2, name: 'stem' })
  x = net.maxPool(x, { kernel: 3, stride: 2, padding: padding === 'same' ? 'same' : 1 })
  const planes = blocks.map((_, stage) => scaled(64 * 2 ** stage))
  return body(net, x, { planes, blocks, strideAt }, plan, classes)
}

export interface CifarResNetOptions extends ResidualOptions {
  /** 6n + 2 with basic blocks (20, 32, 44, 56, 110, 1202), 9n + 2 with bottlenecks (164, 1001). */
  readonly depth: number
}

/**
 * The ResNets for 32×32 images: a 3×3 stem and three stages of 16, 32 and 64 channels.
 *
 * @source He et al., arXiv:1512.03385, section 4.2
 * @example summarize(cifarResnet({ depth: 110, classes: 10, shortcut: 'identity' }), 32).params // 1727962
 * @throws TypeError or RangeError naming the option that is out of its range
 */
export function cifarResnet(options: CifarResNetOptions): Graph {
  const { depth, block = 'basic', width = 1, classes = 10 } = options
  oneOf('block', block, ['basic', 'bottleneck'])
  widthMultiplier(width)
  const layers = block === 'basic' ? 6 : 9
  integer('depth', depth, layers + 2)
  if ((depth - 2) % layers !== 0) {
    throw new RangeError(`depth must be ${layers}n + 2 with ${block} blocks, got ${depth}`)
  }
  const plan = planOf(options, block)
  const { net } = start(`cifar_resnet${depth}`, { ...options, classes })
  const count = (depth - 2) / layers
  const stem = { kernel: 3, name: 'stem' }
  const x = plan.preActivation ? net.conv(net.input, 16, stem) : net.convNorm(net.input, 16, stem)
  const planes = [16, 32, 64].map((channels) => Math.max(1, Math.floor(channels * width)))
  const blocks = [count, count, count]
  return body(net, x, { planes, blocks, strideAt: 'first' }, plan, classes)
}
