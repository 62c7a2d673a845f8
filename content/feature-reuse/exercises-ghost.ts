import { defineExercise, slips } from '../../components/exercise/index.ts'
import { axisShape, ghostCost } from '../../math/conv/index.ts'
import { bytesPerElement } from '../../math/precision.ts'

const pixel = { height: 1, width: 1 }

/** A Ghost module counted in full: its true ratio, and the one that no s exceeds. */
export const ghostRatio = defineExercise({
  id: 'ghost-ratio',
  rev: 1,
  skills: ['ghost-ratio', 'count-params'],
  generate: (random) => {
    const ratio = random.integer(2, 4)
    return {
      ratio,
      inputs: 4 * random.integer(3, 30),
      outputs: ratio * 4 * random.integer(2, 20),
      kernel: random.pick([1, 1, 3]),
      cheap: random.pick([3, 5]),
    }
  },
  facts: ({ ratio, inputs, outputs, kernel, cheap }) => {
    const cost = ghostCost(
      { inputChannels: inputs, outputChannels: outputs, ratio, kernel, cheapKernel: cheap },
      pixel,
    )
    return {
      made: cost.intrinsic,
      ghosts: cost.ghosts,
      rest: ratio - 1,
      primary: cost.primary.params.total,
      cheapParams: cost.cheap.params.total,
      params: cost.params,
      standard: cost.standard.params.total,
      times: cost.speedup,
      limit: (inputs * kernel ** 2) / cheap ** 2,
      perMade: inputs * kernel ** 2,
      perGhost: cheap ** 2,
      taps: kernel ** 2,
      ratio,
      cheap,
      outputs,
    }
  },
  // Where r rounds to s, whoever answers s might have rounded.
  accept: (_, { times, ratio }) => Math.round(times) !== ratio && Math.round(1 / times) !== ratio,
  parts: [
    {
      id: 'made',
      kind: 'number',
      unit: 'number',
      figures: 'exact',
      value: (facts) => facts.made,
      mistakes: {
        'ghosts-for-made': ({ ratio, ghosts }) => (ratio > 2 ? ghosts : undefined),
        'all-made': (facts) => facts.outputs,
      },
    },
    {
      id: 'params',
      kind: 'number',
      unit: 'params',
      figures: 'exact',
      dependsOn: ['made'],
      value: (facts, earlier) => earlier('made') * (facts.perMade + facts.rest * facts.perGhost),
      mistakes: {
        'primary-only': (facts, earlier) => earlier('made') * facts.perMade,
        'ghosts-see-every-map': (facts, earlier) =>
          earlier('made') * (facts.perMade + facts.rest * facts.perGhost * earlier('made')),
        'kernel-not-squared': (facts, earlier) =>
          earlier('made') * (facts.perMade + facts.rest * facts.cheap),
        'one-ghost-each': (facts, earlier) =>
          facts.ratio > 2 ? earlier('made') * (facts.perMade + facts.perGhost) : undefined,
      },
    },
    {
      id: 'times',
      kind: 'number',
      unit: 'number',
      dependsOn: ['params'],
      value: (facts, earlier) => facts.standard / earlier('params'),
      mistakes: {
        'hoped-for-s': (facts) => facts.ratio,
        'inverted-ratio': slips['inverted-ratio'],
      },
    },
    {
      id: 'limit',
      kind: 'number',
      unit: 'number',
      value: (facts) => facts.limit,
      mistakes: {
        'ignored-channels': (facts) => facts.taps / facts.perGhost,
        'kernel-not-squared': (facts) => facts.perMade / facts.cheap,
        'inverted-ratio': slips['inverted-ratio'],
      },
    },
  ],
  hints: 4,
  solution: 4,
  preset: ({ ratio, inputs, outputs, kernel, cheap }) => ({
    widget: 'feature-reuse',
    params: { pattern: 'ghost', ratio, inputs, outputs, primary: kernel, cheap },
  }),
})

