import {
  chipPreset,
  convnetTraining,
  decoding,
  matmulEfficiency,
  mobilenetInference,
  nextEuro,
  priceOf,
  runWorkload,
  speedUp,
  transformerTraining,
} from '../../math/chip-design/index.ts'
import type { ChipDesign, Workload } from '../../math/chip-design/index.ts'
import { floatFormats, floatRange } from '../../math/float-format.ts'
import { dgx, link } from '../../math/hardware/index.ts'
import { bytesPerParameter, recipes } from '../../math/parallel/memory/index.ts'
import { evaluatePlan, isRejected } from '../../math/parallel/plan/index.ts'
import { ringBytes, ringTime } from '../../math/parallel/ring.ts'
import { straggling } from '../../math/parallel/stragglers.ts'
import { layerCommunication } from '../../math/parallel/tensor/volume.ts'
import {
  forwardFlops,
  ptdParameters,
  trainingFlops,
  transformers,
} from '../../math/parallel/transformer/index.ts'

/** Every number of this chapter's prose. Seconds, bytes, euros; shares are fractions. */

const llama = transformers.find(({ id }) => id === 'llama3-8b')!
const a100 = chipPreset('a100').design
const eight = { tensorParallel: 8, dataParallel: 1 }
const alone = { tensorParallel: 1, dataParallel: 1 }
const training = transformerTraining(llama, eight)
const token = decoding(llama, { ...alone, sequences: 8, context: 4096 })
const timeOf = (design: ChipDesign, workload: Workload) => runWorkload(design, workload).time

/** The opening: eight A100-like chips train Llama 3 8B, then their FLOP/s are doubled. */
const step = runWorkload(a100, training)
const doubled = { ...a100, matrix: 2 * a100.matrix }
const twice = runWorkload(doubled, training)
const price = priceOf(a100)
const money = priceOf(doubled).total - price.total
/** The same money in other places: units bought with it, before anything is doubled. */
const bandwidthFor = money / (price.by.bandwidth / a100.bandwidth)
const linkFor = money / (price.by.link / a100.link)
export const opening = {
  chips: 8,
  matrix: a100.matrix / 1e12,
  doubled: doubled.matrix / 1e12,
  before: step.time,
  after: twice.time,
  speedUp: step.time / twice.time,
  waits: step.spent.matrix / step.time,
  limit: speedUp(step.time, step.spent.matrix, 2).limit,
  linkShare: step.spent.link / step.time,
  linkShareAfter: twice.spent.link / twice.time,
  matrixShareAfter: twice.spent.matrix / twice.time,
  decodingBefore: timeOf(a100, token),
  decodingAfter: timeOf(doubled, token),
  decodingMemory: runWorkload(a100, token).spent.memory / timeOf(a100, token),
  money,
  price: price.total,
  moreBandwidth: bandwidthFor / 1e9,
  decodingBandwidth:
    timeOf(a100, token) / timeOf({ ...a100, bandwidth: a100.bandwidth + bandwidthFor }, token),
  trainingLinks: timeOf(a100, training) / timeOf({ ...a100, link: a100.link + linkFor }, training),
}

const offersFor = (design: ChipDesign, workload: Workload) => {
  const { offers } = nextEuro(design, [workload])
  return Object.fromEntries(offers.map((offer) => [offer.purchase, offer])) as Record<
    (typeof offers)[number]['purchase'],
    (typeof offers)[number]
  >
}
const first = offersFor(a100, training)
const second = offersFor(doubled, training)
export const euro = {
  matrixElasticity: first.matrix.elasticity,
  matrixShare: first.matrix.share,
  matrixGain: first.matrix.gain,
  matrixRatio: first.matrix.elasticity / first.matrix.share,
  linkElasticity: first.link.elasticity,
  linkShare: first.link.share,
  linkGain: first.link.gain,
  matrixGainAfter: second.matrix.gain,
  linkGainAfter: second.link.gain,
  spend: price.total / 100,
  wattPrice: 4,
}

