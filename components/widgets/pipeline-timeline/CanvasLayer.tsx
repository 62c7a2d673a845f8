import { useCallback, useEffect, useLayoutEffect, useRef } from 'react'
import type { RefObject } from 'react'
import type { JoinedTimeline } from '../../../math/parallel/pipeline/index.ts'
import { drawSheets } from './canvas.ts'
import type { Geometry } from './geometry.ts'
import styles from './marks.module.css'

const widthsOf = (box: HTMLElement, sheet: HTMLElement) =>
  `${box.clientWidth} ${sheet.parentElement!.clientWidth}`

/**
 * All ops of a large schedule, and what ranks hold, on canvases that are as wide as what is seen of
 * the picture and stay there while the picture is scrolled. A step of the player moves a veil over
 * them, and draws nothing again.
 */
export function CanvasLayer(props: {
  readonly geometry: Geometry
  readonly timeline: JoinedTimeline
  /** How far the playhead is, as a share of the picture's width. */
  readonly place: number
  /** Whether all of it steps back, because a micro-batch is followed. */
  readonly faded: boolean
  /** The box that scrolls the picture. */
  readonly scroller: RefObject<HTMLElement | null>
}) {
  const { geometry, timeline, place, faded, scroller } = props
  const blocks = useRef<HTMLCanvasElement>(null)
  const done = useRef<HTMLCanvasElement>(null)
  const later = useRef<HTMLCanvasElement>(null)
  const now = useRef(() => {})
  const request = useRef(0)
  const drawnFor = useRef('')
  // With the next picture, once: the page is laid out for that anyway.
  const soon = useCallback(() => {
    cancelAnimationFrame(request.current)
    request.current = requestAnimationFrame(() => now.current())
  }, [])
  useLayoutEffect(() => {
    now.current = () => {
      if (!blocks.current || !done.current || !later.current || !scroller.current) return
      const sheets = { blocks: blocks.current, done: done.current, later: later.current }
      drawnFor.current = widthsOf(scroller.current, blocks.current)
      drawSheets(sheets, scroller.current, geometry, timeline)
    }
    soon()
  }, [geometry, timeline, scroller, soon])
  useEffect(() => {
    const box = scroller.current!
    const sheet = blocks.current!
    box.addEventListener('scroll', soon, { passive: true })
    // A change of height alone has been drawn already.
    const sizes = new ResizeObserver(() => {
      if (widthsOf(box, sheet) !== drawnFor.current) soon()
    })
    sizes.observe(sheet.parentElement!)
    sizes.observe(box)
    const theme = new MutationObserver(soon)
    theme.observe(document.documentElement, { attributeFilter: ['data-theme'] })
    return () => {
      cancelAnimationFrame(request.current)
      box.removeEventListener('scroll', soon)
      sizes.disconnect()
      theme.disconnect()
    }
  }, [scroller, soon])
  const share = `${+(100 * place).toFixed(4)}%`
  const height = { height: geometry.height }
  return (
    <>
      <div className={styles.holder}>
        <canvas ref={blocks} className={styles.canvas} style={height} />
      </div>
      <div className={styles.veil} data-all={faded} style={{ left: share }} />
      <div
        className={styles.holder}
        style={{
          clipPath: `inset(0 calc(100% - ${share}) 0 0)`,
          visibility: faded ? 'hidden' : 'visible',
        }}
      >
        <canvas ref={done} className={styles.canvas} style={height} />
      </div>
      <div className={styles.holder} style={{ clipPath: `inset(0 0 0 ${faded ? '0%' : share})` }}>
        <canvas ref={later} className={styles.canvas} style={height} />
      </div>
    </>
  )
}
