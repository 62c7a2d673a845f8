/**
 * Evaluates a formula as sources print it: + − * / and parentheses, juxtaposition for
 * multiplication (`2(n-1)/n`, `lgp a`), floor, ceil and log2i (⌊log₂⌋), and named variables. So an
 * oracle's own text is what the library is held against.
 *
 * Juxtaposition binds like `*`, from left to right: `(p-1)/p n` is ((p−1)/p)·n.
 *
 * @example evaluate('2*(n-1)/n', { n: 4 }) // 1.5
 */
export function evaluate(formula: string, variables: Readonly<Record<string, number>>): number {
  const tokens = formula.match(/[A-Za-z_]\w*|\d+(?:\.\d+)?|[-+*/()]|\S/g) ?? []
  let next = 0

  const fail = (): never => {
    throw new SyntaxError(`cannot read ${JSON.stringify(tokens[next])} in ${formula}`)
  }
  const take = (token: string) => {
    if (tokens[next] !== token) fail()
    next++
  }
  const inParentheses = (): number => {
    take('(')
    const value = sum()
    take(')')
    return value
  }
  const factor = (): number => {
    const token = tokens[next]
    if (token === '(') return inParentheses()
    if (token === undefined || !/^[\w]/.test(token)) return fail()
    next++
    if (/^\d/.test(token)) return Number(token)
    if (token === 'floor') return Math.floor(inParentheses())
    if (token === 'ceil') return Math.ceil(inParentheses())
    if (token === 'log2i') return Math.floor(Math.log2(inParentheses()))
    return variables[token] ?? fail()
  }
  const product = (): number => {
    let value = factor()
    while (next < tokens.length && !['+', '-', ')'].includes(tokens[next]!)) {
      if (tokens[next] === '/') {
        next++
        value /= factor()
      } else {
        if (tokens[next] === '*') next++
        value *= factor()
      }
    }
    return value
  }
  const sum = (): number => {
    let value = product()
    while (tokens[next] === '+' || tokens[next] === '-') {
      const sign = tokens[next++] === '+' ? 1 : -1
      value += sign * product()
    }
    return value
  }

  const value = sum()
  if (next < tokens.length) fail()
  return value
}
