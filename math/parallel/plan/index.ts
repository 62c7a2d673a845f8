/** The planner: which layout of a training fits a cluster, and which is fastest. */
export {
  evaluatePlan,
  type Evaluation,
  isRejected,
  performanceOf,
  type PlanPerformance,
  type Rejection,
  type RejectionCode,
} from './evaluate.ts'
export { type Landscape, type LayoutCell, planLandscape } from './landscape.ts'
export type { PlanMemory } from './plan-memory.ts'
export type { PlanTime } from './plan-time.ts'
export { type GroupLinks, groupLinks } from './placement.ts'
export type { Plan, PlanRequest } from './request.ts'
export {
  divisors,
  plans,
  type PlanSearch,
  planSearcher,
  type PlanSearcher,
  searchPlans,
} from './search.ts'
