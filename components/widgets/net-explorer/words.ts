import { reasonOf } from './reasons.ts'
import type { Description, Sentence } from '../../widget/definition.ts'
import { figure, type Level, type Measure, shapeText } from './measures.ts'
import { nameOf } from './names.ts'
import type { Frame } from './widget.ts'

interface Settings {
  readonly measure: Measure
  readonly level: Level
}

/** A name where the network has one; an own network's is a phrase. */
export const titleOf = (id: string): string => (id === 'own' ? 'own' : nameOf(id))

/** What a frame shows, in words. */
export function describeFrame(frame: Frame, { measure, level }: Settings): Description {
  switch (frame.kind) {
    case 'zoo': {
      const best = frame.front.at(-1)!
      const cheapest = frame.front[0]!
      return [
        `zoo_${measure}`,
        {
          year: String(frame.year),
          networks: frame.points.length,
          front: frame.front.length,
          cheapest: nameOf(cheapest.id),
          least: cheapest.cost,
          low: cheapest.top1,
          best: nameOf(best.id),
          most: best.cost,
          high: best.top1,
        },
      ]
    }
    case 'open': {
      const { net: opened, at } = frame
      const entry = opened.entries[level][at]
      if (!entry) return ['emptyNetwork', {}]
      const share = figure(opened.totals, measure)
      const sentences: readonly Sentence[] = entry.field
        ? [fieldSentence(entry.field.vertical.size, opened.input[1])]
        : []
      return [
        `entry_${measure}`,
        {
          entry: entry.name,
          output: shapeText(entry.output),
          figure: figure(entry, measure),
          share: share > 0 ? figure(entry, measure) / share : 0,
        },
        ...sentences,
      ]
    }
    case 'pair': {
      const [left, right] = frame.nets
      const [a, b] = frame.nets.map(({ totals }) => figure(totals, measure)) as [number, number]
      const less = a <= b
      const sides = less ? [left, right] : [right, left]
      return [
        b === 0 || a === 0 ? 'pairZero' : `pair_${measure}`,
        {
          less: titleOf(sides[0]!.id),
          more: titleOf(sides[1]!.id),
          small: Math.min(a, b),
          large: Math.max(a, b),
          times: Math.max(a, b) / Math.min(a, b),
        },
      ]
    }
    case 'fault': {
      const { line, column, token, reason } = frame.fault
      if (line !== undefined && column !== undefined) {
        return ['faultPlace', { line, column, token: token ?? '' }, reasonOf(reason)]
      }
      return token === undefined
        ? ['faultHead', {}, reasonOf(reason)]
        : ['faultWord', { token }, reasonOf(reason)]
    }
  }
}

function fieldSentence(size: number, image: number | undefined): Sentence {
  if (!Number.isFinite(size)) return ['fieldAll', {}]
  if (image === undefined) return ['fieldNone', {}]
  return [size > image ? 'fieldBeyond' : 'field', { size, image }]
}
