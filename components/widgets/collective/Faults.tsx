import { memo } from 'react'
import { useHatch } from '../../marks/Hatch.tsx'
import type { Values } from '../../text.ts'
import { digits, pathOf, side } from './geometry.ts'
import type { Point, Way } from './geometry.ts'
import { visiblePart } from './layout.ts'
import type { Layout } from './layout.ts'
import type { Step } from './run.ts'
import styles from './Stage.module.css'

type Say = (phrase: string, values?: Values) => string

/** A word on a small card, in the middle of a point. */
function Note(props: { readonly x: number; readonly y: number; readonly children: string }) {
  // Chinese characters are as wide as high.
  const letters = [...props.children].map((letter) => (letter > '\u2e80' ? 12.5 : 7.2))
  const width = 8 + letters.reduce((sum, letter) => sum + letter, 0)
  return (
    <g transform={`translate(${digits(props.x)} ${digits(props.y)})`} className={styles.note}>
      <rect x={-width / 2} y={-9} width={width} height={18} rx={3} />
      <text fontSize={12}>{props.children}</text>
    </g>
  )
}

/** Next to the middle of a way, on the outer side: its own tag lies on it. */
function besideWay({ at }: Way, height: number): Point {
  const [middle, before] = [at(0.5), at(0.45)]
  const length = Math.hypot(middle.x - before.x, middle.y - before.y) || 1
  const off = { x: -(middle.y - before.y) / length, y: (middle.x - before.x) / length }
  const outwards = off.x * (middle.x - side / 2) + off.y * (middle.y - height / 2) >= 0 ? 1 : -1
  return { x: middle.x + 24 * outwards * off.x, y: middle.y + 24 * outwards * off.y }
}

/** The slow link, the rank that stalls, and at a standstill who waits for whom. */
export const Faults = memo(function Faults(props: {
  readonly step: Step
  readonly layout: Layout
  readonly say: Say
}) {
  const { step, layout, say } = props
  const hatch = useHatch(5)
  const { disturbance, waits } = step.run.delay!
  const [slow] = disturbance.slowLinks ?? []
  const [stall] = disturbance.stalls ?? []
  const round = step.step - 1
  const slowWay = slow && layout.way({ from: slow.from, to: slow.to, chunks: [0] })
  const slowPart = slow
    ? visiblePart(layout, { from: slow.from, to: slow.to, chunks: [0] })
    : [0, 1]
  const stalls = stall && step.step > 0 && (step.step === step.run.stuck || round === stall.round)
  const box = stall && layout.boxes[stall.rank]!
  const at = stall && layout.places[stall.rank]!
  const stuck = step.step === step.run.stuck
  return (
    <>
      {hatch.defs}
      {slow && slowWay && (
        <>
          <path className={styles.slow} d={pathOf(slowWay, slowPart[1], slowPart[0])} />
          <Note {...besideWay(slowWay, layout.height)}>
            {say('slow tag', { factor: slow.factor })}
          </Note>
        </>
      )}
      {stalls && box && at && (
        <>
          <rect
            className={styles.stalled}
            x={at.x - box.width / 2}
            y={at.y - box.height / 2}
            width={box.width}
            height={box.height}
            rx={4}
            fill={hatch.fill}
          />
          {/* On the box where it is wide enough, else below it: ways end at its edge. */}
          <Note
            x={Math.min(Math.max(at.x, 50), side - 50)}
            y={at.y + (box.width < 84 ? box.height / 2 + 4 : 0)}
          >
            {say(stall.seconds === Infinity ? 'lost tag' : 'late tag')}
          </Note>
        </>
      )}
      {stuck &&
        waits
          .filter(({ until }) => until === Infinity)
          .slice(0, 64)
          .map(({ rank, for: whom, to }) => {
            const message = { from: rank, to: whom, chunks: [0] }
            const [start, end] = visiblePart(layout, message)
            const way = layout.way(message)
            const tip = way.at(end)
            const back = way.at(end - 0.04)
            const turn = (Math.atan2(tip.y - back.y, tip.x - back.x) * 180) / Math.PI
            return (
              <g key={`${rank}.${whom}.${to}`} className={styles.awaits}>
                <path d={pathOf(way, end, start)} />
                <path
                  className={styles.awaitsTip}
                  d="M0 0L-8 -5M0 0L-8 5"
                  transform={`translate(${digits(tip.x)} ${digits(tip.y)}) rotate(${digits(turn)})`}
                />
              </g>
            )
          })}
    </>
  )
})
