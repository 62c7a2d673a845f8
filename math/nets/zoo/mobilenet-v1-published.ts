import type { Top1 } from './catalog.ts'

/** A MobileNet that was trained and published: its two multipliers and its accuracy on ImageNet. */
export interface PublishedMobileNet {
  /** α. */
  readonly width: number
  /** Pixels of the square image; ρ = resolution / 224. */
  readonly resolution: number
  readonly top1: Top1
}

export const mobilenetV1Widths = [1, 0.75, 0.5, 0.25] as const
export const mobilenetV1Resolutions = [224, 192, 160, 128] as const

/** One row per width, one entry per resolution. */
const percents = [
  [70.9, 70.0, 68.0, 65.2],
  [68.4, 67.2, 65.3, 62.1],
  [63.3, 61.7, 59.1, 56.3],
  [49.8, 47.7, 45.5, 41.5],
] as const

/**
 * Accuracies of all sixteen MobileNets that its authors published with weights, trained alike. The
 * paper's own tables, of earlier training, differ by up to 1.2 points.
 *
 * @source TensorFlow models, research/slim/nets/mobilenet_v1.md (checkpoints of 2018-02-22)
 */
export const mobilenetV1Published: readonly PublishedMobileNet[] = mobilenetV1Widths.flatMap(
  (width, row) =>
    mobilenetV1Resolutions.map((resolution, column) => ({
      width,
      resolution,
      top1: {
        percent: percents[row]![column]!,
        source: 'TF-Slim mobilenet_v1.md, 2018-02-22',
      },
    })),
)

/**
 * The paper's accuracy of a net of the same form, but with full 3×3 convolutions; its separable twin
 * reached 70.6 % in the same training.
 *
 * @source Howard et al., arXiv:1704.04861, table 4
 */
export const undividedMobilenetV1: Top1 = { percent: 71.7, source: 'arXiv:1704.04861, table 4' }
