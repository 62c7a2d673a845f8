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

/** 1F1B whose forwards run within backwards: a rank pairs what is left after its warm-up. */
function overlapped(symbols: Symbols): Terms {
  const { p, m, F, B, W, T, O } = symbols
  const ahead = (rank: number) => Math.min(m, 2 * (p - 1 - rank) + 1)
  const possible = O <= T && O >= Math.max(F, B + W)
  return {
    ...whole(symbols, (rank) => Math.min(m, ahead(rank) + 1)),
    // With F&B < T the ranks near the input have fewer pairs, work longer and idle less.
    exact: { ...ALWAYS, time: possible, bubbleTime: O === T },
    saved: (rank) => (m - ahead(rank)) * (T - O),
  }
}

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
 * What rank 0 of ZB-H1 (cap p) or ZB-H2 (cap 2p−1) waits for between a micro-batch's forward and its
 * gradient, (p−1)(F+B), less the weight gradients that stand in this gap: cap−1, or m−1 if fewer.
 */
const gapLeft = ({ p, m, F, B, W }: Symbols, cap: number) =>
  (p - 1) * (F + B) - (Math.min(m, cap) - 1) * W

/** Micro-batches held by each rank under a cap: `open` without a gradient yet, the others for W. */
const heldUnder = ({ p, m, kept }: Symbols, cap: number) =>
  range(p).map((rank) => {
    const open = Math.min(cap - rank, 2 * (p - rank) - 1)
    return Math.min(m, open) + kept * Math.min(Math.max(0, m - open), cap - open)
  })

function zbH1(symbols: Symbols): Terms {
  const { p, m, F, B, W } = symbols
  const bubbleTime = (p - 1) * (F + B - W)
  // No schedule can hide the fill, (p−1)F, nor, with F shorter than B, the drain, (p−1)B.
  const idle = Math.max((p - 1) * F, (p - 1) * B, gapLeft(symbols, p))
  return {
    bubbleTime,
    idle,
    peakPerRank: heldUnder(symbols, p),
    exact: {
      bubbleTime: m >= p && bubbleTime === idle,
      time: m >= p || (W <= F && W <= B),
      peak: true,
    },
  }
}

function zbH2(symbols: Symbols): Terms {
  const { p, m, F, B, W } = symbols
  const bubbleTime = Math.max(0, (p - 1) * (F + B - 2 * W))
  const enough = m >= 2 * p - 1
  const cap = enough ? 2 * p - 1 : Math.max(p, m)
  const internal = Math.max(0, (p - 1) * (B - F), gapLeft(symbols, cap))
  return {
    bubbleTime,
    idle: Math.max((p - 1) * F, internal),
    peakPerRank: heldUnder(symbols, cap),
    exact: {
      bubbleTime: enough && bubbleTime === internal,
      time: enough || (W <= F && W <= B),
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
  const hops = n - 1
  const bubbleTime = (hops * (O + (B + W) - 3 * W)) / chunks
  // The fill: 2F per hop, or where B is longer, the wait for the first gradients instead; then what
  // W does not cover of B in the drain; less what a pair saves, once per hop, on the middle ranks.
  const fill = Math.max(2 * hops * F, hops * B + (hops - 1) * F)
  const idle = n === 1 ? 0 : (fill + hops * (Math.max(0, B - W) - (T - O))) / chunks
  const possible = O <= T && O >= Math.max(F, B + W)
  // The number of overlapped pairs: the main phase (the first pair stays apart where the streams
  // meet) and the phase after it.
  const pairs = (k: number) => 2 * (perStream - 2 * n + k + 1) - (k === n - 1 ? 1 : 0) + (n - 1 - k)
  return {
    bubbleTime,
    idle,
    peakPerRank: range(p).map(() => (2 * n + 1) / chunks),
    exact: {
      bubbleTime: n === 1 || (F === B && W <= B && O === T),
      time: possible,
      peak: kept === 1,
    },
    saved: (rank) => (pairs(nearness(rank)) * (T - O)) / chunks,
  }
}

export function formulaTerms(name: ScheduleName, symbols: Symbols): Terms {
  const { p, m, T } = symbols
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
    case '1f1b-overlapped':
      return overlapped(symbols)
    case 'interleaved':
      return interleaved(symbols)
    case 'breadth-first':
      return { ...interleaved(symbols), peakPerRank: range(p).map(() => m) }
    case 'zb-h1':
      return zbH1(symbols)
    case 'zb-h2':
      return zbH2(symbols)
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
