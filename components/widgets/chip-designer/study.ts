import { convnetTraining, mobilenetInference } from '../../../math/chip-design/convolutional.ts'
import { chipPreset } from '../../../math/chip-design/design.ts'
import { nextEuro, priceOf, unitPrices } from '../../../math/chip-design/price.ts'
import type { NextEuro, Prices } from '../../../math/chip-design/price.ts'
import { runWorkload } from '../../../math/chip-design/run.ts'
import type { Run } from '../../../math/chip-design/run.ts'
import { decoding, transformerTraining } from '../../../math/chip-design/transformer.ts'
import type { Workload } from '../../../math/chip-design/work.ts'
import { designOf, modelOf, single } from './options.ts'
import type { ChipSetting, Focus, Model } from './options.ts'

/** Everything that is asked. */
export interface Question extends ChipSetting {
  readonly focus: Focus
  readonly chips: number
  readonly tensorParallel: number
  readonly model: Model
  readonly sequences: number
  readonly context: number
  readonly budget: number
  readonly matrixPrice: number
  readonly vectorPrice: number
  readonly sramPrice: number
  readonly bandwidthPrice: number
  readonly capacityPrice: number
  readonly linkPrice: number
}

/** One workload on the chip, and on the chip that it is compared with. */
export interface Trial {
  readonly id: Exclude<Focus, 'all'>
  readonly workload: Workload
  readonly run: Run
  /** The same on as many A100-like chips. */
  readonly reference: Run
}

export interface Study {
  /** All four, whatever is looked at. */
  readonly trials: readonly Trial[]
  /** The one that is looked at; absent for all. */
  readonly focused: Trial | undefined
  readonly next: NextEuro
  readonly unitPrices: Prices
  /** How many times as fast as the reference, over what is looked at. */
  readonly speed: number
  /** How many times the reference's price it costs. */
  readonly dearer: number
}

/** The last few values by name: most changes leave the workloads as they are. */
function remembering<T>(most: number) {
  const known = new Map<string, T>()
  return (name: string, make: () => T): T => {
    const value = known.get(name) ?? make()
    known.delete(name)
    known.set(name, value)
    if (known.size > most) known.delete(known.keys().next().value!)
    return value
  }
}

const workloads = remembering<readonly Workload[]>(4)
const references = remembering<readonly Run[]>(4)

export const pricesOf = (asked: Question): Prices => ({
  matrix: asked.matrixPrice,
  vector: asked.vectorPrice,
  sram: asked.sramPrice,
  bandwidth: asked.bandwidthPrice,
  capacity: asked.capacityPrice,
  link: asked.linkPrice,
})

/** The four workloads on the chip that the settings describe, and what to buy next. */
export function study(asked: Question): Study {
  const { chips, tensorParallel, model, sequences, context, focus } = asked
  const design = designOf(asked)
  const spread = { tensorParallel, dataParallel: chips / tensorParallel }
  const name = [chips, tensorParallel, model, sequences, context].join(' ')
  const all = workloads(name, () => [
    mobilenetInference(),
    convnetTraining(chips),
    transformerTraining(modelOf(model), spread),
    decoding(modelOf(model), { ...spread, sequences, context }),
  ])
  const reference = chipPreset('a100').design
  const compared = references(name, () => all.map((workload) => runWorkload(reference, workload)))
  const prices = pricesOf(asked)
  const looked = focus === 'all' ? all : [all[single.indexOf(focus)]!]
  const next = nextEuro(design, looked, prices)
  const trials = all.map((workload, index): Trial => ({
    id: single[index]!,
    workload,
    run: focus === 'all' ? next.runs[index]! : runWorkload(design, workload),
    reference: compared[index]!,
  }))
  const ratios = trials
    .filter(({ id }) => focus === 'all' || id === focus)
    .map(({ run, reference }) => Math.log(reference.time / run.time))
  return {
    trials,
    focused: trials.find(({ id }) => id === focus),
    next,
    unitPrices: unitPrices(design, prices),
    speed: Math.exp(ratios.reduce((sum, log) => sum + log, 0) / ratios.length),
    dearer: next.price.total / priceOf(reference, prices).total,
  }
}
