import { format } from '../../format.ts'
import { hue } from '../../hues.ts'
import { useInstance } from '../../widget/context.ts'
import type { ViewProps } from '../../widget/definition.ts'
import { bandPath, blend, flowPath, height, laneOf, middles, plan, scalesFor } from './geometry.ts'
import type { Lane } from './geometry.ts'
import styles from './View.module.css'
import type widget from './widget.ts'

/** Text with a rim of the card's colour, so that it can stand on a band. */
function Label(props: {
  readonly x: number
  readonly y: number
  readonly colour?: string
  readonly weight?: number
  readonly anchor?: 'start' | 'middle' | 'end'
  readonly children: string
}) {
  return (
    <text
      className={styles.label}
      x={props.x}
      y={props.y}
      textAnchor={props.anchor ?? 'middle'}
      fill={props.colour ?? 'var(--ink-1)'}
      fontWeight={props.weight ?? 400}
    >
      {props.children}
    </text>
  )
}

const tint = (colour: string, share: number) =>
  `color-mix(in srgb, ${colour} ${share}%, var(--card))`

/** The module as four lanes from one input to one output; thickness is channels, area is work. */
export function Module({ params, frame, frames, step, t, say }: ViewProps<typeof widget>) {
  const { language } = useInstance()
  const { inputChannels } = frame
  const scales = scalesFor(
    frames.map(({ cost }) => cost),
    inputChannels,
  )
  const previous = frames[Math.max(0, step - 1)]!
  const lanes = frame.cost.branches.map((branch, index) =>
    blend(laneOf(previous.cost.branches[index]!, inputChannels), laneOf(branch, inputChannels), t),
  )
  const compact = (value: number) => format(value, 'compact', language)
  const whole = (value: number) => format(Math.round(value), 'count', language)
  const total = lanes.reduce((sum, { outputs }) => sum + scales.band(outputs), 0)
  const middleY = plan.top + 2 * plan.lane
  const kernelWord = (lane: Lane) => {
    if (lane.name === 'one') return '1 × 1'
    if (lane.name === 'three') return '3 × 3'
    const k = params.kernel
    if (params.form === 'factorised') return `${k} × 1, 1 × ${k}`
    if (params.form === 'stacked') return say('times', { n: lane.kernelMacs.length })
    return `${k} × ${k}`
  }

  return (
    <svg viewBox={`0 0 ${plan.width} ${height}`} width="100%" aria-hidden="true">
      {lanes.map((lane, index) => {
        const y = plan.top + (index + 0.5) * plan.lane
        const band = { in: scales.band(lane.inputs), seen: scales.band(lane.seen) }
        const out = scales.band(lane.outputs)
        const sides = lane.kernelMacs.map(scales.side)
        const xs = middles(sides.length, sides, plan.kernels)
        const pooled = lane.name === 'pool'
        const narrowAt = pooled ? plan.kernels : plan.reduction
        const narrowSide = scales.side(lane.reductionMacs)
        const above = lanes.slice(0, index).reduce((sum, one) => sum + scales.band(one.outputs), 0)
        const joinY = middleY - total / 2 + above + out / 2
        const turn = pooled ? plan.kernels : (xs.at(-1) ?? plan.kernels)
        const leave = Math.max(plan.leave, turn + 40)
        const narrows = lane.reductionMacs > 0
        return (
          <g key={lane.name} data-term={lane.name}>
            <path
              d={bandPath(
                pooled
                  ? [
                      [plan.bus, band.in],
                      [turn, band.in],
                    ]
                  : [
                      [plan.bus, band.in],
                      [plan.reduction - 26, band.in],
                      [plan.reduction + 26, band.seen],
                      [turn, band.seen],
                    ],
                y,
              )}
              fill={tint(hue('channels-in'), 26)}
            />
            <path
              d={bandPath(
                [
                  [turn, pooled ? band.in : band.seen],
                  [turn + 40, out],
                  [leave + 0.5, out],
                ],
                y,
              )}
              fill={tint(hue('channels-out'), 30)}
            />
            <path
              d={flowPath(leave, y, plan.join, joinY, out)}
              fill={tint(hue('channels-out'), 30)}
            />
            {pooled && (
              <>
                <circle
                  cx={plan.reduction}
                  cy={y}
                  r="13"
                  fill="var(--card)"
                  stroke="var(--ink-2)"
                  strokeWidth="1.5"
                  strokeDasharray="3 3"
                />
                <Label x={plan.reduction} y={y - 38} colour="var(--ink-2)">
                  {say('max')}
                </Label>
              </>
            )}
            {narrowSide > 0 && (
              <>
                <rect
                  x={narrowAt - narrowSide / 2}
                  y={y - narrowSide / 2}
                  width={narrowSide}
                  height={narrowSide}
                  fill={hue('kernel')}
                />
                <Label x={narrowAt} y={y - 38} colour={hue('kernel')} weight={600}>
                  1 × 1
                </Label>
                <Label x={narrowAt} y={y + 51}>
                  {compact(lane.reductionMacs)}
                </Label>
              </>
            )}
            {sides.map((side, place) => (
              <rect
                key={place}
                x={xs[place]! - side / 2}
                y={y - side / 2}
                width={side}
                height={side}
                fill={hue('kernel')}
              />
            ))}
            {sides.length > 0 && (
              <>
                <Label x={plan.kernels} y={y - 38} colour={hue('kernel')} weight={600}>
                  {kernelWord(lane)}
                </Label>
                <Label x={plan.kernels} y={y + 51}>
                  {compact(lane.kernelMacs.reduce((sum, macs) => sum + macs, 0))}
                </Label>
              </>
            )}
            {!pooled && narrows && (
              <Label
                x={(plan.reduction + (xs[0] ?? plan.kernels)) / 2}
                y={y + 6}
                colour={hue('channels-in')}
                weight={600}
              >
                {whole(lane.seen)}
              </Label>
            )}
            <Label x={leave - 18} y={y + 6} colour={hue('channels-out')} weight={600}>
              {whole(lane.outputs)}
            </Label>
          </g>
        )
      })}
      <g data-term="channels-in">
        <rect
          x={plan.bus - plan.barWidth}
          y={plan.top + plan.lane / 2 - scales.band(inputChannels) / 2}
          width={plan.barWidth}
          height={3 * plan.lane + scales.band(inputChannels)}
          fill={hue('channels-in')}
        />
        <Label x={0} y={plan.top - 14} anchor="start" colour={hue('channels-in')} weight={600}>
          {say('intoAll', { channels: whole(inputChannels) })}
        </Label>
      </g>
      <g data-term="channels-out">
        <rect
          x={plan.join}
          y={middleY - total / 2}
          width={plan.barWidth}
          height={total}
          fill={hue('channels-out')}
        />
        <Label
          x={plan.width}
          y={middleY - total / 2 - 12}
          anchor="end"
          colour={hue('channels-out')}
          weight={600}
        >
          {whole(lanes.reduce((sum, { outputs }) => sum + outputs, 0))}
        </Label>
      </g>
    </svg>
  )
}
