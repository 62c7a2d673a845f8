import { useEffect, useLayoutEffect, useRef } from 'react'
import type { RefObject } from 'react'
import type { OpKind, Timeline } from '../../../math/parallel/pipeline/index.ts'
import { OP_KINDS } from '../../../math/parallel/pipeline/index.ts'
import { boxOf, curveAt, laneTop } from './geometry.ts'
import type { Geometry } from './geometry.ts'
import { numberOf } from './names.ts'
import { heldRuns, paintLane, rowsOf } from './paint.ts'
import type { Colour, Colours } from './paint.ts'
import styles from './marks.module.css'

/** A CSS colour as numbers; the canvas reads whatever CSS can say. */
function colourOf(context: CanvasRenderingContext2D, css: string): Colour {
  context.fillStyle = '#000'
  context.fillStyle = css.trim()
  const text = String(context.fillStyle)
  return [1, 3, 5].map((at) => Number.parseInt(text.slice(at, at + 2), 16)) as unknown as Colour
}

/** Numbers are written into lanes that are high enough for them. */
const leastLane = 15

function draw(
  canvas: HTMLCanvasElement,
  scroller: HTMLElement,
  geometry: Geometry,
  timeline: Timeline,
): void {
  const whole = canvas.parentElement!.getBoundingClientRect()
  const width = `${Math.floor(Math.min(whole.width, scroller.clientWidth))}px`
  if (canvas.style.width !== width) canvas.style.width = width
  const seen = canvas.getBoundingClientRect()
  if (whole.width === 0 || seen.width === 0) return
  const ratio = window.devicePixelRatio || 1
  const columns = Math.round(seen.width * ratio)
  const lines = Math.round(geometry.height * ratio)
  if (canvas.width !== columns || canvas.height !== lines) {
    canvas.width = columns
    canvas.height = lines
  }
  const context = canvas.getContext('2d')
  if (context === null) return
  const style = getComputedStyle(canvas)
  const colour = (name: string) => colourOf(context, style.getPropertyValue(name))
  const colours = Object.fromEntries(
    OP_KINDS.map((kind): [OpKind, Colour] => [kind, colour(`--hue-${kind}`)]),
  ) as Colours
  const from = ((seen.left - whole.left) / whole.width) * geometry.span
  const to = ((seen.right - whole.left) / whole.width) * geometry.span
  const stretch = { from, to, columns }
  const rows = rowsOf(timeline.ranks)
  const image = new ImageData(columns, rows * timeline.ranks.length)
  const size = 4 * rows * columns
  timeline.ranks.forEach((rank) => {
    const pixels = image.data.subarray(rank.rank * size, (rank.rank + 1) * size)
    paintLane(rank, stretch, rows, colours, pixels)
  })
  const strip = document.createElement('canvas')
  strip.width = columns
  strip.height = image.height
  strip.getContext('2d')!.putImageData(image, 0, 0)

  context.setTransform(1, 0, 0, 1, 0, 0)
  context.clearRect(0, 0, columns, lines)
  context.imageSmoothingEnabled = false
  for (const { rank } of timeline.ranks) {
    const y = Math.round(laneTop(geometry, rank) * ratio)
    const height = Math.round(geometry.lane * ratio)
    context.drawImage(strip, 0, rank * rows, columns, rows, 0, y, columns, height)
  }
  context.fillStyle = style.getPropertyValue('--hue-memory')
  context.globalAlpha = 0.6
  for (const rank of timeline.ranks) {
    const base = curveAt(geometry, rank.rank, 0)
    for (const { start, end, held } of heldRuns(rank, stretch)) {
      const y = curveAt(geometry, rank.rank, held)
      context.fillRect(start, y * ratio, end - start, (base - y) * ratio)
    }
  }
  context.globalAlpha = 1
  if (geometry.lane < leastLane) return
  context.setTransform(ratio, 0, 0, ratio, 0, 0)
  context.fillStyle = style.getPropertyValue('--on-hue')
  context.font = `600 11px ${style.fontFamily}`
  context.textAlign = 'center'
  context.textBaseline = 'middle'
  const scale = seen.width / (to - from)
  for (const op of timeline.ops) {
    if (op.end < from || op.start > to) continue
    const text = numberOf(op, timeline.schedule)
    if ((op.end - op.start) * scale < 7 * text.length + 3) continue
    const { y, height } = boxOf(geometry, op)
    if (height < leastLane - 3) continue
    context.fillText(text, ((op.start + op.end) / 2 - from) * scale, y + height / 2 + 0.5)
  }
}

/**
 * All ops of a large schedule, and what ranks hold, on a canvas that is as wide as what is seen of
 * the picture and stays there while the picture is scrolled.
 */
export function CanvasLayer(props: {
  readonly geometry: Geometry
  readonly timeline: Timeline
  /** The box that scrolls the picture. */
  readonly scroller: RefObject<HTMLElement | null>
}) {
  const { geometry, timeline, scroller } = props
  const ref = useRef<HTMLCanvasElement>(null)
  const now = useRef(() => {})
  useLayoutEffect(() => {
    now.current = () => {
      if (ref.current && scroller.current) draw(ref.current, scroller.current, geometry, timeline)
    }
    now.current()
  }, [geometry, timeline, scroller])
  useEffect(() => {
    let request = 0
    const soon = () => {
      cancelAnimationFrame(request)
      request = requestAnimationFrame(() => now.current())
    }
    const box = scroller.current!
    box.addEventListener('scroll', soon, { passive: true })
    const sizes = new ResizeObserver(soon)
    sizes.observe(ref.current!.parentElement!)
    const theme = new MutationObserver(soon)
    theme.observe(document.documentElement, { attributeFilter: ['data-theme'] })
    return () => {
      cancelAnimationFrame(request)
      box.removeEventListener('scroll', soon)
      sizes.disconnect()
      theme.disconnect()
    }
  }, [scroller])
  return (
    <div className={styles.holder}>
      <canvas ref={ref} className={styles.canvas} style={{ height: geometry.height }} />
    </div>
  )
}
