import { describe, expect, it } from 'vitest'
import { dataPrimitives } from '../../../math/collectives/index.ts'
import { fill, placeholders } from '../../text.ts'
import { caseState } from '../../widget/state.ts'
import type { Description, Sentence } from '../../widget/definition.ts'
import type { Step } from './run.ts'
import en from './text.en.ts'
import zh from './text.zh.ts'
import widget from './widget.ts'
import { chunkNames, originOf } from './words.ts'

type Values = Parameters<typeof widget.frames>[0]

function* everySetting(): Generator<Values> {
  const base = caseState(widget) as unknown as Values
  for (const primitive of dataPrimitives)
    for (const algorithm of widget.params.algorithm.options)
      for (const operator of widget.params.operator.options)
        for (const ranks of [2, 5]) yield { ...base, primitive, algorithm, operator, ranks }
}

const sentencesOf = ([phrase, values, ...further]: Description): readonly Sentence[] => [
  [phrase, values],
  ...further,
]

const say = (phrase: string, values: Sentence[1]) =>
  fill((en.phrases as Readonly<Record<string, string>>)[phrase] ?? phrase, values, 'en')

describe('words', () => {
  it('have a phrase with every value it asks for, in both languages, at every step', () => {
    for (const values of everySetting())
      for (const step of widget.frames(values)) {
        const cells = step.state.flatMap((_, rank) =>
          step.run.buffers
            .contents(step, rank)
            .flatMap((content) => (content ? [originOf(step, rank, content)] : [])),
        )
        for (const [phrase, given] of [...sentencesOf(widget.describe(step, values)), ...cells])
          for (const { phrases } of [en, zh] as { phrases: Readonly<Record<string, string>> }[]) {
            expect(phrases, phrase).toHaveProperty([phrase])
            expect(Object.keys(given)).toEqual(
              expect.arrayContaining(placeholders(phrases[phrase]!)),
            )
          }
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

describe('table', () => {
  it('has a row per row of a buffer and a column per place', () => {
    for (const values of everySetting())
      for (const step of widget.frames(values)) {
        const { columns, rows } = widget.table!(step, values)
        const { buffers } = step.run
        expect(rows).toHaveLength(buffers.rows.reduce((sum, count) => sum + count))
        expect(columns).toHaveLength(buffers.columns + 3)
        for (const row of rows) expect(row).toHaveLength(columns.length)
      }
  })
})
