import type { Description, Table } from '../../widget/definition.ts'
import type { Comparison, Item, Side } from './comparison.ts'

/** How much less (or more) the right side has of something, as a phrase and its number. */
export function ratio(left: number, right: number) {
  if (left === right) return { phrase: 'same', value: 1 }
  return left >= right
    ? { phrase: 'less', value: right === 0 ? Infinity : left / right }
    : { phrase: 'more', value: right / left }
}

/**
 * What a side is compared by: the whole batch where both sides have the same, else one picture (or
 * sequence) of it.
 */
export function amounts(side: Side, { left, right }: Comparison) {
  const of = left.batch === right.batch ? 1 : side.batch
  return { flops: side.flops / of, bytes: side.bytes / of, time: side.time / of }
}

/** Phrase for what the amounts are of. */
export const unitOf = ({ left, right }: Comparison, view: string) =>
  left.batch === right.batch ? 'perBatch' : view === 'training' ? 'perSequence' : 'perPicture'

/** The words for an item: a layer of a network by its name, else by what it does. */
export function nameOf(item: Item, view: string): readonly string[] {
  return view === 'layer' ? [`kind.${item.kind}`] : item.name.split(': ')
}

/** The work of a side that waits for memory, as a share of its least time. */
export const memoryShare = ({ memoryBoundTime, time }: Side) =>
  time === 0 ? 0 : memoryBoundTime / time

export function describe(
  comparison: Comparison,
  { precision, view }: { readonly precision: string; readonly view: string },
): Description {
  const { device, ridge, left, right } = comparison
  const before = amounts(left, comparison)
  const after = amounts(right, comparison)
  const flops = ratio(before.flops, after.flops)
  const time = ratio(before.time, after.time)
  return [
    'onDevice',
    { device: device.name, precision, ridge },
    [unitOf(comparison, view), { left: left.batch, right: right.batch }],
    [
      `verdict.${flops.phrase}.${time.phrase}`,
      { flops: flops.value, time: time.value, left: before.time, right: after.time },
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
