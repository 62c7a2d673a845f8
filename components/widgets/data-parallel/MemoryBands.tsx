import { memo } from 'react'
import type { CSSProperties } from 'react'
import type { Geometry } from './geometry.ts'
import { across, band, bandLabels, stack } from './geometry.ts'
import { Stretched } from './Layers.tsx'
import { hueOfUse, nameOfUse } from './memory.ts'
import type { Run } from './run.ts'
import styles from './marks.module.css'

/** Where the memory of each group of ranks is drawn, under the lanes. */
export interface MemoryPlan {
  readonly height: number
  /** Pixels of a byte, for all groups. */
  readonly perByte: number
  readonly groups: readonly {
    readonly top: number
    readonly height: number
    readonly peak: number
    /** From the group's top. */
    readonly peakY: number
  }[]
}

const gap = 10
const words = 18

export function memoryPlan(run: Run, lanesHeight: number): MemoryPlan {
  const most = Math.max(...run.peaks.map(({ total }) => total))
  const tallest = run.groups.length === 1 ? 104 : 84
  let bottom = lanesHeight
  const groups = run.peaks.map(({ total }) => {
    // One scale for all groups; over the peak there is room for its words.
    const peak = Math.max(12, (tallest * total) / most)
    const top = bottom + gap
    bottom = top + peak + words
    return { top, height: peak + words, peak: total, peakY: words }
  })
  return { height: bottom - lanesHeight, perByte: tallest / most, groups }
}

/** Memory over time, use upon use, for every group of ranks. */
export const MemoryBands = memo(function MemoryBands(props: {
  readonly geometry: Geometry
  readonly run: Run
  readonly plan: MemoryPlan
  readonly say: (phrase: string) => string
}) {
  const { geometry, run, plan, say } = props
  return plan.groups.map(({ top, height }, group) => {
    const ledger = run.timeline.memory[run.groups[group]!.ranks[0]!]!
    return (
      <g key={group}>
        <Stretched duration={geometry.duration} y={top} height={height}>
          {stack.map((use) => (
            <path
              key={use}
              className={styles.band}
              style={{ '--hue': `var(--hue-${hueOfUse[use]})` } as CSSProperties}
              data-use={use}
              d={band(ledger, use, geometry.duration, plan.perByte, height)}
            />
          ))}
          <path className={styles.floor} d={`M0 ${height}H${geometry.duration}`} />
        </Stretched>
        <g className={styles.uses}>
          {bandLabels(ledger, geometry.duration, plan.perByte, height).map(({ use, time, y }) => (
            <text
              key={use}
              x={across(geometry, time)}
              dx={time === 0 ? 6 : 0}
              y={top + y}
              style={{ '--place': time / geometry.duration } as CSSProperties}
            >
              {say(nameOfUse(use, run))}
            </text>
          ))}
        </g>
      </g>
    )
  })
})
