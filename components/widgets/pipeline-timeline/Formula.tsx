import { Formula as SetFormula } from '../../ui/Formula.tsx'
import type { ViewProps } from '../../widget/definition.ts'
import { Account } from './Account.tsx'
import { fractionsFor, printedBubble } from './formulas.ts'
import type { Run } from './runs.ts'
import { pairTime } from './schedules.ts'
import { printedOf, verdictOf } from './verdict.ts'
import type widget from './widget.ts'
import styles from './View.module.css'

type Props = ViewProps<typeof widget>

/** What fills the formulas' slots: the numbers that are set, and what was measured. */
function valuesOf(run: Run, params: Props['params'], say: Props['say']) {
  const { ranks, bubble, makespan } = run.timeline
  const count = (value: number) => say('{value:count}', { value })
  const percent = (value: number) => say('{value:percent}', { value })
  const sum = (of: (rank: (typeof ranks)[number]) => number) =>
    ranks.reduce((total, rank) => total + of(rank), 0)
  return {
    p: params.stages,
    m: params.microbatches,
    v: params.chunks,
    F: count(params.forward),
    B: count(params.backward),
    I: count(params.backward - params.weight),
    W: count(params.weight),
    C: count(params.send),
    pair: count(pairTime(params)),
    T: count(makespan),
    printed: count(printedOf(run, params)?.bubbleTime ?? 0),
    busy: count(ranks[0]!.busy),
    idle: count(ranks[0]!.idle),
    idles: count(sum(({ idle }) => idle)),
    busies: count(sum(({ busy }) => busy)),
    ofTotal: percent(bubble.ofTotal),
    overIdeal: percent(bubble.overIdeal),
  }
}

/** The bubble of one schedule: as printed, whether that is exact, and counted in cells. */
function Bubble(props: Props & { readonly run: Run; readonly alone: boolean }) {
  const { run, params, say, set, alone } = props
  const printed = printedBubble(run.name)
  const values = valuesOf(run, params, say)
  return (
    <div className={styles.bubble} data-bubble="">
      {run.name === 'zb' ? (
        <p>{say(`name-${run.name}`)}</p>
      ) : (
        <figure>
          <figcaption>
            {say(alone ? 'printed' : 'printedOf', { name: say(`name-${run.name}`) })}
          </figcaption>
          {printed !== undefined && <SetFormula html={printed} values={values} />}
        </figure>
      )}
      <p>
        {verdictOf(run, params)
          .map(([phrase, filling]) => say(phrase, filling))
          .join(say('gap'))}
      </p>
      {params.view === 'timeline' && (
        <Account
          run={run}
          explained={run === props.frame.run}
          params={params}
          say={say}
          set={set}
        />
      )}
    </div>
  )
}

/** Formulas under the picture, filled in; their terms light up their cells. */
export function Formula(props: Props) {
  const { params, frame, say } = props
  const { run, other } = frame
  const fractions = fractionsFor(params)
  const values = valuesOf(run, params, say)
  return (
    <div className={styles.formulas}>
      {(other === null ? [run] : [run, other]).map((one) => (
        <Bubble key={one.name} {...props} run={one} alone={other === null} />
      ))}
      {fractions !== undefined && (
        <div className={styles.fractions}>
          {(['ofTotal', 'overIdeal'] as const).map((which) => (
            <figure key={which}>
              <figcaption>
                {say(which)}
                {other !== null && ` (${say(`name-${run.name}`)})`}
              </figcaption>
              <SetFormula html={fractions[which]} values={values} />
            </figure>
          ))}
        </div>
      )}
    </div>
  )
}