/** GPT-3 as PTD-P's table 2 has it on 1536 chips: t = 8, p = 12, d = 16, one sequence at a time. */
const gpt3 = transformers.find(({ id }) => id === 'gpt3-175b')!
const spread = { t: 8, p: 12, d: 16, batch: 1536, microBatch: 1 }
const chips = spread.t * spread.p * spread.d
const microBatches = spread.batch / spread.d / spread.microBatch
const nodes = dgx('a100-80gb', chips / 8)
const message = 2 * spread.microBatch * gpt3.sequence * gpt3.hidden
const perLayer = 2 * layerCommunication(gpt3, { tensorParallel: spread.t }).sent
const layers = gpt3.layers / spread.p
const tensorBytes = perLayer * layers * microBatches
const tensorReduces = 4 * layers * microBatches
const pipelineBytes = (2 * microBatches * message) / spread.t
const parameters = ptdParameters(gpt3)
const gradientBytes = (parameters * 2) / (spread.t * spread.p)
const dataBytes = ringBytes('all-reduce', spread.d, gradientBytes)
const flops = (trainingFlops(gpt3).model * spread.batch * gpt3.sequence) / chips
const computing = flops / (matmulEfficiency * nodes.device.peak.bf16!)
const overNetwork = tensorBytes / nodes.inter.bandwidth
export const worked = {
  billions: Math.round(parameters / 1e9),
  yi: Math.round(parameters / 1e8),
  ...spread,
  chips,
  microBatches,
  sequence: gpt3.sequence,
  hidden: gpt3.hidden,
  layers: gpt3.layers,
  layersPerStage: layers,
  message,
  perLayer,
  perMicroBatch: perLayer * layers,
  tensorBytes,
  tensorReduces,
  pipelineMessage: message / spread.t,
  pipelineBytes,
  parametersEach: parameters / (spread.t * spread.p),
  gradientBytes,
  dataBytes,
  flops,
  computing,
  peak: nodes.device.peak.bf16! / 1e12,
  efficiency: matmulEfficiency,
  nvlink: nodes.intra.bandwidth,
  network: nodes.inter.bandwidth,
  tensorInside: tensorBytes / nodes.intra.bandwidth,
  tensorOutside: overNetwork,
  pipelineOutside: pipelineBytes / nodes.inter.bandwidth,
  dataOutside: dataBytes / nodes.inter.bandwidth,
  tensorShare: tensorBytes / nodes.intra.bandwidth / computing,
  tensorRounds: 2 * (spread.t - 1),
  tensorLatency:
    tensorReduces * ringTime('all-reduce', spread.t, 1e-9, { ...nodes.intra, bandwidth: 1e30 }),
  tensorNeed: tensorBytes / computing,
  pipelineNeed: pipelineBytes / computing,
  dataNeed: dataBytes / computing,
  tensorOverData: tensorBytes / dataBytes,
  dataOverPipeline: dataBytes / pipelineBytes,
  alpha: nodes.intra.latency,
}

/** What the planner says about this layout under the paper's conditions: no fused attention, dropout. */
const planned = evaluatePlan(
  {
    model: gpt3,
    cluster: nodes,
    globalBatch: spread.batch,
    precision: 'fp16',
    recipe: recipes.megatronAdam,
    attention: 'unfused',
    dropout: true,
    sequenceParallel: false,
  },
  {
    dataParallel: spread.d,
    tensorParallel: spread.t,
    pipelineParallel: spread.p,
    microBatch: spread.microBatch,
    zero: 0,
    recompute: 'full',
    interleave: 1,
  },
)
if (isRejected(planned)) throw new Error(`the worked plan is turned down: ${planned.code}`)
export const plan = {
  time: planned.time.total,
  memory: planned.memory.total,
  /** PTD-P, table 2: 23 days for 300 billion tokens. */
  days: 23,
  measured: (23 * 86400) / (300e9 / (spread.batch * gpt3.sequence)),
}

/** What is no matrix product. */
const convnet = runWorkload(a100, convnetTraining(8))
const groupsOf = (run: typeof convnet, word: string) =>
  run.groups.filter(({ group }) => group.includes(word)).reduce((sum, { time }) => sum + time, 0)
const phone = chipPreset('phone').design
const mobile = runWorkload(phone, mobilenetInference())
const handed = runWorkload({ ...phone, secondCore: 'host' }, mobilenetInference())
const work = mobilenetInference()
const depthwiseOps = work.parts
  .filter(({ group }) => group.startsWith('depthwise'))
  .reduce((sum, { vectorOps }) => sum + vectorOps, 0)
