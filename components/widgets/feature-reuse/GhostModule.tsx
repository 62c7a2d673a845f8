import { hue } from '../../hues.ts'
import { Sheet } from '../../marks/Sheet.tsx'
import type { ViewProps } from '../../widget/definition.ts'
import { ghostMaps, mostInputs, onePlan } from './maps.ts'
import type { GhostFrame } from './widget.ts'
import type widget from './widget.ts'
import styles from './View.module.css'

type Props = Pick<ViewProps<typeof widget>, 't' | 'say' | 'params'> & { readonly frame: GhostFrame }

/** The maps themselves: what comes in, then family by family the map that is made and its ghosts. */
export function GhostModule({ params, frame, t, say }: Props) {
  const { stage, cost } = frame
  const { inputs, ratio, primary, cheap, outputs } = params
  const maps = ghostMaps({
    inputs,
    families: cost.intrinsic,
    ratio,
    kernel: primary,
    cheapKernel: cheap,
  })
  // How much of what a stage brings has come.
  const come = (since: number) => (stage > since ? 1 : stage === since ? t : 0)
  const shown = maps.families.length
  return (
    <div className={styles.ghost}>
      <figure className={styles.inputs}>
        <figcaption data-term="channels-in">{say('inputMaps', { n: inputs })}</figcaption>
        <div className={styles.tiles}>
          {maps.inputs.map((mask, channel) => (
            <Sheet
              key={channel}
              plan={onePlan}
              layers={[[mask, hue('channels-in')]]}
              width="2.4rem"
            />
          ))}
        </div>
        {inputs > mostInputs && <small>{say('drawnInputs', { n: mostInputs })}</small>}
      </figure>
      <figure className={styles.families}>
        <figcaption>
          <span data-mark="made">
            {say('madeMaps', { n: cost.intrinsic, k: primary, c: inputs })}
          </span>
          <span data-mark="ghost" data-term="groups">
            {say('ghostMaps', { n: cost.ghosts, d: cheap })}
          </span>
        </figcaption>
        <div className={styles.tiles}>
          {maps.families.map((family, index) => (
            <div key={index} className={styles.family}>
              {family.map((mask, member) => {
                const place = member * cost.intrinsic + index
                return (
                  <div
                    key={member}
                    className={styles.tile}
                    data-mark={member === 0 ? 'made' : 'ghost'}
                    data-dropped={place >= outputs}
                  >
                    <Sheet
                      plan={onePlan}
                      layers={[[mask, member === 0 ? hue('kernel') : hue('groups')]]}
                      style={{ opacity: come(member + 1) }}
                    />
                    <span>
                      {index + 1}
                      {member > 0 && '′'}
                    </span>
                  </div>
                )
              })}
            </div>
          ))}
        </div>
        {cost.intrinsic > shown && (
          <small>{say('furtherFamilies', { n: cost.intrinsic - shown })}</small>
        )}
        {cost.dropped > 0 && <small>{say('droppedMaps', { n: cost.dropped })}</small>}
      </figure>
    </div>
  )
}
