import type { Values } from '../../text.ts'
import timeChain from './formulas/time.chain.tex'
import timeHalf from './formulas/time.half.tex'
import timeWhole from './formulas/time.whole.tex'
import volumeDdp from './formulas/volume.ddp.tex'
import volumeDp from './formulas/volume.dp.tex'
import volumeFsdp from './formulas/volume.fsdp.tex'
import volumeZero from './formulas/volume.zero.tex'
import { nameOf, sentIn } from './names.ts'
import { isCompute } from './run.ts'
import type { Run } from './run.ts'

type Say = (phrase: string, values?: Values) => string

const volumes = {
  dp: volumeDp,
  ddp: volumeDdp,
  'zero-1': volumeZero,
  'zero-2': volumeZero,
  fsdp: volumeFsdp,
}
const times = { 'all-reduce': timeWhole, broadcast: timeChain } as const

/** Bytes that a rank sends in the whole step, and seconds of the step's first large collective. */
export function formulasFor(
  run: Run,
  say: Say,
): readonly {
  readonly caption: string
  readonly html: string
  readonly values: Readonly<Record<string, string | number>>
}[] {
  const { setting, volume, modelBytes, timeline } = run
  const { strategy, ranks, microbatches, noSync, reshard } = setting
  const bytes = (value: number) => say('{value:bytes}', { value })
  const seconds = (value: number) => say('{value:seconds}', { value })
  const first = timeline.events.find(
    (event) => event.rank === 0 && !isCompute(event) && event.kind !== 'scatter',
  )!
  return [
    {
      caption: say(`volume ${strategy.startsWith('zero') ? 'zero' : strategy}`),
      html: volumes[strategy],
      values: {
        n: ranks,
        m: microbatches,
        k: noSync ? 1 : microbatches,
        g: microbatches * (reshard ? 2 : 1),
        P: bytes(modelBytes),
        I: bytes(setting.inputs),
        V: bytes(volume.sent[0]!),
      },
    },
    {
      caption: say('timeOf', { what: say(...nameOf(first, run)) }),
      html: times[first.kind as keyof typeof times] ?? timeHalf,
      values: {
        n: ranks,
        alpha: seconds(setting.latency),
        S: bytes(first.bytes),
        sent: bytes(sentIn(first, run)),
        B: say('perSecond', { bytes: setting.bandwidth }),
        T: seconds(first.end - first.start),
      },
    },
  ]
}
