import { useMemo, useRef, useState } from 'react'
import { recipes } from '../../../math/parallel/memory/recipes.ts'
import { resolve } from '../../../math/parallel/transformer/config.ts'
import type { ExportProps, Kind } from './Export.tsx'
import { type Launch, torchrun } from './launch.ts'
import { megatronScript } from './megatron.ts'
import { pytorchScript } from './pytorch.ts'
import styles from './Export.module.css'

function launchOf({ frame, name }: ExportProps): Launch {
  const { request, cluster, opened } = frame
  const { plan, microBatches } = opened!.evaluation
  return {
    name,
    plan,
    model: resolve(request.model),
    nodes: cluster.nodes,
    perNode: cluster.devicesPerNode,
    globalBatch: request.globalBatch,
    microBatches,
    precision: request.precision ?? 'bf16',
    recipe: request.recipe ?? recipes.mixedAdam,
    sequenceParallel: request.sequenceParallel ?? true,
    dropout: request.dropout ?? false,
  }
}

const writers = { pytorch: pytorchScript, megatron: megatronScript } as const

/** Marks a whole text, so that one key press copies it. */
function select(node: Node | null) {
  if (!node) return
  const range = document.createRange()
  range.selectNodeContents(node)
  const selection = window.getSelection()
  selection?.removeAllRanges()
  selection?.addRange(range)
}

export default function Script(props: ExportProps & { readonly kind: Kind }) {
  const { kind, frame, name, say } = props
  const launch = useMemo(() => launchOf({ frame, name, say }), [frame, name, say])
  const text = useMemo(() => writers[kind](launch), [kind, launch])
  const code = useRef<HTMLPreElement>(null)
  const [done, setDone] = useState<{ readonly of: string; readonly how: 'copied' | 'selected' }>()
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text)
      setDone({ of: text, how: 'copied' })
    } catch {
      // Not every page may write to the clipboard.
      select(code.current)
      setDone({ of: text, how: 'selected' })
    }
  }
  return (
    <div className={styles.body}>
      <p>
        {say(`export.${kind}.note`)} <code>{torchrun(launch)} …</code>
      </p>
      <div className={styles.tools}>
        <button type="button" onClick={copy}>
          {say('export.copy')}
        </button>
        <span role="status">{done?.of === text ? say(`export.${done.how}`) : ''}</span>
      </div>
      <div
        className={styles.code}
        tabIndex={0}
        role="region"
        lang="en"
        aria-label={say(`export.${kind}`)}
      >
        <pre ref={code}>{text}</pre>
      </div>
    </div>
  )
}
