import { ticks as niceTicks } from 'd3-array'
import { GB, MB, TB } from '../../../math/hardware/units.ts'

/** How far the bars' common axis reaches. */
export interface Scale {
  /** Bytes at its right end. */
  readonly end: number
  readonly ticks: readonly number[]
  /** Whether the device's capacity stands on it; it is left out where bars would be slivers. */
  readonly showsCapacity: boolean
  /** The bytes that one unit of the labels stands for. */
  readonly unit: number
}

/** Bars beyond this many devices are torn off: the shorter ones would no longer be seen. */
const mostDevices = 4
/** With bars shorter than this part of the device the axis ends behind the longest one. */
const leastShare = 1 / 6

/**
 * An axis on which both the bars and the capacity can be read, whatever their sizes.
 *
 * @example scaleOf([120e9, 31.4e9, 16.6e9, 1.88e9], 32e9).end // 126e9
 */
export function scaleOf(totals: readonly number[], capacity: number): Scale {
  const longest = Math.max(...totals)
  const showsCapacity = longest >= leastShare * capacity
  const reach = showsCapacity
    ? Math.min(Math.max(longest, capacity), mostDevices * capacity)
    : longest
  const end = reach * 1.05
  const unit = end >= 2 * TB ? TB : end >= 2 * GB ? GB : MB
  return {
    end,
    // The capacity has a label of its own.
    ticks: niceTicks(0, end / unit, 6)
      .map((tick) => tick * unit)
      .filter((tick) => !showsCapacity || Math.abs(tick - capacity) > 0.03 * end),
    showsCapacity,
    unit,
  }
}

/** A piece of a bar in which a name may stand. */
export interface Room {
  readonly place: 'center' | 'start' | 'end'
  readonly length: number
}

/**
 * The room for a name in the part of a bar from one value to another: beside the line of the
 * capacity where that runs through it, on the longer side.
 *
 * @example roomBetween(30, 120, 80) // { place: 'start', length: 50 }
 */
export function roomBetween(from: number, to: number, line: number | undefined): Room {
  if (line === undefined || line <= from || line >= to)
    return { place: 'center', length: to - from }
  return line - from >= to - line
    ? { place: 'start', length: line - from }
    : { place: 'end', length: to - line }
}