/** What the ghosts cost in traffic: the made maps are fetched once more. */
export const ghostTraffic = defineExercise({
  id: 'ghost-traffic',
  rev: 1,
  skills: ['ghost-traffic', 'count-bytes', 'fewer-flops-not-faster'],
  generate: (random) => {
    const ratio = random.integer(2, 4)
    return {
      ratio,
      inputs: 8 * random.integer(1, 12),
      outputs: ratio * 8 * random.integer(1, 10),
      size: 7 * random.integer(2, 16),
      precision: random.pick(['fp32', 'fp16'] as const),
    }
  },
  facts: ({ ratio, inputs, outputs, size, precision }) => {
    const input = { height: size, width: size }
    const spec = { inputChannels: inputs, outputChannels: outputs, ratio }
    const cost = ghostCost(spec, input, { precision })
    const width = bytesPerElement(precision)
    const maps = (parts: readonly { bytes: { input: number; output: number } }[]) =>
      parts.reduce((sum, { bytes }) => sum + bytes.input + bytes.output, 0)
    const standard = maps([cost.standard])
    const module = maps([cost.primary, cost.cheap])
    return {
      width,
      map: width * size * size,
      made: cost.intrinsic,
      ghosts: cost.ghosts,
      standardMaps: inputs + outputs,
      moduleMaps: inputs + outputs + cost.intrinsic,
      standardBytes: standard,
      moduleBytes: module,
      extra: module - standard,
      more: module / standard,
      speedup: cost.speedup,
      fewerMacs: cost.macs / cost.standard.macs,
      ratio,
      inputs,
      outputs,
    }
  },
  // 1 + 1/s, which leaves out the input, is 1.5 for s = 2: no truth may round to that.
  accept: (_, { more }) => Math.round(10 * more) !== 15,
  parts: [
    {
      id: 'extra',
      kind: 'number',
      unit: 'B',
      value: (facts) => facts.extra,
      mistakes: {
        'elements-for-bytes': (facts) => facts.extra / facts.width,
        'ghosts-fetched-again': ({ ratio, ghosts, map }) => (ratio > 2 ? ghosts * map : undefined),
        'all-fetched-again': (facts) => facts.outputs * facts.map,
        'input-fetched-again': (facts) => facts.inputs * facts.map,
      },
    },
    {
      id: 'more',
      kind: 'number',
      unit: 'number',
      value: (facts) => facts.more,
      mistakes: {
        'traffic-follows-macs': (facts) => facts.fewerMacs,
        'inverted-ratio': slips['inverted-ratio'],
        'forgot-the-input': (facts) => (facts.outputs + facts.made) / facts.outputs,
      },
    },
    {
      id: 'cure',
      kind: 'choice',
      options: { 'keep-on-chip': {}, 'smaller-cheap-kernel': {}, 'fewer-bits-in-weights': {} },
      correct: () => ['keep-on-chip'],
    },
  ],
  hints: 3,
  solution: 3,
  preset: ({ ratio, inputs, outputs, size }) => ({
    widget: 'feature-reuse',
    params: { pattern: 'ghost', ratio, inputs, outputs, size },
  }),
})

/** A module that is to halve the picture: where the stride may stand. */
export const ghostStride = defineExercise({
  id: 'ghost-stride',
  rev: 1,
  skills: ['ghost-ratio', 'output-size'],
  generate: (random) => ({ size: random.integer(30, 120) }),
  facts: ({ size }) => {
    const step = (input: number) =>
      axisShape(input, {
        kernel: 3,
        stride: 2,
        dilation: 1,
        padBegin: 1,
        padEnd: 1,
        ceilMode: false,
      }).output
    const side = step(size)
    return { side, both: step(side), size, unpadded: Math.floor((size - 3) / 2) + 1 }
  },
  accept: ({ size }) => size % 2 === 1,
  parts: [
    {
      id: 'side',
      kind: 'number',
      unit: 'number',
      figures: 'exact',
      value: (facts) => facts.side,
      mistakes: {
        'ignored-stride': (facts) => facts.size,
        'ignored-padding': (facts) => facts.unpadded,
      },
    },
    {
      id: 'both',
      kind: 'number',
      unit: 'number',
      figures: 'exact',
      value: (facts) => facts.both,
      mistakes: { 'strided-once': (facts) => facts.side, 'ignored-stride': (facts) => facts.size },
    },
    {
      id: 'where',
      kind: 'choice',
      options: { 'primary-only': {}, 'in-both': {}, 'cheap-only': {} },
      correct: () => ['primary-only'],
    },
  ],
  hints: 2,
  solution: 3,
})
