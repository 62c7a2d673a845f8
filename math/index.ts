/**
 * The math of the course: every number that it shows, computed by pure functions on plain data.
 * It imports nothing, so it can be used anywhere.
 *
 * @packageDocumentation
 */
export * as collectives from './collectives/index.ts'
export * as chipDesign from './chip-design/index.ts'
export * as conv from './conv/index.ts'
export * as hardware from './hardware/index.ts'
export * as nets from './nets/index.ts'
export * as parallel from './parallel/index.ts'
export * from './float-format.ts'
export * from './precision.ts'
export * from './random.ts'
export * from './tensor.ts'
