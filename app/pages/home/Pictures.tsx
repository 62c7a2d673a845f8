import { fill } from '../../../components/text.ts'
import { hue } from '../../../components/hues.ts'
import type { Language } from '../../../components/languages.ts'
import { Box, obliquely } from '../../../components/marks/Box.tsx'
import { useHatch } from '../../../components/marks/Hatch.tsx'
import { mobilenetV1, summarize } from '../../../math/nets/index.ts'
import { oneForwardOneBackward, simulate } from '../../../math/parallel/index.ts'
import { messagesFor } from '../../messages.ts'
import styles from './home.module.css'

/** The halves of the course, each as one picture drawn from the library that the course is about. */

const net = summarize(mobilenetV1({}), 224)

/** The last feature map at each resolution: what MobileNet makes of a picture. */
const maps = net.layers
  .flatMap(({ output }) => (output?.length === 3 && output[1]! > 1 ? [output] : []))
  .filter((shape, index, all) => all[index + 1]?.[1] !== shape[1])

const gap = 14

/** The maps side by side, each box as wide as what stands before it leaves. */
const boxes = maps.reduce<{ x: number; y: number; side: number; depth: number; end: number }[]>(
  (row, [channels, height]) => {
    const x = (row.at(-1)?.end ?? 6 - gap) + gap
    const side = 10 + height! * 0.52
    const depth = 4 + channels! * 0.07
    const { right, up } = obliquely(depth)
    return [...row, { x, y: 128 - side / 2 + up / 2, side, depth, end: x + side + right }]
  },
  [],
)

function SmallNet() {
  return (
    <svg viewBox={`0 0 ${boxes.at(-1)!.end + 6} 236`} aria-hidden="true">
      {boxes.map(({ x, y, side, depth }, index) => (
        <Box
          key={x}
          x={x}
          y={y}
          width={side}
          height={side}
          depth={depth}
          colour={hue(index === 0 ? 'channels-in' : 'channels-out')}
        />
      ))}
    </svg>
  )
}

const timeline = simulate(oneForwardOneBackward(4, 8))

function BigCluster() {
  const hatch = useHatch(7)
  const width = 560
  const lane = 44
  const scale = width / timeline.makespan
  return (
    <svg viewBox={`0 0 ${width} ${4 * (lane + 12)}`} aria-hidden="true">
      {hatch.defs}
      {timeline.ranks.map(({ ops }, rank) => (
        <g key={rank} transform={`translate(0 ${rank * (lane + 12)})`}>
          <rect width={width} height={lane} fill={hatch.fill} />
          {ops.map(({ kind, start, end }) => (
            <rect
              key={start}
              x={start * scale}
              width={(end - start) * scale}
              height={lane}
              fill={hue(kind === 'forward' ? 'forward' : 'backward')}
              stroke="var(--paper)"
            />
          ))}
        </g>
      ))}
    </svg>
  )
}

export function Pictures({ language }: { readonly language: Language }) {
  const messages = messagesFor(language)
  return (
    <div className={styles.pictures}>
      <figure>
        <SmallNet />
        <figcaption>
          {fill(messages.smallNet, { params: net.params, macs: net.macs }, language)}
        </figcaption>
      </figure>
      <figure>
        <BigCluster />
        <figcaption>
          {fill(messages.bigCluster, { bubble: timeline.bubble.ofTotal }, language)}
        </figcaption>
      </figure>
    </div>
  )
}
