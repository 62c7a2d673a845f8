/**
 * Equal neighbours together, each with how often it stands there: five times the same term is read
 * faster than the term five times.
 *
 * @example runs(['a', 'a', 'b']) // [['a', 2], ['b', 1]]
 */
export function runs(
  terms: readonly string[],
): readonly (readonly [term: string, times: number])[] {
  const found: [string, number][] = []
  for (const term of terms) {
    const last = found.at(-1)
    if (last?.[0] === term) last[1]++
    else found.push([term, 1])
  }
  return found
}
