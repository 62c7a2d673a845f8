import type { KeyboardEvent } from 'react'
import { hue } from '../../hues.ts'
import type { ViewProps } from '../../widget/definition.ts'
import { changeTap } from './editing.ts'
import type { Drawn } from './geometry.ts'
import { pointed } from './pointing.ts'
import styles from './View.module.css'
import { two } from './widget.ts'
import type widget from './widget.ts'

/** The sampling points: dragged by pointer and touch, moved by keys; one of them is in the tab order. */
export function Points(
  props: ViewProps<typeof widget> & {
    readonly id: string
    readonly drawn: (tap: number) => Drawn
  },
) {
  const { id, params, frame, say, set, drawn } = props
  const { kernel, version } = params
  const selected = params.tap - 1
  const pointId = (tap: number) => `${id}-tap-${tap}`

  const onKeyDown = (event: KeyboardEvent, tap: number) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return
    const { dy, dx } = frame.settings[tap]!
    const by = event.shiftKey ? 1 : 0.1
    const turn = (to: number) => {
      const next = (to + kernel * kernel) % (kernel * kernel)
      set({ tap: next + 1 })
      document.getElementById(pointId(next))?.focus()
    }
    const moves: Readonly<Record<string, () => void>> = {
      ArrowUp: () => changeTap(props, tap, { dy: dy - by }),
      ArrowDown: () => changeTap(props, tap, { dy: dy + by }),
      ArrowLeft: () => changeTap(props, tap, { dx: dx - by }),
      ArrowRight: () => changeTap(props, tap, { dx: dx + by }),
      Home: () => changeTap(props, tap, { dy: 0, dx: 0 }),
      PageDown: () => turn(tap + 1),
      PageUp: () => turn(tap - 1),
      Escape: () => document.getElementById(pointId(tap))?.blur(),
    }
    const move = moves[event.key]
    if (!move) return
    event.preventDefault()
    event.stopPropagation()
    move()
  }

  // Always in one order: a point that changed its place among its siblings would lose the pointer.
  const order = frame.sum.terms.map((_, tap) => tap)
  const top = drawn(selected)
  return (
    <>
      {order.map((tap) => {
        const { place, x, y } = drawn(tap)
        const { dy, dx, mask } = frame.settings[tap]!
        const strength = version === 'v2' ? mask : 1
        const chosen = tap === selected
        return (
          <g
            key={tap}
            data-term={chosen ? 'tap' : 'offsets'}
            id={pointId(tap)}
            className={styles.point}
            role="button"
            tabIndex={chosen ? 0 : -1}
            aria-pressed={chosen}
            aria-describedby={`${id}-hint`}
            aria-label={say('point', {
              tap: tap + 1,
              dy: two(dy),
              dx: two(dx),
              value: two(frame.sum.terms[tap]!.sample.value),
            })}
            onKeyDown={(event) => onKeyDown(event, tap)}
            onPointerDown={(event) => {
              event.currentTarget.setPointerCapture(event.pointerId)
              set({ tap: tap + 1 })
            }}
            onPointerMove={(event) => {
              if (!event.currentTarget.hasPointerCapture(event.pointerId)) return
              const to = pointed(event)
              const tenth = (value: number) => Math.round(value * 10) / 10
              changeTap(props, tap, { dy: tenth(to.y - place.y), dx: tenth(to.x - place.x) })
            }}
          >
            <circle cx={x} cy={y} r="21" fill="transparent" />
            <circle
              className={styles.disc}
              cx={x}
              cy={y}
              r={chosen ? 16 : 13}
              fill={
                strength < 0.5
                  ? `color-mix(in srgb, ${hue('kernel')} ${Math.round(strength * 100)}%, var(--card))`
                  : hue('kernel')
              }
              stroke={chosen ? 'var(--ink-1)' : hue('kernel')}
              strokeWidth={chosen ? 3 : 1.5}
            />
            <text
              x={x}
              y={y + 6.5}
              textAnchor="middle"
              fontSize="18"
              fontWeight="600"
              fill={strength < 0.5 ? 'var(--ink-1)' : 'var(--on-hue)'}
            >
              {tap + 1}
            </text>
          </g>
        )
      })}
      {/* The chosen point once more, above the others. */}
      <g pointerEvents="none">
        <circle
          cx={top.x}
          cy={top.y}
          r="16"
          fill={hue('kernel')}
          stroke="var(--ink-1)"
          strokeWidth="3"
        />
        <text
          x={top.x}
          y={top.y + 6.5}
          textAnchor="middle"
          fontSize="18"
          fontWeight="600"
          fill="var(--on-hue)"
        >
          {selected + 1}
        </text>
      </g>
    </>
  )
}
