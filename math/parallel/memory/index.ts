/** Memory of training: model states, sharding, activations, and others' estimators. */
export * from './deepspeed.ts'
export * from './fullest-stage.ts'
export * from './megatron.ts'
export * from './recipes.ts'
export * from './stage-parameters.ts'
export * from './states.ts'
export * from './strategies.ts'
export * from './training.ts'
