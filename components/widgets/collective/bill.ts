import type { Cost } from '../../../math/collectives/index.ts'
import type { Run } from './run.ts'

/** Ranks that have sent and received the same, and will have: one line of the ledger. */
export function ranksByBill(total: Cost, soFar: Cost): number[][] {
  const lines = new Map<string, number[]>()
  total.bytesSent.forEach((_, rank) => {
    const key = [total, soFar]
      .flatMap(({ bytesSent, bytesReceived, messagesSent, messagesReceived }) => [
        bytesSent[rank],
        bytesReceived[rank],
        messagesSent[rank],
        messagesReceived[rank],
      ])
      .join(' ')
    const known = lines.get(key)
    if (known) known.push(rank)
    else lines.set(key, [rank])
  })
  return [...lines.values()]
}

/** Ranks in few words: runs of neighbours, and no more than three of those. */
export function rankNames(ranks: readonly number[]): string {
  const runs: [number, number][] = []
  for (const rank of ranks) {
    const last = runs.at(-1)
    if (last && rank === last[1] + 1) last[1] = rank
    else runs.push([rank, rank])
  }
  const names = runs.map(([first, last]) =>
    first === last ? String(first) : last === first + 1 ? `${first}, ${last}` : `${first}–${last}`,
  )
  return names.length <= 3
    ? names.join(', ')
    : `${names.slice(0, 2).join(', ')}, … (${ranks.length})`
}

/** One term of the time: how often it is paid, what that costs, and what it must cost at least. */
export interface BillLine {
  readonly term: 'latency' | 'transfer' | 'inter latency' | 'inter transfer'
  /** Rounds, or bytes. */
  readonly count: number
  readonly bytes: boolean
  readonly seconds: number
  /** null where there is no bound for this term alone. */
  readonly least: number | null
}

export function billLines({ total, network, bound, nodes }: Run): BillLine[] {
  const { intra, inter } = total.paid
  const link = network.kind === 'uniform' ? network : network.intra
  const one = (
    term: BillLine['term'],
    count: number,
    each: number,
    least: number | null,
  ): BillLine => ({ term, count, bytes: term.endsWith('transfer'), seconds: count * each, least })
  if (network.kind === 'uniform' || nodes === 1) {
    return [
      one('latency', intra.rounds, link.alpha, bound.latency.seconds),
      one('transfer', intra.bytes, link.beta, bound.transfer.seconds),
    ]
  }
  return [
    one('latency', intra.rounds, link.alpha, null),
    one('transfer', intra.bytes, link.beta, null),
    one(
      'inter latency',
      inter.rounds,
      network.inter.alpha,
      bound.latency.crossing * network.inter.alpha,
    ),
    one('inter transfer', inter.bytes, network.inter.beta, bound.transfer.seconds),
  ]
}
