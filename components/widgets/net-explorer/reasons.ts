import type { Sentence } from '../../widget/definition.ts'

/**
 * Reasons for which a text is no network, as the math library gives them, and the phrase that says
 * each in the reader's language. A reason that stands in none is shown as it came.
 */
const reasons: readonly (readonly [pattern: RegExp, phrase: string, names: readonly string[]])[] = [
  [/^nn\.Sequential\(…\) expected$/, 'why sequential', []],
  [/^Sequential takes no keyword arguments$/, 'why no keywords', []],
  [/^a layer expected$/, 'why a layer', []],
  [/^unknown layer; known are (.*)$/s, 'why unknown layer', ['known']],
  [/^at most (\d+) arguments expected: (.*)$/s, 'why too many', ['most', 'known']],
  [/^unknown argument; known are (.*)$/s, 'why unknown argument', ['known']],
  [/^given twice$/, 'why twice', []],
  [/^(\w+) must be given$/, 'why must be given', ['name']],
  [/^a plain value expected$/, 'why plain', []],
  [/^no layer says how many channels/, 'why no channels', []],
  [/^takes (\d+) channels, but is given (\d+)$/, 'why channels', ['takes', 'given']],
  [/^(\d+) groups must divide (\d+) channels$/, 'why groups', ['groups', 'channels']],
  [/^takes a map, but is given flat features$/, 'why flat', []],
  [/^not expected here$/, 'why not here', []],
  [/^"(.+)" expected$/s, 'why expected', ['mark']],
  [/^positional argument after a keyword argument$/, 'why positional', []],
  [/^a number expected$/, 'why a number', []],
  [/^a value expected: variables are not known here$/, 'why variables', []],
  [/^a value expected$/, 'why a value', []],
  [/^division by zero$/, 'why zero', []],
  [/^nothing expected after the network$/, 'why nothing after', []],
]

/**
 * The phrase for a reason, with what fills it.
 *
 * @example reasonOf('takes 8 channels, but is given 16') // ['why channels', { takes: '8', given: '16' }]
 */
export function reasonOf(reason: string): Sentence {
  for (const [pattern, phrase, names] of reasons) {
    const found = pattern.exec(reason)
    if (!found) continue
    return [phrase, Object.fromEntries(names.map((name, index) => [name, found[index + 1]!]))]
  }
  return ['why other', { reason }]
}

/** Phrases of all known reasons, for the tests. */
export const reasonPhrases = reasons.map(([, phrase]) => phrase)
