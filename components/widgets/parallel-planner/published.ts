import { link } from '../../../math/hardware/links.ts'
import { recipes } from '../../../math/parallel/memory/recipes.ts'
import {
  type Plan,
  type PlanRequest,
  evaluatePlan,
  isRejected,
  performanceOf,
} from '../../../math/parallel/plan/index.ts'
import {
  type PublishedComparison,
  type PublishedRun,
  ptdComparisons,
  ptdRuns,
} from '../../../math/parallel/transformer/published.ts'

import formula from './formulas/rate.tex'
import { chipOf } from './options.ts'

/** A published run and what the model makes of it. */
export interface Compared {
  readonly run: PublishedRun
  readonly scheme: PublishedComparison['scheme']
  readonly dataParallel: number
  readonly microBatch: number
  /** TFLOP/s per GPU by the model, recomputation counted as the paper counts it. */
  readonly model: number
  /** The least and the most that the model gives over micro-batches and chunks that fit. */
  readonly range: readonly [least: number, most: number]
  /** Model over paper, less one. */
  readonly difference: number
  /** Share of the peak by the model. */
  readonly utilization: number
  readonly fits: boolean
  /** Of a step, by the model. */
  readonly seconds: number
}

export interface PublishedFrame {
  readonly kind: 'published'
  /** The formula of the rate, set at build. */
  readonly formula: string
  readonly first: readonly Compared[]
  readonly second: readonly Compared[]
  readonly efficiency: number
}

/** Micro-batches and chunks that a run might have used where the paper prints neither. */
const micro = [1, 2, 4, 8]
const chunks = [1, 2, 3, 4]

function requestOf(run: PublishedRun, matmulEfficiency: number): PlanRequest {
  return {
    model: run.model,
    cluster: {
      device: chipOf('a100-80gb'),
      nodes: run.devices / 8,
      devicesPerNode: 8,
      intra: link('nvlink3'),
      inter: link('infiniband-hdr'),
    },
    globalBatch: run.globalBatch,
    precision: 'fp16',
    recipe: recipes.megatronAdam,
    attention: 'unfused',
    dropout: true,
    sequenceParallel: false,
    matmulEfficiency,
  }
}

function compare(
  run: PublishedRun,
  efficiency: number,
  scheme: PublishedComparison['scheme'],
  printed?: number,
): Compared {
  const request = requestOf(run, efficiency)
  const { tensorParallel, pipelineParallel } = run
  const dataParallel = run.devices / (tensorParallel * pipelineParallel)
  const plan: Plan = {
    dataParallel,
    tensorParallel,
    pipelineParallel,
    microBatch: printed ?? 1,
    zero: scheme === 'zero-3' ? 3 : 0,
    recompute: 'full',
    interleave: 1,
  }
  const peak = request.cluster.device.peak.fp16! / 1e12
  const rate = (change: Partial<Plan>, limited = true) => {
    const memory = { ...request.cluster.device.memory, capacity: 1e18 }
    const roomy = { ...request.cluster, device: { ...request.cluster.device, memory } }
    const asked = limited ? request : { ...request, cluster: roomy }
    const outcome = evaluatePlan(asked, { ...plan, ...change })
    if (isRejected(outcome)) return undefined
    const teraflops = performanceOf(asked, outcome).hardwareUtilization * peak
    return { teraflops, seconds: outcome.time.total }
  }
  const fitting = rate({})
  const { teraflops: model, seconds } = fitting ?? rate({}, false)!
  const all = (printed === undefined ? micro : [printed])
    .flatMap((microBatch) =>
      chunks.map((interleave) => rate({ microBatch, interleave })?.teraflops),
    )
    .filter((one) => one !== undefined)
  return {
    run,
    scheme,
    dataParallel,
    microBatch: plan.microBatch,
    model,
    range: [Math.min(model, ...all), Math.max(model, ...all)],
    difference: model / run.teraflops - 1,
    utilization: model / peak,
    fits: fitting !== undefined,
    seconds,
  }
}

/** Both tables of the paper, its own layouts fixed. */
export function publishedFrame(efficiency: number): PublishedFrame {
  return {
    kind: 'published',
    formula,
    first: ptdRuns.map((run) => compare(run, efficiency, 'ptd')),
    second: ptdComparisons.map((run) => compare(run, efficiency, run.scheme, run.microBatch)),
    efficiency,
  }
}
