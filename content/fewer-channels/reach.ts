import { channelPaths } from '../../math/conv/index.ts'

/**
 * How many input channels one output of two grouped layers can reach, with a shuffle between them
 * or without. All outputs reach equally many.
 *
 * @example reach(12, 3, false) // 4: its own group
 * @example reach(12, 4, true) // 9: three channels from each of three groups
 */
export function reach(channels: number, groups: number, shuffled: boolean): number {
  const layer = { kind: 'convolution', outputChannels: channels, groups } as const
  const steps = shuffled ? [layer, { kind: 'shuffle', groups } as const, layer] : [layer, layer]
  return channelPaths(channels, steps)[0]!.filter((paths) => paths > 0).length
}
