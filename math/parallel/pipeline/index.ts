/** Pipeline parallelism: schedules as data, their simulation, and the closed formulas. */
export type { Op, OpKind, OverlappedPair, PipelineSchedule, Slot } from './schedule.ts'
export { backward, backwardInput, backwardWeight, forward, OP_KINDS, opsOf } from './schedule.ts'
export type { ActivationSizes, PerStage, PipelineCosts, Slowness } from './costs.ts'
export { perChunk, UNIT_COSTS } from './costs.ts'
export type {
  ActivationStep,
  BubbleFractions,
  IdleInterval,
  RankTimeline,
  TimedOp,
  Timeline,
} from './timeline.ts'
export { gpipe, naive, oneForwardOneBackward } from './basic.ts'
export { breadthFirst } from './breadthFirst.ts'
export { defaultGroupSize, interleaved1F1B, overlapped1F1B } from './interleaved.ts'
export { zbH1, zbH2, zeroBubble } from './zeroBubble.ts'
export { zbV } from './zbV.ts'
export { vHalf, vMin } from './controllableMemory.ts'
export { dualPipe, dualPipeV } from './dualPipe.ts'
export type { PipelineShape, ScheduleName, ScheduleRule } from './catalog.ts'
export { legalShape, pipelineSchedule, SCHEDULE_NAMES, SCHEDULE_RULES } from './catalog.ts'
export type { FormulaCosts, PipelineFormulas } from './formulas.ts'
export { pipelineFormulas } from './formulas.ts'
export type { BoundaryTraffic } from './messages.ts'
export { messagesBetween } from './messages.ts'
export { makespanBound } from './bound.ts'
export { simulate } from './simulate.ts'
export { dependenciesOf } from './dependencies.ts'
export {
  formatChunkOrder,
  formatOp,
  formatSchedule,
  formatSlot,
  parseChunkOrder,
  parseOp,
  parseSchedule,
  parseSlot,
} from './notation.ts'
export type { Iterations, OptimizerStep } from './iterations.ts'
export { simulateIterations } from './iterations.ts'
export type { ScheduleProblem, Wait } from './legality.ts'
export { moveProblems, scheduleProblems } from './legality.ts'
export type { JoinedTimeline } from './join.ts'
export { iterationOf, joinIterations } from './join.ts'
export type { IdleAccount, IdleTerm, SlotKind } from './account.ts'
export { idleAccount, leanPath, rankOfAccount } from './account.ts'
export type { PlacedOp, Position, Puzzle, Reading, Refusal, RankStream } from './puzzle.ts'
export {
  durationOf,
  emptyPosition,
  formatMoves,
  heldIn,
  historyOf,
  isFinished,
  kindsOf,
  nextOp,
  opsOfPuzzle,
  peaksIn,
  rankOfOp,
  readMoves,
  sizeOf,
  streamsOf,
  timeOf,
  tryOp,
  withOp,
  wordsOf,
} from './puzzle.ts'
export type { Outlook } from './outlook.ts'
export { outlook } from './outlook.ts'
export type { Finish } from './finish.ts'
export { finishBy } from './finish.ts'
export type { Best, Level, LevelName } from './puzzles.ts'
export { bestOf, LEVEL_NAMES, levelOf, movesIn, play, scoreOf, textOf } from './puzzles.ts'
export type { Rival } from './rivals.ts'
export { rivalsOf } from './rivals.ts'
export type { Advice } from './advice.ts'
export { adviceFor, earliestEnd } from './advice.ts'
