import { memo } from 'react'

const escape = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/**
 * A formula that was set at build (`import html from './macs.tex'`), its slots filled with numbers.
 * `\slot{ci}` in the source is filled by `values.ci`, in the picture and in the MathML alike.
 */
export const Formula = memo(function Formula(props: {
  readonly html: string
  /** What fills the slots, as it is to be shown. */
  readonly values?: Readonly<Record<string, string | number>>
}) {
  const html = props.html.replace(/@(\w+)@/g, (whole, name: string) => {
    const value = props.values?.[name]
    return value === undefined ? whole : escape(String(value))
  })
  return <div className="formula" dangerouslySetInnerHTML={{ __html: html }} />
})
