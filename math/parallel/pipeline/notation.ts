/**
 * The one-line notation of PyTorch's pipeline schedules: `<stage><kind><micro-batch>`, F forward,
 * B full backward, I backward for the input, W backward for the weights; an overlapped pair is
 * `(4F0;3B1)OVERLAP_F_B`. A rank is one line, its ops parted by spaces or, as in the CSV files of
 * PyTorch's tests, by commas (empty cells are idle steps and carry no meaning here).
 */
import { integer, list, show } from '../../check.ts'
import type { Op, OpKind, PipelineSchedule, Slot } from './schedule.ts'
import { backward, forward, opsOf } from './schedule.ts'

const LETTERS: Record<OpKind, string> = {
  forward: 'F',
  backward: 'B',
  'backward-input': 'I',
  'backward-weight': 'W',
}
const KINDS = new Map(Object.entries(LETTERS).map(([kind, letter]) => [letter, kind as OpKind]))

/** @example formatOp({ kind: 'backward-input', stage: 2, microbatch: 5 }) // '2I5' */
export const formatOp = ({ kind, stage, microbatch }: Op): string =>
  `${stage}${LETTERS[kind]}${microbatch}`

/** @example formatSlot({ kind: 'overlapped', forward: …, backward: … }) // '(4F0;3B1)OVERLAP_F_B' */
export const formatSlot = (slot: Slot): string =>
  slot.kind === 'overlapped'
    ? `(${formatOp(slot.forward)};${formatOp(slot.backward)})OVERLAP_F_B`
    : formatOp(slot)

/**
 * A schedule as text, one line per rank.
 *
 * @example formatSchedule(oneForwardOneBackward(2, 2)) // ['0F0 0F1 0B0 0B1', '1F0 1B0 1F1 1B1']
 */
export const formatSchedule = (schedule: PipelineSchedule): readonly string[] =>
  schedule.ranks.map((slots) => slots.map(formatSlot).join(' '))

/**
 * Reads one op.
 *
 * @throws RangeError when the text is not `<stage><F|B|I|W><micro-batch>`
 * @example parseOp('2F0') // { kind: 'forward', stage: 2, microbatch: 0 }
 */
export function parseOp(text: string): Op {
  const match = /^(\d+)([FBIW])(\d+)$/.exec(text)
  if (match === null) {
    throw new RangeError(`an op must be <stage><F|B|I|W><micro-batch>, got ${show(text)}`)
  }
  return { kind: KINDS.get(match[2]!)!, stage: Number(match[1]), microbatch: Number(match[3]) }
}

/**
 * Reads one slot: an op, or a pair of a forward and a full backward.
 *
 * @throws RangeError when it is neither
 */
export function parseSlot(text: string): Slot {
  const match = /^\((\w+);(\w+)\)OVERLAP_F_B$/.exec(text)
  if (match === null) return parseOp(text)
  const [first, second] = [parseOp(match[1]!), parseOp(match[2]!)]
  if (first.kind !== 'forward' || second.kind !== 'backward') {
    throw new RangeError(`a pair must be one F and one B, in this order, got ${show(text)}`)
  }
  return { kind: 'overlapped', forward: first, backward: second }
}

function text(name: string, value: string): string {
  if (typeof value === 'string') return value
  throw new TypeError(`${name} must be a text, got ${show(value)}`)
}

/**
 * Reads a schedule, one line per rank; the numbers of stages and micro-batches are the largest that
 * appear, plus one.
 *
 * @throws TypeError, RangeError when a line cannot be read, or there is no op at all
 * @example parseSchedule(['0F0 0B0', '1F0 1B0']).stages // 2
 */
export function parseSchedule(lines: readonly string[], name = 'custom'): PipelineSchedule {
  const ranks = list('lines', lines).map((line, rank) =>
    text(`lines[${rank}]`, line)
      .split(/[\s,]+/)
      .filter((text) => text !== '')
      .map(parseSlot),
  )
  let stages = 0
  let microbatches = 0
  for (const slots of ranks) {
    for (const slot of slots) {
      for (const { stage, microbatch } of opsOf(slot)) {
        stages = Math.max(stages, stage + 1)
        microbatches = Math.max(microbatches, microbatch + 1)
      }
    }
  }
  integer('number of stages in the text', stages, 1)
  return { name, stages, microbatches, microbatchesPerOp: 1, ranks }
}

/**
 * A schedule with whole backwards in Megatron-LM's notation: per rank a list of chunk numbers from 1
 * on, positive for a forward, negative for a backward; micro-batches follow from the order.
 *
 * @throws RangeError when a backward is split or overlapped
 * @source Megatron-LM, convert_schedule_table_to_order in core/pipeline_parallel/schedules.py
 * @example formatChunkOrder(interleaved1F1B(2, 2, 2))[1] // [1, 1, 2, -2, 2, -2, -1, -1]
 */
export function formatChunkOrder(schedule: PipelineSchedule): readonly (readonly number[])[] {
  return schedule.ranks.map((slots) => {
    const stages = new Set(slots.flatMap(opsOf).map(({ stage }) => stage))
    const chunks = new Map(
      [...stages].toSorted((a, b) => a - b).map((stage, at) => [stage, at + 1]),
    )
    return slots.map((slot) => {
      if (slot.kind !== 'forward' && slot.kind !== 'backward') {
        throw new RangeError(`a chunk order has whole ops only, got ${formatSlot(slot)}`)
      }
      const chunk = chunks.get(slot.stage)!
      return slot.kind === 'forward' ? chunk : -chunk
    })
  })
}

/**
 * Reads Megatron-LM's chunk order; chunk c of rank r is stage (c−1)·p + r, and each chunk takes the
 * micro-batches in order.
 *
 * @throws TypeError, RangeError when an entry is not a non-zero integer, or there is none
 * @example parseChunkOrder([[1, -1], [1, -1]]) // 0F0 0B0, 1F0 1B0
 */
export function parseChunkOrder(
  order: readonly (readonly number[])[],
  name = 'custom',
): PipelineSchedule {
  let chunks = 0
  let microbatches = 0
  const ranks = list('order', order).map((entries, rank) => {
    const count = new Map<number, number>()
    return list(`order[${rank}]`, entries).map((entry) => {
      const chunk = integer('chunk', Math.abs(integer('chunk', entry)), 1)
      const microbatch = count.get(entry) ?? 0
      count.set(entry, microbatch + 1)
      chunks = Math.max(chunks, chunk)
      microbatches = Math.max(microbatches, microbatch + 1)
      return (entry > 0 ? forward : backward)((chunk - 1) * order.length + rank, microbatch)
    })
  })
  integer('number of chunks in the order', chunks, 1)
  return { name, stages: chunks * order.length, microbatches, microbatchesPerOp: 1, ranks }
}
