import { defineExercise } from '../../components/exercise/index.ts'
import { layerCommunication } from '../../math/parallel/tensor/volume.ts'
import { ringBytes } from '../../math/parallel/ring.ts'

const modelOf = (layers: number, hidden: number, sequence: number) => ({
  layers,
  hidden,
  heads: hidden / 128,
  vocabulary: 51200,
  sequence,
})

/** What one chip sends in a step, for each of the three ways to share a model. */
export const threeTraffics = defineExercise({
  id: 'three-traffics',
  rev: 1,
  skills: ['parallel-volume'],
  generate: (random) => ({
    layersPerStage: random.integer(3, 9),
    hidden: 1024 * random.integer(4, 16),
    sequence: random.pick([1024, 2048, 4096]),
    tensor: random.pick([4, 8]),
    stages: random.pick([4, 6, 8]),
    replicas: random.pick([4, 8, 16]),
    microBatches: random.integer(12, 60),
    link: random.pick([200e9, 300e9, 450e9]),
    network: random.pick([12.5e9, 25e9, 50e9]),
  }),
  facts: (given) => {
    const { layersPerStage, hidden, sequence, tensor: t, stages, replicas: d } = given
    const { microBatches: m, link, network } = given
    const model = modelOf(layersPerStage * stages, hidden, sequence)
    const perLayer = 2 * layerCommunication(model, { tensorParallel: t }).sent
    const message = 2 * sequence * hidden
    // Weights of the four linear layers: 12h² per layer, biases and norms left out.
    const weights = 12 * hidden ** 2
    const gradients = (2 * weights * layersPerStage) / t
    const tensorBytes = perLayer * layersPerStage * m
    return {
      ...given,
      layers: layersPerStage * stages,
      message,
      perLayer,
      weights,
      gradients,
      last: t - 1,
      lastReplica: d - 1,
      tensorBytes,
      pipelineBytes: (2 * m * message) / t,
      dataBytes: ringBytes('all-reduce', d, gradients),
      onLinks: tensorBytes / link,
      onNetwork: tensorBytes / network,
    }
  },
  parts: [
    {
      id: 'tensor',
      kind: 'number',
      unit: 'B',
      value: ({ tensorBytes }) => tensorBytes,
      mistakes: {
        'forward-only': ({ tensorBytes }) => tensorBytes / 2,
        'ranks-for-ranks-minus-one': ({ tensorBytes, last }) => (tensorBytes * (last + 1)) / last,
        'one-micro-batch-only': ({ perLayer, layersPerStage }) => perLayer * layersPerStage,
      },
    },
    {
      id: 'pipeline',
      kind: 'number',
      unit: 'B',
      value: ({ pipelineBytes }) => pipelineBytes,
      mistakes: {
        'forward-only': ({ pipelineBytes }) => pipelineBytes / 2,
        'whole-message': ({ pipelineBytes, last }) => pipelineBytes * (last + 1),
      },
    },
    {
      id: 'data',
      kind: 'number',
      unit: 'B',
      value: ({ dataBytes }) => dataBytes,
      mistakes: {
        'ring-once-not-twice': ({ dataBytes }) => dataBytes / 2,
        'not-split-over-t': ({ dataBytes, last }) => dataBytes * (last + 1),
        'ranks-for-ranks-minus-one': ({ gradients }) => 2 * gradients,
      },
    },
    {
      id: 'inside',
      kind: 'number',
      unit: 's',
      dependsOn: ['tensor'],
      value: ({ link }, earlier) => earlier('tensor') / link,
      mistakes: {
        'other-network': ({ network }, earlier) => earlier('tensor') / network,
      },
    },
    {
      id: 'place',
      kind: 'choice',
      options: {
        'tensor-inside': {},
        'pipeline-inside': { mistake: 'least-first' },
        'data-inside': { mistake: 'bulk-inside' },
      },
      correct: () => ['tensor-inside'],
    },
  ],
  hints: 3,
  solution: 5,
  preset: () => ({ widget: 'parallel-planner', params: {} }),
})
