import { Fragment, memo } from 'react'
import type { CellSum } from '../../../math/conv/index.ts'
import type { Values } from '../../text.ts'
import type { Run } from './scan.ts'
import { inSum, plainNumber } from './words.ts'
import styles from './Sum.module.css'

/**
 * The current output cell, written out: every product of an input and a weight, channel by channel.
 * `shown` of them have been added so far.
 */
export const Sum = memo(function Sum(props: {
  readonly run: Run
  readonly sum: CellSum
  readonly shown: number
  readonly pointed: number | null
  readonly say: (phrase: string, values?: Values) => string
}) {
  const { run, sum, shown, pointed, say } = props
  const [, channel, row, column] = sum.cell
  const channelOf = (term: CellSum['terms'][number]) =>
    run.layer.mode === 'convolution' ? term.weight[1] : term.weight[0]
  const several = new Set(sum.terms.map(channelOf)).size > 1
  const done = shown >= sum.terms.length
  return (
    <p className={styles.sum}>
      <span className={styles.left} data-term="channels-out">
        {say('output name', { channel, row, column })} =
      </span>{' '}
      {sum.terms.map((term, index) => {
        const first = index === 0
        const fresh = first || channelOf(sum.terms[index - 1]!) !== channelOf(term)
        return (
          <Fragment key={index}>
            {!first && <span className={styles.plus}>+ </span>}
            {several && fresh && (
              <span className={styles.channel}>
                {say('channel', { channel: term.input?.[1] ?? '–' })}{' '}
              </span>
            )}
            <span
              className={styles.term}
              data-spot={`t.${index}`}
              data-padding={term.input === null || undefined}
              data-later={index >= shown || undefined}
              data-pointed={index === pointed || undefined}
            >
              <span className={styles.input}>{plainNumber(term.inputValue)}</span>×
              <span className={styles.weight}>{inSum(term.weightValue)}</span>
            </span>{' '}
          </Fragment>
        )
      })}
      {sum.terms.length === 0 && <span className={styles.term}>0 </span>}
      {sum.bias !== 0 && (
        <span className={styles.term} data-term="bias">
          + {inSum(sum.bias)}{' '}
        </span>
      )}
      <strong className={styles.total} data-later={!done || undefined}>
        = {plainNumber(sum.total)}
      </strong>
    </p>
  )
})
