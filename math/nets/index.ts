export { Builder, type Value } from './builder.ts'
export type {
  ConvNormOptions,
  ConvOptions,
  NetOptions,
  PaddingStyle,
  PoolOptions,
} from './options.ts'
export { image } from './start.ts'
export {
  type InvertedResidual,
  invertedResidual,
  type SqueezeExcite,
  squeezeExcite,
} from './blocks.ts'
export { fvcoreExtra, layerMacs, type LayerParams, layerParams } from './cost.ts'
export { type FieldOptions, type NodeField, receptiveFields } from './field.ts'
export {
  type Activation,
  activations,
  checkGraph,
  type Graph,
  type GraphNode,
  type Op,
  type OpType,
  type Shape,
} from './graph.ts'
export {
  type Branch,
  type BranchName,
  branchNames,
  googlenetModules,
  type InceptionCost,
  inceptionModule,
  type InceptionSpec,
  type InceptionWidths,
  type PlacedModule,
  reductionBreakEven,
  type WideForm,
  wideForms,
} from './inception.ts'
export {
  type PublishedRatio,
  publishedRatios,
  type ResidualDepth,
  residualDepths,
  type WeightedNetwork,
  weightedResidualNetwork,
  type WeightedStage,
} from './squeeze-excite.ts'
export { type ActivationMemory, activationMemory, type MemoryOptions } from './memory.ts'
export { type Offer, paretoFront } from './pareto.ts'
export { type ExportOptions, toPyTorch } from './pytorch/export.ts'
export { fromPyTorch, type ImportOptions } from './pytorch/import.ts'
export { toPyTorchModule } from './pytorch/module.ts'
export { layerPlaces, type Word } from './pytorch/places.ts'
export { PyTorchTextError } from './pytorch/parse.ts'
export { makeDivisible } from './rounding.ts'
export { elements, inferShapes, type Mode, outputShape } from './shape.ts'
export {
  type Connection,
  connections,
  type LayerSignal,
  propagate,
  type Propagation,
  type SignalActivation,
  signalActivations,
  signalNet,
  type SignalNet,
  type SignalSpec,
} from './signal-propagation.ts'
export {
  groupSteps,
  networkSteps,
  type Step,
  type StepCost,
  type StepGroup,
  type StepKind,
  stepKinds,
  totalCost,
} from './steps.ts'
export {
  type LayerSummary,
  type ScopeSummary,
  summarize,
  summarizeScopes,
  type Summary,
} from './summary.ts'
export { type LayerWork, networkWork, type WorkKind, workKinds, type WorkOptions } from './work.ts'
export * from './zoo/index.ts'
export { measureEntry, type ZooTotals } from './zoo/measure.ts'
export { zooFact, type ZooFacts, zooFacts, zooTotals } from './zoo/totals.ts'
