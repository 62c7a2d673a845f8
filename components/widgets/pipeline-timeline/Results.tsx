import { Results as ResultList } from '../../ui/Results.tsx'
import type { ViewProps } from '../../widget/definition.ts'
import type { Run } from './runs.ts'
import type widget from './widget.ts'

/** What the picture comes to; beside each number that of the compared schedule. */
export function Results({ params, frame, say }: ViewProps<typeof widget>) {
  if (params.view === 'tables') return null
  const { run, other } = frame
  const { ranks, bubble, makespan, period, iterations } = run.timeline
  const percent = (value: number) => say('{value:percent}', { value })
  const count = (value: number) => say('{value:count}', { value })
  const peaksOf = ({ timeline }: Run) => timeline.ranks.map((rank) => rank.peakActivations)
  const peaks = peaksOf(run)
  const peakText = (list: readonly number[]) =>
    // A long list of ranks is beside the lanes anyway.
    list.length <= 4 ? list.map(count).join(' · ') : count(Math.max(...list))
  const than = (note: string, value: (run: Run) => string) =>
    other === null ? note : say('than', { name: say(`name-${other.name}`), value: value(other) })
  return (
    <ResultList
      items={[
        {
          label: say(iterations === 1 ? 'makespan' : 'makespanAll', { iterations }),
          value: count(makespan),
          note: than(say('ideal', { busy: Math.max(...ranks.map(({ busy }) => busy)) }), (one) =>
            count(one.timeline.makespan),
          ),
        },
        ...(iterations === 1
          ? []
          : [
              {
                label: say('period'),
                value: count(period),
                note: than(say('periodNote'), (one) => count(one.timeline.period)),
              },
            ]),
        {
          label: say('ofTotal'),
          value: percent(bubble.ofTotal),
          note: than(say('ofTotalNote'), (one) => percent(one.timeline.bubble.ofTotal)),
        },
        {
          label: say('overIdeal'),
          value: percent(bubble.overIdeal),
          note: than(say('overIdealNote'), (one) => percent(one.timeline.bubble.overIdeal)),
        },
        {
          label: say('inside'),
          value: percent(bubble.internal),
          note: than(say('insideNote'), (one) => percent(one.timeline.bubble.internal)),
        },
        {
          label: say('peakHeld'),
          value: peakText(peaks),
          note: than(
            say(peaks.length <= 4 ? 'peakRanks' : 'peakMost', { last: peaks.length - 1 }),
            (one) => peakText(peaksOf(one)),
          ),
          term: 'memory',
        },
      ]}
    />
  )
}
