import { memo } from 'react'
import { format, type Format } from '../../format.ts'
import { Formula as Set } from '../../ui/Formula.tsx'
import { Results as ResultList, type Result } from '../../ui/Results.tsx'
import { useInstance } from '../../widget/context.ts'
import type { ViewProps } from '../../widget/definition.ts'
import { Matrix, mostNumbered } from './Matrix.tsx'
import { reachOf, type Stage } from './reach.ts'
import styles from './View.module.css'
import weightsTex from './weights.tex'
import type widget from './widget.ts'
import { mostStripes, Wiring } from './Wiring.tsx'
import { weightsOf } from './words.ts'

type Props = ViewProps<typeof widget>

/** The matrices do not change while the signal is under way. */
const Matrices = memo(function Matrices(props: {
  readonly stages: readonly Stage[]
  readonly groups: number
  readonly followed: number
  readonly say: Props['say']
  readonly set: Props['set']
}) {
  const { stages, groups, followed, say, set } = props
  const layers = stages.filter(({ kind }) => kind === 'convolution')
  const follow = (channel: number) => set({ followed: channel })
  const size = (values: Stage['own']) => ({ outputs: values.length, inputs: values[0]!.length })
  const both = stages.at(-1)!.paths
  // Only groups that are never mixed remain blocks of the whole.
  const blocks = stages
    .slice(1)
    .every((stage) => stage.groups === groups && stage.kind !== 'shuffle')
  return (
    <div className={styles.matrices}>
      {layers.map((layer, index) => (
        <Matrix
          key={index}
          className={styles.matrix}
          values={layer.own}
          groups={layer.groups}
          followed={index === 0 ? followed : null}
          numbered={false}
          caption={say('weightMatrix', { n: index + 1, ...size(layer.own) })}
          onFollow={index === 0 ? follow : undefined}
        />
      ))}
      {layers.length > 1 && (
        <Matrix
          className={`${styles.matrix} ${styles.paths}`}
          values={both}
          groups={blocks ? groups : 1}
          followed={followed}
          numbered
          caption={say('pathMatrix', size(both))}
          onFollow={follow}
        />
      )}
    </div>
  )
})

export default function Picture({ params, frame, t, say, set }: Props) {
  const { stages, at } = frame
  const label = (stage: Stage, index: number) =>
    stage.kind === 'input'
      ? say('stageInput')
      : stage.kind === 'shuffle'
        ? say('stageShuffle')
        : say(index === 1 ? 'stageFirst' : 'stageSecond')
  const numbered =
    params.view === 'two' && Math.max(params.inputChannels, params.outputChannels) <= mostNumbered
  return (
    <div className={styles.picture} data-view={params.view}>
      <div className={styles.wiring}>
        <Wiring
          stages={stages}
          at={at}
          t={t}
          followed={params.followed}
          groups={params.groups}
          label={label}
          onFollow={(channel) => set({ followed: channel })}
        />
      </div>
      <Matrices
        stages={stages}
        groups={params.groups}
        followed={params.followed}
        say={say}
        set={set}
      />
      <p className={styles.legend}>
        {say('legend')} {numbered && say('legendPaths')}{' '}
        {params.groups > mostStripes && say('legendMany', { n: mostStripes })}
      </p>
    </div>
  )
}

export function Results({ params, frame, say }: Props) {
  const { language } = useInstance()
  const show = (value: number, as: Format = 'count') => format(value, as, language)
  const { weights, full } = weightsOf(frame)
  const end = reachOf(frame.stages.at(-1)!.paths, params.followed)
  const macs = frame.layers.reduce((sum, layer) => sum + layer.macs, 0)
  const items: Result[] = [
    { label: say('weights'), value: show(weights), note: say('insteadOf', { n: full }) },
    { label: say('macs'), value: show(macs, 'compact') },
    { label: say('seen'), value: show(end.known), note: say('outOf', { n: end.inputs }) },
    { label: say('pairs'), value: show(end.share, 'percent') },
  ]
  if (frame.shuffle) {
    items.push({
      label: say('shuffleBytes'),
      value: show(frame.shuffle.bytes.total, 'bytes'),
      note: say('shuffleFree'),
      term: 'shuffle',
    })
  }
  return <ResultList items={items} />
}

export function Formula({ params, frame }: Props) {
  const { language } = useInstance()
  const { layer, params: counted } = frame.layers[0]!
  return (
    <Set
      html={weightsTex}
      values={{
        k: params.kernel,
        ci: layer.inputChannels,
        co: layer.outputChannels,
        g: layer.groups,
        weights: format(counted.total, 'count', language),
      }}
    />
  )
}
