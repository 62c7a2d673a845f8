import { chipDesign, type ChipDesign } from './design.ts'
import { collectiveTime } from './network.ts'
import { operandTraffic } from './traffic.ts'
import type { DesignPart, Workload } from './work.ts'

/** What time is spent waiting for. */
export const binders = ['matrix', 'vector', 'memory', 'link', 'latency'] as const
export type Binder = (typeof binders)[number]

/** Share of the peak that matrix products reach, whatever their size: as in the planner. */
export const matmulEfficiency = 0.7

/** Seconds by what was waited for. */
export type Spent = Readonly<Record<Binder, number>>

/** Parts of one group, run on a design. */
export interface GroupRun {
  readonly group: string
  readonly time: number
  readonly spent: Spent
}

/** A workload, run on a design. */
export interface Run {
  readonly time: number
  /** Adds up to `time`. */
  readonly spent: Spent
  /** The binder of the largest share. */
  readonly bound: Binder
  /** Share of the time in which each is at work. */
  readonly busy: Readonly<Record<'matrix' | 'vector' | 'memory' | 'link', number>>
  readonly groups: readonly GroupRun[]
  /** Bytes through main memory, and over links, per chip. */
  readonly memoryBytes: number
  readonly linkBytes: number
  /** Bytes that must be held, against the capacity. */
  readonly need: number
  readonly fits: boolean
  /** Pictures or tokens per second, all chips together. */
  readonly rate: number
}

const nothing: Spent = { matrix: 0, vector: 0, memory: 0, link: 0, latency: 0 }
const plus = (a: Spent, b: Spent): Spent => ({
  matrix: a.matrix + b.matrix,
  vector: a.vector + b.vector,
  memory: a.memory + b.memory,
  link: a.link + b.link,
  latency: a.latency + b.latency,
})
const totalOf = (spent: Spent) =>
  spent.matrix + spent.vector + spent.memory + spent.link + spent.latency

/** Share of a matrix unit that a product fills: k and n are padded to its side. */
function filled(k: number, n: number, side: number): number {
  const share = (size: number) => size / (Math.ceil(size / side) * side)
  return share(k) * share(n)
}

/** Bytes per element of operands and result. */
function widths({ lowPrecision }: ChipDesign, { narrowing }: DesignPart) {
  const narrow = lowPrecision && narrowing !== 'wide'
  return { operand: narrow ? 1 : 2, result: narrow && narrowing === 'all' ? 1 : 2, narrow }
}

/** How much of what lies between parts, and of the weights, never leaves the chip. */
interface Staying {
  /** Share of each part's result, by the part's index. */
  readonly results: readonly number[]
  /** Share of all weights. */
  readonly weights: number
}

/**
 * Half of the on-chip memory serves the running part. In inference the other half holds results
 * until the next part has read them, as much as fits, and what room is then left holds weights from
 * one run to the next.
 */
function staying(design: ChipDesign, { parts, stays }: Workload): Staying {
  if (!stays) return { results: parts.map(() => 0), weights: 0 }
  const room = design.sram / 2
  const results = parts.map((part) => part.elements.output * widths(design, part).result)
  const held = Math.max(0, ...results.map((bytes) => Math.min(room, bytes)))
  const weights = parts.reduce(
    (sum, part) => sum + part.times * part.elements.weights * widths(design, part).operand,
    0,
  )
  return {
    results: results.map((bytes) => (bytes === 0 ? 1 : Math.min(1, room / bytes))),
    weights: weights === 0 ? 0 : Math.min(1, (room - held) / weights),
  }
}

/** What is added up while a workload runs. */
interface Tally {
  matrix: number
  vector: number
  bytes: number
}

/**
 * Adds one part, as often as it runs, to its group's time and to what is busy: what overlaps counts
 * by its longest, what does not is added.
 *
 * Matrix units, a vector core and memory work at the same time. Without a second core the vector
 * operations run on the diagonal of the matrix units, one element per row, after the products. A
 * core of the host gets its work through main memory: the result of the product is written, read
 * and written again, and two handovers are paid.
 */
