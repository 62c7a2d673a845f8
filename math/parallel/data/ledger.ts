import { integer } from '../../check.ts'
import {
  type MemoryBytes,
  type MemoryUse,
  type StepEvent,
  type Task,
  memoryUses,
} from './streams.ts'

/** Memory of one rank from a moment on. */
export interface LedgerEntry {
  /** Seconds since the step began. */
  readonly time: number
  readonly bytes: Readonly<Record<MemoryUse, number>>
  readonly total: number
  /** The task that changed it; empty for the entry at rest. */
  readonly cause: string
}

const full = (bytes: MemoryBytes): Record<MemoryUse, number> =>
  Object.fromEntries(memoryUses.map((use) => [use, bytes[use] ?? 0])) as Record<MemoryUse, number>

const sum = (bytes: Readonly<Record<MemoryUse, number>>) =>
  memoryUses.reduce((total, use) => total + bytes[use], 0)

/** Memory taken (+1) or given back (−1) at a moment; at one moment, turn 0 comes first. */
interface Change {
  readonly time: number
  readonly sign: 1 | -1
  readonly bytes: MemoryBytes
  readonly cause: string
  readonly turn: 0 | 1
}

function changesAny(bytes: MemoryBytes): boolean {
  for (const use in bytes) if (bytes[use as MemoryUse] !== 0) return true
  return false
}

/**
 * Memory of a rank over a step: what lies there at rest, and every change that a task makes as it
 * starts or ends. At one moment, what is given back goes before what is taken.
 *
 * @param rest bytes before the step
 * @param tasks by id, with what they take and give back
 * @param events of the same tasks, with their times; those of other ranks do not matter
 */
export function memoryLedger(
  rest: MemoryBytes,
  tasks: ReadonlyMap<string, Task>,
  events: readonly StepEvent[],
  rank: number,
): readonly LedgerEntry[] {
  const changes: Change[] = []
  for (const { id: cause, start, end, rank: owner } of events) {
    if (owner !== rank) continue
    const { ranks, allocate, release } = tasks.get(cause)!
    const position = ranks.indexOf(rank)
    const [taken, given] = [allocate[position]!, release[position]!]
    if (changesAny(taken)) changes.push({ time: start, sign: 1, bytes: taken, cause, turn: 1 })
    if (changesAny(given)) {
      // A task without length must take before it gives back.
      changes.push({ time: end, sign: -1, bytes: given, cause, turn: end > start ? 0 : 1 })
    }
  }
  changes.sort((a, b) => a.time - b.time || a.turn - b.turn)
  let bytes = full(rest)
  const entries: LedgerEntry[] = [{ time: 0, bytes, total: sum(bytes), cause: '' }]
  for (const change of changes) {
    const next = { ...bytes }
    for (const use in change.bytes) {
      next[use as MemoryUse] += change.sign * change.bytes[use as MemoryUse]!
    }
    bytes = next
    entries.push({ time: change.time, bytes, total: sum(bytes), cause: change.cause })
  }
  return entries
}

/**
 * The entry with the most bytes; the earliest of equals.
 *
 * @throws RangeError when the ledger is empty
 * @example peakMemory(trainingStep(options).memory[0]).total
 */
export function peakMemory(ledger: readonly LedgerEntry[]): LedgerEntry {
  integer('ledger.length', ledger.length, 1)
  return ledger.reduce((peak, entry) => (entry.total > peak.total ? entry : peak))
}
