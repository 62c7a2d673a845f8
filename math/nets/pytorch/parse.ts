/**
 * Reads the small part of Python in which an `nn.Sequential` is written: calls with positional and
 * keyword arguments, numbers, True, False, None, strings, tuples, lists, and + − * // on numbers.
 */

/** A place in a text, both counted from 1. */
export interface Place {
  readonly line: number
  readonly column: number
}

/** Says where a text could not be read, and at which word. */
export class PyTorchTextError extends SyntaxError implements Place {
  readonly line: number
  readonly column: number
  readonly token: string

  constructor(token: Token, reason: string) {
    const word = token.kind === 'end' ? 'the end of the text' : `"${token.text}"`
    super(`line ${token.line}, column ${token.column}, at ${word}: ${reason}`)
    this.name = 'PyTorchTextError'
    this.line = token.line
    this.column = token.column
    this.token = token.text
  }
}

export interface Token extends Place {
  readonly kind: 'name' | 'number' | 'string' | 'mark' | 'end'
  readonly text: string
}

/** What an argument may be. */
export type Literal = number | boolean | null | string | readonly Argument[]

/** An argument, with the word where it begins. */
export interface Argument {
  readonly token: Token
  readonly value: Literal | Call
}

/** `name(positional, keyword=…)`. The name is the last part of a dotted one: `nn.ReLU` is `ReLU`. */
export interface Call {
  readonly name: string
  readonly token: Token
  readonly positional: readonly Argument[]
  readonly keywords: ReadonlyMap<string, Argument & { readonly keyword: Token }>
}

/** Whether an argument is a call, such as a layer, and no plain value. */
export function isCall(value: Argument['value']): value is Call {
  return typeof value === 'object' && value !== null && 'positional' in value
}

