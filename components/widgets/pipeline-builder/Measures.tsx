import { outlook } from '../../../math/parallel/pipeline/outlook.ts'
import { emptyPosition, heldIn, peaksIn, timeOf } from '../../../math/parallel/pipeline/puzzle.ts'
import { Formula as SetFormula } from '../../ui/Formula.tsx'
import { Results as ResultList } from '../../ui/Results.tsx'
import type { ViewProps } from '../../widget/definition.ts'
import bound from './bound.tex'
import { insightInto } from './insight.ts'
import type widget from './widget.ts'
import { idleOf, ofBest } from './words.ts'
import styles from './View.module.css'

type Props = Pick<ViewProps<typeof widget>, 'frame' | 'say'>

export function Results({ frame, say }: Props) {
  const { level, position } = frame
  const insight = insightInto(level, position)
  const { timeline, best, score, finished } = insight
  const count = (value: number) => say('{value}', { value })
  const list = (values: readonly number[]) => values.map(count).join(' · ')
  const period = level.counts === 'period'
  const held = finished ? peaksIn(position) : heldIn(position)
  const caps = level.puzzle.capacity
  return (
    <ResultList
      items={[
        {
          label: say(finished ? (period ? 'period' : 'time') : 'soFar'),
          value: count(score ?? timeOf(position)),
          note: say(ofBest(period ? 'bestPeriod' : 'best', best), { best: best.score }),
        },
        ...(finished && period ? [{ label: say('oneStep'), value: count(timeOf(position)) }] : []),
        {
          label: say('waited'),
          value: list(timeline.ranks.map(({ rank, idle }) => idleOf(frame, rank, idle))),
          note: say('perRank', { last: timeline.ranks.length - 1 }),
        },
        {
          label: say(finished ? 'peak' : 'heldNow'),
          value: list(held),
          note: caps ? say('caps', { caps: list(caps) }) : say('capFree'),
          term: 'memory',
        },
      ]}
    />
  )
}

export function Formula({ frame, say }: Props) {
  const { end, rank, before, work, after } = outlook(emptyPosition(frame.level.puzzle))
  const count = (value: number) => say('{value}', { value })
  return (
    <figure className={styles.formula}>
      <figcaption>{say('boundOf', { rank: String(rank ?? 0) })}</figcaption>
      <SetFormula
        html={bound}
        values={{ before: count(before), work: count(work), after: count(after), end: count(end) }}
      />
    </figure>
  )
}
