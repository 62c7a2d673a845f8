import { defineExercise, setting } from '../../components/exercise/index.ts'
import type dataParallel from '../../components/widgets/data-parallel/widget.ts'
import { trainingStep } from '../../math/parallel/data/step.ts'
import { ringBytes } from '../../math/parallel/ring.ts'

/** What is set in the widget, from the givens of the next exercise. */
interface Step {
  readonly ranks: number
  readonly layers: number
  readonly weights: number
  readonly forward: number
  readonly bandwidth: number
  readonly latency: number
}

const MIB = 2 ** 20

/** Seconds that a DDP step communicates without computing. */
const exposed = (step: Step, bucket: number, overlap = true) =>
  trainingStep({
    strategy: 'ddp',
    layers: Array.from({ length: step.layers }, () => ({
      parameters: [Math.round(step.weights * 1e6)],
      forward: step.forward,
      backward: 2 * step.forward,
    })),
    ranks: step.ranks,
    link: { bandwidth: step.bandwidth, latency: step.latency },
    bucketCap: bucket,
    overlap,
  }).use[0]!.exposed

const bucketFacts = (given: Step) => {
  const layer = Math.round(given.weights * 1e6) * 2
  // A bucket that k layers fill: it closes once it has reached its limit.
  const caps = Array.from({ length: given.layers }, (_, index) =>
    Math.max(1, Math.floor(((index + 1) * layer) / MIB)),
  )
  const times = caps.map((cap) => exposed(given, cap))
  const best = times.indexOf(Math.min(...times))
  const allowed = Number((1.15 * times[best]!).toPrecision(2))
  return {
    ...given,
    layer,
    smallest: caps[0]!,
    largest: 4096,
    perLayer: times[0]!,
    atOnce: times.at(-1)!,
    cap: caps[best]!,
    layersEach: best + 1,
    best: times[best]!,
    allowed,
  }
}

/** Answered on the widget: neither the smallest bucket nor the largest. */
export const rightBucket = defineExercise({
  id: 'right-bucket',
  rev: 1,
  skills: ['overlap', 'ddp-buckets'],
  generate: (random) => ({
    ranks: random.pick([8, 12, 16]),
    layers: random.pick([12, 16]),
    weights: random.pick([2, 3, 4, 5]),
    forward: random.pick([2e-3, 3e-3, 4e-3]),
    bandwidth: random.pick([2e9, 2.5e9, 4e9, 5e9]),
    latency: random.pick([2e-4, 3e-4, 4e-4]),
  }),
  facts: bucketFacts,
  accept: (_, { layersEach, layers, perLayer, atOnce, best, allowed }) =>
    layersEach > 1 &&
    layersEach < layers / 2 &&
    allowed > best &&
    perLayer > 1.2 * allowed &&
    atOnce > 1.2 * allowed,
  parts: [
    setting<typeof dataParallel, ReturnType<typeof bucketFacts>>({
      id: 'bucket',
      kind: 'setting',
      widget: 'data-parallel',
      start: ({ ranks, layers, weights, forward, bandwidth, latency, largest }) => ({
        strategy: 'ddp',
        ranks,
        layers,
        weights,
        forward,
        bandwidth,
        latency,
        bucket: largest,
      }),
      free: ['bucket', 'overlap'],
      goals: {
        hidden: ({ bucket, overlap }, facts) => exposed(facts, bucket, overlap) <= facts.allowed,
      },
      mistakes: {
        'bucket-per-layer': {
          made: ({ bucket, overlap }, facts) => overlap && bucket <= facts.smallest,
          sample: ({ smallest }) => ({ bucket: smallest }),
        },
        'overlap-switched-off': {
          made: ({ overlap }) => !overlap,
          sample: ({ cap }) => ({ bucket: cap, overlap: false }),
        },
      },
      answer: ({ cap }) => ({ bucket: cap }),
    }),
  ],
  hints: 2,
  solution: 2,
})

/** What the next exercise draws: layers, and in milliseconds a layer's forward and two wires. */
interface Wires {
  readonly layers: number
  readonly forward: number
  /** What the all-reduce of a bucket takes on one wire, and on the other. */
  readonly quick: number
  readonly slow: number
}

/** A step in which the all-reduce of one layer takes so many milliseconds. */
function stepOn({ layers, forward }: Wires, milliseconds: number): Step {
  const ranks = 4
  const weights = 10
  // The shortest that the widget knows: what a bucket takes is a matter of its bytes.
  const latency = 1e-7
  const bytes = ringBytes('all-reduce', ranks, 2 * weights * 1e6)
  const bandwidth = bytes / (milliseconds / 1e3 - 2 * (ranks - 1) * latency)
  return { ranks, layers, weights, forward: forward / 1e3, bandwidth, latency }
}

/** One bucket per layer on a wire that keeps up, and on one that does not. */
export const leftExposed = defineExercise({
  id: 'left-exposed',
  rev: 1,
  skills: ['overlap', 'ddp-buckets'],
  generate: (random) => ({
    layers: random.pick([4, 5, 6, 8]),
    // Milliseconds: of a layer's forward, and of a bucket's all-reduce on either wire.
    forward: random.integer(3, 8),
    quick: random.integer(2, 12),
    slow: random.integer(8, 30),
  }),
  accept: ({ layers, forward, quick, slow }) => {
    const [one, all] = [2 * forward, 2 * forward * layers]
    const outcomes = [slow, layers * slow, layers * slow - all, one + layers * slow - all]
    const apart = (a: number, b: number) => Math.abs(a - b) > 0.1 * Math.max(a, b)
    return (
      quick < one &&
      slow > one &&
      // Of round ones a single figure is typed, which says too little.
      outcomes.every((time) => time % 10 !== 0) &&
      outcomes.every((a, i) => outcomes.every((b, j) => i === j || apart(a, b)))
    )
  },
  facts: (wires: Wires) => {
    const { layers, forward, quick, slow } = wires
    return {
      layers,
      each: (2 * forward) / 1e3,
      backward: (2 * forward * layers) / 1e3,
      quick: quick / 1e3,
      slow: slow / 1e3,
      allSlow: (slow * layers) / 1e3,
      leftQuick: exposed(stepOn(wires, quick), 1),
      leftSlow: exposed(stepOn(wires, slow), 1),
    }
  },
  parts: [
    {
      id: 'quick',
      kind: 'number',
      unit: 's',
      value: ({ leftQuick }) => leftQuick,
      mistakes: {
        'nothing-hidden': ({ quick, layers }) => quick * layers,
      },
    },
    {
      id: 'slow',
      kind: 'number',
      unit: 's',
      value: ({ leftSlow }) => leftSlow,
      mistakes: {
        'nothing-hidden': ({ allSlow }) => allSlow,
        'only-the-last-bucket': ({ slow }) => slow,
        'first-bucket-at-once': ({ allSlow, backward }) => allSlow - backward,
      },
    },
    {
      id: 'share',
      kind: 'number',
      unit: 'fraction',
      dependsOn: ['slow'],
      value: ({ allSlow }, earlier) => 1 - earlier('slow') / allSlow,
      mistakes: {
        'fraction-for-complement': ({ allSlow }, earlier) => earlier('slow') / allSlow,
      },
    },
  ],
  hints: 2,
  solution: 3,
  preset: (wires) => ({
    widget: 'data-parallel',
    params: { strategy: 'ddp', ...stepOn(wires, wires.slow), bucket: 1 },
  }),
})