const patterns: readonly (readonly [Token['kind'] | 'space', RegExp])[] = [
  ['space', /(?:\s+|#[^\n]*|\\\n)+/y],
  ['number', /(?:\d[\d_]*\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y],
  ['name', /[\p{L}_][\p{L}\p{N}_]*(?:\.[\p{L}_][\p{L}\p{N}_]*)*/uy],
  ['string', /"[^"\n]*"|'[^'\n]*'/y],
  ['mark', /\/\/|[()[\],=+\-*]/y],
]

/** Levels of brackets that are read: a bound on recursion, far above any network. */
const deepest = 200

/**
 * Cuts a text into words, numbers, strings and marks; spaces and comments fall away.
 *
 * @throws PyTorchTextError at a character that begins none of these
 */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = []
  let offset = 0
  let line = 1
  let lineStart = 0
  const place = () => ({ line, column: offset - lineStart + 1 })
  while (offset < text.length) {
    let found: readonly [Token['kind'] | 'space', string] | undefined
    for (const [kind, pattern] of patterns) {
      pattern.lastIndex = offset
      const match = pattern.exec(text)
      if (match !== null) {
        found = [kind, match[0]]
        break
      }
    }
    if (found === undefined) {
      const character = String.fromCodePoint(text.codePointAt(offset)!)
      throw new PyTorchTextError({ kind: 'mark', text: character, ...place() }, 'not expected here')
    }
    const [kind, word] = found
    if (kind !== 'space') tokens.push({ kind, text: word, ...place() })
    for (let i = word.indexOf('\n'); i >= 0; i = word.indexOf('\n', i + 1)) {
      line += 1
      lineStart = offset + i + 1
    }
    offset += word.length
  }
  tokens.push({ kind: 'end', text: '', ...place() })
  return tokens
}

/**
 * Parses one expression that is a call, with `name =` in front or not. Import statements before it
 * are skipped.
 *
 * @throws PyTorchTextError
 */
export function parse(text: string): Call {
  const tokens = tokenize(text)
  let next = 0
  const peek = (ahead = 0) => tokens[Math.min(next + ahead, tokens.length - 1)]!
  const take = () => tokens[Math.min(next++, tokens.length - 1)]!
  const is = (mark: string, ahead = 0) => peek(ahead).kind === 'mark' && peek(ahead).text === mark
  const expect = (mark: string): Token => {
    if (!is(mark)) throw new PyTorchTextError(peek(), `"${mark}" expected`)
    return take()
  }

  const call = (token: Token): Call => {
    const positional: Argument[] = []
    const keywords = new Map<string, Argument & { keyword: Token }>()
    expect('(')
    while (!is(')')) {
      if (peek().kind === 'name' && is('=', 1)) {
        const keyword = take()
        take()
        if (keywords.has(keyword.text)) throw new PyTorchTextError(keyword, 'given twice')
        keywords.set(keyword.text, { ...sum(), keyword })
      } else {
        const argument = sum()
        if (keywords.size > 0) {
          throw new PyTorchTextError(argument.token, 'positional argument after a keyword argument')
        }
        positional.push(argument)
      }
      if (!is(')')) expect(',')
    }
    take()
    return { name: token.text.split('.').at(-1)!, token, positional, keywords }
  }

  const list = (close: string): readonly Argument[] => {
    const items: Argument[] = []
    while (!is(close)) {
      items.push(sum())
      if (!is(close)) expect(',')
    }
    take()
    return items
  }

  const number = ({ token, value }: Argument): number => {
    if (typeof value !== 'number') throw new PyTorchTextError(token, 'a number expected')
    return value
  }

  let depth = 0
  const atom = (): Argument => {
    depth += 1
    if (depth > deepest) throw new PyTorchTextError(peek(), `nested deeper than ${deepest} levels`)
    const result = bareAtom()
    depth -= 1
    return result
  }

  const bareAtom = (): Argument => {
    const token = take()
    if (token.kind === 'number') return { token, value: Number(token.text.replaceAll('_', '')) }
    if (token.kind === 'string') return { token, value: token.text.slice(1, -1) }
    if (token.kind === 'name') {
      if (token.text === 'True') return { token, value: true }
      if (token.text === 'False') return { token, value: false }
      if (token.text === 'None') return { token, value: null }
      if (is('(')) return { token, value: call(token) }
      throw new PyTorchTextError(token, 'a value expected: variables are not known here')
    }
    if (token.text === '-' && token.kind === 'mark') {
      const operand = atom()
      return { token, value: -number(operand) }
    }
    if (token.text === '[') return { token, value: list(']') }
    if (token.text === '(') {
      const items = list(')')
      // One value in brackets without a comma is that value, as in Python.
      const isTuple = items.length !== 1 || tokens[next - 2]!.text === ','
      return { token, value: isTuple ? items : items[0]!.value }
    }
    throw new PyTorchTextError(token, 'a value expected')
  }

  const product = (): Argument => {
    let left = atom()
    while (is('*') || is('//')) {
      const mark = take().text
      const a = number(left)
      const right = atom()
      const b = number(right)
      if (mark === '//' && b === 0) throw new PyTorchTextError(right.token, 'division by zero')
      left = { token: left.token, value: mark === '*' ? a * b : Math.floor(a / b) }
    }
    return left
  }

  const sum = (): Argument => {
    let left = product()
    while (is('+') || is('-')) {
      const mark = take().text
      const a = number(left)
      const b = number(product())
      left = { token: left.token, value: mark === '+' ? a + b : a - b }
    }
    return left
  }

  while (peek().kind === 'name' && (peek().text === 'import' || peek().text === 'from')) {
    const { line } = peek()
    while (peek().kind !== 'end' && peek().line === line) take()
  }
  if (peek().kind === 'name' && is('=', 1)) {
    take()
    take()
  }
  const start = take()
  if (start.kind !== 'name' || !is('(')) {
    throw new PyTorchTextError(start, 'nn.Sequential(…) expected')
  }
  const result = call(start)
  if (peek().kind !== 'end')
    throw new PyTorchTextError(peek(), 'nothing expected after the network')
  return result
}
