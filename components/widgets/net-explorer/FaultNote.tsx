import type { Fault } from './fault.ts'
import { reasonOf } from './reasons.ts'
import type { Props } from './View.tsx'
import styles from './Own.module.css'

/** Why there is no network, at the line where it ends. What was typed stands in its field still. */
export function FaultNote(props: {
  readonly fault: Fault
  readonly text: string
  readonly say: Props['say']
}) {
  const { fault, text, say } = props
  const { line, column, token, reason } = fault
  const lines = text.split('\n')
  return (
    <div className={styles.fault}>
      <p>
        <strong>
          {line === undefined
            ? say('faultHead')
            : say('faultPlace', { line, column: column ?? 1, token: token ?? '' })}
        </strong>{' '}
        {token !== undefined && line === undefined && `${say('faultWord', { token })} `}
        {say(...reasonOf(reason))}
      </p>
      {line !== undefined && (
        <div className={styles.code} tabIndex={0} role="region" aria-label={say('faultCode')}>
          <ol start={Math.max(1, line - 2)}>
            {lines.slice(Math.max(0, line - 3), line + 1).map((content, index) => {
              const number = Math.max(1, line - 2) + index
              const at = column === undefined ? 0 : column - 1
              const end = at + Math.max(1, token?.length ?? 1)
              return (
                <li key={number} data-here={number === line}>
                  {number === line ? (
                    <>
                      {content.slice(0, at)}
                      <mark>{content.slice(at, end) || ' '}</mark>
                      {content.slice(end)}
                    </>
                  ) : (
                    content
                  )}
                </li>
              )
            })}
          </ol>
        </div>
      )}
    </div>
  )
}
