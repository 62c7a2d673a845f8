import { valueToEstree } from 'estree-util-value-to-estree'
import type { Root } from 'mdast'

/** One section of a chapter, for its table of contents. */
export interface Heading {
  readonly depth: number
  readonly id: string
  readonly text: string
}

interface Node {
  type: string
  value?: string
  depth?: number
  children?: Node[]
  data?: { hProperties?: Record<string, string> }
}

const idComment = /^\/\*\s*#([a-z0-9-]+)\s*\*\/$/

const textOf = (node: Node): string => node.value ?? (node.children ?? []).map(textOf).join('')

/**
 * Headings carry their id, the same in every language, so that links and the place in the chapter
 * survive a change of words or of language: `## Where the time goes`, then in braces the comment
 * `#time`. The chapter exports the list as `headings`.
 */
export function headingIds() {
  return (tree: Root) => {
    const headings: Heading[] = []
    const root = tree as unknown as Node & { children: object[] }
    for (const node of root.children as Node[]) {
      if (node.type !== 'heading') continue
      const last = node.children?.at(-1)
      const id =
        last?.type === 'mdxTextExpression' ? idComment.exec(last.value!.trim())?.[1] : undefined
      if (!id) throw new SyntaxError(`the heading "${textOf(node)}" needs an id: {/* #its-id */}`)
      node.children!.pop()
      const before = node.children!.at(-1)
      if (before?.type === 'text') before.value = before.value!.trimEnd()
      node.data = { ...node.data, hProperties: { ...node.data?.hProperties, id } }
      headings.push({ depth: node.depth!, id, text: textOf(node) })
    }
    const program = {
      type: 'Program',
      sourceType: 'module',
      body: [
        {
          type: 'ExportNamedDeclaration',
          specifiers: [],
          attributes: [],
          declaration: {
            type: 'VariableDeclaration',
            kind: 'const',
            declarations: [
              {
                type: 'VariableDeclarator',
                id: { type: 'Identifier', name: 'headings' },
                init: valueToEstree(headings),
              },
            ],
          },
        },
      ],
    }
    root.children.unshift({ type: 'mdxjsEsm', value: '', data: { estree: program } })
  }
}