function runPart(
  design: ChipDesign,
  part: DesignPart,
  index: number,
  stay: Staying,
  parts: readonly DesignPart[],
  spent: Record<Binder, number>,
  busy: Tally,
): void {
  const { product, vectorOps, elements, times } = part
  const { operand, result, narrow } = widths(design, part)
  const rate = design.matrix * matmulEfficiency * (narrow ? 2 : 1)
  const matrix = product
    ? (2 * product.m * product.k * product.n * product.copies) /
      (rate * filled(product.k, product.n, design.matrixSide))
    : 0

  const before = parts[index - 1]
  const fromBefore = before
    ? Math.min(elements.input, before.elements.output) * (stay.results[index - 1] ?? 0)
    : 0
  const input = (elements.input - fromBefore) * operand
  const weights = elements.weights * operand * (1 - stay.weights)
  const output = elements.output * result * (1 - (stay.results[index] ?? 0))
  const operands = product
    ? operandTraffic(product, input, weights, design.sram / 2)
    : input + weights
  const bytes = operands + output + part.fixedBytes
  const memory = bytes / design.bandwidth

  busy.bytes += times * bytes
  spent.latency += times * design.launch
  if (vectorOps === 0 || design.secondCore === 'vector') {
    const vector = vectorOps / design.vector
    const time = Math.max(matrix, vector, memory)
    spent[time === memory ? 'memory' : time === matrix ? 'matrix' : 'vector'] += times * time
    busy.matrix += times * matrix
    busy.vector += times * vector
    return
  }
  if (design.secondCore === 'none') {
    const vector = vectorOps / (design.matrix / design.matrixSide)
    busy.matrix += times * (matrix + vector)
    if (memory >= matrix + vector) {
      spent.memory += times * memory
    } else {
      spent.matrix += times * matrix
      spent.vector += times * vector
    }
    return
  }
  const vector = vectorOps / design.vector
  const again = product ? 2 * elements.output * result : 0
  const handed = (product ? again : bytes) / design.bandwidth
  busy.matrix += times * matrix
  busy.vector += times * vector
  busy.bytes += times * again
  if (product) spent[matrix >= memory ? 'matrix' : 'memory'] += times * Math.max(matrix, memory)
  spent[vector >= handed ? 'vector' : 'memory'] += times * Math.max(vector, handed)
  spent.latency += times * 2 * design.handover
}

/**
 * Runs a workload on a design: the time, what it is spent waiting for, and how busy each resource is.
 *
 * Parts run one after another, with a pause before each; collectives that nothing can hide are added. Those that hide behind
 * parts cost what sticks out, and at least nothing; if links do not run beside computing, all of it.
 *
 * @throws RangeError as `chipDesign`
 * @example runWorkload(chipPreset('a100').design, decoding(llama, { sequences: 1 })).bound // 'memory'
 */
export function runWorkload(asked: ChipDesign, workload: Workload): Run {
  const design = chipDesign(asked)
  const { parts, collectives, tensorParallel: t, dataParallel: d } = workload
  const stay = staying(design, workload)
  const groups = new Map<string, Record<Binder, number>>()
  const groupOf = (name: string) => {
    const known = groups.get(name)
    if (known) return known
    const fresh = { matrix: 0, vector: 0, memory: 0, link: 0, latency: 0 }
    groups.set(name, fresh)
    return fresh
  }
  const busy: Tally = { matrix: 0, vector: 0, bytes: 0 }
  parts.forEach((part, index) => {
    if (part.onlyNarrow && !design.lowPrecision) return
    runPart(design, part, index, stay, parts, groupOf(part.group), busy)
  })

  let linkTime = 0
  let linkBytes = 0
  for (const collective of collectives) {
    const once = collectiveTime(design, t, d, collective)
    const bytes = collective.times * once.bytes
    const latency = collective.times * once.latency
    linkTime += bytes + latency
    linkBytes += bytes * design.link
    const behind =
      design.linksBeside && collective.behind
        ? collective.behind.reduce((sum, name) => {
            const group = groups.get(name)
            return group ? sum + totalOf(group) : sum
          }, 0)
        : 0
    const whole = bytes + latency
    const exposed = whole === 0 ? 0 : Math.max(0, whole - behind) / whole
    if (whole > 0) {
      const group = groupOf(collective.group)
      group.link += exposed * bytes
      group.latency += exposed * latency
    }
  }

  const spent = [...groups.values()].reduce<Spent>(plus, nothing)
  const time = totalOf(spent)
  const need = workload.need - (design.lowPrecision ? workload.narrowedNeed / 2 : 0)
  const share = (seconds: number) => Math.min(1, seconds / time)
  return {
    time,
    spent,
    bound: binders.reduce((most, name) => (spent[name] > spent[most] ? name : most)),
    busy: {
      matrix: share(busy.matrix),
      vector: share(busy.vector),
      memory: share(busy.bytes / design.bandwidth),
      link: share(linkTime),
    },
    groups: [...groups].map(([group, each]) => ({ group, time: totalOf(each), spent: each })),
    memoryBytes: busy.bytes,
    linkBytes,
    need,
    fits: need <= design.capacity,
    rate: workload.yields / time,
  }
}
