import fc from 'fast-check'
import { renderToString } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { languageCodes, fallbackLanguage } from '../components/languages.ts'
import { missingKeys, placeholders } from '../components/text.ts'
import { messagesFor, widgetText } from '../components/widget/catalog.ts'
import { sayIn, tell } from '../components/widget/context.ts'
import type { AnyText, Table } from '../components/widget/definition.ts'
import { createInstance } from '../components/widget/instance.tsx'
import type { Param } from '../components/widget/params.ts'
import { widgets } from '../components/widget/registry.ts'
import { caseState, decodeState, encodeState, legalOf, settle } from '../components/widget/state.ts'
import type { State } from '../components/widget/state.ts'
import { createWidgetStore } from '../components/widget/store.ts'
import { anyState, hostileQuery } from './arbitrary.ts'

/** What every widget owes its users, whatever it shows. A new widget is tested by being there. */

function deepFreeze<T>(value: T): T {
  if (value !== null && typeof value === 'object' && !Object.isFrozen(value)) {
    Object.freeze(value)
    Object.values(value).forEach(deepFreeze)
  }
  return value
}

/** First, middle and last step. */
const sample = (count: number) => [...new Set([0, Math.floor((count - 1) / 2), count - 1])]

const sentencesOf = (text: AnyText): string[] => {
  const collect = (value: unknown): string[] =>
    typeof value === 'string' ? [value] : Object.values(value as object).flatMap(collect)
  return collect(text)
}

/** Braces left in a finished sentence: a placeholder that nothing filled. */
const unfilled = /\{\w+(:\w+)?\}/

const wordsOf = (table: Table) => [
  table.caption,
  ...[...table.columns, ...table.rows.flat()].filter((cell) => typeof cell === 'string'),
]

it('there are widgets to test', () => {
  expect(widgets.length).toBeGreaterThanOrEqual(3)
})

