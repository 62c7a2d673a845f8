import { channelPaths, type ChannelStep } from '../../../math/conv/index.ts'

/** What a stage of the picture is: the channels as given, or after one of the steps. */
export interface Stage {
  readonly kind: 'input' | 'convolution' | 'shuffle'
  /** Groups of the step; 1 for the input. */
  readonly groups: number
  /** Paths from each input channel: one row per channel of this stage. */
  readonly paths: readonly (readonly number[])[]
  /** Of this step alone: which channels of the stage before each channel looks at. */
  readonly own: readonly (readonly number[])[]
}

/**
 * The channels after each step, from the input on.
 *
 * @example stagesOf(4, [{ kind: 'convolution', outputChannels: 4, groups: 2 }])[1].paths[0] // [1, 1, 0, 0]
 */
export function stagesOf(channels: number, steps: readonly ChannelStep[]): readonly Stage[] {
  const input = channelPaths(channels, [])
  const stages: Stage[] = [{ kind: 'input', groups: 1, paths: input, own: input }]
  steps.forEach((step, index) => {
    stages.push({
      kind: step.kind,
      groups: step.groups ?? 1,
      paths: channelPaths(channels, steps.slice(0, index + 1)),
      own: channelPaths(stages.at(-1)!.paths.length, [step]),
    })
  })
  return stages
}

/** Who knows whom at a stage, counted. */
export function reachOf(paths: Stage['paths'], followed: number) {
  const inputs = paths[0]!.length
  const known = paths.map((row) => row.filter((count) => count > 0).length)
  const pairs = known.reduce((sum, count) => sum + count, 0)
  return {
    /** Channels that know of the followed input. */
    reached: paths.filter((row) => row[followed]! > 0).length,
    channels: paths.length,
    /** Inputs that the least informed channel knows of. */
    known: Math.min(...known),
    inputs,
    /** Connected pairs over all pairs. */
    share: pairs / (inputs * paths.length),
  }
}
