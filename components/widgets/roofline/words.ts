import type { Description, Table } from '../../widget/definition.ts'
import type { Comparison, Item, Side } from './comparison.ts'

/** How much less (or more) the right side has of something, as a phrase and its number. */
export function ratio(left: number, right: number) {
  return left >= right
    ? { phrase: 'less', value: right === 0 ? Infinity : left / right }
    : { phrase: 'more', value: right / left }
}

/** The words for an item: a layer of a network by its name, else by what it does. */
export function nameOf(item: Item, view: string): readonly string[] {
  return view === 'layer' ? [`kind.${item.kind}`] : item.name.split(': ')
}

/** The work of a side that waits for memory, as a share of its least time. */
export const memoryShare = ({ memoryBoundTime, time }: Side) =>
  time === 0 ? 0 : memoryBoundTime / time

export function describe(
  { device, ridge, left, right }: Comparison,
  { precision }: { readonly precision: string },
): Description {
  const flops = ratio(left.flops, right.flops)
  const time = ratio(left.time, right.time)
  return [
    'onDevice',
    { device: device.name, precision, ridge },
    [
      `verdict.${flops.phrase}.${time.phrase}`,
      { flops: flops.value, time: time.value, left: left.time, right: right.time },
    ],
    ['shares', { left: memoryShare(left), right: memoryShare(right) }],
  ]
}

/** More rows than this per side are left out, the quickest first. */
const most = 40

export function tableOf({ left, right }: Comparison): Table {
  const rows = (which: 'left' | 'right', { items }: Side) =>
    items
      .toSorted((a, b) => b.point.time - a.point.time)
      .slice(0, most)
      .map((item) => [
        which,
        item.name,
        `kind.${item.kind}`,
        item.flops,
        item.bytes,
        item.point.intensity,
        item.point.computeTime * 1e6,
        item.point.memoryTime * 1e6,
        `bound.${item.point.bound}`,
      ])
  return {
    caption: 'tableCaption',
    columns: [
      'side',
      'layer',
      'kind',
      'flops',
      'bytes',
      'intensity',
      'computing',
      'moving',
      'boundHead',
    ],
    rows: [...rows('left', left), ...rows('right', right)],
  }
}
