import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  acceptance,
  checkText,
  grade,
  mistakesOf,
  variantOf,
} from '../components/exercise/index.ts'
import type { AnyExercise, ExerciseText } from '../components/exercise/index.ts'
import { handedIn } from '../components/exercise/handedIn.ts'
import { fallbackLanguage, languageCodes } from '../components/languages.ts'
import { widgets } from '../components/widget/registry.ts'
import { decodeState, stateFrom } from '../components/widget/state.ts'
import type { State } from '../components/widget/state.ts'
import { createWidgetStore } from '../components/widget/store.ts'

/** What every chapter owes its readers. A new chapter is tested by being there. */

const content = join(import.meta.dirname, '../content')
const slugs = readdirSync(content).filter((name) => existsSync(join(content, name, 'en.mdx')))

const exercises = import.meta.glob<readonly AnyExercise[]>('../content/*/exercises.ts', {
  eager: true,
  import: 'default',
})
const texts = import.meta.glob<Readonly<Record<string, ExerciseText>>>(
  '../content/*/exercises.??.ts',
  { eager: true, import: 'default' },
)

interface Source {
  readonly frontmatter: Record<string, string>
  readonly body: string
}

function sourceOf(slug: string, language: string): Source {
  const text = readFileSync(join(content, slug, `${language}.mdx`), 'utf8')
  const [, head = '', body = ''] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(text) ?? []
  const frontmatter = Object.fromEntries(
    head.split('\n').map((line) => {
      const colon = line.indexOf(':')
      return [line.slice(0, colon), line.slice(colon + 1).trim()]
    }),
  )
  return { frontmatter, body }
}

