import { describe, expect, it } from 'vitest'
import { algorithmsFor, isLegal, primitives, reduces } from '../../../math/collectives/index.ts'
import { fill, placeholders } from '../../text.ts'
import { caseState } from '../../widget/state.ts'
import type { Description, Sentence } from '../../widget/definition.ts'
import type { Step } from './run.ts'
import en from './text.en.ts'
import zh from './text.zh.ts'
import widget from './widget.ts'
import { faults } from './run.ts'
import './testing.ts'
import { chunkNames, originOf, shownValue } from './words.ts'

type Values = Parameters<typeof widget.frames>[0]

function* everySetting(): Generator<Values> {
  const base = caseState(widget) as unknown as Values
  for (const primitive of primitives)
    for (const algorithm of algorithmsFor(primitive))
      for (const operator of widget.params.operator.options)
        for (const ranks of [2, 5, 8]) {
          if (!isLegal(primitive, algorithm, ranks)) continue
          if (!reduces(primitive) && operator !== 'sum') continue
          const nodes = algorithm === 'hierarchical' ? 2 : 1
          if (ranks % nodes !== 0) continue
          const fault = faults[(ranks + operator.length) % faults.length]!
          yield { ...base, primitive, algorithm, operator, ranks, nodes, fault }
        }
}

const sentencesOf = ([phrase, values, ...further]: Description): readonly Sentence[] => [
  [phrase, values],
  ...further,
]

const say = (phrase: string, values: Sentence[1]) =>
  fill((en.phrases as Readonly<Record<string, string>>)[phrase] ?? phrase, values, 'en')

describe('words', () => {
  it('have a phrase with every value it asks for, in both languages, at every step', () => {
    const told = new Map<string, Sentence>()
    for (const values of everySetting())
      for (const step of widget.frames(values)) {
        const cells = step.state.flatMap((_, rank) =>
          step.run.buffers
            .contents(step, rank)
            .flatMap((content) => (content ? [originOf(step, rank, content)] : [])),
        )
        for (const sentence of [...sentencesOf(widget.describe(step, values)), ...cells])
          told.set(`${sentence[0]} ${Object.keys(sentence[1]).join()}`, sentence)
      }
    expect(told.size).toBeGreaterThan(40)
    for (const [phrase, given] of told.values())
      for (const { phrases } of [en, zh] as { phrases: Readonly<Record<string, string>> }[]) {
        expect(phrases, phrase).toHaveProperty([phrase])
        expect(Object.keys(given)).toEqual(expect.arrayContaining(placeholders(phrases[phrase]!)))
      }
  })

  it('tell what a value is made of', () => {
    const values = { ...(caseState(widget) as unknown as Values), operator: 'mean' as const }
    const steps = widget.frames(values)
    const tell = (step: Step, rank: number, place: number) =>
      say(...originOf(step, rank, step.run.buffers.contents(step, rank)[place]!))
    const inputs = steps[0]!.run.inputs.map((vector) => vector[0]!)
    const total = inputs.reduce((sum, value) => sum + value)
    expect(tell(steps[0]!, 1, 0)).toBe(`Rank 1, chunk 0: ${inputs[1]}, the value of rank 1 alone.`)
    expect(tell(steps[1]!, 2, 0)).toBe(
      `Rank 2, chunk 0: ${inputs[1]} + ${inputs[2]} = ${inputs[1]! + inputs[2]!}, from 2 of 4 ranks (1–2).`,
    )
    expect(tell(steps.at(-1)!, 2, 0)).toContain(`(${inputs.join(' + ')}) / 4 = `)
    expect(steps.at(-1)!.state[2]!.get(0)!.values[0]).toBe(total / 4)
  })

  it('name runs of chunks in short', () => {
    const { schedule } = widget.frames(caseState(widget) as unknown as Values)[0]!.run
    expect(chunkNames(schedule, [3, 0, 1, 5])).toBe('0–1, 3, 5')
  })
})

describe('a cell', () => {
  it('shows a mean exactly, as it fits: a short decimal or a fraction', () => {
    const meanOf = (ranks: number) => {
      const values = {
        ...(caseState(widget) as unknown as Values),
        operator: 'mean' as const,
        ranks,
      }
      const last = widget.frames(values).at(-1)!
      return [...last.state[0]!].map(([chunk, cell]) => ({
        text: shownValue(last.run, chunk, cell),
        exact: last.run.inputs.reduce((sum, vector) => sum + vector[chunk]!, 0) / ranks,
      }))
    }
    for (const ranks of [2, 3, 4, 5, 6, 7, 8, 9, 16])
      for (const { text, exact } of meanOf(ranks)) {
        const [over, under = 1] = text.split('/').map(Number) as [number, number?]
        expect(over / under).toBeCloseTo(exact, 12)
        expect(text.length).toBeLessThanOrEqual(6)
      }
    expect(meanOf(7).some(({ text }) => text.endsWith('/7'))).toBe(true)
  })
})

describe('every algorithm', () => {
  it('has a name, and a reason for where it is not offered', () => {
    for (const { phrases } of [en, zh] as { phrases: Readonly<Record<string, string>> }[])
      for (const algorithm of widget.params.algorithm.options) {
        expect(phrases).toHaveProperty([`name ${algorithm}`])
        expect(phrases).toHaveProperty([`why ${algorithm}`])
      }
  })
})

describe('table', () => {
  it('has a row per row of a buffer and a column per place', () => {
    for (const values of everySetting())
      for (const step of widget.frames(values)) {
        const { columns, rows } = widget.table!(step, values)
        const { buffers } = step.run
        expect(rows).toHaveLength(buffers.rows.reduce((sum, count) => sum + count))
        expect(columns).toHaveLength(buffers.columns + (step.run.delay ? 4 : 3))
        expect(rows.every((row) => row.length === columns.length)).toBe(true)
      }
  })
})
