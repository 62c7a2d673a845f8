interface Node {
  type: string
  tagName?: string
  name?: string
  value?: string
  properties?: { className?: string[] | string }
  children?: Node[]
}

const closing = /^[，。；：、？！」』）,.;:?!)]+/u

const isInline = (node: Node) =>
  (node.type === 'element' && String(node.properties?.className ?? '').includes('katex')) ||
  (node.type === 'mdxJsxTextElement' && ['Value', 'Formula'].includes(node.name ?? ''))

/** What a formula shows, without the MathML that is only heard. */
const shown = (node: Node): string =>
  node.tagName === 'math' || node.tagName === 'annotation'
    ? ''
    : (node.value ?? (node.children ?? []).map(shown).join(''))

/** A longer formula has to be able to break, so it is left alone. */
const longest = 24

/**
 * A formula or a computed number is a box of its own, so a line could break between it and the
 * comma behind it. Ties the two together; a Chinese line must not begin with a comma.
 */
export function keepPunctuation() {
  const visit = (node: Node): void => {
    const children = node.children ?? []
    for (let index = 0; index < children.length; index++) {
      const child = children[index]!
      visit(child)
      const after = children[index + 1]
      const mark = after?.type === 'text' ? closing.exec(after.value!)?.[0] : undefined
      if (!mark || !isInline(child) || shown(child).length > longest) continue
      after!.value = after!.value!.slice(mark.length)
      children[index] = {
        type: 'element',
        tagName: 'span',
        properties: { className: ['tied'] },
        children: [child, { type: 'text', value: mark }],
      }
    }
  }
  return visit
}
