import type { WidgetStore } from './store.ts'

/** A step takes this long at speed 1, and half of it again is a rest before the next. */
export const stepSeconds = 0.7
const restFraction = 0.5

/** Slow at both ends, so that the eye can follow a packet off and on. */
const ease = (x: number) => (x < 0.5 ? 2 * x * x : 1 - 2 * (1 - x) * (1 - x))

/** A long animation is shortened: no more than this many seconds from end to end at speed 1. */
const longest = 40

/**
 * The one clock of a widget instance: while its store is playing, moves `step` and `t`. With
 * reduced motion every step arrives at once (t = 1) and only the rests are timed.
 *
 * @returns a function that stops the clock for good
 */
export function runPlayer(store: WidgetStore): () => void {
  const reduced = window.matchMedia('(prefers-reduced-motion: reduce)')
  let request = 0
  let from = 0
  let startedAt = 0

  const tick = (now: number) => {
    const { frames, speed, step } = store.getState()
    const stepTime = (1000 * Math.min(stepSeconds, longest / frames.length)) / Math.max(speed, 0.01)
    // Several steps may pass between two pictures when there are thousands of them.
    const passed = (now - startedAt) / (stepTime * (1 + restFraction))
    const whole = Math.floor(passed)
    const target = from + 1 + whole
    if (target > frames.length - 1) {
      store.getState().advance(frames.length - 1, 1)
      store.getState().play(false)
      return
    }
    const t = reduced.matches ? 1 : ease(Math.min(1, (passed - whole) * (1 + restFraction)))
    if (target !== step || t !== store.getState().t) store.getState().advance(target, t)
    request = requestAnimationFrame(tick)
  }

  const restart = () => {
    cancelAnimationFrame(request)
    const { playing, step } = store.getState()
    if (!playing) return
    from = step
    startedAt = performance.now()
    request = requestAnimationFrame(tick)
  }

  const unsubscribe = store.subscribe((state, before) => {
    if (
      state.playing !== before.playing ||
      state.speed !== before.speed ||
      state.frames !== before.frames
    ) {
      restart()
    }
  })
  return () => {
    unsubscribe()
    cancelAnimationFrame(request)
  }
}
