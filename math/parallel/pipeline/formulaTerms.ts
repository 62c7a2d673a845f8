/** The closed formulas, one schedule at a time; `formulas.ts` says what they mean. */
import type { ScheduleName } from './catalog.ts'
import { defaultGroupSize } from './interleaved.ts'
import { range } from './schedule.ts'

/** p, m, v, and the times of a rank's whole share; O is F&B, T is F + B + W, kept is M_W / M_B. */
export interface Symbols {
  readonly p: number
  readonly m: number
  readonly v: number
  readonly F: number
  readonly B: number
  readonly W: number
  readonly T: number
  readonly O: number
  readonly kept: number
}

/** What differs from schedule to schedule. */
export interface Terms {
  readonly bubbleTime: number
  /** Idle time of the rank that idles longest: of every rank, where nothing overlaps. */
  readonly idle: number
  readonly peakPerRank: readonly number[]
  readonly exact: { readonly bubbleTime: boolean; readonly time: boolean; readonly peak: boolean }
  /** By how much a rank works less than m·T, because of overlap. */
  readonly saved?: (rank: number) => number
}

const ALWAYS = { bubbleTime: true, time: true, peak: true }

/** Drain and fill that no schedule with whole backwards avoids, and a peak per rank. */
const whole = ({ p, T }: Symbols, peak: (rank: number) => number): Terms => ({
  bubbleTime: (p - 1) * T,
  idle: (p - 1) * T,
  peakPerRank: range(p).map(peak),
  exact: ALWAYS,
})

function interleaved(symbols: Symbols): Terms {
  const { p, m, v, T } = symbols
  if (v === 1) return whole(symbols, (rank) => Math.min(m, p - rank))
  const group = defaultGroupSize(p, m)
  const bubbleTime = ((p - 1) * T) / v
  return {
    bubbleTime,
    // A round of fewer than p micro-batches leaves p − m slots at each of the v−1 turns.
    idle: bubbleTime + ((v - 1) * Math.max(0, p - m) * T) / v,
    peakPerRank: range(p).map(
      (rank) => Math.min(m * v, 2 * (p - 1 - rank) + (v - 1) * group + 1) / v,
    ),
    exact: { ...ALWAYS, bubbleTime: m >= p },
  }
}

/**
 * ZB-H1 (cap p) and ZB-H2 (cap 2p−1). Up to cap−1 weight gradients, but never more than m−1, stand
 * in the gap of (p−1)(F+B) that rank 0 has between a micro-batch's forward and its gradient.
 */
function zeroBubble({ p, m, F, B, W, kept }: Symbols, cap: number, printed: number): Terms {
  const gap = (p - 1) * (F + B)
  const internal = Math.max(0, gap - (Math.min(m, cap) - 1) * W)
  const small = W <= F && W <= B
  return {
    bubbleTime: Math.max(0, printed),
    idle: Math.max((p - 1) * F, internal),
    peakPerRank: range(p).map((rank) => {
      const open = cap === p ? p - rank : 2 * (p - rank) - 1
      return Math.min(m, open) + kept * Math.min(Math.max(0, m - open), cap - open)
    }),
    exact: {
      bubbleTime: small && m >= cap,
      time: small && (cap === p || m >= cap),
      peak: true,
    },
  }
}

/**
 * Schedules on a V, with two chunks per rank: `slots` is the idle time in slots of F/2, exact when
 * F = B = W from m = `from` on; `cap` is a rank's peak in chunks when m is large.
 */
const onV = (
  { p, m, F, B, W, kept }: Symbols,
  terms: { bubbleTime: number; slots: number; from: number; cap: (rank: number) => number },
): Terms => {
  const equal = F === B && B === W
  return {
    bubbleTime: terms.bubbleTime,
    idle: (terms.slots * F) / 2,
    peakPerRank: range(p).map((rank) => Math.min(2 * m, m + 1 + rank, terms.cap(rank)) / 2),
    exact: { bubbleTime: false, time: equal && m >= terms.from, peak: kept === 1 },
  }
}

/** Both DualPipes, with times and peaks of one stream's stage; n ranks from entry to meeting. */
function dualPipe(
  symbols: Symbols,
  n: number,
  perStream: number,
  nearness: (rank: number) => number,
): Terms {
  const { p, v, F, B, W, T, O, kept } = symbols
  const chunks = n === p ? v : 1
  const bubbleTime = ((n - 1) * (O + (B + W) - 3 * W)) / chunks
  const fits = F === B && W <= F && O <= T
  // The number of overlapped pairs: the main phase (the first pair stays apart where the streams
  // meet) and the phase after it.
  const pairs = (k: number) => 2 * (perStream - 2 * n + k + 1) - (k === n - 1 ? 1 : 0) + (n - 1 - k)
  return {
    bubbleTime,
    idle: bubbleTime,
    peakPerRank: range(p).map(() => (2 * n + 1) / chunks),
    exact: { bubbleTime: fits && O === T, time: fits, peak: kept === 1 },
    saved: (rank) => (pairs(nearness(rank)) * (T - O)) / chunks,
  }
}

export function formulaTerms(name: ScheduleName, symbols: Symbols): Terms {
  const { p, m, F, B, W, T } = symbols
  switch (name) {
    case 'naive':
      return {
        ...whole(symbols, () => m),
        bubbleTime: (p - 1) * m * T,
        idle: (p - 1) * m * T,
      }
    case 'gpipe':
      return whole(symbols, () => m)
    case '1f1b':
      return whole(symbols, (rank) => Math.min(m, p - rank))
    case 'interleaved':
      return interleaved(symbols)
    case 'zb-h1':
      return zeroBubble(symbols, p, (p - 1) * (F + B - W))
    case 'zb-h2':
      return zeroBubble(symbols, 2 * p - 1, (p - 1) * (F + B - 2 * W))
    case 'zb-v': {
      const terms = onV(symbols, {
        bubbleTime: 0,
        slots: Math.max(p - 1, 4 * (p - 1) - 2 * (m - 1)),
        from: 1,
        cap: () => 2 * p,
      })
      return {
        ...terms,
        exact: { ...terms.exact, bubbleTime: terms.exact.time && m >= 2 * p - 1 },
      }
    }
    case 'v-half':
      return onV(symbols, {
        bubbleTime: ((p - 1) * T) / 2,
        slots: p < 3 ? p - 1 : 3 * p - (p % 2 === 0 ? 7 : 4),
        from: p + 2,
        cap: () => 2 * Math.ceil((p + 1) / 2),
      })
    case 'v-min': {
      const cap = 2 * Math.floor((p + 4) / 3)
      const terms = onV(symbols, {
        bubbleTime: (2 * (p - 1) * T) / 3,
        slots: p < 2 ? 0 : 4 * p - (p % 3 === 0 ? 7 : 5),
        from: p + 1,
        cap: (rank) => (rank === 0 && p % 3 === 2 ? cap - 1 : cap),
      })
      const peak = terms.exact.peak && (p % 3 !== 2 || m >= cap - 1)
      return { ...terms, exact: { ...terms.exact, peak } }
    }
    case 'dualpipe':
      return dualPipe(symbols, p / 2, m / 2, (rank) => Math.min(rank, p - 1 - rank))
    case 'dualpipev':
      return dualPipe(symbols, p, m, (rank) => rank)
  }
}
