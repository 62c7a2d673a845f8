import { createStore } from 'zustand/vanilla'
import type { AnyWidget } from './definition.ts'
import { caseState, decodeState, settle, stateFrom } from './state.ts'
import type { Rejection, State } from './state.ts'

/** Everything that changes in one widget instance. One store per instance, none global. */
export interface WidgetState {
  readonly params: State
  readonly frames: readonly unknown[]
  readonly step: number
  /** Progress of the change into `step`; 1 whenever nothing is playing. */
  readonly t: number
  readonly playing: boolean
  /** Steps per second at speed 1 is set by the player; this multiplies it. */
  readonly speed: number
  readonly rejections: readonly Rejection[]
  /** Which parts of the frame are drawn; an embed's address may ask for less than everything. */
  readonly chrome: Chrome
  /** Parameters that cannot be set here; their controls are not shown. */
  readonly locked: readonly string[]
  set(changes: Readonly<Record<string, unknown>>): void
  /** Takes a state from a URL's query and reports what was not taken as it stood. */
  load(query: string): void
  seek(step: number): void
  play(playing: boolean): void
  /** Called by the player's clock alone. */
  advance(step: number, t: number): void
  setSpeed(speed: number): void
  dismiss(): void
  /** Back to the state that the instance started with. */
  reset(): void
}

/** The values of what stands in the picture, without what has been undone. */
export function standingIn(
  widget: AnyWidget,
  { params, frames, step }: Pick<WidgetState, 'params' | 'frames' | 'step'>,
): State {
  return { ...params, ...widget.standing?.(frames[step], params as never) } as State
}

/** Everything, the player alone beside the picture, or the bare picture. */
export type Chrome = 'full' | 'step' | 'none'

export type WidgetStore = ReturnType<typeof createWidgetStore>

const within = (step: number, count: number) => Math.min(count - 1, Math.max(0, Math.round(step)))

/** The step that a fresh picture shows; an address names any other. */
export const openingStep = (widget: AnyWidget, count: number) =>
  within((widget.opening ?? 0) * (count - 1), count)

/**
 * @param initial where the instance starts and what `reset` goes back to: a named case, or values
 *   that differ from the default one
 * @param locked parameters that stay as they start; a change that would move one is not made
 */
export function createWidgetStore(
  widget: AnyWidget,
  initial: string | State = 'default',
  chrome: Chrome = 'full',
  locked: readonly string[] = [],
) {
  const start =
    typeof initial === 'string' ? caseState(widget, initial) : stateFrom(widget, initial)
  const startFrames = widget.frames(start as never)
  return createStore<WidgetState>()((update, get) => {
    const show = (params: State, rejections: readonly Rejection[]) => {
      const before = get()
      const frames = widget.frames(params as never)
      // Keep the place: the same fraction of the way through, at the nearest whole step.
      const place = before.frames.length > 1 ? before.step / (before.frames.length - 1) : 0
      const step =
        frames.length === before.frames.length
          ? before.step
          : within(place * (frames.length - 1), frames.length)
      update({ params, frames, step, t: 1, rejections })
    }
    // What was asked for last is what is shown, however long its code takes.
    let turns = 0
    const whenLoaded = (params: State, then: () => void) => {
      const turn = ++turns
      const pending = widget.load?.(params as never)
      if (!pending) then()
      else pending.then(() => turn === turns && then(), console.error)
    }
    return {
      params: start,
      frames: startFrames,
      step: openingStep(widget, startFrames.length),
      t: 1,
      playing: false,
      speed: 1,
      rejections: [],
      chrome,
      locked,
      set: (changes) => {
        const params = settle(widget, { ...get().params, ...changes } as State)
        if (locked.some((name) => String(params[name]) !== String(start[name]))) return
        whenLoaded(params, () => show(params, []))
      },
      load: (query) => {
        const { state, rejections } = decodeState(widget, query)
        const controls = new URLSearchParams(query).get('controls')
        if (controls === 'step' || controls === 'none') update({ chrome: controls })
        whenLoaded(state, () => {
          show(state, rejections)
          const frames = get().frames.length
          const asked = new URLSearchParams(query).get('step')
          const step = asked === null ? openingStep(widget, frames) : Number(asked)
          if (asked !== null && !(Number.isInteger(step) && step >= 0 && step < frames)) {
            const used = Number.isFinite(step) ? within(step, frames) : 0
            update({
              step: used,
              rejections: [
                ...rejections,
                {
                  name: 'step',
                  raw: asked,
                  problem: Number.isFinite(step) ? 'clamped' : 'refused',
                  used: String(used),
                  legal: { min: 0, max: frames - 1 },
                },
              ],
            })
          } else update({ step })
        })
      },
      seek: (step) => update({ step: within(step, get().frames.length), t: 1, playing: false }),
      play: (playing) => {
        const { step, frames } = get()
        if (frames.length < 2) return
        // Pressing play at the end starts over, as every player does.
        if (playing && step === frames.length - 1) update({ step: 0, t: 1, playing })
        else update({ playing, ...(playing ? {} : { t: 1 }) })
      },
      advance: (step, t) => update({ step: within(step, get().frames.length), t }),
      setSpeed: (speed) => update({ speed }),
      dismiss: () => update({ rejections: [] }),
      reset: () => {
        turns++
        update({
          params: start,
          frames: startFrames,
          step: openingStep(widget, startFrames.length),
          t: 1,
          playing: false,
          rejections: [],
        })
      },
    }
  })
}
