/** Training on many devices: the workload, its memory, and the ways to spread it. */
export * from './memory/index.ts'
export * from './transformer/index.ts'
