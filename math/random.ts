import { integer } from './check.ts'

/**
 * A deterministic stream of numbers: the same seed gives the same sequence on every machine.
 * The library never calls `Math.random`, so that one URL always draws one picture.
 */
export interface Random {
  /** The next number, uniform in [0, 1). */
  next(): number
  /** The next integer, uniform in [min, max], both ends included. */
  integer(min: number, max: number): number
  /** One of the items, each equally likely. */
  pick<T>(items: readonly T[]): T
}

/** FNV-1a, 32 bits: turns any text (an exercise id, a stream name) into a seed. */
export function hashText(text: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index++) {
    hash ^= text.charCodeAt(index)
    hash = Math.imul(hash, 0x01000193)
  }
  return hash >>> 0
}

/**
 * The mulberry32 generator: 32 bits of state, period 2³², more than enough for pictures and
 * exercise variants and not for cryptography.
 *
 * @param seed a number (taken modulo 2³²) or a text (hashed)
 * @example random(1).next() === random(1).next() // true
 * @source Tommy Ettinger, mulberry32, public domain (2017)
 */
export function random(seed: number | string): Random {
  let state = (typeof seed === 'string' ? hashText(seed) : Math.trunc(seed)) >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let word = state
    word = Math.imul(word ^ (word >>> 15), word | 1)
    word ^= word + Math.imul(word ^ (word >>> 7), word | 61)
    return ((word ^ (word >>> 14)) >>> 0) / 2 ** 32
  }
  const between = (min: number, max: number) => {
    integer('min', min)
    integer('max', max, min)
    return min + Math.floor(next() * (max - min + 1))
  }
  return {
    next,
    integer: between,
    pick: (items) => {
      integer('items.length', items.length, 1)
      return items[between(0, items.length - 1)]!
    },
  }
}
