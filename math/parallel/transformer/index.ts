/** The transformer as a workload: parameters, FLOPs, stored activations. */
export * from './activation-coefficients.ts'
export * from './activations.ts'
export * from './config.ts'
export * from './flops.ts'
export * from './parameters.ts'
export * from './presets.ts'
export * from './stage-activations.ts'
export * from './work.ts'
