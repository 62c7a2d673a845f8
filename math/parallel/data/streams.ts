import { finite } from '../../check.ts'

/** The two queues of a device: kernels that compute, and collectives. */
export type Stream = 'compute' | 'communication'

/** What device memory is used for during a step. */
export const memoryUses = [
  'parameters',
  'gathered',
  'gradients',
  'buckets',
  'optimizer',
  'activations',
] as const
export type MemoryUse = (typeof memoryUses)[number]

/** Bytes by use; what is not named is zero. */
export type MemoryBytes = Readonly<Partial<Record<MemoryUse, number>>>

/** What kind of work a task is, for colour and legend. */
export type TaskKind =
  | 'forward'
  | 'backward'
  | 'optimizer'
  | 'all-reduce'
  | 'all-gather'
  | 'reduce-scatter'
  | 'broadcast'
  | 'reduce'
  | 'scatter'
  | 'gather'

/** A piece of work on some ranks. Tasks are listed in the order in which they are issued. */
export interface Task {
  readonly id: string
  readonly kind: TaskKind
  readonly stream: Stream
  /** Layer, unit or bucket that it belongs to; −1 for the whole model. */
  readonly index: number
  readonly microBatch: number
  /** Ranks that take part. */
  readonly ranks: readonly number[]
  /** Collectives begin together, when the last rank is ready. */
  readonly joint: boolean
  /** Seconds on each of `ranks`. */
  readonly seconds: readonly number[]
  /** Ids of earlier tasks that must have ended on the same rank. */
  readonly after: readonly string[]
  /** S of a collective. */
  readonly bytes: number
  /** Memory taken when the task starts, and given back when it ends, on each of `ranks`. */
  readonly allocate: readonly MemoryBytes[]
  readonly release: readonly MemoryBytes[]
}

/** A task with its times on one rank. */
export interface StepEvent {
  readonly id: string
  readonly kind: TaskKind
  readonly stream: Stream
  readonly index: number
  readonly microBatch: number
  readonly rank: number
  /** Seconds since the step began. */
  readonly start: number
  readonly end: number
  readonly bytes: number
}

/**
 * Runs tasks on ranks with two streams each. A task starts as soon as its stream has finished what
 * was issued to it before and the tasks it waits for have ended; streams do not slow one another.
 *
 * @throws RangeError when a task waits for one that was not issued before it on that rank, or a
 *   duration is negative
 * @example runStreams([{ …forward }, { …allReduce, after: ['forward'] }]) // events in issue order
 */
export function runStreams(tasks: readonly Task[]): readonly StepEvent[] {
  // By rank; what is not there has not been issued.
  const free: Record<Stream, number[]> = { compute: [], communication: [] }
  const ended = new Map<string, number[]>()
  const events: StepEvent[] = []
  for (const task of tasks) {
    const before = task.after.map((id) => ({ id, ends: ended.get(id) }))
    const ready = task.ranks.map((rank) =>
      before.reduce((latest, { id, ends }) => {
        const end = ends?.[rank]
        if (end === undefined) {
          throw new RangeError(`${task.id} must come after the tasks it waits for, got "${id}"`)
        }
        return Math.max(latest, end)
      }, free[task.stream][rank] ?? 0),
    )
    const ends: number[] = ended.get(task.id) ?? []
    ended.set(task.id, ends)
    const together = Math.max(...ready)
    task.ranks.forEach((rank, position) => {
      const start = task.joint ? together : ready[position]!
      const end = start + finite(`${task.id}.seconds`, task.seconds[position]!, 0)
      free[task.stream][rank] = end
      ends[rank] = end
      const { id, kind, stream, index, microBatch, bytes } = task
      events.push({ id, kind, stream, index, microBatch, rank, start, end, bytes })
    })
  }
  return events
}

/** Total length of the union of intervals. */
function covered(intervals: readonly (readonly [number, number])[]): number {
  let total = 0
  let reached = -Infinity
  for (const [start, end] of intervals.toSorted((a, b) => a[0] - b[0])) {
    total += Math.max(0, end - Math.max(start, reached))
    reached = Math.max(reached, end)
  }
  return total
}

/** How one rank spends a step. */
export interface RankUse {
  /** Seconds that it computes. */
  readonly compute: number
  /** Seconds that it communicates. */
  readonly communication: number
  /** Seconds that it communicates and does not compute. */
  readonly exposed: number
  /** Seconds that it does neither. */
  readonly idle: number
}

/** How a rank spends the time from 0 to `duration`. */
export function rankUse(events: readonly StepEvent[], rank: number, duration: number): RankUse {
  const computes = (event: StepEvent) => ['forward', 'backward', 'optimizer'].includes(event.kind)
  const own = events.filter((event) => event.rank === rank)
  const interval = ({ start, end }: StepEvent) => [start, end] as const
  const compute = covered(own.filter(computes).map(interval))
  const communication = covered(own.filter((event) => !computes(event)).map(interval))
  const busy = covered(own.map(interval))
  return { compute, communication, exposed: busy - compute, idle: duration - busy }
}
