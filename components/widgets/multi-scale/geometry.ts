import type { Branch, BranchName, InceptionCost } from '../../../math/nets/inception.ts'

/** What a lane is drawn from: channels as thickness, multiply-accumulates as area. */
export interface Lane {
  readonly name: BranchName
  readonly inputs: number
  /** Channels between reduction and kernels. */
  readonly seen: number
  readonly outputs: number
  readonly reductionMacs: number
  readonly kernelMacs: readonly number[]
}

/** Pixels of the drawing. */
export const plan = {
  width: 560,
  top: 34,
  lane: 120,
  bus: 30,
  reduction: 165,
  kernels: 305,
  leave: 400,
  join: 524,
  barWidth: 12,
  /** The thickest band, and the side of the largest square. */
  band: 58,
  square: 60,
} as const

export const height = plan.top + 4 * plan.lane + 6

export function laneOf(branch: Branch, inputs: number): Lane {
  const { name, seen, outputChannels, reduction, kernels } = branch
  return {
    name,
    inputs,
    seen,
    outputs: outputChannels,
    reductionMacs: reduction?.macs ?? 0,
    kernelMacs: kernels?.layers.map(({ macs }) => macs) ?? [],
  }
}

const between = (from: number, to: number, t: number) => from + (to - from) * t

/** A lane on its way from one state to another: bands and squares grow and shrink evenly. */
export function blend(from: Lane, to: Lane, t: number): Lane {
  if (t >= 1) return to
  return {
    ...to,
    seen: between(from.seen, to.seen, t),
    outputs: between(from.outputs, to.outputs, t),
    reductionMacs: between(from.reductionMacs, to.reductionMacs, t),
    kernelMacs: to.kernelMacs.map((macs, index) => between(from.kernelMacs[index] ?? 0, macs, t)),
  }
}

/** One scale for both states, so that what is saved can be seen. */
export function scalesFor(costs: readonly InceptionCost[], inputs: number) {
  const branches = costs.flatMap((cost) => cost.branches)
  const most = Math.max(inputs, ...branches.flatMap((one) => [one.seen, one.outputChannels]))
  const macs = branches.flatMap(({ reduction, kernels }) =>
    [reduction, kernels].flatMap((part) => part?.layers.map((layer) => layer.macs) ?? []),
  )
  const largest = Math.max(...macs)
  return {
    /** Thickness of a band of so many channels; a hair at least. */
    band: (channels: number) => Math.max(1.5, (channels / most) * plan.band),
    /** Side of a square of so many multiply-accumulates. */
    side: (macs: number) => (macs > 0 ? Math.max(3, Math.sqrt(macs / largest) * plan.square) : 0),
  }
}

/** A band that runs level at one thickness and passes softly into the next. */
export function bandPath(
  points: readonly (readonly [x: number, thickness: number])[],
  y: number,
): string {
  const edge = (sign: 1 | -1, list: readonly (readonly [number, number])[]) =>
    list
      .slice(1)
      .map(([x, thickness], index) => {
        const before = list[index]![0]
        const beforeY = y + (sign * list[index]![1]) / 2
        const bend = (before + x) / 2
        return `C${bend} ${beforeY} ${bend} ${y + (sign * thickness) / 2} ${x} ${y + (sign * thickness) / 2}`
      })
      .join('')
  const back = points.toReversed()
  const [firstX, firstThickness] = points[0]!
  const [lastX, lastThickness] = back[0]!
  return `M${firstX} ${y - firstThickness / 2}${edge(-1, points)}L${lastX} ${y + lastThickness / 2}${edge(1, back)}Z`
}

/** A band of one thickness that leaves at one height and arrives at another. */
export function flowPath(
  fromX: number,
  fromY: number,
  toX: number,
  toY: number,
  thickness: number,
): string {
  const half = thickness / 2
  const bend = (fromX + toX) / 2
  return (
    `M${fromX} ${fromY - half}C${bend} ${fromY - half} ${bend} ${toY - half} ${toX} ${toY - half}` +
    `V${toY + half}C${bend} ${toY + half} ${bend} ${fromY + half} ${fromX} ${fromY + half}Z`
  )
}

/** Where several squares side by side have their middles. */
export function middles(count: number, sides: readonly number[], middle: number): number[] {
  const pitch = Math.max(...sides, 22) + 8
  return Array.from({ length: count }, (_, index) => middle + (index - (count - 1) / 2) * pitch)
}
