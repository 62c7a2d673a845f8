import type { Description, Table } from '../../widget/definition.ts'
import { reachOf } from './reach.ts'
import type { Frame } from './widget.ts'

interface Setting {
  readonly followed: number
  readonly groups: number
  readonly kernel: number
}

/** Weights of all layers, and what they would be without groups. */
export function weightsOf({ layers, standard }: Frame) {
  const sum = (costs: Frame['layers']) => costs.reduce((all, { params }) => all + params.total, 0)
  return { weights: sum(layers), full: sum(standard) }
}

/** How the layer is called that has so many groups. */
export const kindOf = (groups: number, inputs: number) =>
  groups === 1 ? 'standard' : groups === inputs ? 'depthwise' : 'grouped'

export function describe(frame: Frame, { followed, groups, kernel }: Setting): Description {
  const { stages, at } = frame
  const stage = stages[at]!
  const reach = reachOf(stage.paths, followed)
  const kind = kindOf(groups, stages[0]!.paths.length)
  const { weights, full } = weightsOf(frame)
  const values = { ...reach, followed, groups, kernel, weights, full, saved: full / weights }
  const told =
    stage.kind === 'input'
      ? 'told input'
      : stage.kind === 'shuffle'
        ? 'told shuffle'
        : at === 1
          ? `told ${kind}`
          : reach.known === reach.inputs
            ? 'told all'
            : 'told part'
  return at === stages.length - 1 && weights < full
    ? [told, values, ['told weights', values]]
    : [told, values]
}

/** Paths from each input to each channel, as numbers. */
export function tableOf({ stages, at }: Frame): Table {
  const { paths } = stages[at]!
  return {
    caption: 'table paths',
    columns: ['channel', ...paths[0]!.map((_, input) => input)],
    rows: paths.map((row, channel) => [channel, ...row]),
  }
}
