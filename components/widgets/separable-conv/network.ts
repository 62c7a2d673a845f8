import {
  mobilenetV1,
  mobilenetV1Published,
  summarize,
  undividedMobilenetV1,
  type PublishedMobileNet,
  type Top1,
} from '../../../math/nets/index.ts'

/** Five layers halve the picture, so it comes in multiples of 32. */
export const resolutions = Array.from({ length: 10 }, (_, index) => 32 * (index + 1))

/** What a MobileNet costs. */
export interface Cost {
  readonly macs: number
  readonly params: number
}

function cost(width: number, resolution: number, separable = true): Cost {
  const { macs, params } = summarize(mobilenetV1({ width, separable }), resolution)
  return { macs, params }
}

export interface PublishedPoint extends PublishedMobileNet, Cost {}

let points: readonly PublishedPoint[] | undefined

/** All published nets with what they cost; counted once, when they are first looked at. */
export function publishedPoints(): readonly PublishedPoint[] {
  points ??= mobilenetV1Published.map((net) => ({ ...net, ...cost(net.width, net.resolution) }))
  return points
}

let whole: { readonly separable: Cost; readonly undivided: Cost } | undefined

/** The net at α = 1 and 224 pixels, and the same with full convolutions. */
export function wholeNets() {
  whole ??= { separable: cost(1, 224), undivided: cost(1, 224, false) }
  return whole
}

/** A MobileNet of any width and resolution: its cost, and its accuracy where somebody trained it. */
export function sized(width: number, resolution: number, undivided: boolean) {
  // A slider's 0.1 + 0.05·n is not exactly the 0.75 that was published.
  const same = (net: PublishedMobileNet) =>
    Math.abs(net.width - width) < 1e-9 && net.resolution === resolution
  const top1: Top1 | undefined = undivided
    ? width === 1 && resolution === 224
      ? undividedMobilenetV1
      : undefined
    : mobilenetV1Published.find(same)?.top1
  return {
    cost: cost(width, resolution, !undivided),
    top1,
    whole: wholeNets(),
    width,
    resolution,
    undivided,
  }
}
