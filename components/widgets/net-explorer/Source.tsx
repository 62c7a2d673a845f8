import { useMemo, useState } from 'react'
import { type Graph, toPyTorch, toPyTorchModule } from '../../../math/nets/index.ts'
import type { Export } from './Export.tsx'
import styles from './Own.module.css'

/** The network as an `nn.Sequential` where it is one, else as a module with its `forward`. */
function written(graph: Graph): { readonly text: string; readonly sequential: boolean } {
  try {
    return { text: toPyTorch(graph), sequential: true }
  } catch {
    return { text: toPyTorchModule(graph), sequential: false }
  }
}

export default function Source({ graph, own, say, set }: Parameters<typeof Export>[0]) {
  const { text, sequential } = useMemo(() => written(graph), [graph])
  const [copied, setCopied] = useState<string | null>(null)
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text)
      setCopied(text)
    } catch {
      // Not every page may write to the clipboard; the text can be selected by hand.
      setCopied(null)
    }
  }
  return (
    <>
      <div className={styles.tools}>
        <button type="button" onClick={copy}>
          {say('copy')}
        </button>
        {sequential && text.length <= 4000 && (
          <button type="button" onClick={() => set({ view: 'own', source: 'pytorch', code: text })}>
            {say(own ? 'goOn' : 'takeOver')}
          </button>
        )}
        <span role="status">{copied === text ? say('copied') : ''}</span>
      </div>
      <div className={styles.code} tabIndex={0} role="region" aria-label={say('asPyTorch')}>
        <pre>{text}</pre>
      </div>
    </>
  )
}
