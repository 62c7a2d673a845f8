import { Fragment } from 'react'

const marks = /(\*\*[^*]+\*\*|\*[^*]+\*|`[^`]+`)/

/** A sentence with `*emphasis*`, `**strong words**` and `` `code` ``; nothing else is markup. */
export function RichText({ children }: { readonly children: string }) {
  return children.split(marks).map((piece, index) => {
    if (piece.startsWith('**')) return <strong key={index}>{piece.slice(2, -2)}</strong>
    if (piece.startsWith('*') && piece.length > 2) return <em key={index}>{piece.slice(1, -1)}</em>
    if (piece.startsWith('`') && piece.length > 2)
      return <code key={index}>{piece.slice(1, -1)}</code>
    return <Fragment key={index}>{piece}</Fragment>
  })
}
