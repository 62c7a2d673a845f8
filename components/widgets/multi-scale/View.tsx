import { format } from '../../format.ts'
import { Results as ResultList } from '../../ui/Results.tsx'
import { Formula as FormulaText } from '../../ui/Formula.tsx'
import { useInstance } from '../../widget/context.ts'
import type { ViewProps } from '../../widget/definition.ts'
import direct from './direct.tex'
import narrowed from './narrowed.tex'
import { Module } from './Module.tsx'
import styles from './View.module.css'
import type widget from './widget.ts'

type Props = ViewProps<typeof widget>

export default function Picture(props: Props) {
  const { step, say, seek } = props
  return (
    <div className={styles.picture}>
      <div className={styles.switch} role="group" aria-label={say('reductions')}>
        {(['off', 'on'] as const).map((state, index) => (
          <button
            key={state}
            type="button"
            aria-pressed={step === index}
            onClick={() => seek(index)}
          >
            {say(state)}
          </button>
        ))}
      </div>
      <Module {...props} />
      <p className={styles.key}>{say('key')}</p>
    </div>
  )
}

export function Results({ params, frame, say }: Props) {
  const { language } = useInstance()
  const { cost, direct: before, reduced, breakEven } = frame
  const show = (value: number, as: 'count' | 'compact' | 'bytes' | 'percent' | 'number') =>
    format(value, as, language)
  const share = (now: number, then: number) =>
    reduced ? { note: say('ofDirect', { share: show(now / then, 'percent') }) } : {}
  return (
    <ResultList
      items={[
        {
          label: say('macs'),
          value: show(cost.macs, 'compact'),
          ...share(cost.macs, before.macs),
        },
        {
          label: say('parameters'),
          value: show(cost.params, 'count'),
          ...share(cost.params, before.params),
        },
        {
          label: say('outputs'),
          value: show(cost.outputChannels, 'count'),
          note: reduced
            ? say('ofDirect', {
                share: show(cost.outputChannels / before.outputChannels, 'percent'),
              })
            : say('passedOn', { channels: frame.inputChannels }),
          term: 'channels-out',
        },
        {
          label: say('bytesMoved'),
          value: show(cost.bytes, 'bytes'),
          ...share(cost.bytes, before.bytes),
        },
        // The rule holds for one kernel behind the 1×1.
        ...(params.form === 'whole'
          ? [
              {
                label: say('paysBelow'),
                value: show(breakEven, 'number'),
                note: say('channels'),
                term: 'wide',
              },
            ]
          : []),
      ]}
    />
  )
}

/** The 3×3 branch, or the wide one where it is a single kernel, without and with its reduction. */
export function Formula({ params, frame, frames }: Props) {
  const { language } = useInstance()
  const show = (value: number) => format(value, 'count', language)
  const index = params.form === 'whole' ? 2 : 1
  const [before, after] = frames.map(({ cost }) => cost.branches[index]!)
  const values = {
    k: index === 2 ? params.kernel : 3,
    ci: frame.inputChannels,
    cm: after!.seen,
    co: after!.outputChannels,
    direct: show(before!.params),
    narrowed: show(after!.params),
  }
  return (
    <>
      <FormulaText html={direct} values={values} />
      <FormulaText html={narrowed} values={values} />
    </>
  )
}
