/** A chip as its designer sees it, workloads of both halves run on it, and what to buy next. */
export * from './convolutional.ts'
export * from './design.ts'
export * from './network.ts'
export * from './price.ts'
export * from './run.ts'
export * from './traffic.ts'
export * from './transformer.ts'
export * from './work.ts'
