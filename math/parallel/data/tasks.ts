import type { MemoryBytes, Stream, Task, TaskKind } from './streams.ts'

/** What a step builder says about a task; the rest follows. */
export interface TaskRequest {
  readonly kind: TaskKind
  readonly index?: number
  readonly microBatch?: number
  readonly ranks?: readonly number[]
  /** One duration for all ranks, or one for each. */
  readonly seconds: number | readonly number[]
  readonly after?: readonly (string | undefined)[]
  readonly bytes?: number
  /** The same on all ranks, or by rank. */
  readonly allocate?: MemoryBytes | ((rank: number) => MemoryBytes)
  readonly release?: MemoryBytes | ((rank: number) => MemoryBytes)
  /** Tells two tasks of one kind, index and micro-batch apart. */
  readonly tag?: string
}

/** The list of tasks of a step while it is being written. */
export interface TaskList {
  readonly tasks: readonly Task[]
  readonly ranks: readonly number[]
  /** Computes on each rank, at that rank's speed. */
  compute(request: TaskRequest): string
  /** Communicates on all ranks together. */
  communicate(request: TaskRequest): string
}

function byRank(memory: TaskRequest['allocate'], ranks: readonly number[]): MemoryBytes[] {
  return ranks.map((rank) => (typeof memory === 'function' ? memory(rank) : (memory ?? {})))
}

/**
 * An empty list of tasks.
 *
 * @param overlap false puts collectives into the queue of the kernels, so that nothing overlaps
 * @param slowdown factor on every computation, by rank
 */
export function taskList(slowdown: readonly number[], overlap: boolean): TaskList {
  const tasks: Task[] = []
  const all = slowdown.map((_, rank) => rank)
  const add = (stream: Stream, joint: boolean, request: TaskRequest): string => {
    const { kind, index = -1, microBatch = 0, ranks = all, bytes = 0, tag } = request
    const id = [kind, index, microBatch, ...(tag === undefined ? [] : [tag])].join(':')
    const { seconds } = request
    tasks.push({
      id,
      kind,
      stream: overlap ? stream : 'compute',
      index,
      microBatch,
      ranks,
      joint,
      seconds: ranks.map((rank, position) => {
        const each = typeof seconds === 'number' ? seconds : seconds[position]!
        return joint ? each : each * slowdown[rank]!
      }),
      after: (request.after ?? []).filter((dependency) => dependency !== undefined),
      bytes,
      allocate: byRank(request.allocate, ranks),
      release: byRank(request.release, ranks),
    })
    return id
  }
  return {
    tasks,
    ranks: all,
    compute: (request) => add('compute', false, request),
    communicate: (request) => add('communication', true, request),
  }
}
