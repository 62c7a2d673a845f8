import katex from 'katex'
import type { KatexOptions } from 'katex'
import { hues } from './hues.ts'

/** `\hue{kernel}{k}` colours a term and ties it to the slider and the picture of the same name. */
const term = String.raw`\htmlData{term=#1}{#2}`

/** How every formula of the course is set, in prose and in widgets. Runs at build, never in a page. */
export const katexOptions: KatexOptions = {
  throwOnError: true,
  // Everything that LaTeX would not take is an error, but for the terms' own mark.
  strict: (code: string) => (code === 'htmlExtension' ? 'ignore' : 'error'),
  // Only our own sources are set; `\htmlData` needs trust.
  trust: ({ command }) => command === '\\htmlData',
  output: 'htmlAndMathml',
  macros: {
    '\\hue': term,
    '\\cin': String.raw`\hue{channels-in}{#1}`,
    '\\cout': String.raw`\hue{channels-out}{#1}`,
    '\\ker': String.raw`\hue{kernel}{#1}`,
    '\\spc': String.raw`\hue{space}{#1}`,
    '\\grp': String.raw`\hue{groups}{#1}`,
    '\\fwd': String.raw`\hue{forward}{#1}`,
    '\\bwd': String.raw`\hue{backward}{#1}`,
    '\\comm': String.raw`\hue{communication}{#1}`,
    '\\mem': String.raw`\hue{memory}{#1}`,
    // A place that a widget fills with a number while it runs.
    '\\slot': String.raw`\text{@#1@}`,
  },
}

/** Terms of a formula that name no known hue: a spelling mistake in a source. */
export function unknownTerms(html: string): string[] {
  return [...html.matchAll(/data-term="([^"]*)"/g)]
    .map((match) => match[1]!)
    .filter((name) => !(hues as readonly string[]).includes(name))
}

/** Sets one formula to HTML with MathML beside it; `@name@` marks a slot. */
export function setFormula(tex: string, displayMode: boolean): string {
  const html = katex.renderToString(tex.trim(), {
    ...katexOptions,
    macros: { ...katexOptions.macros },
    displayMode,
  })
  const unknown = unknownTerms(html)
  if (unknown.length > 0) throw new RangeError(`unknown term ${unknown.join(', ')} in ${tex}`)
  // The source within the MathML is for copying; it doubles the bytes and nobody hears it.
  return html.replace(/<annotation\b[\s\S]*?<\/annotation>/g, '')
}
