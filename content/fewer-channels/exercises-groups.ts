import { defineExercise } from '../../components/exercise/index.ts'
import { shuffleOrder } from '../../math/conv/index.ts'
import { reach } from './reach.ts'

/** Two grouped layers: what one output can know of the input, without a shuffle and with one. */
export const whoReachesWhom = defineExercise({
  id: 'who-reaches-whom',
  rev: 1,
  skills: ['group-convolution', 'channel-shuffle'],
  generate: (random) => {
    const groups = random.integer(2, 8)
    const channels = groups * random.integer(3, Math.min(10, Math.floor(32 / groups)))
    // Neither the first place nor the last: these two stay where they are.
    return { channels, groups, place: random.integer(1, channels - 2) }
  },
  facts: ({ channels, groups, place }) => {
    const size = channels / groups
    return {
      size,
      square: size ** 2,
      doubled: 2 * size,
      channels,
      groups,
      met: Math.min(groups, size),
      without: reach(channels, groups, false),
      with: reach(channels, groups, true),
      from: shuffleOrder(channels, groups)[place]!,
      back: shuffleOrder(channels, size)[place]!,
      row: place % groups,
      column: Math.floor(place / groups),
      place,
    }
  },
  parts: [
    {
      id: 'without',
      kind: 'number',
      unit: 'number',
      figures: 'exact',
      value: (facts) => facts.without,
      mistakes: {
        'groups-for-size': (facts) => facts.groups,
        'sees-all': (facts) => facts.channels,
        'layers-add-up': (facts) => facts.doubled,
      },
    },
    {
      id: 'comes-from',
      kind: 'number',
      unit: 'number',
      figures: 'exact',
      value: (facts) => facts.from,
      mistakes: {
        'shuffled-back': (facts) => facts.back,
        'stayed-in-place': (facts) => facts.place,
      },
    },
    {
      id: 'with',
      kind: 'number',
      unit: 'number',
      figures: 'exact',
      value: (facts) => facts.with,
      mistakes: {
        'more-than-there-are': ({ square, channels }) => (square > channels ? square : undefined),
        'always-all': ({ with: all, channels }) => (all < channels ? channels : undefined),
        'own-group-only': (facts) => facts.size,
        'one-from-each-group': (facts) => facts.met,
      },
    },
  ],
  hints: 3,
  solution: 3,
  preset: ({ channels, groups }) => ({
    widget: 'groups-matrix',
    params: {
      view: 'two',
      inputChannels: channels,
      outputChannels: channels,
      groups,
      shuffle: true,
    },
  }),
})
