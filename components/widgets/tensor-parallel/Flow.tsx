import type { Values } from '../../text.ts'
import { pieceName } from './names.ts'
import type { Frame } from './run.ts'
import styles from './View.module.css'

type Say = (phrase: string, values?: Values) => string

/** A step in a word. */
function labelOf({ step }: Frame, say: Say): string {
  const bare = (index: number) => pieceName({ ...step.operands[index]!, layout: 'replicated' }, 0)
  if (step.kind === 'hold' || step.kind === 'result' || step.kind === 'stuck') {
    return say(`step ${step.kind}`)
  }
  if (step.kind === 'collective') return `${step.collective} ${bare(0)}`
  switch (step.operator) {
    case 'times':
      return `${bare(0)} · ${bare(1)}`
    case 'each':
      return `${bare(0)} ⊙ ${bare(1)}`
    case 'bias':
      return `${bare(0)} + ${bare(1)}`
    case 'gelu':
      return 'GeLU'
    default:
      return say(`step ${step.operator}`)
  }
}

/** The whole program in one line; the step that is shown is marked, and each can be gone to. */
export function Flow(props: {
  readonly frames: readonly Frame[]
  readonly step: number
  readonly say: Say
  readonly seek: (step: number) => void
}) {
  const { frames, step, say, seek } = props
  return (
    <ol className={styles.flow} aria-label={say('flow')}>
      {frames.map((frame, index) => (
        <li key={index}>
          <button
            type="button"
            data-kind={frame.step.kind}
            aria-current={index === step ? 'step' : undefined}
            onClick={() => seek(index)}
          >
            {labelOf(frame, say)}
          </button>
        </li>
      ))}
    </ol>
  )
}
