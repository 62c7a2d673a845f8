import { scaleLinear, scaleLog } from 'd3-scale'
import { format } from '../../format.ts'
import { hue } from '../../hues.ts'
import { Axes } from '../../marks/Axes.tsx'
import { useInstance } from '../../widget/context.ts'
import type { ViewProps } from '../../widget/definition.ts'
import type { NetworkFrame, default as widget } from './widget.ts'

type Props = Pick<ViewProps<typeof widget>, 'say' | 'set'> & { readonly frame: NetworkFrame }

const width = 380
const height = 330
const box = { left: 34, right: 360, top: 34, bottom: 282 }
const x = scaleLog([2.2e6, 12e9], [box.left, box.right])
const y = scaleLinear([38, 76], [box.bottom, box.top])

/** Published accuracy over cost: a line per resolution, a dot per net; the chosen one is ringed. */
export function NetworkChart({ frame, say, set }: Props) {
  const { language } = useInstance()
  const { cost, top1, whole, published } = frame
  const { points, widths, resolutions, undivided } = published
  const place = (point: { macs: number; top1: { percent: number } }) =>
    [x(point.macs), y(point.top1.percent)] as const
  const full = place({ macs: whole.undivided.macs, top1: undivided })
  const polyline = (nets: typeof points) => `M${nets.map((net) => place(net).join(' ')).join('L')}`
  const here = x(cost.macs)
  const label = (
    text: string,
    at: readonly [number, number],
    anchor: 'start' | 'middle' | 'end',
  ) => (
    <text
      key={text}
      x={at[0]}
      y={at[1]}
      fontSize="13"
      textAnchor={anchor}
      fill="var(--ink-2)"
      stroke="var(--card)"
      strokeWidth="3"
      paintOrder="stroke"
    >
      {text}
    </text>
  )
  const netOf = (alpha: number, pixels: number) =>
    points.find((net) => net.width === alpha && net.resolution === pixels)!
  return (
    <svg width="100%" viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
      <Axes
        {...box}
        x={{
          at: x,
          ticks: [1e7, 1e8, 1e9, 1e10].map((n) => [n, format(n, 'compact', language)]),
          title: say('axisMacs'),
        }}
        y={{ at: y, ticks: [40, 50, 60, 70].map((v) => [v, String(v)]), title: say('axisTop1') }}
      >
        {widths.map((alpha) => (
          <path
            key={alpha}
            d={polyline(points.filter((net) => net.width === alpha))}
            fill="none"
            stroke={hue('space')}
            data-term="space"
          />
        ))}
        {resolutions.map((pixels) => (
          <path
            key={pixels}
            d={polyline(points.filter((net) => net.resolution === pixels))}
            fill="none"
            stroke="var(--ink-3)"
            strokeDasharray="3 3"
            data-term="width"
          />
        ))}
      </Axes>
      <line
        x1={here}
        x2={here}
        y1={top1 ? y(top1.percent) : box.top}
        y2={box.bottom}
        stroke="var(--accent)"
        strokeDasharray="4 3"
      />
      {points.map((net) => {
        const [cx, cy] = place(net)
        return (
          <g
            key={`${net.width} ${net.resolution}`}
            onClick={() => set({ width: net.width, resolution: net.resolution, undivided: false })}
            style={{ cursor: 'pointer' }}
          >
            <circle cx={cx} cy={cy} r="11" fill="transparent" />
            <circle cx={cx} cy={cy} r="4" fill={hue('space')} />
            <title>
              {say('choose', {
                width: net.width,
                resolution: net.resolution,
                percent: net.top1.percent,
              })}
            </title>
          </g>
        )
      })}
      <g
        onClick={() => set({ width: 1, resolution: 224, undivided: true })}
        style={{ cursor: 'pointer' }}
      >
        <circle cx={full[0]} cy={full[1]} r="12" fill="transparent" />
        <rect x={full[0] - 4.5} y={full[1] - 4.5} width="9" height="9" fill={hue('kernel')} />
      </g>
      {label(say('undividedPoint'), [box.right, full[1] - 12], 'end')}
      {widths.map((alpha) => {
        const [cx, cy] = place(netOf(alpha, 128))
        return label(say('alpha', { n: alpha }), [cx - 9, cy + 4], 'end')
      })}
      {([224, 128] as const).map((pixels) => {
        const [cx, cy] = place(netOf(0.25, pixels))
        return label(say('pixels', { n: pixels }), [cx + 9, cy + 14], 'start')
      })}
      {top1 && (
        <circle
          cx={here}
          cy={y(top1.percent)}
          r="9"
          fill="none"
          stroke="var(--accent)"
          strokeWidth="2.5"
        />
      )}
      <text
        x={here > 250 ? here - 14 : here + 14}
        y={top1 ? y(top1.percent) + 24 : box.bottom - 60}
        fontSize="15"
        fontWeight="600"
        textAnchor={here > 250 ? 'end' : 'start'}
        fill="var(--ink-1)"
        stroke="var(--card)"
        strokeWidth="4"
        paintOrder="stroke"
      >
        {top1 ? say('percent', { n: top1.percent }) : say('unpublished')}
      </text>
    </svg>
  )
}
