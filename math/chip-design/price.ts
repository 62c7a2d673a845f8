import { finite } from '../check.ts'
import { chipDesign, type ChipDesign, designUnits } from './design.ts'
import { runWorkload, type Run } from './run.ts'
import type { Workload } from './work.ts'

/** What can be bought more of. */
export const purchases = ['matrix', 'vector', 'sram', 'bandwidth', 'capacity', 'link'] as const
export type Purchase = (typeof purchases)[number]

/** Euros per TFLOP/s, TFLOP/s, MB, GB/s, GB, GB/s (see `designUnits`). */
export type Prices = Readonly<Record<Purchase, number>>

/**
 * Assumptions, not facts: makers print no prices. They are meant to be right within a factor of
 * two or three, for a chip of about 5 nm that runs for four years, and to be changed.
 *
 * The parts: logic at 0.3 € per mm² (a 5 nm wafer for 16,988 $ according to Khan and Mann, *AI
 * Chips*, CSET 2020, over its 70,700 mm², a little lost), stacked memory at 15 € per GB (an
 * H100's 80 GB for about 1,400 $ according to Silicon Analysts, *Cost Bridge*, 2026) and packaging by
 * bandwidth (memory 52–63 %, packaging 15 %, logic 13 % of what accelerators' parts
 * cost according to Epoch AI, 2026). The electricity: 4 € per watt in four years (0.1 € per kWh,
 * cooling included), at about 0.5 pJ per 16-bit matrix FLOP, 1.5 pJ per vector FLOP, 5 pJ per bit
 * of stacked memory and 10 pJ per bit of a link. It is more than half of what computing costs.
 */
export const assumedPrices: Prices = {
  // 0.1 of silicon and 0.5 W.
  matrix: 2,
  // 2 of silicon and 1.5 W.
  vector: 8,
  // About 1 mm², and what it leaks.
  sram: 1,
  // 0.3 of interface and packaging, 0.04 W.
  bandwidth: 0.5,
  capacity: 15,
  // 1 of ports, cables and adapters, 0.08 W.
  link: 1.5,
}

/** An 8-bit mode makes the matrix units larger by so much; a switch the links dearer. Assumptions. */
export const lowPrecisionSurcharge = 0.15
export const switchSurcharge = 0.5

/** What a design costs, by what is bought. */
export interface PriceTag {
  readonly by: Readonly<Record<Purchase, number>>
  readonly total: number
}

/** Euros for one more unit of each on this design; infinite where it cannot be bought. */
export function unitPrices(design: ChipDesign, prices: Prices): Prices {
  for (const name of purchases) finite(`prices.${name}`, prices[name], Number.MIN_VALUE)
  return {
    ...prices,
    matrix: prices.matrix * (design.lowPrecision ? 1 + lowPrecisionSurcharge : 1),
    // A core of the host is there anyway.
    vector: design.secondCore === 'vector' ? prices.vector : Infinity,
    link: prices.link * (design.topology === 'switched' ? 1 + switchSurcharge : 1),
  }
}

/**
 * What a design costs.
 *
 * @throws RangeError as `chipDesign`, or when a price is not positive
 * @example priceOf(chipPreset('a100').design).by.capacity // 1200: 80 GB at 15 €
 */
export function priceOf(asked: ChipDesign, prices: Prices = assumedPrices): PriceTag {
  const design = chipDesign(asked)
  const each = unitPrices(design, prices)
  const by = Object.fromEntries(
    purchases.map((name) => [
      name,
      each[name] === Infinity ? 0 : (each[name] * design[name]) / designUnits[name],
    ]),
  ) as Record<Purchase, number>
  return { by, total: purchases.reduce((sum, name) => sum + by[name], 0) }
}

/** What more of one resource would do. */
export interface Offer {
  readonly purchase: Purchase
  /** Its part of the price. */
  readonly share: number
  /**
   * −∂ ln T / ∂ ln R, by 1 % more of it: how many per cent of time one per cent more saves. Over
   * several workloads the mean, that of the geometric mean of their times.
   */
  readonly elasticity: number
  /** By how much the time shrinks when 1 % of the chip's price is spent on it. */
  readonly gain: number
  /** Units (see `designUnits`) that this 1 % buys; 0 where it cannot be bought. */
  readonly amount: number
}

/** What the next euro should buy. */
export interface NextEuro {
  readonly price: PriceTag
  readonly runs: readonly Run[]
  /** One per purchase, in their order. */
  readonly offers: readonly Offer[]
  /** The offer that saves most time; `capacity` as long as a workload does not fit. */
  readonly best: Purchase
  /** Euros for the memory without which the neediest workload does not fit; 0 if all do. */
  readonly missing: number
}

const step = 0.01

/**
 * What more of each resource would save: by one per cent of the resource, and by one per cent of the
 * chip's price. Workloads that do not fit take part as if they did, but capacity comes first then.
 *
 * Where spending is best divided, every purchase has the same ratio of elasticity to share: moving a
 * euro gains nothing.
 *
 * @throws RangeError as `runWorkload` or `priceOf`, or when there is no workload
 * @example nextEuro(chipPreset('a100').design, [decoding(llama, one)]).best // 'bandwidth'
 */
export function nextEuro(
  asked: ChipDesign,
  workloads: readonly Workload[],
  prices: Prices = assumedPrices,
): NextEuro {
  if (workloads.length === 0) throw new RangeError('workloads must hold at least one, got none')
  const design = chipDesign(asked)
  const price = priceOf(design, prices)
  const each = unitPrices(design, prices)
  const runs = workloads.map((workload) => runWorkload(design, workload))
  /** Mean of ln(T before / T after). */
  const saved = (purchase: Purchase, amount: number) => {
    if (amount === design[purchase]) return 0
    const better = { ...design, [purchase]: amount }
    const logs = workloads.map((workload, index) =>
      Math.log(runs[index]!.time / runWorkload(better, workload).time),
    )
    return logs.reduce((sum, log) => sum + log, 0) / logs.length
  }
  const offers = purchases.map((purchase): Offer => {
    const amount = each[purchase] === Infinity ? 0 : (step * price.total) / each[purchase]
    const more = design[purchase] + amount * designUnits[purchase]
    return {
      purchase,
      share: price.by[purchase] / price.total,
      elasticity: saved(purchase, design[purchase] * (1 + step)) / Math.log(1 + step),
      gain: 1 - Math.exp(-saved(purchase, more)),
      amount,
    }
  })
  const lacking = Math.max(0, ...runs.map(({ need }) => need - design.capacity))
  return {
    price,
    runs,
    offers,
    best:
      lacking > 0
        ? 'capacity'
        : offers.reduce((best, offer) => (offer.gain > best.gain ? offer : best)).purchase,
    missing: (lacking / designUnits.capacity) * each.capacity,
  }
}
