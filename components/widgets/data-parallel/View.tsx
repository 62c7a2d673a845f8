import { useCallback, useMemo } from 'react'
import { Formula as SetFormula } from '../../ui/Formula.tsx'
import { Results as ResultList } from '../../ui/Results.tsx'
import type { ViewProps } from '../../widget/definition.ts'
import { useAttention } from './attention.ts'
import { Chart } from './Chart.tsx'
import { Compare } from './Compare.tsx'
import { explain } from './explain.ts'
import { formulasFor } from './formulas.ts'
import { geometryOf, laneHeight, laneTop } from './geometry.ts'
import { drawnRanks, lanesOf } from './lanes.ts'
import { Legend } from './Legend.tsx'
import { memoryPlan } from './MemoryBands.tsx'
import { range } from './names.ts'
import { Holdings, Wire } from './Panels.tsx'
import { tolerance } from './run.ts'
import type { Setting } from './run.ts'
import { useInView } from '../../ui/useInView.ts'
import { WhoHolds } from './WhoHolds.tsx'
import type widget from './widget.ts'
import styles from './View.module.css'

type Props = ViewProps<typeof widget>

export default function Picture({ frame, frames, step, t, say, set, seek }: Props) {
  const { run } = frame
  const { duration } = run.timeline
  const lanes = useMemo(() => lanesOf(run), [run])
  const drawn = drawnRanks(run.setting.ranks)
  const geometry = useMemo(
    () => geometryOf(duration, drawn.length, run.setting.microbatches > 1),
    [duration, drawn.length, run.setting.microbatches],
  )
  const memory = useMemo(() => memoryPlan(run, geometry.height), [run, geometry])
  const before = frames[step - 1]?.time ?? frame.time
  const time = before + (frame.time - before) * t
  const attention = useAttention(lanes, geometry, (item) => {
    const near = tolerance(run)
    const at = frames.findIndex((moment) => moment.time >= item.start - near)
    if (at >= 0) seek(at)
  })
  const scroll = useInView(time / duration)
  const left = run.setting.ranks - drawn.length
  const choose = useCallback((strategy: Setting['strategy']) => set({ strategy }), [set])

  return (
    <div className={styles.step}>
      <div className={styles.lanes} style={{ height: geometry.height + memory.height }}>
        <div className={styles.ranks} aria-hidden="true">
          {drawn.map((rank, index) => {
            const role = run.groups.find(({ ranks }) => ranks.includes(rank))!.role
            const top = laneTop(geometry, 2 * index)
            return (
              <div key={rank}>
                <span style={{ top, height: laneHeight(geometry, 0) }}>
                  <span className={styles.word}>{say('rankHead')} </span>
                  {rank}
                </span>
                {(role === 'master' || role === 'slow') && (
                  <small style={{ top: top + geometry.compute + 2, height: geometry.send }}>
                    {say(`mark ${role}`)}
                  </small>
                )}
              </div>
            )
          })}
          {memory.groups.map(({ top, height }, group) => (
            <div key={group}>
              <span className={styles.inMemory} style={{ top: top + height - 40, height: 40 }}>
                <span className={styles.word}>{say('memoryHead')}</span>
                <small>{say('ranksShort', { ranks: range(run.groups[group]!.ranks) })}</small>
              </span>
            </div>
          ))}
        </div>
        <div className={styles.scroll} ref={scroll}>
          <Chart
            run={run}
            geometry={geometry}
            lanes={lanes}
            memory={memory}
            time={time}
            attention={attention}
            minWidth={Math.min(900, 260 + 6 * frames.length)}
            say={say}
          />
        </div>
      </div>
      {left > 0 && (
        <p className={styles.left}>{say('leftOut', { from: 3, to: run.setting.ranks - 2 })}</p>
      )}
      <Legend strategy={run.setting.strategy} say={say} />
      <p className={styles.readout} data-hint={!attention.active}>
        {attention.active ? explain(attention.item, run, say) : say('hint')}
      </p>
      <Wire moment={{ run, time }} say={say} />
      <div className={styles.panels}>
        <WhoHolds moment={{ run, time }} say={say} />
        <Holdings moment={{ run, time }} say={say} />
        <Compare run={run} say={say} choose={choose} />
      </div>
    </div>
  )
}

export function Results({ frame, say }: Props) {
  const { timeline, alone, setting, volume, modelBytes, peaks, groups } = frame.run
  const { duration, use } = timeline
  const seconds = (value: number) => say('{value:seconds}', { value })
  const bytes = (value: number) => say('{value:bytes}', { value })
  const efficiency = alone / duration
  // The rank that loses most.
  const { communication, exposed, idle } = groups
    .map(({ ranks }) => use[ranks[0]!]!)
    .reduce((worst, one) => (one.exposed + one.idle > worst.exposed + worst.idle ? one : worst))
  const most = Math.max(...volume.sent)
  return (
    <ResultList
      items={[
        {
          label: say('duration'),
          value: seconds(duration),
          note: say('alone', { alone }),
        },
        {
          label: say('efficiency'),
          value: say('{value:percent}', { value: efficiency }),
          note: say('speedup', { speedup: efficiency * setting.ranks, ranks: setting.ranks }),
        },
        {
          label: say('exposedResult'),
          value: seconds(exposed),
          note:
            idle > duration * 1e-9
              ? say('ofWithIdle', { communication, idle })
              : say('ofCommunication', { communication, hidden: communication - exposed }),
          term: 'communication',
        },
        {
          label: say('sentResult'),
          value: bytes(most),
          note:
            setting.strategy === 'dp'
              ? say('modelsMost', { models: most / modelBytes, size: modelBytes })
              : say('models', {
                  volumes: volume.modelVolumes,
                  others: setting.ranks - 1,
                  ranks: setting.ranks,
                  size: modelBytes,
                }),
        },
        {
          label: say(groups[0]!.role === 'master' ? 'peakMaster' : 'peakResult'),
          value: bytes(peaks[0]!.total),
          note:
            groups[0]!.role === 'master'
              ? say('peakWorker', { peak: peaks[1]!.total })
              : say('peakAt', { time: peaks[0]!.time }),
          term: 'memory',
        },
      ]}
    />
  )
}

export function Formula({ frame, say }: Props) {
  return (
    <div className={styles.formulas}>
      {formulasFor(frame.run, say).map(({ caption, html, values }) => (
        <figure key={caption}>
          <figcaption>{caption}</figcaption>
          <SetFormula html={html} values={values} />
        </figure>
      ))}
    </div>
  )
}
