import type { PointerEvent } from 'react'
import { format } from '../../format.ts'
import { hue } from '../../hues.ts'
import { Axes } from '../../marks/Axes.tsx'
import { useInstance } from '../../widget/context.ts'
import { box, size } from './plot.ts'
import type { Plot } from './plot.ts'
import { names, rankCounts, sizes } from './race.ts'
import type { Name } from './race.ts'
import styles from './View.module.css'
import type widget from './widget.ts'
import type { ViewProps } from '../../widget/definition.ts'

/** The number of an algorithm, the same in every list and picture. */
export const numberOf = (name: Name) => names.indexOf(name) + 1

/** The strip above the lines: who leads at which size, with the crossovers named. */
function Leads({ plot, props }: { readonly plot: Plot; readonly props: ViewProps<typeof widget> }) {
  const { language } = useInstance()
  const { frame } = props
  const within = frame.leads.map(({ algorithm, from }, index) => ({
    algorithm,
    from,
    left: plot.x(Math.max(sizes.from, from)),
    right: plot.x(Math.min(sizes.to, frame.leads[index + 1]?.from ?? sizes.to)),
  }))
  const seen = within.filter(({ from, right, left }) => from < sizes.to && right - left > 0.5)
  return (
    <g fontSize="12">
      {seen.map(({ algorithm, from, left, right }, index) => (
        <g key={algorithm + from}>
          <rect
            className={algorithm === frame.followed ? styles.leading : styles.lead}
            x={left}
            y={box.top - 24}
            width={right - left}
            height="16"
          />
          {right - left > 14 && (
            <text x={(left + right) / 2} y={box.top - 12} textAnchor="middle" fill="var(--ink-1)">
              {numberOf(algorithm as Name)}
            </text>
          )}
          {index > 0 && (
            <>
              <line
                className={styles.crossover}
                x1={left}
                x2={left}
                y1={box.top - 28}
                y2={box.bottom}
              />
              {/* Names of neighbouring crossovers stand on two lines, so that both can be read. */}
              <text
                x={left}
                y={box.top - (index % 2 === 1 ? 31 : 44)}
                textAnchor="middle"
                fill="var(--ink-2)"
              >
                {format(from, 'bytes', language)}
              </text>
            </>
          )}
        </g>
      ))}
    </g>
  )
}

/** The lines of all algorithms, the marked point, and who leads. */
export function Chart({ plot, ...props }: { readonly plot: Plot } & ViewProps<typeof widget>) {
  const { frame, params, say, set } = props
  const { language } = useInstance()
  const { view, bytes, ranks, bandwidth } = params
  const overRanks = view === 'ranks'
  const here = plot.x(overRanks ? ranks : bytes)
  const mark = (event: PointerEvent<SVGSVGElement>) => {
    if (event.type === 'pointermove' && event.buttons === 0) return
    const { left, width } = event.currentTarget.getBoundingClientRect()
    const value = plot.x.invert(((event.clientX - left) / width) * size.width)
    if (overRanks) {
      set({ ranks: Math.round(Math.min(rankCounts.at(-1)!, Math.max(rankCounts[0]!, value))) })
    } else {
      const two = Number(value.toPrecision(2))
      set({ bytes: Math.min(sizes.to, Math.max(sizes.from, two)) })
    }
  }
  const strong = (name: Name) => name === frame.followed
  const courses = frame.courses.toSorted((a, b) => Number(strong(a.name)) - Number(strong(b.name)))
  return (
    <svg
      className={styles.chart}
      width="100%"
      // Only the first view has the strip of leads above its lines.
      viewBox={
        view === 'size'
          ? `0 0 ${size.width} ${size.height}`
          : `0 36 ${size.width} ${size.height - 36}`
      }
      aria-hidden="true"
      onPointerDown={mark}
      onPointerMove={mark}
    >
      <Axes
        {...box}
        x={{
          at: plot.x,
          ticks: plot.xTicks.map((value) => [
            value,
            overRanks ? String(value) : format(value, 'bytes', language),
          ]),
          title: say(overRanks ? 'axis ranks' : 'axis size'),
          ...(overRanks ? {} : { term: 'memory' }),
        }}
        y={{
          at: plot.y,
          ticks: plot.yTicks.map((value) => [
            value,
            view === 'bus' ? format(value, 'bytes', language) : format(value, 'seconds', language),
          ]),
          title: say(view === 'bus' ? 'axis bus' : 'axis time'),
        }}
      >
        {!overRanks && view !== 'bus' && <Leads plot={plot} props={props} />}
        {view === 'bus' && (
          <g data-term="bandwidth">
            <line
              x1={box.left}
              x2={box.right}
              y1={plot.y(bandwidth)}
              y2={plot.y(bandwidth)}
              stroke={hue('communication')}
              strokeWidth="2"
              strokeDasharray="7 4"
            />
            <text
              x={box.left + 6}
              y={plot.y(bandwidth) - 6}
              fontSize="13"
              fill={hue('communication')}
              className={styles.halo}
            >
              {say('link speed')}
            </text>
          </g>
        )}
        <line
          x1={here}
          x2={here}
          y1={box.top}
          y2={box.bottom}
          stroke={overRanks ? 'var(--ink-2)' : hue('memory')}
          strokeWidth="1.5"
          data-term={overRanks ? undefined : 'memory'}
        />
        {courses.map((course) => (
          <g key={course.name} onPointerDown={() => set({ followed: course.name })}>
            <path d={plot.path(course)} className={styles.reach} />
            <path
              d={plot.path(course)}
              className={strong(course.name) ? styles.followed : styles.course}
            />
          </g>
        ))}
        {frame.standings.map(({ name, seconds, busBandwidth }) => (
          <circle
            key={name}
            cx={here}
            cy={plot.y(view === 'bus' ? busBandwidth : seconds)}
            r={strong(name) ? 4.5 : 2.5}
            className={strong(name) ? styles.dotFollowed : styles.dot}
          />
        ))}
      </Axes>
      {plot.ends.map(({ name, at, from }) => (
        <g key={name} className={styles.end} onPointerDown={() => set({ followed: name })}>
          <path
            d={`M${plot.x(frame.courses.find((one) => one.name === name)!.points.at(-1)!.x)} ${from}L${box.right + 8} ${at}`}
            stroke="var(--ink-3)"
            fill="none"
          />
          <text
            x={box.right + 11}
            y={at + 4.5}
            fontSize="13"
            fontWeight={strong(name) ? 700 : 400}
            fill={strong(name) ? 'var(--accent)' : 'var(--ink-2)'}
          >
            {numberOf(name)}
          </text>
        </g>
      ))}
    </svg>
  )
}
