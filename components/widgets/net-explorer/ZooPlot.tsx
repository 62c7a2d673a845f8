import { type KeyboardEvent, type PointerEvent, useId, useMemo, useState } from 'react'
import { zooFact } from '../../../math/nets/zoo/totals.ts'
import { labelled, nearestSpot } from './labels.ts'
import { nameOf } from './names.ts'
import { formatOf } from './measures.ts'
import type { Point } from './pareto.ts'
import { linearAxis, logAxis } from './scale.ts'
import type { Props } from './View.tsx'
import type { Frame } from './widget.ts'
import styles from './ZooPlot.module.css'

type ZooFrame = Extract<Frame, { kind: 'zoo' }>

/** A front is a stair: so much accuracy for that price and every higher one. */
function stair(front: readonly Point[], x: (p: Point) => number, y: (p: Point) => number): string {
  return front
    .map((p, i) => (i === 0 ? `M${x(p)} ${y(p)}` : `H${x(p)}V${y(p)}`))
    .concat('H100')
    .join('')
}

/** Cost against accuracy, year by year. One tab stop; arrows go from network to network. */
export function ZooPlot(props: Props & { readonly frame: ZooFrame }) {
  const { params, frame, frames, step, t, say, set } = props
  const id = useId()
  const [pointed, setPointed] = useState<string | null>(null)
  const { everything } = frame
  const axes = useMemo(() => {
    const costs = everything.map(({ cost }) => cost)
    const gains = everything.map(({ top1 }) => top1)
    return {
      x: logAxis(Math.min(...costs), Math.max(...costs)),
      y: linearAxis(Math.min(...gains), Math.max(...gains), 10),
    }
  }, [everything])
  const x = (p: Point) => axes.x.place(p.cost)
  const y = (p: Point) => 100 - axes.y.place(p.top1)
  const { points, front } = frame
  const spots = points.map((p) => ({ id: p.id, x: x(p), y: y(p) }))
  const chosen = points.find(({ id: name }) => name === params.net)
  const onFront = new Set(front.map(({ id: name }) => name))
  const inFront = spots.filter((spot) => onFront.has(spot.id)).toReversed()
  const own = spots.filter((spot) => spot.id === chosen?.id)
  const wide = labelled([...own, ...inFront], 20, 5)
  const narrow = labelled([...own, ...inFront], 45, 8)
  const earlier = frames.slice(0, step).filter((other): other is ZooFrame => other.kind === 'zoo')

  // Of fronts that end alike, the first has its year written.
  const end = (year: ZooFrame) => y(year.front.at(-1)!)
  const dated = earlier.filter((year, i) =>
    earlier.slice(0, i).every((before) => Math.abs(end(before) - end(year)) > 3),
  )

  const locate = ({ currentTarget, clientX, clientY }: PointerEvent) => {
    const box = currentTarget.getBoundingClientRect()
    const at = {
      x: (100 * (clientX - box.left)) / box.width,
      y: (100 * (clientY - box.top)) / box.height,
    }
    return nearestSpot(spots, at, box, 28)?.id
  }
  const move = (event: KeyboardEvent) => {
    const across = event.key === 'ArrowRight' || event.key === 'ArrowLeft'
    const order = points.toSorted((a, b) => (across ? a.cost - b.cost : a.top1 - b.top1))
    const now = order.findIndex(({ id: name }) => name === params.net)
    const to: Readonly<Record<string, number>> = {
      ArrowRight: now + 1,
      ArrowUp: now + 1,
      ArrowLeft: now < 0 ? 0 : now - 1,
      ArrowDown: now < 0 ? 0 : now - 1,
      Home: 0,
      End: order.length - 1,
    }
    if (event.key === 'Enter' && chosen) set({ view: 'open' })
    else if (event.key in to) {
      const next = order[Math.min(order.length - 1, Math.max(0, to[event.key]!))]
      if (next) set({ net: next.id as Props['params']['net'] })
    } else return
    event.preventDefault()
  }
  const shown = pointed ?? null
  const family = points
    .filter((p) => p.family === chosen?.family)
    .toSorted((a, b) => a.cost - b.cost)

  return (
    <div className={styles.zoo}>
      <div className={styles.plot}>
        <span className={styles.yTitle}>{say('top1')}</span>
        <div className={styles.yTicks} aria-hidden="true">
          {axes.y.ticks.map((tick) => (
            <span key={tick} style={{ bottom: `${axes.y.place(tick)}%` }}>
              {say('{tick:number}', { tick })}
            </span>
          ))}
        </div>
        <div
          className={styles.field}
          role="listbox"
          tabIndex={0}
          aria-label={say('plotLabel')}
          aria-activedescendant={chosen ? `${id}-${chosen.id}` : undefined}
          onKeyDown={move}
          onPointerMove={(event) => setPointed(locate(event) ?? null)}
          onPointerLeave={() => setPointed(null)}
          onPointerDown={(event) => {
            const hit = locate(event)
            if (hit) set({ net: hit as Props['params']['net'] })
          }}
        >
          <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
            {axes.y.ticks.map((tick) => (
              <line
                key={tick}
                className={styles.grid}
                x2="100"
                y1={100 - axes.y.place(tick)}
                y2={100 - axes.y.place(tick)}
              />
            ))}
            {axes.x.ticks.map((tick) => (
              <line
                key={tick}
                className={styles.grid}
                y2="100"
                x1={axes.x.place(tick)}
                x2={axes.x.place(tick)}
              />
            ))}
            {earlier.map((other) => (
              <path key={other.year} className={styles.trail} d={stair(other.front, x, y)} />
            ))}
            {family.length > 1 && (
              <polyline
                className={styles.family}
                points={family.map((p) => `${x(p)},${y(p)}`).join(' ')}
              />
            )}
            <path
              className={styles.front}
              d={stair(front, x, y)}
              style={{ opacity: step === 0 ? 1 : t }}
            />
          </svg>
          {dated.map((other) => (
            <span
              key={other.year}
              className={styles.year}
              style={{ top: `${end(other)}%` }}
              aria-hidden="true"
            >
              {other.year}
            </span>
          ))}
          <span className={styles.now} aria-hidden="true">
            {frame.year}
          </span>
          {points.map((p) => (
            <span
              key={p.id}
              id={`${id}-${p.id}`}
              role="option"
              aria-selected={p.id === chosen?.id}
              aria-label={say('pointLabel', {
                name: nameOf(p.id),
                year: String(p.year),
                top1: p.top1,
                cost: say(`{cost:${formatOf(params.measure)}}`, { cost: p.cost }),
              })}
              className={styles.point}
              data-front={onFront.has(p.id)}
              data-fresh={p.year === frame.year}
              style={{
                left: `${x(p)}%`,
                top: `${y(p)}%`,
                opacity: p.year === frame.year && step > 0 ? t : undefined,
              }}
            />
          ))}
          {points.map((p) =>
            wide.has(p.id) || narrow.has(p.id) || p.id === shown ? (
              <span
                key={p.id}
                className={styles.name}
                aria-hidden="true"
                data-wide={wide.has(p.id)}
                data-narrow={narrow.has(p.id)}
                data-shown={p.id === shown || p.id === chosen?.id}
                data-right={x(p) < 22}
                style={{ left: `${x(p)}%`, top: `${y(p)}%` }}
              >
                {nameOf(p.id)}
              </span>
            ) : null,
          )}
        </div>
        <div className={styles.xTicks} aria-hidden="true">
          {axes.x.ticks.map((tick) => (
            <span key={tick} style={{ left: `${axes.x.place(tick)}%` }}>
              {say(`{tick:${formatOf(params.measure)}}`, { tick })}
            </span>
          ))}
        </div>
        <span className={styles.xTitle}>{say(params.measure)}</span>
      </div>
      <Chosen {...props} point={chosen} />
    </div>
  )
}

/** The chosen network's paper and accuracy, and the ways on from here. */
function Chosen(props: Props & { readonly point: Point | undefined }) {
  const { params, point, say, set } = props
  const entry = zooFact(params.net)
  const { paper, top1 } = entry
  return (
    <div className={styles.chosen}>
      <p>
        <strong>{nameOf(entry.name)}</strong>{' '}
        {say('paper', { title: paper.title, id: paper.id, year: String(paper.year) })}{' '}
        {top1 ? say('accuracy', { value: top1.percent, source: top1.source }) : say('unrated')}{' '}
        {point
          ? say(`costs_${params.measure}`, { value: point.cost })
          : top1 && say('notYet', { year: String(paper.year) })}
      </p>
      <div className={styles.ways}>
        <button type="button" onClick={() => set({ view: 'open' })}>
          {say('openIt')}
        </button>
        <button type="button" onClick={() => set({ view: 'pair' })}>
          {say('compareIt')}
        </button>
      </div>
    </div>
  )
}
