import { chipPreset } from '../../../math/chip-design/design.ts'
import type { ChipPreset } from '../../../math/chip-design/design.ts'
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
  /** The same on as many chips of the preset that it is compared with. */
  readonly reference: Run
}

export interface Study {
  readonly comparedWith: ChipPreset['id']
  /** What is looked at: all four, or one. */
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

const workloads = remembering<Workload>(8)
const references = remembering<Run>(8)

/** Once fetched, at hand for good. */
let convnets: typeof import('./convnets.ts') | undefined

/** Fetches what a focus needs; nothing when it is at hand. */
export function fetchFor(focus: Focus): Promise<unknown> | undefined {
  if (convnets || focus === 'training' || focus === 'decoding') return undefined
  return import('./convnets.ts').then((fetched) => (convnets = fetched))
}

function fetched() {
  if (!convnets) throw new Error('conv nets are looked at after fetchFor has ended')
  return convnets
}

export const pricesOf = (asked: Question): Prices => ({
  matrix: asked.matrixPrice,
  vector: asked.vectorPrice,
  sram: asked.sramPrice,
  bandwidth: asked.bandwidthPrice,
  capacity: asked.capacityPrice,
  link: asked.linkPrice,
})

function workloadOf(id: Trial['id'], asked: Question): Workload {
  const { chips, tensorParallel, model, sequences, context } = asked
  const spread = { tensorParallel, dataParallel: chips / tensorParallel }
  switch (id) {
    case 'mobilenet':
      return fetched().mobilenetInference()
    case 'convnet':
      return fetched().convnetTraining(chips)
    case 'training':
      return transformerTraining(modelOf(model), spread)
    case 'decoding':
      return decoding(modelOf(model), { ...spread, sequences, context })
  }
}

/** What is looked at, on the chip that the settings describe, and what to buy next. */
export function study(asked: Question): Study {
  const { chips, tensorParallel, model, sequences, context, focus } = asked
  const design = designOf(asked)
  const name = [chips, tensorParallel, model, sequences, context].join(' ')
  const ids = focus === 'all' ? single : [focus]
  const looked = ids.map((id) => workloads(`${id} ${name}`, () => workloadOf(id, asked)))
  // A phone's net alone is a phone's business; whatever else is looked at, a data centre's.
  const comparedWith = focus === 'mobilenet' ? 'phone' : 'a100'
  const reference = chipPreset(comparedWith).design
  const prices = pricesOf(asked)
  const next = nextEuro(design, looked, prices)
  const trials = looked.map((workload, index): Trial => ({
    id: ids[index]!,
    workload,
    run: next.runs[index]!,
    reference: references(`${comparedWith} ${ids[index]} ${name}`, () =>
      runWorkload(reference, workload),
    ),
  }))
  const logs = trials.map(({ run, reference: before }) => Math.log(before.time / run.time))
  return {
    comparedWith,
    trials,
    focused: focus === 'all' ? undefined : trials[0],
    next,
    unitPrices: unitPrices(design, prices),
    speed: Math.exp(logs.reduce((sum, log) => sum + log, 0) / logs.length),
    dearer: next.price.total / priceOf(reference, prices).total,
  }
}
