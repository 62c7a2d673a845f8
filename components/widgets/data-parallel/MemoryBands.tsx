import { memo } from 'react'
import type { CSSProperties } from 'react'
import type { Geometry } from './geometry.ts'
import { band, stack } from './geometry.ts'
import { Stretched } from './Layers.tsx'
import { hueOfUse } from './memory.ts'
import type { Run } from './run.ts'
import styles from './marks.module.css'

/** Where the memory of each group of ranks is drawn, under the lanes. */
export interface MemoryPlan {
  readonly height: number
  /** Bytes at the upper edge of every group's picture. */
  readonly most: number
  readonly groups: readonly {
    readonly top: number
    readonly height: number
    readonly peak: number
    /** From the group's top. */
    readonly peakY: number
  }[]
}

export function memoryPlan(run: Run, lanesHeight: number): MemoryPlan {
  const count = run.groups.length
  const each = count === 1 ? 116 : 84
  const gap = 14
  const most = 1.2 * Math.max(...run.peaks.map(({ total }) => total))
  return {
    height: count * (each + gap),
    most,
    groups: run.peaks.map(({ total }, group) => ({
      top: lanesHeight + gap + group * (each + gap),
      height: each,
      peak: total,
      peakY: each * (1 - total / most),
    })),
  }
}

/** Memory over time, use upon use, for every group of ranks. */
export const MemoryBands = memo(function MemoryBands(props: {
  readonly geometry: Geometry
  readonly run: Run
  readonly plan: MemoryPlan
}) {
  const { geometry, run, plan } = props
  return plan.groups.map(({ top, height }, group) => {
    const ledger = run.timeline.memory[run.groups[group]!.ranks[0]!]!
    return (
      <Stretched key={group} duration={geometry.duration} y={top} height={height}>
        {stack.map((use) => (
          <path
            key={use}
            className={styles.band}
            style={{ '--hue': `var(--hue-${hueOfUse[use]})` } as CSSProperties}
            data-use={use}
            d={band(ledger, use, geometry.duration, plan.most, height)}
          />
        ))}
        <path className={styles.floor} d={`M0 ${height}H${geometry.duration}`} />
      </Stretched>
    )
  })
})
