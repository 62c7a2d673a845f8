import type { ViewProps } from '../../widget/definition.ts'
import { signed, termOf } from './terms.ts'
import type { Run } from './runs.ts'
import type widget from './widget.ts'
import styles from './View.module.css'

type Props = Pick<ViewProps<typeof widget>, 'params' | 'say' | 'set'> & {
  readonly run: Run
  /** Whether to say what the sum is; the second of two need not. */
  readonly explained: boolean
}

/**
 * A rank's idle time as a sum of whole ops. Touching a term shows its cells in the picture (by the
 * page's rule for terms); pressing it keeps them there.
 */
export function Account({ run, explained, params, say, set }: Props) {
  const { rank, idle, terms } = run.account
  return (
    <div className={styles.account}>
      {(explained || terms.length === 0) && (
        <p>{say(terms.length === 0 ? 'noIdle' : 'accountOf', { rank })}</p>
      )}
      {terms.length > 0 && (
        <p className={styles.sum}>
          <span>{say('idleOf', { rank })}</span> ={' '}
          {terms.map((term, index) => {
            const { formula, value } = termOf(term, run.timeline, params.uneven !== '')
            const lit = params.lit === term.kind
            return (
              <span key={term.kind} className={styles.term}>
                {signed(term, index)}
                <button
                  type="button"
                  data-term={`idle-${term.kind}`}
                  aria-pressed={lit}
                  title={say(term.count < 0 ? 'termMinus' : 'termPlus', {
                    count: Math.abs(term.count),
                    what: say(`terms-${term.kind}`),
                    rank,
                  })}
                  onClick={() => set({ lit: lit ? 'none' : term.kind })}
                >
                  {formula}
                </button>
                <small>{say('termTime', { value })}</small>
              </span>
            )
          })}
          = <strong>{say('{idle:count}', { idle })}</strong>
        </p>
      )}
      {terms
        .filter(({ kind }) => kind === params.lit)
        .map(({ kind, count }) => (
          <p key={kind} role="status">
            {say(count < 0 ? 'termMinus' : 'termPlus', {
              count: Math.abs(count),
              what: say(`terms-${kind}`),
              rank,
            })}
          </p>
        ))}
    </div>
  )
}
