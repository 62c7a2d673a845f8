import type { Connection } from '../../../math/nets/signal-propagation.ts'
import styles from './View.module.css'

const nodes = [8, 30, 52, 74]
const middle = 22

/** Four layers and what joins them: a chain; a sum past every layer; every pair. */
export function Wiring({ connection }: { readonly connection: Connection }) {
  const arc = (from: number, to: number) =>
    `M${nodes[from]} ${middle}Q${(nodes[from]! + nodes[to]!) / 2} ${middle - 11 * (to - from) - 6} ${nodes[to]} ${middle}`
  const pairs = nodes.flatMap((_, from) =>
    nodes.flatMap((__, to) =>
      to - from >= (connection === 'dense' ? 2 : 1) ? [[from, to] as const] : [],
    ),
  )
  const shown =
    connection === 'plain'
      ? []
      : connection === 'skip'
        ? pairs.filter(([a, b]) => b - a === 1)
        : pairs
  return (
    <svg
      className={`${styles.wiring} ${styles[connection]}`}
      viewBox="0 0 82 30"
      width="82"
      height="30"
      aria-hidden="true"
    >
      <path className={styles.wire} d={`M${nodes[0]} ${middle}H${nodes.at(-1)}`} />
      {shown.map(([from, to]) => (
        <path key={`${from}-${to}`} className={styles.wire} d={arc(from, to)} />
      ))}
      {nodes.map((x) => (
        <rect key={x} x={x - 4} y={middle - 5} width="8" height="10" rx="1.5" />
      ))}
    </svg>
  )
}
