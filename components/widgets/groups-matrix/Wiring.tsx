import { hue, rankHue } from '../../hues.ts'
import type { Stage } from './reach.ts'

/** Stages are named in a column of their own, where no wire passes. */
const names = 54
export const mostStripes = 8
const width = 400
const row = 58
const box = 16
const top = 8

/**
 * Channels from the input on, one row per stage, with a line for every weight that joins two of
 * them. What the followed channel has reached is drawn strong.
 */
export function Wiring(props: {
  readonly stages: readonly Stage[]
  readonly at: number
  readonly t: number
  readonly followed: number
  /** Groups of the first layer: each has a colour, and a channel bears those that it knows of. */
  readonly groups: number
  readonly label: (stage: Stage, index: number) => string
  readonly onFollow: (channel: number) => void
}) {
  const { stages, at, t, followed, groups, label, onFollow } = props
  const inputs = stages[0]!.paths.length
  const height = top + (stages.length - 1) * row + box + 14
  const room = width - names
  const x = (channel: number, count: number) => names + ((channel + 0.5) * room) / count
  const y = (stage: number) => top + stage * row
  const size = (count: number) => Math.min(box, (room / count) * 0.78)
  const perGroup = inputs / groups
  const groupOf = (input: number) => Math.floor(input / perGroup)

  return (
    <svg viewBox={`0 0 ${width} ${height}`} width="100%" aria-hidden="true">
      {stages.slice(1).map((stage, index) => {
        const before = stages[index]!
        const reached = index + 1 <= at
        const draw = (lit: boolean) =>
          stage.own
            .flatMap((links, output) =>
              links.map((link, input) => {
                const carries = reached && before.paths[input]![followed]! > 0
                if (link === 0 || carries !== lit) return ''
                const from = `M${x(input, before.paths.length).toFixed(1)} ${y(index) + box}`
                return `${from}L${x(output, stage.paths.length).toFixed(1)} ${y(index + 1)}`
              }),
            )
            .join('')
        return (
          <g key={index} fill="none" data-term={stage.kind === 'shuffle' ? 'shuffle' : 'groups'}>
            <path
              d={draw(false)}
              stroke="var(--line-strong)"
              strokeDasharray={stage.kind === 'shuffle' ? '4 3' : undefined}
            />
            <path
              d={draw(true)}
              stroke={stage.kind === 'shuffle' ? 'var(--ink-1)' : hue('kernel')}
              strokeWidth="1.8"
              strokeDasharray={stage.kind === 'shuffle' ? '4 3' : undefined}
              strokeOpacity={index + 1 === at ? t : 1}
            />
          </g>
        )
      })}
      {stages.map((stage, index) => {
        const count = stage.paths.length
        const side = size(count)
        return (
          <g key={index}>
            <text x="0" y={y(index) + 12} fontSize="13" fill="var(--ink-2)">
              {label(stage, index)}
              {stage.kind === 'convolution' && (
                <tspan x="0" dy="15" fill={hue('groups')} data-term="groups">
                  g = {stage.groups}
                </tspan>
              )}
            </text>
            {stage.paths.map((paths, channel) => {
              const all = [...new Set(paths.flatMap((n, input) => (n > 0 ? [groupOf(input)] : [])))]
              // More stripes could not be told apart: one plain box says "many".
              const known = all.length > mostStripes ? [null] : all
              const reached = index <= at && (index < at || t === 1) && paths[followed]! > 0
              const left = x(channel, count) - side / 2
              return (
                <g key={channel} onClick={index === 0 ? () => onFollow(channel) : undefined}>
                  {index === 0 && (
                    // As large a target as there is room for.
                    <rect
                      x={x(channel, count) - room / count / 2}
                      y={y(index) - 8}
                      width={room / count}
                      height={box + 24}
                      fill="transparent"
                    />
                  )}
                  {known.map((group, part) => (
                    <rect
                      key={part}
                      x={left + (part * side) / known.length}
                      y={y(index)}
                      width={side / known.length}
                      height={box}
                      fill={group === null ? 'var(--ink-3)' : rankHue(group)}
                      fillOpacity={reached ? 1 : 0.45}
                    />
                  ))}
                  {reached && (
                    <rect
                      x={left - 1}
                      y={y(index) - 1}
                      width={side + 2}
                      height={box + 2}
                      fill="none"
                      stroke="var(--ink-1)"
                      strokeWidth="2"
                    />
                  )}
                </g>
              )
            })}
          </g>
        )
      })}
    </svg>
  )
}
