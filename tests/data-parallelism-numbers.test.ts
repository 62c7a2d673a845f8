import { expect, it } from 'vitest'
import type { Bar } from '../components/widgets/training-memory/budget.ts'
import dataParallel from '../components/widgets/data-parallel/widget.ts'
import trainingMemory from '../components/widgets/training-memory/widget.ts'
import type { AnyWidget } from '../components/widget/definition.ts'
import { caseState } from '../components/widget/state.ts'
import { deepSpeed, opening, sequence, steps, zero } from '../content/data-parallelism/numbers.ts'

/** The chapter says what the reader sees in the widgets beside it: both must stay the same. */

const shown = <W extends AnyWidget>(widget: W, name: string, changes: object = {}) =>
  widget.frames({ ...caseState(widget, name), ...changes })[0] as ReturnType<W['frames']>[number]

const settings: Readonly<Record<keyof typeof steps, readonly [name: string, changes?: object]>> = {
  dp: ['dp'],
  ddp: ['default'],
  atOnce: ['default', { bucket: 4096 }],
  inBuckets: ['default', { bucketView: true }],
  doubled: ['default', { bucket: 4096, weights: 20, forward: 8e-3 }],
  fsdp: ['fsdp'],
  kept: ['fsdp-keep'],
  noPrefetch: ['fsdp', { prefetch: false }],
  four: ['accumulation'],
  fourDdp: ['accumulation', { strategy: 'ddp', noSync: true }],
  slow: ['slow-link'],
  slowDdp: ['slow-link', { strategy: 'ddp' }],
}

it.each(Object.keys(settings) as (keyof typeof steps)[])(
  'the step "%s" is the widget’s',
  (name) => {
    const { run } = shown(dataParallel, ...settings[name])
    const { seconds, exposed, sent, peak, otherPeak, volumes } = steps[name]
    expect({ seconds, exposed, sent, peak, otherPeak, volumes }).toEqual({
      seconds: run.timeline.duration,
      exposed: run.timeline.use[0]!.exposed,
      sent: run.volume.sent[0],
      peak: run.peaks[0]!.total,
      otherPeak: run.peaks.at(-1)!.total,
      volumes: run.volume.modelVolumes,
    })
  },
)

it('the memory is the widget’s', () => {
  const bytes = (bars: readonly Bar[]) => bars.map(({ total }) => total)
  const memory = (name: string, changes?: object) => shown(trainingMemory, name, changes)
  expect(memory('seven-billion').chosen.parts.activations).toBe(opening.activations)
  expect(bytes(memory('zero-paper').bars)).toEqual([zero.ddp, zero.one, zero.two, zero.three])
  const example = { billions: deepSpeed.billions, replicas: deepSpeed.gpus }
  expect(memory('zero-paper', example).chosen.total).toBe(deepSpeed.paper)
  expect(memory('long-sequence').chosen.parts.activations).toBe(sequence.activations)
  expect(memory('long-sequence', { recompute: 'full' }).chosen.total).toBe(sequence.againTotal)
})