const headingIds = ({ body }: Source) =>
  [...body.matchAll(/^(#+) .*\{\/\*\s*#([a-z0-9-]+)\s*\*\/\}$/gm)].map(
    (match) => `${match[1]} ${match[2]}`,
  )

const tagsOf = ({ body }: Source, tag: string) =>
  [...body.matchAll(new RegExp(`<${tag}\\b[^>]*?>`, 'g'))].map((match) => match[0])

const attribute = (tag: string, name: string) => new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1]

/** The words that a reader reads: no imports, tags, formulas, code or comments. */
const proseOf = ({ body }: Source) =>
  body
    .replace(/^import .*$/gm, '')
    .replace(/<Source\b[\s\S]*?<\/Source>/g, ' ')
    .replace(/<(Formula|Value|Widget|Exercise)\b[\s\S]*?\/>/g, ' ')
    .replace(/\$\$[\s\S]*?\$\$|\$[^$]*\$/g, ' ')
    .replace(/`[^`]*`/g, ' ')
    .replace(/\{\/\*[\s\S]*?\*\/\}/g, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/[{}]/g, ' ')

describe.each(slugs)('chapter %s', (slug) => {
  const sources = Object.fromEntries(languageCodes.map((code) => [code, sourceOf(slug, code)]))
  const english = sources[fallbackLanguage]!
  const list = exercises[`../content/${slug}/exercises.ts`] ?? []

  it.each(languageCodes)('in %s: its head is complete, its sections have the same ids', (code) => {
    const source = sources[code]!
    expect(Number(source.frontmatter.number)).toBe(Number(english.frontmatter.number))
    for (const field of ['title', 'lead']) expect(source.frontmatter[field]).toBeTruthy()
    expect(headingIds(source)).toEqual(headingIds(english))
    expect(headingIds(source).length).toBeGreaterThanOrEqual(4)
    for (const tag of [
      'Widget',
      'Exercise',
      'SourceNote',
      'Worked',
      'Recap',
      'ChipNote',
      'Goals',
    ]) {
      expect(tagsOf(source, tag).length, tag).toBe(tagsOf(english, tag).length)
      if (!['SourceNote', 'Widget'].includes(tag)) {
        expect(tagsOf(source, tag).length, tag).toBeGreaterThan(0)
      }
    }
  })

  it.each(languageCodes)('in %s: it is of the right length', (code) => {
    const prose = proseOf(sources[code]!)
    const words = prose.match(/[A-Za-z’'-]+/g)?.length ?? 0
    const characters = prose.match(/\p{Script=Han}/gu)?.length ?? 0
    if (code === 'zh') {
      expect(characters).toBeGreaterThanOrEqual(2000)
      expect(characters).toBeLessThanOrEqual(4500)
    } else {
      expect(words).toBeGreaterThanOrEqual(1200)
      expect(words).toBeLessThanOrEqual(2600)
    }
  })

  it.each(languageCodes)('in %s: no number in prose is typed by hand', (code) => {
    const found = proseOf(sources[code]!).match(/(?<![\w.])\d[\d,. ]*\d{2,}(?![\w])/g) ?? []
    // A year may stand in a sentence; everything else of three digits comes from the library.
    expect(found.filter((number) => !/^(19|20)\d\d[.,]?$/.test(number.trim()))).toEqual([])
  })

  it('in Chinese: no half-width punctuation between Chinese characters', () => {
    const prose = proseOf(sources.zh!)
    expect(prose.match(/\p{Script=Han}[,;:?!]/gu) ?? []).toEqual([])
    expect(prose.match(/\p{Script=Han}\.(\s|$)/gu) ?? []).toEqual([])
  })

  it.each(languageCodes)('in %s: its widgets and their cases exist', (code) => {
    for (const tag of tagsOf(sources[code]!, 'Widget')) {
      const entry = widgets.find(({ id }) => id === attribute(tag, 'id'))
      expect(entry, tag).toBeDefined()
      expect(Object.keys(entry!.widget.cases), tag).toContain(attribute(tag, 'case') ?? 'default')
    }
  })

  it('has exercises, each shown once, in every language', () => {
    expect(list.length).toBeGreaterThanOrEqual(4)
    const ids = list.map(({ id }) => id)
    for (const code of languageCodes) {
      const shown = tagsOf(sources[code]!, 'Exercise').map((tag) => attribute(tag, 'id')!)
      expect(shown.toSorted()).toEqual(ids.toSorted())
    }
    expect(
      new Set(list.flatMap(({ parts }) => parts.map(({ kind }) => kind))).size,
    ).toBeGreaterThan(1)
  })

  describe.each(list.map((exercise) => [exercise.id, exercise] as const))(
    'exercise %s',
    (id, exercise) => {
      it.each(languageCodes)('is worded in %s', (code) => {
        const text = texts[`../content/${slug}/exercises.${code}.ts`]?.[id]
        expect(text).toBeDefined()
        expect(checkText(exercise, text!)).toEqual([])
      })

      it('draws separable variants, and finds the truth and each named mistake', () => {
        expect(acceptance(exercise, 400).rate).toBeGreaterThan(0.002)
        for (let seed = 1; seed <= 40; seed++) {
          const { facts } = variantOf(exercise, seed)
          for (const part of exercise.parts) {
            if (part.kind !== 'number') continue
            const earlier = (name: string) => {
              const other = exercise.parts.find((one) => one.id === name)
              if (other?.kind !== 'number') throw new Error(`${name} is no number part`)
              return other.value(facts, earlier)
            }
            const typed = (value: number) => {
              const shown = part.unit === 'fraction' ? `${value * 100} %` : String(value)
              const unit = ['B', 's', 'B/s', 'FLOP/s'].includes(part.unit) ? ` ${part.unit}` : ''
              return grade(exercise, part, facts, shown + unit).verdict
            }
            expect(typed(part.value(facts, earlier)), `truth, seed ${seed}`).toEqual({
              verdict: 'correct',
            })
            for (const name of mistakesOf(part as never)) {
              const mistake = part.mistakes[name]!
              const value =
                typeof mistake === 'function'
                  ? mistake(facts, earlier)
                  : mistake.slip(part.value(facts, earlier), facts)
              if (value === undefined) continue
              expect(typed(value), `${name}, seed ${seed}`).toEqual({
                verdict: 'wrong',
                mistakes: [name],
              })
            }
          }
        }
      })

      it('is answered by a widget that can be set right, and names each wrong way to set it', () => {
        for (let seed = 1; seed <= 20; seed++) {
          const { facts } = variantOf(exercise, seed)
          for (const part of exercise.parts) {
            if (part.kind !== 'setting') continue
            const widget = widgets.find((one) => one.id === part.widget)?.widget
            if (!widget) throw new Error(`${part.id}: there is no widget ${part.widget}`)
            expect(Object.keys(widget.params)).toEqual(expect.arrayContaining([...part.free]))
            const start = part.start(facts) as State
            const opened = stateFrom(widget, start)
            // What is asked for is legal as it stands, and only what is free is set.
            const set = (changes: State) => {
              const state = stateFrom(widget, { ...start, ...changes })
              expect(state).toMatchObject(changes)
              for (const name of Object.keys(widget.params)) {
                if (!part.free.includes(name)) expect(state[name], name).toEqual(opened[name])
              }
              return grade(exercise, part, facts, state).verdict
            }
            expect(opened).toMatchObject(start)
            expect(grade(exercise, part, facts, opened).verdict.verdict).toBe('wrong')
            expect(set(part.answer(facts) as State), `answer, seed ${seed}`).toEqual({
              verdict: 'correct',
            })
            for (const [name, { sample }] of Object.entries(part.mistakes)) {
              const wrong = sample(facts)
              if (wrong === undefined) continue
              expect(set(wrong as State), `${name}, seed ${seed}`).toMatchObject({
                verdict: 'wrong',
                mistakes: [name],
              })
            }
          }
        }
      })

      it('is judged by what stands in the widget, not by what was undone', () => {
        const { facts } = variantOf(exercise, 1)
        for (const part of exercise.parts) {
          const widget =
            part.kind === 'setting' && widgets.find(({ id }) => id === part.widget)?.widget
          if (part.kind !== 'setting' || !widget || !widget.standing) continue
          const store = createWidgetStore(widget, part.start(facts) as State)
          const verdictAt = (step: number) => {
            store.getState().seek(step)
            return grade(exercise, part, facts, handedIn(widget, store)).verdict.verdict
          }
          store.getState().set(part.answer(facts))
          const end = store.getState().frames.length - 1
          expect(verdictAt(end)).toBe('correct')
          expect(verdictAt(end - 1)).toBe('wrong')
          expect(verdictAt(0)).toBe('invalid')
          expect(verdictAt(end)).toBe('correct')
        }
      })

      it('leads to a widget state that is legal as it stands', () => {
        for (let seed = 1; seed <= 20; seed++) {
          const { given, facts } = variantOf(exercise, seed)
          const preset = exercise.preset?.(given, facts)
          if (!preset) continue
          const entry = widgets.find((one) => one.id === preset.widget)
          expect(entry, preset.widget).toBeDefined()
          const query = new URLSearchParams(
            Object.entries(preset.params).map(([name, value]) => [
              name,
              typeof value === 'boolean' ? String(Number(value)) : String(value),
            ]),
          )
          expect(decodeState(entry!.widget, query.toString()).rejections).toEqual([])
        }
      })
    },
  )
})
