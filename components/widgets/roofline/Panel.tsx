import { useId, useState } from 'react'
import type { KeyboardEvent, MouseEvent, PointerEvent } from 'react'
import type { ViewProps } from '../../widget/definition.ts'
import { TimeBars } from './Bars.tsx'
import type { Comparison, Item, Side } from './comparison.ts'
import { modelNames } from './options.ts'
import { barsOf, nearest, size } from './plot.ts'
import type { Plot } from './plot.ts'
import { RoofPlot } from './Roof.tsx'
import { nameOf } from './words.ts'
import type widget from './widget.ts'
import styles from './Panel.module.css'

type Say = ViewProps<typeof widget>['say']

/** What there is to say of one layer. */
function explain(item: Item, view: string, say: Say): string {
  const name = nameOf(item, view)
    .map((part) => say(part))
    .join(say('colon'))
  const { point } = item
  return [
    say(view === 'network' ? 'item' : 'itemNamed', { name, kind: say(`kind.${item.kind}`) }),
    item.shapes &&
      say('shapes', {
        input: item.shapes.input.join(' × '),
        output: item.shapes.output.join(' × '),
      }),
    say('amounts', { flops: item.flops, bytes: item.bytes, intensity: point.intensity }),
    say(`itemBound.${point.bound}`, { time: point.time, share: point.utilization }),
  ]
    .filter((part) => part !== undefined)
    .join(say('gap'))
}

const steps: Readonly<Record<string, (at: number, last: number) => number>> = {
  ArrowRight: (at, last) => Math.min(last, at + 1),
  ArrowLeft: (at) => Math.max(0, at - 1),
  Home: () => 0,
  End: (_, last) => last,
}

/** One side: its layers under the roof, their times below, and what is said of the one looked at. */
export function Panel(props: {
  readonly which: 'left' | 'right'
  readonly view: string
  readonly plot: Plot
  readonly comparison: Comparison
  readonly say: Say
}) {
  const { which, view, plot, comparison, say } = props
  const side: Side = comparison[which]
  const id = useId()
  const [hovered, setHovered] = useState<number | null>(null)
  const [chosen, setChosen] = useState<number | null>(null)
  const last = side.items.length - 1
  const settle = (at: number | null) => (at === null ? null : Math.min(at, last))
  const cursor = settle(hovered ?? chosen)

  const under = (event: MouseEvent<HTMLElement>): number | null => {
    for (const svg of event.currentTarget.querySelectorAll('svg')) {
      const box = svg.getBoundingClientRect()
      if (event.clientY < box.top || event.clientY > box.bottom) continue
      const scale = size.width / box.width
      const x = (event.clientX - box.left) * scale
      const y = (event.clientY - box.top) * scale
      return svg.matches(':first-of-type')
        ? nearest(plot, side.items, x, y)
        : (barsOf(side.items).at(x) ?? null)
    }
    return null
  }
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    if (event.pointerType !== 'touch') setHovered(under(event))
  }
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return
    const step = steps[event.key]
    if (step) setChosen(step(settle(chosen) ?? -1, last))
    else if (event.key === 'Escape' && chosen !== null) setChosen(null)
    else return
    setHovered(null)
    event.preventDefault()
  }
  const title = say('sideTitle', { title: say(titleOf(side, view)), batch: side.batch })
  const item = cursor === null ? undefined : side.items[cursor]
  const words = item ? explain(item, view, say) : say('hint')

  return (
    <section className={styles.panel}>
      <p className={styles.title} id={`${id}-title`}>
        {title}
      </p>
      <div
        className={styles.stage}
        role="listbox"
        aria-labelledby={`${id}-title`}
        aria-activedescendant={`${id}-item`}
        tabIndex={0}
        onPointerMove={onPointerMove}
        onPointerLeave={() => setHovered(null)}
        onClick={(event) => setChosen(under(event))}
        onFocus={(event) => {
          if (event.currentTarget.matches(':focus-visible')) setChosen((at) => at ?? 0)
        }}
        onKeyDown={onKeyDown}
      >
        <RoofPlot plot={plot} comparison={comparison} side={side} cursor={cursor} say={say} />
        <TimeBars side={side} cursor={cursor} say={say} />
        <span
          className="visually-hidden"
          role="option"
          id={`${id}-item`}
          aria-selected={item !== undefined}
        >
          {words}
        </span>
      </div>
      <p className={styles.readout} data-hint={item === undefined} aria-hidden="true">
        {words}
      </p>
    </section>
  )
}

/** A layer's stand-in by its phrase; networks and models by their own names. */
export const titleOf = ({ title }: Side, view: string) =>
  view === 'layer' ? `side.${title}` : (modelNames[title] ?? title)
