import { expect, it } from 'vitest'
import { keepPunctuation } from './keep-punctuation.ts'

it('ties the mark behind a formula to it, and nothing else', () => {
  const formula = {
    type: 'element',
    tagName: 'span',
    properties: { className: ['katex'] },
    children: [],
  }
  const tree = {
    type: 'root',
    children: [
      { type: 'text', value: '长度是' },
      formula,
      { type: 'text', value: '，然后' },
      { type: 'mdxJsxTextElement', name: 'Value', children: [] },
      { type: 'text', value: ' 个' },
    ],
  }
  keepPunctuation()(tree)
  expect(tree.children.map(({ type }) => type)).toEqual([
    'text',
    'element',
    'text',
    'mdxJsxTextElement',
    'text',
  ])
  expect(tree.children[1]).toMatchObject({
    properties: { className: ['tied'] },
    children: [formula, { type: 'text', value: '，' }],
  })
  expect(tree.children[2]).toEqual({ type: 'text', value: '然后' })
})
