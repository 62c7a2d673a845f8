import {
  idleAccount,
  joinIterations,
  leanPath,
  rankOfAccount,
  simulateIterations,
} from '../../../math/parallel/pipeline/index.ts'
import type { IdleAccount, JoinedTimeline } from '../../../math/parallel/pipeline/index.ts'
import type { Schedule, Setting } from './schedules.ts'
import { costsOf, scheduleOf, sizesOf } from './schedules.ts'

/** A schedule that has been run. */
export interface Run {
  readonly name: Schedule
  readonly timeline: JoinedTimeline
  /** A critical path, by the numbers of its ops. */
  readonly path: readonly number[]
  /** Why a rank idles, on the rank where that is said most briefly. */
  readonly account: IdleAccount
}

export interface Repetition {
  readonly iterations: number
  readonly barrier: boolean
}

const names = [
  'stages',
  'microbatches',
  'chunks',
  'cap',
  'forward',
  'backward',
  'weight',
  'overlap',
  'send',
  'uneven',
] as const satisfies readonly (keyof Setting)[]

/**
 * The last runs, newest first: the same numbers are asked for again by every step back, every
 * parameter that is about the picture alone, and every other instance on the page.
 */
const kept: { readonly key: string; readonly run: Run }[] = []
const most = 6

/** Runs a schedule, or finds that it has just been run. */
export function runOf(name: Schedule, setting: Setting, { iterations, barrier }: Repetition): Run {
  const key = [name, iterations, barrier, ...names.map((one) => setting[one])].join(' ')
  const place = kept.findIndex((one) => one.key === key)
  if (place >= 0) {
    const [found] = kept.splice(place, 1)
    kept.unshift(found!)
    return found!.run
  }
  const schedule = scheduleOf(name, setting)
  const timeline = joinIterations(
    simulateIterations(
      schedule,
      iterations,
      costsOf(schedule, setting),
      { barrier },
      sizesOf(schedule),
    ),
    barrier,
  )
  const path = leanPath(timeline)
  const run = {
    name,
    timeline,
    path,
    account: idleAccount(timeline, rankOfAccount(timeline, path), path),
  }
  kept.unshift({ key, run })
  kept.length = Math.min(kept.length, most)
  return run
}
