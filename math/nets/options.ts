import type { Padding, Pair } from '../conv/window.ts'
import type { Activation } from './graph.ts'

/** How convolutions and pools pad unless told otherwise. */
export type PaddingStyle =
  /** Half the window on every side, whatever the size: PyTorch's model code. */
  | 'symmetric'
  /** As much as makes the output ⌈input / stride⌉, an odd pixel at the end: TensorFlow. */
  | 'same'

export interface ConvOptions {
  /** Default 1. */
  readonly kernel?: number | Pair
  readonly stride?: number | Pair
  /** Default: the builder's style. */
  readonly padding?: Padding
  readonly dilation?: number | Pair
  readonly groups?: number
  /** Default false: batch norm follows most convolutions, and would undo it. */
  readonly bias?: boolean
  readonly name?: string
}

export interface PoolOptions {
  readonly kernel: number | Pair
  /** Default: the kernel. */
  readonly stride?: number | Pair
  /** Default 0. */
  readonly padding?: Padding
  readonly dilation?: number | Pair
  readonly ceilMode?: boolean
}

/** Convolution, batch norm, activation: the brick of nearly every network since 2015. */
export interface ConvNormOptions extends ConvOptions {
  /** Default `'relu'`; null for none. */
  readonly activation?: Activation | null
}

/** Options that every network of the zoo takes. */
export interface NetOptions {
  /** Outputs of the classifier; default 1000, as in ImageNet. */
  readonly classes?: number
  /** Channels of the image; default 3. */
  readonly inputChannels?: number
  /** Default `'symmetric'`. */
  readonly padding?: PaddingStyle
}
