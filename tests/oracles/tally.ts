import { afterAll, expect } from 'vitest'

/**
 * Counts what an oracle test compared, so that a green run says how much was really checked.
 *
 * Every comparison is one value; a row that is left out is left out by a named rule with its
 * reason, and is counted under that rule. The table is printed when the file's tests are over.
 */
export class Tally {
  readonly #title: string
  readonly #compared = new Map<string, number>()
  readonly #leftOut = new Map<string, number>()

  constructor(title: string) {
    this.#title = title
    afterAll(() => this.print())
  }

  /** Compares one value; `tolerance` is absolute, in the value's own unit (0 means exactly). */
  compare(source: string, what: string, actual: number, expected: number, tolerance = 0): void {
    this.#add(this.#compared, source)
    const far = !(Math.abs(actual - expected) <= tolerance * (1 + 1e-9))
    if (far) {
      expect.fail(
        `${source} — ${what}: got ${actual}, the oracle says ${expected} (tolerance ${tolerance})`,
      )
    }
  }

  /** Compares two values that are equal or not: texts, lists, objects. */
  same(source: string, what: string, actual: unknown, expected: unknown): void {
    this.#add(this.#compared, source)
    expect(actual, `${source} — ${what}`).toEqual(expected)
  }

  /** Leaves a value out, by a rule with its reason: `'recalled: printed from memory, unchecked'`. */
  leaveOut(rule: string, count = 1): void {
    this.#add(this.#leftOut, rule, count)
  }

  /** How many values were compared so far, over all sources. */
  get total(): number {
    return [...this.#compared.values()].reduce((sum, count) => sum + count, 0)
  }

  print(): void {
    const lines = [...this.#compared].map(([source, count]) => `  ${count} × ${source}`)
    const left = [...this.#leftOut].map(([rule, count]) => `  ${count} left out — ${rule}`)
    process.stdout.write(
      [`${this.#title}: ${this.total} values compared`, ...lines, ...left].join('\n') + '\n',
    )
  }

  #add(counts: Map<string, number>, key: string, count = 1): void {
    counts.set(key, (counts.get(key) ?? 0) + count)
  }
}

/**
 * A digest of a text in 32 bits (FNV-1a), where an oracle's list is too long to keep.
 *
 */
export function fnv1a(text: string): string {
  let hash = 0x811c9dc5
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193)
  return (hash >>> 0).toString(16).padStart(8, '0')
}
