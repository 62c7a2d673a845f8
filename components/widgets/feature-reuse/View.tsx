import { format } from '../../format.ts'
import type { Format } from '../../format.ts'
import { hue, rankHue } from '../../hues.ts'
import { CostBars } from '../../marks/CostBars.tsx'
import { Formula as SetFormula } from '../../ui/Formula.tsx'
import { Results as ResultList } from '../../ui/Results.tsx'
import { useInstance } from '../../widget/context.ts'
import type { ViewProps } from '../../widget/definition.ts'
import { DenseBlock } from './DenseBlock.tsx'
import denseTex from './formulas/dense.tex'
import ghostTex from './formulas/ghost.tex'
import { GhostModule } from './GhostModule.tsx'
import type { DenseFrame, GhostFrame } from './widget.ts'
import type widget from './widget.ts'
import styles from './View.module.css'

type Props = ViewProps<typeof widget>

function useShow() {
  const { language } = useInstance()
  return (value: number, as: Format = 'count') => format(value, as, language)
}

/** The layer that was built last, or the first to come. */
const layerOf = ({ built, whole }: DenseFrame) => built.layers.at(-1) ?? whole.layers[0]!

/** One dense layer beside the layer that makes all maps again. */
function DenseBars({ frame, params, say }: Props & { readonly frame: DenseFrame }) {
  const show = useShow()
  const { reused, fresh, links, cost, again } = layerOf(frame)
  const colour = rankHue(links)
  const k = params.kernel
  const [first, second] = cost.layers
  return (
    <CostBars
      bars={[
        {
          name: say('barAgain', { n: reused + fresh }),
          parts: [{ amount: again.params.total, colour: hue('kernel') }],
          sum: `${k} · ${k} · ${reused} · ${reused + fresh}`,
          total: show(again.params.total),
        },
        {
          name: say('barFresh', { n: fresh }),
          parts: cost.layers.map(({ params: { total } }) => ({ amount: total, colour })),
          sum: second
            ? `${reused} · ${first!.layer.outputChannels} + ${k} · ${k} · ${second.layer.inputChannels} · ${fresh}`
            : `${k} · ${k} · ${reused} · ${fresh}`,
          total: show(cost.params),
        },
      ]}
    />
  )
}

function GhostBars({ frame, params, say }: Props & { readonly frame: GhostFrame }) {
  const show = useShow()
  const { cost } = frame
  const { inputs, outputs, primary: k, cheap: d } = params
  return (
    <CostBars
      bars={[
        {
          name: say('barStandard'),
          parts: [{ amount: cost.standard.params.total, colour: hue('kernel') }],
          sum: `${k} · ${k} · ${inputs} · ${outputs}`,
          total: show(cost.standard.params.total),
        },
        {
          name: say('barGhost'),
          parts: [
            { amount: cost.primary.params.total, colour: hue('kernel'), label: say('barMade') },
            { amount: cost.cheap.params.total, colour: hue('groups'), label: say('barGhosts') },
          ],
          sum: `${k} · ${k} · ${inputs} · ${cost.intrinsic} + ${d} · ${d} · ${cost.ghosts}`,
          total: show(cost.params),
        },
      ]}
    />
  )
}

export default function Picture(props: Props) {
  const { frame } = props
  return (
    <div className={styles.picture}>
      {frame.kind === 'dense' ? (
        <>
          <div className={styles.wiring}>
            <DenseBlock {...props} frame={frame} />
          </div>
          <DenseBars {...props} frame={frame} />
        </>
      ) : (
        <>
          <GhostModule {...props} frame={frame} />
          <GhostBars {...props} frame={frame} />
        </>
      )}
    </div>
  )
}

export function Results({ frame, params, say }: Props) {
  const show = useShow()
  if (frame.kind === 'ghost') {
    const { cost } = frame
    const { standard } = cost
    const against = (value: number, as: Format) => say('against', { value: show(value, as) })
    const { total } = standard.params
    return (
      <ResultList
        items={[
          {
            label: say('trueRatio'),
            value: say('times', { n: show(cost.speedup, 'number') }),
            note: say('hoped', { s: params.ratio }),
            term: 'groups',
          },
          { label: say('parameters'), value: show(cost.params), note: against(total, 'count') },
          {
            label: say('macs'),
            value: show(cost.macs, 'compact'),
            note: against(standard.macs, 'compact'),
          },
          {
            label: say('bytes'),
            value: show(cost.bytes, 'bytes'),
            note: against(standard.bytes.total, 'bytes'),
            term: 'memory',
          },
        ]}
      />
    )
  }
  const { built } = frame
  const { stored } = built
  return (
    <ResultList
      items={[
        {
          label: say('outputMaps'),
          value: show(built.outputChannels),
          note: say('wires', { n: built.links }),
          term: 'channels-out',
        },
        {
          label: say('parameters'),
          value: show(built.params),
          note: say('allAgain', { value: show(built.again.params) }),
        },
        {
          label: say('macs'),
          value: show(built.macs, 'compact'),
          note: say('allAgain', { value: show(built.again.macs, 'compact') }),
        },
        {
          label: say('storedOnce'),
          value: show(stored.once, 'compact'),
          note: say('storedCopied', { value: show(stored.copied, 'compact') }),
          term: 'memory',
        },
      ]}
    />
  )
}

export function Formula({ frame, params }: Props) {
  const show = useShow()
  if (frame.kind === 'ghost') {
    const { inputs, ratio, primary, cheap } = params
    const values = { c: inputs, s: ratio, k: primary, d: cheap, rest: ratio - 1 }
    return (
      <SetFormula
        html={ghostTex}
        values={{ ...values, times: show(frame.cost.formula, 'number') }}
      />
    )
  }
  const { reused, fresh, share } = layerOf(frame)
  return (
    <SetFormula
      html={denseTex}
      values={{ reused, fresh, all: reused + fresh, share: show(share, 'percent') }}
    />
  )
}
