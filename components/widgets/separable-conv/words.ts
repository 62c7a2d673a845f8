import type { Description, Sentence, Table } from '../../widget/definition.ts'
import type { Costs, Frame } from './widget.ts'

interface Setting {
  readonly inputChannels: number
  readonly outputChannels: number
  readonly kernel: number
  readonly size: number
  readonly output: number
}

/** The weights of the two layers apart. */
export const weightsOf = ({ separable }: Costs) =>
  separable.layers.map(({ params }) => params.total) as [number, number]

/** The frame in words. */
export function describe(frame: Frame, setting: Setting): Description {
  if (frame.view === 'network') return network(frame)
  const { costs } = frame
  const [depthwise, pointwise] = weightsOf(costs)
  const values = {
    ...setting,
    depthwise,
    pointwise,
    standard: costs.standard.params,
    both: costs.separable.params,
    ratio: costs.ratio,
  }
  if (frame.view === 'layer') {
    return [
      `told ${frame.stage}`,
      { ...values, kept: frame.apart.fit.kept, error: frame.followed.error },
    ]
  }
  const bytes = costs.separable.bytes / costs.standard.bytes
  const told: Sentence = [
    costs.ratio > 1 ? 'told dearer' : 'told ratio',
    { ...values, times: 1 / costs.ratio },
  ]
  return [...told, [bytes > 1 ? 'told more bytes' : 'told bytes', { bytes }]]
}

function network({
  cost,
  whole,
  top1,
  width,
  resolution,
}: Extract<Frame, { view: 'network' }>): Description {
  return [
    'told network',
    { ...cost, width, resolution, share: cost.macs / whole.separable.macs },
    top1 ? ['told top1', { percent: top1.percent, source: top1.source }] : ['told unpublished', {}],
  ]
}

/** The frame as a table: the two ways beside each other, or all published nets. */
export function tableOf(frame: Frame): Table {
  if (frame.view === 'network') {
    return {
      caption: 'table published',
      columns: ['width', 'resolution', 'macs', 'params', 'top1'],
      rows: frame.published.points.map(({ width, resolution, macs, params, top1 }) => [
        width,
        resolution,
        macs,
        params,
        top1.percent,
      ]),
    }
  }
  const { standard, separable } = frame.costs
  const [depthwise, pointwise] = separable.layers
  return {
    caption: 'table layer',
    columns: ['what', 'column standard', 'column depthwise', 'column pointwise', 'column both'],
    rows: [
      [
        'params',
        standard.params,
        depthwise!.params.total,
        pointwise!.params.total,
        separable.params,
      ],
      ['macs', standard.macs, depthwise!.macs, pointwise!.macs, separable.macs],
      ['bytes', standard.bytes, depthwise!.bytes.total, pointwise!.bytes.total, separable.bytes],
    ],
  }
}
