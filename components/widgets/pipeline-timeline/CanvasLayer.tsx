import { useEffect, useLayoutEffect, useRef } from 'react'
import type { RefObject } from 'react'
import type { JoinedTimeline } from '../../../math/parallel/pipeline/index.ts'
import { drawSheets } from './canvas.ts'
import type { Geometry } from './geometry.ts'
import styles from './marks.module.css'

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
  useLayoutEffect(() => {
    now.current = () => {
      if (!blocks.current || !done.current || !later.current || !scroller.current) return
      const sheets = { blocks: blocks.current, done: done.current, later: later.current }
      drawSheets(sheets, scroller.current, geometry, timeline)
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
    sizes.observe(blocks.current!.parentElement!)
    sizes.observe(box)
    const theme = new MutationObserver(soon)
    theme.observe(document.documentElement, { attributeFilter: ['data-theme'] })
    return () => {
      cancelAnimationFrame(request)
      box.removeEventListener('scroll', soon)
      sizes.disconnect()
      theme.disconnect()
    }
  }, [scroller])
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
