/** Data parallelism: what is sent, in which buckets, and when. */
export * from './buckets.ts'
export * from './fsdp.ts'
export * from './holdings.ts'
export { type LedgerEntry, peakMemory } from './ledger.ts'
export * from './step.ts'
export { type MemoryBytes, type MemoryUse, memoryUses } from './streams.ts'
export type { RankUse, StepEvent, Stream, TaskKind } from './streams.ts'
export * from './volume.ts'
