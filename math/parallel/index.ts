/** Training on many devices: the workload, its memory, and the ways to spread it. */
export * from './communication-bounds.ts'
export * from './data/index.ts'
export * from './memory/index.ts'
export * from './pipeline/index.ts'
export * from './plan/index.ts'
export * from './ring.ts'
export * from './tensor/index.ts'
export * from './transformer/index.ts'
