import { memo } from 'react'
import type { CSSProperties } from 'react'
import { fill } from '../text.ts'
import { useInstance, useWidgetState } from './context.ts'
import styles from './Player.module.css'

const speeds = [0.25, 0.5, 1, 2, 4]

const icons = {
  play: 'M3 1.5v11l9.5-5.5z',
  pause: 'M2.5 1.5h3v11h-3zM8.5 1.5h3v11h-3z',
  back: 'M2 1.5h2v11H2zM12.5 1.5v11L4.5 7z',
  forward: 'M10 1.5h2v11h-2zM1.5 1.5v11l8-5.5z',
  restart: 'M7 2a5 5 0 1 1-4.6 3l1.5.6A3.4 3.4 0 1 0 7 3.6V6L2.8 3 7 0z',
}

function Button(props: {
  readonly icon: keyof typeof icons
  readonly label: string
  readonly disabled?: boolean
  readonly onPress: () => void
}) {
  return (
    <button
      type="button"
      className={styles.button}
      aria-label={props.label}
      title={props.label}
      // Stays focusable at either end, so that the keyboard user does not lose the place.
      aria-disabled={props.disabled}
      onClick={() => {
        if (!props.disabled) props.onPress()
      }}
    >
      <svg viewBox="0 0 14 14" aria-hidden="true">
        <path d={icons[props.icon]} />
      </svg>
    </button>
  )
}

/** Play, step, scrub, speed, reset: the same under every widget that has more than one step. */
export const Player = memo(function Player() {
  const { messages, language, store } = useInstance()
  const count = useWidgetState((state) => state.frames.length)
  const step = useWidgetState((state) => state.step)
  const playing = useWidgetState((state) => state.playing)
  const speed = useWidgetState((state) => state.speed)
  const { play, seek, setSpeed, reset } = store.getState()
  const last = count - 1
  if (last < 1) return null
  return (
    <div className={styles.player} data-part="player">
      <Button
        icon={playing ? 'pause' : 'play'}
        label={playing ? messages.pause : messages.play}
        onPress={() => play(!playing)}
      />
      <Button
        icon="back"
        label={messages.back}
        disabled={step === 0}
        onPress={() => seek(step - 1)}
      />
      <Button
        icon="forward"
        label={messages.forward}
        disabled={step === last}
        onPress={() => seek(step + 1)}
      />
      <input
        className={styles.scrub}
        type="range"
        min={0}
        max={last}
        value={step}
        aria-label={messages.scrub}
        aria-valuetext={fill(messages.position, { step, last }, language)}
        style={{ '--filled': `${(step / last) * 100}%` } as CSSProperties}
        onChange={(event) => seek(Number(event.target.value))}
      />
      <span className={styles.position} aria-hidden="true">
        {step} / {last}
      </span>
      <select
        className={styles.speed}
        aria-label={messages.speed}
        value={speed}
        onChange={(event) => setSpeed(Number(event.target.value))}
      >
        {speeds.map((factor) => (
          <option key={factor} value={factor}>
            {factor}×
          </option>
        ))}
      </select>
      <Button icon="restart" label={messages.restart} onPress={reset} />
    </div>
  )
})
