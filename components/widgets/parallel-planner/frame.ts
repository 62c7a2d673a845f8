import type { Cluster } from '../../../math/hardware/cluster.ts'
import {
  type Evaluation,
  type Landscape,
  type LayoutCell,
  type PlanPerformance,
  type PlanRequest,
  type Rejection,
  evaluatePlan,
  isRejected,
  performanceOf,
  planLandscape,
} from '../../../math/parallel/plan/index.ts'
import type { PublishedFrame } from './published.ts'
import { type PaperPlan, paperPlan } from './paper.ts'
import { type Settings, requestOf } from './request.ts'

/** How many plans the list shows. */
export const listed = 10

/** The plan that is looked at. */
export interface Opened {
  readonly evaluation: Evaluation
  readonly performance: PlanPerformance
  /** Bytes that it needs beyond what there is; 0 when it fits. */
  readonly excess: number
}

/** The planner's answer to a request. */
export interface PlansFrame {
  readonly kind: 'plans'
  readonly request: PlanRequest
  readonly cluster: Cluster
  /** Bytes of a device that may be used. */
  readonly capacity: number
  readonly landscape: Landscape
  /** The layout picked on the map. */
  readonly cell: LayoutCell | undefined
  /** The best plans, of all layouts or of the picked one. */
  readonly list: readonly Evaluation[]
  /** Place of the opened plan in the list. */
  readonly at: number
  readonly opened: Opened | undefined
  /** Why nothing that is asked for can be run, where nothing can. */
  readonly obstacle: Rejection | undefined
  readonly paper: PaperPlan | undefined
  /** Where nothing fits for want of memory: a larger cluster of the same nodes on which something does. */
  readonly enough: { readonly nodes: number; readonly best: Evaluation } | undefined
}

export type Frame = PlansFrame | PublishedFrame

/** The searches made last: a click on the map asks for the same one again. */
const kept = new Map<string, Landscape>()
const room = 8

function search(request: PlanRequest): Landscape {
  const key = JSON.stringify(request)
  const known = kept.get(key) ?? planLandscape(request, listed)
  kept.delete(key)
  kept.set(key, known)
  if (kept.size > room) kept.delete(kept.keys().next().value!)
  return known
}

/** The same request on devices that never run out of memory: what a plan that does not fit needs. */
function withoutLimit(request: PlanRequest): PlanRequest {
  const { cluster } = request
  const memory = { ...cluster.device.memory, capacity: 1e18 }
  return { ...request, cluster: { ...cluster, device: { ...cluster.device, memory } } }
}

function open(request: PlanRequest, evaluation: Evaluation, capacity: number): Opened {
  return {
    evaluation,
    performance: performanceOf(request, evaluation),
    excess: Math.max(0, evaluation.memory.total - capacity),
  }
}

function openRejected(request: PlanRequest, rejection: Rejection | undefined) {
  if (rejection?.code !== 'memory') return undefined
  const roomy = withoutLimit(request)
  const outcome = evaluatePlan(roomy, rejection.plan)
  return isRejected(outcome) ? undefined : open(roomy, outcome, rejection.of)
}

/** What comes closest to running when nothing can be run. */
const closest = ({ nearest }: Landscape) => nearest.memory ?? Object.values(nearest)[0]

/** How often the nodes are doubled in search of enough memory. */
const doublings = 6

/** The cluster with its nodes doubled until a plan fits, and the fastest plan there. */
function enoughFor(request: PlanRequest): PlansFrame['enough'] {
  for (let times = 1; times <= doublings; times++) {
    const nodes = request.cluster.nodes * 2 ** times
    const best = search({ ...request, cluster: { ...request.cluster, nodes } }).ranked[0]
    if (best) return { nodes, best }
  }
  return undefined
}

/** Once fetched, at hand for good. */
let comparing: typeof import('./published.ts') | undefined

/** Fetches the published runs when they are to be shown. */
export const fetchFor = ({ view }: Settings): Promise<void> | undefined =>
  view === 'plans' || comparing
    ? undefined
    : import('./published.ts').then((fetched) => {
        comparing = fetched
      })

/** The picture at these settings. */
export function frameOf(settings: Settings): Frame {
  if (settings.view === 'published') {
    if (!comparing) throw new Error('published runs are compared after load() has ended')
    return comparing.publishedFrame(settings.efficiency / 100)
  }
  const request = requestOf(settings)
  const { cluster } = request
  const landscape = search(request)
  const capacity = cluster.device.memory.capacity * request.memoryShare!
  const cell = landscape.cells.find(
    ({ tensorParallel, pipelineParallel }) =>
      tensorParallel === settings.tensor && pipelineParallel === settings.pipeline,
  )
  const only = cell && {
    tensorParallel: [cell.tensorParallel],
    pipelineParallel: [cell.pipelineParallel],
  }
  const scope = only ? search({ ...request, search: { ...request.search, ...only } }) : landscape
  const list = scope.ranked
  const at = Math.min(settings.rank, Math.max(1, list.length)) - 1
  const chosen = list[at]
  const obstacle = chosen ? undefined : closest(scope)
  return {
    kind: 'plans',
    request,
    cluster,
    capacity,
    landscape,
    cell,
    list,
    at,
    opened: chosen ? open(request, chosen, capacity) : openRejected(request, obstacle),
    obstacle,
    paper: paperPlan(request),
    enough:
      landscape.feasible === 0 && obstacle?.code === 'memory' ? enoughFor(request) : undefined,
  }
}
