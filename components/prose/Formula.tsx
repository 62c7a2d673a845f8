import { setFormula } from '../typeset.ts'
import { fill } from '../text.ts'
import type { Values } from '../text.ts'
import { usePage } from './context.ts'

/**
 * A formula with computed numbers: `{{n}}` in the source is filled from `values`, formatted for the
 * language. Symbols alone are written as `$…$` in the prose.
 *
 * @example <Formula tex="3\cdot 3\cdot 16\cdot 32 = {{n}}" values={{ n: parameters(layer) }} />
 */
export function Formula(props: {
  readonly tex: string
  readonly values?: Values
  readonly inline?: boolean
}) {
  const { language } = usePage()
  const tex = props.tex.replace(/\{\{(\w+(?::\w+)?)\}\}/g, (_, slot: string) =>
    // A comma between digits is a separator, not punctuation with a space behind it.
    fill(`{${slot}}`, props.values ?? {}, language)
      .replaceAll(',', '{,}')
      .replaceAll('%', '\\%')
      .replace(/\u00a0(.+)$/u, String.raw`\,\text{$1}`),
  )
  const html = setFormula(tex, !props.inline)
  return props.inline ? (
    <span dangerouslySetInnerHTML={{ __html: html }} />
  ) : (
    <div className="formula" dangerouslySetInnerHTML={{ __html: html }} />
  )
}
