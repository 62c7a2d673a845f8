import { format } from '../../format.ts'
import { Results } from '../../ui/Results.tsx'
import { useInstance } from '../../widget/context.ts'
import type { ViewProps } from '../../widget/definition.ts'
import type widget from './widget.ts'

/** What the layer comes to. */
export function Figures({ frame: { run }, say }: ViewProps<typeof widget>) {
  const { language } = useInstance()
  const count = (value: number) => format(value, 'count', language)
  return (
    <Results
      items={[
        {
          label: say('figure output'),
          value: run.output.shape.slice(1).join(' × '),
          term: 'channels-out',
        },
        { label: say('figure weights'), value: count(run.params), term: 'kernel' },
        { label: say('figure macs'), value: count(run.macs) },
        ...(run.dropped > 0
          ? [{ label: say('figure dropped'), value: count(run.dropped), term: 'dropped' }]
          : []),
      ]}
    />
  )
}
