import { zooFact } from '../../../math/nets/zoo/totals.ts'
import type { Table } from '../../widget/definition.ts'
import { figure, type Level, measures, shapeText } from './measures.ts'
import type { Opened } from './opened.ts'
import { nameOf } from './names.ts'
import { titleOf } from './words.ts'
import type { Frame } from './widget.ts'

/** What two networks are compared by, in order. */
export function pairRows([left, right]: readonly [Opened, Opened]) {
  const both = (label: string, of: (net: Opened) => number | undefined) => ({
    label,
    values: [of(left), of(right)] as const,
  })
  return [
    both('top1', (net) => net.published?.top1?.percent),
    ...measures.map((measure) => both(measure, (net) => figure(net.totals, measure))),
    both('peak', (net) => net.peak),
    both('layersCount', (net) => net.steps.filter(({ macs }) => macs > 0).length),
  ]
}

const openTables = new WeakMap<Opened, Partial<Record<Level, Table>>>()

/** A frame as a table. A network's is the same at every stop, and is then not drawn again. */
export function tableOf(frame: Frame, settings: { readonly level: Level }): Table {
  if (frame.kind !== 'open') return newTable(frame, settings)
  const known = openTables.get(frame.net) ?? {}
  openTables.set(frame.net, known)
  return (known[settings.level] ??= newTable(frame, settings))
}

function newTable(frame: Frame, { level }: { readonly level: Level }): Table {
  switch (frame.kind) {
    case 'zoo':
      return {
        caption: 'zooCaption',
        columns: [
          'network',
          'year',
          'top1',
          'params',
          'macs',
          'activations',
          'traffic',
          'sourceHead',
        ],
        rows: frame.points.map((point) => [
          nameOf(point.id),
          String(point.year),
          point.top1,
          ...measures.map((measure) => figure(point.totals, measure)),
          zooFact(point.id).top1?.source ?? '–',
        ]),
      }
    case 'open':
      return {
        caption: 'openCaption',
        columns: ['layer', 'output', 'params', 'macs', 'activations', 'traffic', 'fieldHead'],
        rows: frame.net.entries[level].map((entry) => [
          entry.name,
          shapeText(entry.output),
          ...measures.map((measure) => figure(entry, measure)),
          entry.field?.vertical.size ?? '–',
        ]),
      }
    case 'pair':
      return {
        caption: 'pairCaption',
        columns: ['what', 'first', 'second'],
        rows: [
          ['network', ...frame.nets.map(({ id }) => titleOf(id))],
          ...pairRows(frame.nets).map(({ label, values }) => [
            label,
            ...values.map((value) => value ?? '–'),
          ]),
        ],
      }
    case 'fault':
      return {
        caption: 'faultCaption',
        columns: ['line', 'word'],
        rows: [[frame.fault.line ?? '–', frame.fault.token ?? '–']],
      }
  }
}
