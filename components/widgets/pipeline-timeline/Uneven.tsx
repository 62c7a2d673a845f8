import { useState } from 'react'
import type { ViewProps } from '../../widget/definition.ts'
import { factorsOf, limits, toldFactors, withFactors } from './uneven.ts'
import type { Factors } from './uneven.ts'
import type widget from './widget.ts'
import styles from './Uneven.module.css'

type Props = Pick<ViewProps<typeof widget>, 'params' | 'say' | 'set'>

const even: Factors = { F: 1, I: 1, W: 1 }
const terms = { F: 'forward', I: 'backward-input', W: 'backward-weight' } as const

/** What one shows first: a vocabulary on the last rank, one slow device, layers that do not divide. */
const samples = {
  vocabulary: 'last*1.5',
  slowRank: '1*2',
  embedding: '0*F1.5',
  layers: '0*1.25_last*0.75',
} as const

/** One factor. What is not legal stays in the field while one types, and is not taken. */
function Cell(props: {
  readonly value: number
  readonly label: string
  readonly onChange: (value: number) => void
}) {
  const [draft, setDraft] = useState<string | null>(null)
  const legal = (raw: string) =>
    /^\d*\.?\d{1,2}$/.test(raw) && Number(raw) >= limits.min && Number(raw) <= limits.max
  return (
    <input
      inputMode="decimal"
      autoComplete="off"
      size={4}
      aria-label={props.label}
      aria-invalid={draft !== null && !legal(draft)}
      value={draft ?? String(props.value)}
      onFocus={({ target }) => target.select()}
      onChange={({ target }) => {
        setDraft(target.value)
        if (legal(target.value)) props.onChange(Number(target.value))
      }}
      onBlur={() => setDraft(null)}
    />
  )
}

/** How many times as long each rank takes: a cell per rank, or three of them. */
export function Uneven({ params, say, set }: Props) {
  const { uneven, stages } = params
  const [open] = useState(uneven !== '')
  const told = toldFactors(uneven, stages)
  const factors = factorsOf(uneven, stages)
  const differ = factors?.some(({ F, I, W }) => F !== I || I !== W) ?? false
  const [asked, setAsked] = useState(false)
  const apart = asked || differ
  const cell = (rank: number, letter: keyof Factors | null) => {
    const own = factors?.[rank] ?? even
    return (
      <Cell
        key={letter}
        value={own[letter ?? 'F']}
        label={say(letter === null ? 'factorOf' : 'factorOfPart', { rank, part: letter ?? '' })}
        onChange={(value) => {
          const next =
            letter === null ? { F: value, I: value, W: value } : { ...own, [letter]: value }
          set({ uneven: withFactors(uneven, rank, stages, next) })
        }}
      />
    )
  }
  return (
    <details className={styles.uneven} open={open}>
      <summary>
        {say('unevenHead')}:{' '}
        {told.length === 0 ? say('unevenNone') : say('unevenList', { list: told.join(', ') })}
      </summary>
      <p className={styles.samples}>
        <button type="button" disabled={uneven === ''} onClick={() => set({ uneven: '' })}>
          {say('unevenNone')}
        </button>
        {Object.entries(samples).map(([name, text]) => (
          <button
            key={name}
            type="button"
            aria-pressed={uneven === text}
            onClick={() => set({ uneven: text })}
          >
            {say(`sample-${name}`)}
          </button>
        ))}
        <label>
          <input
            type="checkbox"
            checked={apart}
            disabled={differ}
            onChange={({ target }) => setAsked(target.checked)}
          />{' '}
          {say('unevenApart')}
        </label>
      </p>
      <ul className={styles.cells}>
        {Array.from({ length: stages }, (_, rank) => (
          <li key={rank}>
            <span>{rank}</span>
            {apart ? (
              (['F', 'I', 'W'] as const).map((letter) => (
                <span key={letter} data-term={terms[letter]}>
                  {letter} ×{cell(rank, letter)}
                </span>
              ))
            ) : (
              <span>×{cell(rank, null)}</span>
            )}
          </li>
        ))}
      </ul>
      <p className={styles.hint}>{say('unevenHint', limits)}</p>
    </details>
  )
}
