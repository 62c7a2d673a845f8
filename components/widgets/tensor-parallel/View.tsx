import { useMemo } from 'react'
import type { CSSProperties } from 'react'
import { format } from '../../format.ts'
import { rankHue } from '../../hues.ts'
import { Formula as SetFormula } from '../../ui/Formula.tsx'
import { Results as ResultList } from '../../ui/Results.tsx'
import { useInstance } from '../../widget/context.ts'
import type { ViewProps } from '../../widget/definition.ts'
import { Equation } from './Equation.tsx'
import { Flow } from './Flow.tsx'
import { Folds, isOpen } from './Folds.tsx'
import { formulasFor } from './formulas.ts'
import { nameHeight, roomOf, sizeHeight } from './place.ts'
import type widget from './widget.ts'
import { lookOf, standing } from './standing.ts'
import { isFalse } from './words.ts'
import styles from './View.module.css'

type Props = ViewProps<typeof widget>

function Legend({ frame, say }: Pick<Props, 'frame' | 'say'>) {
  const shards = [...frame.step.operands, ...(frame.step.result ? [frame.step.result] : [])]
  const check = frame.step.check
  const looks = [
    ['owned', true],
    ['partial', shards.some(({ layout }) => layout === 'partial')],
    ['false', frame.step.kind !== 'collective' && shards.some(isFalse)],
    ['wrong', check?.verdict === 'wrong'],
    ['missing', check?.pieces.some(({ missing }) => missing > 0) ?? false],
  ] as const
  return (
    <ul className={styles.legend}>
      {looks
        .filter(([, seen]) => seen)
        .map(([look]) => (
          <li key={look}>
            <span className={styles.sample} data-look={look} />
            {say(`legend ${look}`)}
          </li>
        ))}
    </ul>
  )
}

/** Pixels of a widget in a chapter, and those of a card that are not picture. */
const usualWidth = 1000
const besides = 27

export default function Picture({ params, frame, frames, step, t, say, seek, set }: Props) {
  const before = frames[step - 1]
  const { program } = frame
  // The same for every step and for every moment between two.
  const room = useMemo(() => roomOf(program, 0), [program])
  const whole = useMemo(() => roomOf(program, null), [program])
  const count = frame.step.operands[0]!.pieces.length
  // One device stands in one line with the ranks where a usual page has room for all.
  const cards = Array.from({ length: count }, (_, rank) => rank).filter((rank) =>
    isOpen(params.open, rank, count),
  )
  const inLine = whole.width + cards.length * (room.width + besides) <= usualWidth
  const one = (
    <section className={styles.card} data-of="one">
      <p className={styles.head}>{say('one device')}</p>
      <Equation
        frame={frame}
        before={before}
        t={t}
        rank={null}
        room={whole}
        difference={false}
        say={say}
      />
    </section>
  )
  const folds = (
    <Folds
      frame={frame}
      ranks={count}
      open={params.open}
      onOpen={(open) => set({ open })}
      say={say}
    />
  )
  const drawn = { frame, before, t, difference: params.difference, say }
  return (
    <div className={styles.picture}>
      <Flow frames={frames} step={step} say={say} seek={seek} />
      {!inLine && (
        <div className={styles.top}>
          <div className={styles.scroll} tabIndex={0} role="group" aria-label={say('one device')}>
            {one}
          </div>
          {folds}
        </div>
      )}
      <div
        className={styles.scroll}
        tabIndex={0}
        role="group"
        aria-label={say('stage')}
        style={{ '--room': `${room.width + 4}px` } as CSSProperties}
      >
        <div className={styles.ranks} data-in-line={inLine}>
          {inLine && one}
          {cards.map((rank) => (
            <section
              key={rank}
              className={styles.card}
              style={
                {
                  '--rank': rankHue(rank),
                  '--height': `${room.height + nameHeight + sizeHeight}px`,
                } as CSSProperties
              }
            >
              <p className={styles.head}>
                <b>{say('rank n', { rank })}</b>{' '}
                <span data-right={lookOf(frame, rank)}>{standing(frame, rank, say)}</span>
              </p>
              <Equation {...drawn} rank={rank} room={room} />
            </section>
          ))}
        </div>
      </div>
      {inLine && folds}
      <Legend frame={frame} say={say} />
    </div>
  )
}

export function Results({ frame, say }: Props) {
  const { language } = useInstance()
  const { program, step, real } = frame
  const size = (shards: readonly { readonly data: readonly number[] }[]) =>
    shards.reduce((sum, { data }) => sum + data.length, 0)
  const { check } = program
  return (
    <ResultList
      items={[
        {
          label: say('error'),
          value: check ? format(check.error, 'number', language) : '–',
          note: say(`verdict ${check?.verdict ?? 'stuck'}`),
        },
        {
          label: say('sent'),
          value: format(program.steps.at(-1)!.sentSoFar, 'count', language),
          note: say('so far', { sent: step.sentSoFar }),
          term: 'communication',
        },
        {
          label: say('weights'),
          value: format(
            size(program.weights.map(({ pieces }) => pieces[0]!.matrix)),
            'count',
            language,
          ),
          note: say('of numbers', { all: size(program.weights.map(({ expected }) => expected)) }),
          term: 'kernel',
        },
        {
          label: say('real sent'),
          value: format(real.sent, 'bytes', language),
          note: say('real sent note'),
          term: 'communication',
        },
        {
          label: say('real kept'),
          value: format(real.kept, 'bytes', language),
          note: say('real kept note'),
          term: 'memory',
        },
      ]}
    />
  )
}

export function Formula({ params, frame, say }: Props) {
  const { language } = useInstance()
  const { real } = frame
  const { algebra, volume } = formulasFor(params)
  return (
    <div className={styles.formulas}>
      <SetFormula html={algebra} />
      <figure>
        <SetFormula
          html={volume}
          values={{
            t: params.ranks,
            reduces: real.allReduces,
            halves: real.allGathers + real.reduceScatters,
            n: format(params.tokens, 'count', language),
            h: format(params.hidden, 'count', language),
            V: format(real.sent, 'bytes', language),
          }}
        />
        <figcaption>{say('real')}</figcaption>
      </figure>
    </div>
  )
}
