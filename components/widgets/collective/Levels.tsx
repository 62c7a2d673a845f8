import type { ViewProps } from '../../widget/definition.ts'
import { Formula } from '../../ui/Formula.tsx'
import levels from './levels.tex'
import type widget from './widget.ts'

type Props = Pick<ViewProps<typeof widget>, 'frame' | 'params' | 'say'>

/** The time on two levels: what is paid inside the nodes, and what between them. */
export function Levels({ frame, params, say }: Props) {
  const { total } = frame.run
  const { paid } = total
  return (
    <Formula
      html={levels}
      values={{
        latency: say('{s:seconds}', { s: params.latency }),
        bandwidth: say('{b:bytes}/s', { b: params.bandwidth }),
        seconds: say('{s:seconds}', { s: total.seconds }),
        rounds: say('{n}', { n: paid.intra.rounds }),
        bytes: say('{b:bytes}', { b: paid.intra.bytes }),
        crossing: say('{n}', { n: paid.inter.rounds }),
        interBytes: say('{b:bytes}', { b: paid.inter.bytes }),
        interLatency: say('{s:seconds}', { s: params.interLatency }),
        interBandwidth: say('{b:bytes}/s', { b: params.interBandwidth }),
      }}
    />
  )
}
