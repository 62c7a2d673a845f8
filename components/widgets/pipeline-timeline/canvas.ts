import { iterationOf, OP_KINDS } from '../../../math/parallel/pipeline/index.ts'
import type { JoinedTimeline, OpKind, TimedOp } from '../../../math/parallel/pipeline/index.ts'
import { boxOf, byKind, curveAt, labelsFrom, laneTop, letterRoom } from './geometry.ts'
import type { Geometry } from './geometry.ts'
import { letters, numberOf } from './names.ts'
import { heldRuns, paintLane, rowsOf, seenOps } from './paint.ts'
import type { Colour, Colours, Stretch } from './paint.ts'
import { chunkOf } from './schedules.ts'

/** The three sheets that lie over one another: blocks, and their numbers on either side of the playhead. */
export interface Sheets {
  readonly blocks: HTMLCanvasElement
  /** Numbers on full colour, and on pale. */
  readonly done: HTMLCanvasElement
  readonly later: HTMLCanvasElement
}

/** A CSS colour as numbers; the canvas reads whatever CSS can say. */
function colourOf(context: CanvasRenderingContext2D, css: string): Colour {
  context.fillStyle = '#000'
  context.fillStyle = css.trim()
  const text = String(context.fillStyle)
  return [1, 3, 5].map((at) => Number.parseInt(text.slice(at, at + 2), 16)) as unknown as Colour
}

/** Numbers are written into blocks that are so high, and stripes into those that are so wide. */
const leastHeight = 12
const leastStripe = 4

function sized(canvas: HTMLCanvasElement, width: number, height: number, ratio: number) {
  const [columns, lines] = [Math.round(width * ratio), Math.round(height * ratio)]
  if (canvas.width !== columns || canvas.height !== lines) {
    canvas.width = columns
    canvas.height = lines
  }
  const context = canvas.getContext('2d')!
  context.setTransform(1, 0, 0, 1, 0, 0)
  context.clearRect(0, 0, columns, lines)
  return context
}

/**
 * Draws what is seen of a schedule.
 *
 * @param scroller the box that scrolls the picture: the sheets are as wide as it and stay in it
 */
export function drawSheets(
  sheets: Sheets,
  scroller: HTMLElement,
  geometry: Geometry,
  timeline: JoinedTimeline,
): void {
  const whole = sheets.blocks.parentElement!.getBoundingClientRect()
  const width = Math.floor(Math.min(whole.width, scroller.clientWidth))
  if (width <= 0) return
  for (const sheet of Object.values(sheets) as HTMLCanvasElement[]) {
    const css = `${width}px`
    if (sheet.style.width !== css) sheet.style.width = css
  }
  const left = sheets.blocks.getBoundingClientRect().left - whole.left
  const ratio = window.devicePixelRatio || 1
  const from = (left / whole.width) * geometry.span
  const to = ((left + width) / whole.width) * geometry.span
  const style = getComputedStyle(sheets.blocks)
  const context = sized(sheets.blocks, width, geometry.height, ratio)
  const stretch = { from, to, columns: sheets.blocks.width }
  drawLanes(context, stretch, ratio, geometry, timeline, style)

  const scale = width / (to - from)
  const place = (time: number) => (time - from) * scale
  context.setTransform(ratio, 0, 0, ratio, 0, 0)
  drawStripes(context, stretch, place, geometry, timeline, style)
  const written = [
    [sheets.done, '--on-hue'],
    [sheets.later, '--ink-2'],
  ] as const
  for (const [sheet, ink] of written) {
    const text = sized(sheet, width, geometry.height, ratio)
    text.setTransform(ratio, 0, 0, ratio, 0, 0)
    text.fillStyle = style.getPropertyValue(ink)
    text.textAlign = 'center'
    text.textBaseline = 'middle'
    text.font = `600 11.5px ${style.fontFamily}`
    drawNumbers(text, stretch, place, whole.width, geometry, timeline)
  }
}

/** Blocks and curves, as pixels. */
function drawLanes(
  context: CanvasRenderingContext2D,
  stretch: Stretch,
  ratio: number,
  geometry: Geometry,
  timeline: JoinedTimeline,
  style: CSSStyleDeclaration,
): void {
  const colour = (kind: OpKind) => colourOf(context, style.getPropertyValue(`--hue-${kind}`))
  const colours = Object.fromEntries(OP_KINDS.map((kind) => [kind, colour(kind)])) as Colours
  const { columns } = stretch
  const rows = rowsOf(timeline.ranks)
  const image = new ImageData(columns, rows * timeline.ranks.length)
  const size = 4 * rows * columns
  for (const rank of timeline.ranks) {
    const pixels = image.data.subarray(rank.rank * size, (rank.rank + 1) * size)
    paintLane(rank, stretch, rows, colours, pixels)
  }
  const strip = document.createElement('canvas')
  strip.width = columns
  strip.height = image.height
  strip.getContext('2d')!.putImageData(image, 0, 0)
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
}

/** Stripes through every second chunk, at the top, and every second iteration, at the foot. */
function drawStripes(
  context: CanvasRenderingContext2D,
  stretch: Stretch,
  place: (time: number) => number,
  geometry: Geometry,
  timeline: JoinedTimeline,
  style: CSSStyleDeclaration,
): void {
  context.fillStyle = style.getPropertyValue('--card')
  const stripe = (op: TimedOp, y: number) => {
    const [start, end] = [place(op.start), place(op.end)]
    if (end - start >= leastStripe) context.fillRect(start, y, end - start - 1, 1.5)
  }
  for (const op of seenOps(timeline.ranks, stretch)) {
    const { y, height } = boxOf(geometry, op)
    if (chunkOf(op, timeline.schedule) % 2 === 1) stripe(op, y + 2)
    if (timeline.iterations > 1 && iterationOf(op, timeline) % 2 === 1) stripe(op, y + height - 3)
  }
}

/**
 * Numbers of micro-batches where those of all ops of a kind fit, with the letter of what is done
 * where that does too.
 *
 * @param width of the whole picture
 */
function drawNumbers(
  context: CanvasRenderingContext2D,
  stretch: Stretch,
  place: (time: number) => number,
  width: number,
  geometry: Geometry,
  timeline: JoinedTimeline,
): void {
  if (geometry.lane < leastHeight) return
  const written = new Map(
    byKind(timeline.ops).map(([kind, ops]) => {
      const from = labelsFrom(geometry, timeline, ops, Infinity)
      const fits = from !== undefined && from <= width
      return [kind, { fits, letter: fits && from + letterRoom(geometry, ops) <= width }]
    }),
  )
  for (const op of seenOps(timeline.ranks, stretch)) {
    const { y, height } = boxOf(geometry, op)
    const { fits, letter } = written.get(op.kind)!
    if (!fits || height < leastHeight) continue
    const number = numberOf(op, timeline.schedule)
    context.fillText(
      letter ? letters[op.kind] + number : number,
      (place(op.start) + place(op.end)) / 2,
      y + height / 2 + 0.5,
    )
  }
}
