import { integer, show } from '../check.ts'
import { list, record } from './arguments.ts'
import { divisor } from './convolution.ts'
import { shuffleOrder } from './kernels/channels.ts'

/** A layer as far as channels are concerned: which outputs look at which inputs. */
export type ChannelStep =
  | { readonly kind: 'convolution'; readonly outputChannels: number; readonly groups?: number }
  | { readonly kind: 'shuffle'; readonly groups: number }

/** The most channels; beyond it the matrix is no longer a picture but gigabytes. */
const most = 4096

/**
 * How many paths lead from each input channel to each output channel through layers: 0 where an
 * output knows nothing of an input. Of one convolution it is the weight matrix's pattern, all ones
 * for a standard one, blocks for a grouped one, the diagonal for a depthwise one.
 *
 * @param channels input channels, in [1, 4096]
 * @returns one row per output channel, with one entry per input channel
 * @example
 * // two groups see nothing of each other, however often; a shuffle in between joins them
 * const grouped = { kind: 'convolution', outputChannels: 4, groups: 2 } as const
 * channelPaths(4, [grouped, grouped])[0] // [2, 2, 0, 0]
 * channelPaths(4, [grouped, { kind: 'shuffle', groups: 2 }, grouped])[0] // [1, 1, 1, 1]
 * @throws TypeError or RangeError when a step's groups do not divide its channels
 * @source Zhang et al., "ShuffleNet", arXiv:1707.01083, figure 1
 */
export function channelPaths(channels: number, steps: readonly ChannelStep[]): number[][] {
  integer('channels', channels, 1, most)
  let paths: number[][] = Array.from({ length: channels }, (_, output) =>
    Array.from({ length: channels }, (_, input) => (input === output ? 1 : 0)),
  )
  for (const step of list('steps', steps)) paths = follow(paths, step, channels)
  return paths
}

function follow(paths: readonly number[][], step: ChannelStep, inputs: number): number[][] {
  record('step', step)
  if (step.kind === 'shuffle') {
    return shuffleOrder(paths.length, step.groups).map((from) => paths[from]!)
  }
  if (step.kind !== 'convolution') {
    throw new TypeError(`step must be a convolution or a shuffle, got ${show(step)}`)
  }
  const outputs = integer('outputChannels', step.outputChannels, 1, most)
  const groups = divisor(step.groups ?? 1, paths.length, outputs)
  const share = paths.length / groups
  // All outputs of a group see the same inputs, so they share one row's sums.
  const rows = Array.from({ length: groups }, (_, group) => {
    const seen = paths.slice(group * share, (group + 1) * share)
    return Array.from({ length: inputs }, (_, input) =>
      seen.reduce((sum, row) => sum + row[input]!, 0),
    )
  })
  return Array.from({ length: outputs }, (_, output) => [
    ...rows[Math.floor((output * groups) / outputs)]!,
  ])
}
