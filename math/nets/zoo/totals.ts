import { show } from '../../check.ts'
import type { Top1, ZooEntry } from './catalog.ts'
import { papers, rows } from './kept.ts'
import type { ZooTotals } from './measure.ts'

/**
 * The zoo without its builders: what was published about each network and what it adds up to. Kept
 * because adding up the zoo takes a tenth of a second and its builders are long, and a page shows
 * all of it at once. totals.test.ts adds every network up anew and compares.
 */
export interface ZooFacts extends Omit<ZooEntry, 'build'> {
  readonly totals: ZooTotals
}

/** All networks of the zoo in the catalogue's order, without their builders. */
export const zooFacts: readonly ZooFacts[] = rows.map(
  ([name, family, resolution, [params, macs, activations, traffic, peak], percent, source]) => {
    const top1: Top1 | undefined =
      percent === undefined || source === undefined ? undefined : { percent, source }
    return {
      name,
      family,
      paper: papers[family]!,
      resolution,
      ...(top1 === undefined ? {} : { top1 }),
      totals: { params, macs, activations, traffic, peak },
    }
  },
)

const byName = new Map(zooFacts.map((facts) => [facts.name, facts]))

/**
 * What is known about a network of the zoo.
 *
 * @example zooFact('mobilenet_v2').paper.year // 2018
 * @throws RangeError when there is no network of that name
 */
export function zooFact(name: string): ZooFacts {
  const facts = byName.get(name)
  if (facts === undefined) {
    throw new RangeError(`name must be a network of the zoo, got ${show(name)}`)
  }
  return facts
}

/**
 * What a network of the zoo costs at its published resolution: `measureEntry`, remembered.
 *
 * @example zooTotals('mobilenet_v2').params // 3504872
 * @throws RangeError when there is no network of that name
 */
export function zooTotals(name: string): ZooTotals {
  return zooFact(name).totals
}
