/** Tensor parallelism on real matrices, with the collectives that each cut needs. */
export { type AttentionOptions, tensorParallelAttention } from './attention.ts'
export {
  assemble,
  cut,
  type Distributed,
  distribute,
  type Layout,
  type TensorCollective,
  type TensorEvent,
} from './layout.ts'
export { type Activation, nonlinearities, type WeightCut } from './linear.ts'
export { matmul, maxDifference } from './matrix.ts'
export { type MlpMistake, mlpMistakes, type MlpOptions, tensorParallelMlp } from './mlp.ts'
export type { RunOptions, TensorParallelRun } from './run.ts'
export { linearRun, type LinearOptions } from './single-linear.ts'
export type { NamedValue } from './tape.ts'
export * from './volume.ts'
export {
  addsUp,
  checked,
  type ChosenCollective,
  chosenCollectives,
  communicated,
  lay,
  type Piece,
  type PieceCheck,
  sentElements,
  type Shard,
  type ShardCheck,
  type Verdict,
} from './buffers.ts'
export {
  attentionProgram,
  type AttentionProgram,
  mlpProgram,
  type MlpProgram,
  productProgram,
  type ProductProgram,
} from './programs.ts'
export type { Operator, ProgramStep, TensorProgram } from './recorder.ts'
export { sampleProgram, type SampleSetting, usualSample } from './samples.ts'
