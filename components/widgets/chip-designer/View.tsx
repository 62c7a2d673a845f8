import { chipPresets } from '../../../math/chip-design/design.ts'
import {
  assumedPrices,
  lowPrecisionSurcharge,
  switchSurcharge,
} from '../../../math/chip-design/price.ts'
import { matmulEfficiency } from '../../../math/chip-design/run.ts'
import { Formula as SetFormula } from '../../ui/Formula.tsx'
import type { ViewProps } from '../../widget/definition.ts'
import { Floorplan } from './Floorplan.tsx'
import { Offers } from './Offers.tsx'
import { isPreset, presetSetting } from './options.ts'
import rule from './rule.tex'
import time from './time.tex'
import { Times } from './Times.tsx'
import type widget from './widget.ts'
import styles from './View.module.css'

type Props = ViewProps<typeof widget>

/** Chips to start from; one that is still as it was is pressed. */
function Presets({ params, set, say }: Props) {
  return (
    <div className={styles.presets} role="group" aria-label={say('startFrom')}>
      <span>{say('startFrom')}</span>
      {chipPresets.map(({ id }) => (
        <button
          key={id}
          type="button"
          aria-pressed={isPreset(params, id)}
          onClick={() => set(presetSetting(id))}
        >
          {say(`preset.${id}`)}
        </button>
      ))}
    </div>
  )
}

function Assumptions({ params, say }: Props) {
  const preset = chipPresets.find(({ id }) => isPreset(params, id))
  return (
    <details className={styles.source}>
      <summary>{say('assumptions')}</summary>
      <p>{say('assumeTime', { efficiency: matmulEfficiency })}</p>
      <p>{say('assumeMemory')}</p>
      <p>{say('assumeLinks')}</p>
      <p>
        {say('assumePrices', {
          ...assumedPrices,
          surcharge: lowPrecisionSurcharge,
          switches: switchSurcharge,
        })}
      </p>
      {preset && <p lang="en">{preset.note}.</p>}
    </details>
  )
}

export default function Picture(props: Props) {
  return (
    <div className={styles.picture}>
      <Presets {...props} />
      <Floorplan {...props} />
      <Times {...props} />
      <Offers {...props} />
      <Assumptions {...props} />
    </div>
  )
}

export function Formula({ frame, say }: Props) {
  const { offers, best } = frame.next
  const { elasticity, share, gain } = offers.find(({ purchase }) => purchase === best)!
  const number = (value: number) =>
    say('{value:number}', { value: Math.round(value * 1000) / 1000 })
  return (
    <div className={styles.formulas}>
      <div>
        <SetFormula html={time} />
        <p>{say('timeKey')}</p>
      </div>
      <div>
        <SetFormula
          html={rule}
          values={{
            price: say('priceWord'),
            saved: say('savedWord'),
            e: number(elasticity),
            s: number(share),
            gain: say('{value:percent}', { value: (0.01 * elasticity) / share }),
          }}
        />
        <p>{say('ruleKey', { exact: gain, bought: say(`block.${best}`) })}</p>
      </div>
    </div>
  )
}