const productOps = work.parts.reduce(
  (sum, { product }) => sum + (product ? 2 * product.m * product.k * product.n : 0),
  0,
)
const layer = forwardFlops(llama)
export const mixed = {
  depthwiseOps: depthwiseOps / (depthwiseOps + productOps),
  depthwiseTime: groupsOf(mobile, 'depthwise') / mobile.time,
  normsTime: groupsOf(convnet, 'norms') / convnet.time,
  mobile: mobile.time,
  handed: handed.time,
  slower: handed.time / mobile.time,
  handover: phone.handover,
  handovers: 2 * work.parts.filter(({ vectorOps }) => vectorOps > 0).length,
  attention: layer.attention / layer.total,
}

/** Waiting for one another. */
const network = link('infiniband-hdr')
const slow = { chance: 0.001, excess: 0.5 }
const hidden = transformerTraining(llama, { tensorParallel: 1, dataParallel: 8 })
const stolen = runWorkload({ ...a100, linksBeside: false }, hidden)
const beside = runWorkload(a100, hidden)
export const sync = {
  chips,
  ring: ringTime('all-reduce', chips, 4, network),
  rounds: 2 * (chips - 1),
  tree: 2 * Math.ceil(Math.log2(chips)) * network.latency,
  levels: Math.ceil(Math.log2(chips)),
  switched: 2 * network.latency,
  alpha: network.latency,
  ...slow,
  few: 8,
  fewChance: straggling(8, slow.chance, slow.excess).chance,
  manyChance: straggling(chips, slow.chance, slow.excess).chance,
  manySlowdown: straggling(chips, slow.chance, slow.excess).slowdown - 1,
  needAlone: beside.need,
  exposedBeside: beside.spent.link,
  exposedAlone: stolen.spent.link,
  tokenLatency: runWorkload(
    a100,
    decoding(llama, { ...eight, sequences: 8, context: 4096 }),
  ).groups.find(({ group }) => group.startsWith('tensor'))!,
  tokenEight: timeOf(a100, decoding(llama, { ...eight, sequences: 8, context: 4096 })),
  reducesPerToken: 2 * llama.layers,
  reduceBytes: 2 * 8 * llama.hidden,
}

/** Eight bits, from end to end. */
const h100 = chipPreset('h100').design
const wide = runWorkload({ ...h100, lowPrecision: false }, training)
const narrow = runWorkload(h100, training)
const e4m3 = floatRange(floatFormats.e4m3)
const e5m2 = floatRange(floatFormats.e5m2)
export const narrowing = {
  before: wide.time,
  after: narrow.time,
  speedUp: wide.time / narrow.time,
  linear: groupsOf(wide, 'linear layers') / wide.time,
  linearAfter: groupsOf(narrow, 'linear layers') / narrow.time,
  links: narrow.spent.link / narrow.time,
  linksBefore: wide.spent.link / wide.time,
  scaling: groupsOf(narrow, 'scaling') / narrow.time,
  e4m3Largest: e4m3.largest,
  e4m3Smallest: e4m3.smallestSubnormal,
  e5m2Largest: e5m2.largest,
  e5m2Smallest: e5m2.smallestSubnormal,
  e4m3Error: e4m3.relativeError,
  e5m2Error: e5m2.relativeError,
  convnet:
    timeOf({ ...h100, lowPrecision: false }, convnetTraining(8)) / timeOf(h100, convnetTraining(8)),
  states: bytesPerParameter(recipes.mixedAdam).total,
}

/** Figures that others have published, as they stand in the sentence that names their source. */
export const cited = {
  /** Epoch AI 2026, Q4 2025: memory and logic in what accelerators' parts cost. */
  memoryShare: 0.63,
  logicShare: 0.13,
  /** PTD-P, table 2: the tokens that its days are for. */
  tokens: 300,
  yiTokens: 3000,
  /** DeepSeek-V3, sections 3.5.1 and 3.3.2. */
  multiprocessors: 132,
  forCommunication: 20,
  promotedEvery: 128,
  sumBits: 14,
  /** DeepSeek-V3, section 3.3.2: activations and gradients share a scale in rows of so many. */
  tile: 128,
  /** Transformer Engine, `DelayedScaling`: steps whose largest magnitudes are remembered. */
  remembered: 1024,
  /** Micikevicius et al., the largest model. */
  fp8Billions: 175,
  fp8Yi: 1750,
}