describe.each(widgets.map((entry) => [entry.id, entry] as const))('%s', (_id, entry) => {
  const { widget, view, texts } = entry
  const params = widget.params as Record<string, Param>
  const cases = Object.keys(widget.cases)
  const english = texts[fallbackLanguage] as AnyText

  it('has a default case', () => {
    expect(cases).toContain('default')
  })

  it.each(cases)('case %s: settled, and its frames are pure and repeatable', (name) => {
    const state = deepFreeze(caseState(widget, name))
    // What a case asks for is legal: nothing had to be moved.
    for (const [key, value] of Object.entries(widget.cases[name] as object)) {
      expect(state[key], key).toEqual(value)
    }
    const first = widget.frames(state as never)
    const second = widget.frames(state as never)
    expect(first.length).toBeGreaterThan(0)
    expect(second.length).toBe(first.length)
    for (const step of sample(first.length)) {
      expect(second[step]).toEqual(first[step])
      expect(widget.describe(first[step], state as never)).toEqual(
        widget.describe(second[step], state as never),
      )
    }
  })

  it.each(cases)('case %s: its URL brings it back', (name) => {
    const state = caseState(widget, name)
    const back = decodeState(widget, encodeState(widget, state))
    expect(back.rejections).toEqual([])
    expect(back.state).toEqual(state)
    expect(decodeState(widget, `case=${name}`).state).toEqual(state)
  })

  it('any legal state survives its URL', () => {
    fc.assert(
      fc.property(anyState(widget), (state) => {
        const query = encodeState(widget, state)
        const back = decodeState(widget, query)
        expect(back.rejections).toEqual([])
        expect(encodeState(widget, back.state)).toBe(query)
        expect(query.length).toBeLessThan(1500)
        expect(settle(widget, state)).toEqual(state)
      }),
      { numRuns: 500 },
    )
  })

  it('any legal state gives frames', () => {
    fc.assert(
      fc.property(anyState(widget), (state) => {
        const frames = widget.frames(deepFreeze(state) as never)
        expect(frames.length).toBeGreaterThan(0)
        for (const step of sample(frames.length)) widget.describe(frames[step], state as never)
      }),
      { numRuns: 40 },
    )
  })

  it('hostile queries give a legal state and say what was refused', () => {
    fc.assert(
      fc.property(hostileQuery(widget), (query) => {
        const { state, rejections } = decodeState(widget, query)
        for (const [name, param] of Object.entries(params)) {
          const legal = legalOf(param)
          const value = state[name]!
          if (param.kind === 'choice') expect(param.options).toContain(value)
          else if (param.kind === 'flag') expect(typeof value).toBe('boolean')
          else if (param.kind === 'text') {
            expect((value as string).length).toBeLessThanOrEqual(param.maxLength)
          } else {
            const { min, max } = legal as { min: number; max: number }
            for (const one of [value].flat(4) as number[]) {
              expect(one).toBeGreaterThanOrEqual(min)
              expect(one).toBeLessThanOrEqual(max)
              if (param.kind === 'grid') expect(one).toBe(Number(one.toFixed(param.decimals)))
              else if (param.kind !== 'number') expect(Number.isInteger(one)).toBe(true)
            }
          }
        }
        for (const rejection of rejections) expect(rejection.legal).toBeDefined()
        expect(settle(widget, state as State)).toEqual(state)
      }),
      { numRuns: 3000 },
    )
  })

  it('hostile queries give a picture', () => {
    fc.assert(
      fc.property(hostileQuery(widget), (query) => {
        const store = createWidgetStore(widget)
        store.getState().load(query)
        const { frames, step } = store.getState()
        expect(frames[step]).toBeDefined()
      }),
      { numRuns: 60 },
    )
  })

  it.each(languageCodes)('speaks %s', (language) => {
    const own = texts[language]
    expect(own, `text.${language}.ts`).toBeDefined()
    expect(missingKeys(english, own)).toEqual([])
    expect(missingKeys(own, english), 'keys that English lacks').toEqual([])
    // A translation may leave a placeholder out, but never name one that is not filled.
    const theirs = own as AnyText
    for (const [phrase, sentence] of Object.entries(theirs.phrases)) {
      const known = placeholders(english.phrases[phrase]!)
      for (const name of placeholders(sentence)) expect(known, phrase).toContain(name)
    }
    // What stands between two sentences may be nothing.
    const { gap: _gap, ...phrases } = theirs.phrases
    for (const sentence of sentencesOf({ ...theirs, phrases })) expect(sentence.trim()).not.toBe('')
  })

  it.each(languageCodes.flatMap((language) => cases.map((name) => [language, name] as const)))(
    'in %s, case %s: words and picture of first, middle and last step',
    (language, name) => {
      const text = widgetText(texts, language)
      const say = sayIn(text, language)
      const state = caseState(widget, name)
      const frames = widget.frames(state as never)
      for (const step of sample(frames.length)) {
        const description = widget.describe(frames[step], state as never)
        expect(Object.keys(text.phrases)).toContain(description[0])
        const told = tell(description, say, messagesFor(language).sentenceGap)
        expect(told).not.toMatch(unfilled)
        const table = widget.table?.(frames[step], state as never)
        if (table) {
          for (const row of table.rows) expect(row.length).toBe(table.columns.length)
          for (const word of wordsOf(table)) expect(say(word)).not.toMatch(unfilled)
          const heads = table.columns.filter((column) => typeof column === 'string')
          for (const word of [table.caption, ...heads]) {
            expect(Object.keys(text.phrases)).toContain(word)
          }
        }
        const draw = () => {
          const { store, element } = createInstance({
            instance: 'w1',
            widget,
            view,
            texts,
            language,
            start: name,
            chrome: 'full',
            alone: false,
          })
          store.getState().seek(step)
          return renderToString(element, { identifierPrefix: 'w1' })
        }
        const html = draw()
        expect(html).toBe(draw())
        expect(html).not.toMatch(/NaN|undefined|\[object /)
        const visible = html.replace(/<[^>]*>/g, ' ')
        expect(visible).not.toMatch(unfilled)
        expect(visible).not.toMatch(/@\w+@/)
      }
    },
  )
})
