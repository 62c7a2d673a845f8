import type { Description, Table } from '../../widget/definition.ts'
import type { PublishedFrame } from './published.ts'

/** The smallest and the largest difference of some runs. */
export function spread(runs: PublishedFrame['first']) {
  const differences = runs.map(({ difference }) => difference)
  return { least: Math.min(...differences), most: Math.max(...differences) }
}

export function describePublished({ first, second }: PublishedFrame): Description {
  const zero = second.filter(({ scheme }) => scheme === 'zero-3')
  const ptd = second.filter(({ scheme }) => scheme === 'ptd')
  return [
    'saidPublished',
    { runs: first.length, ...spread(first) },
    ['saidSecond', spread(ptd)],
    ['saidZero', spread(zero)],
  ]
}

export function publishedTable({ first, second }: PublishedFrame): Table {
  const round = (value: number) => Math.round(value * 10) / 10
  return {
    caption: 'publishedCaption',
    columns: [
      'col.model',
      'col.table',
      'col.gpus',
      'col.batch',
      'col.d',
      'col.t',
      'col.p',
      'col.paper',
      'col.paperShare',
      'col.ours',
      'col.oursShare',
      'col.difference',
    ],
    rows: [...first.map((run) => [1, run] as const), ...second.map((run) => [2, run] as const)].map(
      ([table, { run, scheme, dataParallel, model, utilization, difference }]) => [
        `${run.billions} B${scheme === 'zero-3' ? ', ZeRO-3' : ''}`,
        table,
        run.devices,
        run.globalBatch,
        dataParallel,
        run.tensorParallel,
        run.pipelineParallel,
        run.teraflops,
        run.percent,
        round(model),
        round(100 * utilization),
        round(100 * difference),
      ],
    ),
  }
}
