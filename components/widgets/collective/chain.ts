import type { Delay } from './delay.ts'

/**
 * Whom a rank that never gets on waits for, and whom that one waits for, up to the one that never
 * comes.
 */
export function chainOf({ waits }: Pick<Delay, 'waits'>, rank: number): number[] {
  const forWhom = new Map<number, number>()
  for (const { rank: waiting, for: whom, until } of waits)
    if (until === Infinity && !forWhom.has(waiting)) forWhom.set(waiting, whom)
  const chain = [rank]
  for (let next = forWhom.get(rank); next !== undefined && !chain.includes(next);) {
    chain.push(next)
    next = forWhom.get(next)
  }
  return chain
}
