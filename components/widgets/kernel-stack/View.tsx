import { Formula as SetFormula } from '../../ui/Formula.tsx'
import { Results as ResultList } from '../../ui/Results.tsx'
import type { ViewProps } from '../../widget/definition.ts'
import { Bars } from './Bars.tsx'
import fieldTex from './formulas/field.tex'
import fieldsTex from './formulas/fields.tex'
import ratioTex from './formulas/ratio.tex'
import { Measured, Stack } from './Maps.tsx'
import { runs } from './runs.ts'
import { effectiveOf, sizeText } from './widget.ts'
import type widget from './widget.ts'
import styles from './View.module.css'

type Props = ViewProps<typeof widget>

/** What the marks on the maps mean, by what the maps show. */
const marks = {
  reach: ['seen', 'taps'],
  paths: ['strength', 'edge', 'taps'],
  gradients: ['strength', 'edge', 'dashed'],
} as const

export default function Picture(props: Props) {
  const { frame, params, say } = props
  const { field } = params
  const holes = frame.maps.some(({ rows, columns }) => [...rows, ...columns].includes(0))
  return (
    <div className={styles.picture}>
      <Stack {...props} />
      {field === 'gradients' && <Measured {...props} />}
      <ul className={styles.legend}>
        {[...marks[field], ...(holes ? ['hole'] : [])].map((mark) => (
          <li key={mark} data-mark={mark}>
            {say(mark)}
          </li>
        ))}
      </ul>
      <Bars comparison={frame.comparison} say={say} />
    </div>
  )
}

export function Results({ params, frame, say }: Props) {
  const { comparison, breakEven } = frame
  const { field, stack, single, taps, ratio } = comparison
  const { equal, random } = effectiveOf(frame, params)
  const even = comparison.layers.every(
    ({ inputChannels, outputChannels }) =>
      inputChannels === params.inputChannels && outputChannels === params.inputChannels,
  )
  const effective = random ?? equal
  return (
    <ResultList
      items={[
        {
          label: say('field'),
          value: sizeText(field),
          ...(effective ? { note: say('effective', { size: effective.effectiveSize }) } : {}),
          term: 'space',
        },
        {
          label: say('ratio'),
          value: say('{ratio:percent}', { ratio }),
          note: say(even && !params.bias ? 'ratioExact' : 'ratioEven', taps),
        },
        {
          label: say('parameters'),
          value: say('{n:count}', { n: stack.params }),
          note: say('against', { n: single.params.total }),
        },
        {
          label: say('macs'),
          value: say('{n:compact}', { n: stack.macs }),
          note: say('againstCompact', { n: single.macs }),
        },
        {
          label: say('bytes'),
          value: say('{n:bytes}', { n: stack.bytes }),
          note: say('againstBytes', { n: single.bytes.total }),
          term: 'memory',
        },
        ...(breakEven === null
          ? []
          : [
              {
                label: say('breakEven'),
                value: say('{n:count}', { n: breakEven }),
                note: say('breakEvenNote'),
                term: 'middle',
              },
            ]),
      ]}
    />
  )
}

export function Formula({ frame: { kernels, comparison }, say }: Props) {
  const { field, stack, single, ratio } = comparison
  const sum = (axis: 0 | 1) =>
    runs(
      kernels
        .filter(({ kernel }) => kernel[axis] > 1)
        .map(({ kernel, dilation }) => `${dilation > 1 ? `${dilation}·` : ''}(${kernel[axis]}−1)`),
    )
      .map(([term, times]) => ` + ${times > 1 ? `${times}·` : ''}${term}`)
      .join('')
  const square = sum(0) === sum(1)
  const values = { rows: sum(0), columns: sum(1), height: field.height, width: field.width }
  return (
    <div className={styles.formulas}>
      <figure>
        <figcaption>{say('field')}</figcaption>
        <SetFormula html={square ? fieldTex : fieldsTex} values={values} />
      </figure>
      <figure>
        <figcaption>{say('ratio')}</figcaption>
        <SetFormula
          html={ratioTex}
          values={{
            stack: say('{n:count}', { n: stack.params }),
            single: say('{n:count}', { n: single.params.total }),
            ratio: say('{ratio:percent}', { ratio }),
          }}
        />
      </figure>
    </div>
  )
}
