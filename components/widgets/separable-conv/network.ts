import {
  mobilenetV1,
  mobilenetV1Published,
  mobilenetV1Resolutions,
  mobilenetV1Widths,
  summarize,
  undividedMobilenetV1,
  type PublishedMobileNet,
  type Top1,
} from '../../../math/nets/index.ts'

/** What a MobileNet costs. */
export interface Cost {
  readonly macs: number
  readonly params: number
}

function cost(width: number, resolution: number, separable = true): Cost {
  const { macs, params } = summarize(mobilenetV1({ width, separable }), resolution)
  return { macs, params }
}

interface PublishedPoint extends PublishedMobileNet, Cost {}

let points: readonly PublishedPoint[] | undefined

/** All published nets with what they cost; counted once, when they are first looked at. */
function publishedPoints(): readonly PublishedPoint[] {
  points ??= mobilenetV1Published.map((net) => ({ ...net, ...cost(net.width, net.resolution) }))
  return points
}

let whole: { readonly separable: Cost; readonly undivided: Cost } | undefined

/** The net at α = 1 and 224 pixels, and the same with full convolutions. */
function wholeNets() {
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
    /** The family as published, for the chart. */
    published: {
      points: publishedPoints(),
      widths: mobilenetV1Widths,
      resolutions: mobilenetV1Resolutions,
      undivided: undividedMobilenetV1,
    },
    width,
    resolution,
    undivided,
  }
}
