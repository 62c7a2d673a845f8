/**
 * Collective communication: schedules of rounds of messages, run on real data, proven, and costed.
 */
export * from './types.ts'
export { algorithmsFor, chunkRule, isLegal, primitivesFor, usesRoot } from './legality.ts'
export { lazySchedule, schedule, standardNodes, type ScheduleRequest } from './schedule.ts'
export {
  blockCount,
  blockOf,
  chunkBytes,
  chunkPlace,
  chunksAfter,
  chunksBefore,
  contributionsNeeded,
  isRooted,
  maxChunks,
  maxRanks,
  partRange,
  reduces,
  type ChunkPlace,
} from './primitives.ts'
export { inputLengths, type Inputs } from './inputs.ts'
export { contributorsOf, execute, isFinal, lazyPlay, output, play, type Frame } from './execute.ts'
export type { Buffer, Holdings, State } from './history.ts'
export type { Cell } from './machine.ts'
export { definition, mismatches, type Mismatch } from './check.ts'
export { validate, type Fault, type Violation } from './validate.ts'
export {
  checkNetwork,
  type Link,
  type Network,
  type TwoLevelNetwork,
  type UniformNetwork,
} from './network.ts'
export { cost, ledger, type Cost } from './cost.ts'
export { lowerBound, type LowerBound } from './bound.ts'
export { coefficients, secondsOf, type Coefficients, type Wire } from './coefficients.ts'
export * from './race.ts'
export { algorithmBandwidth, busBandwidth, busFactor } from './bandwidth.ts'
export {
  binaryTree,
  doubleBinaryTree,
  treeDepths,
  type Parents,
} from './algorithms/double-binary-tree.ts'
export * from './tuning.ts'
export {
  timeline,
  waits,
  type Disturbance,
  type TimedMessage,
  type Timeline,
  type Wait,
} from './timeline.ts'
export { fastestChunks } from './chunking.ts'
