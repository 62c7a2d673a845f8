import { defineExercise, setting } from '../../components/exercise/index.ts'
import type trainingMemory from '../../components/widgets/training-memory/widget.ts'
import { accelerator } from '../../math/hardware/accelerators.ts'
import { bytesPerParameter, recipes } from '../../math/parallel/memory/recipes.ts'
import { fullestStage } from '../../math/parallel/memory/fullest-stage.ts'
import { type ZeroStage, modelStates } from '../../math/parallel/memory/states.ts'
import type { Recomputation } from '../../math/parallel/transformer/config.ts'
import { transformers } from '../../math/parallel/transformer/presets.ts'

const GIB = 2 ** 30

/** From an optimizer and its precisions to bytes, and from GB to what a tool prints. */
export const bytesOfStates = defineExercise({
  id: 'bytes-per-parameter',
  rev: 1,
  skills: ['model-states', 'bytes'],
  generate: (random) => ({
    ...random.pick([
      { gradientBits: 16, moments: 2 },
      { gradientBits: 32, moments: 2 },
      { gradientBits: 16, moments: 1 },
    ]),
    billions: random.integer(11, 390) / 10,
  }),
  facts: ({ gradientBits, moments, billions }) => {
    const recipe = {
      ...recipes.mixedAdam,
      gradients: gradientBits / 8,
      moments: (recipes.mixedAdam.moments / 2) * moments,
    }
    const { parameters, gradients, optimizer: kept, total } = bytesPerParameter(recipe)
    const psi = billions * 1e9
    return {
      gradientBits,
      optimizer: moments === 2 ? 'Adam' : 'SGD + momentum',
      billions,
      psi,
      parameters,
      gradients,
      master: recipe.master,
      kept: recipe.moments,
      each: total,
      bare: parameters + gradients,
      headless: parameters + gradients + recipe.moments,
      lone: parameters + kept,
      bytes: psi * total,
      gib: (psi * total) / GIB,
    }
  },
  parts: [
    {
      id: 'each',
      kind: 'number',
      unit: 'number',
      figures: 'exact',
      value: ({ each }) => each,
      mistakes: {
        'optimizer-forgotten': ({ bare }) => bare,
        'master-forgotten': ({ headless }) => headless,
        'gradients-forgotten': ({ lone }) => lone,
      },
    },
    {
      id: 'bytes',
      kind: 'number',
      unit: 'B',
      dependsOn: ['each'],
      value: ({ psi }, earlier) => psi * earlier('each'),
      mistakes: {
        'parameters-alone': ({ psi, parameters }) => psi * parameters,
        'bits-for-bytes': ({ psi }, earlier) => 8 * psi * earlier('each'),
      },
    },
    {
      id: 'gib',
      kind: 'number',
      unit: 'number',
      dependsOn: ['bytes'],
      value: (_, earlier) => earlier('bytes') / GIB,
      mistakes: {
        'gb-for-gib': (_, earlier) => earlier('bytes') / 1e9,
        'wrong-way-round': (_, earlier) => (earlier('bytes') / 1e9) * (GIB / 1e9),
      },
    },
  ],
  hints: 3,
  solution: 3,
  preset: ({ billions, gradientBits, moments }) => ({
    widget: 'training-memory',
    params: {
      model: 'count',
      billions,
      zero: '0',
      ...(moments === 2
        ? { recipe: gradientBits === 32 ? 'megatronAdam' : 'mixedAdam' }
        : { recipe: 'mixedMomentum' }),
    },
  }),
})

/** The three formulas of ZeRO, and the second one solved for the ranks. */
export const zeroTable = defineExercise({
  id: 'zero-table',
  rev: 1,
  skills: ['zero-stages', 'model-states'],
  generate: (random) => ({
    billions: random.integer(12, 130) / 10,
    ranks: random.pick([4, 8, 12, 16, 24, 32, 48]),
    // What is left of a card beside the activations, in halves of the whole parameters.
    room: random.integer(21, 39) / 10,
  }),
  facts: ({ billions, ranks, room }) => {
    const psi = billions * 1e9
    const at = (stage: ZeroStage) => modelStates(psi, ranks, stage).total
    const limit = Math.round((psi * room) / 1e8) * 1e8
    const spare = limit - 2 * psi
    const exact = (14 * psi) / spare
    return {
      billions,
      ranks,
      psi,
      one: at(1),
      two: at(2),
      three: at(3),
      limit,
      parameters: 2 * psi,
      spare,
      shared: 14 * psi,
      exact,
      fewest: Math.ceil(exact),
      down: Math.floor(exact),
      allShared: Math.ceil((16 * psi) / limit),
      forgotten: Math.ceil((14 * psi) / limit),
      gradientsWhole: limit > 4 * psi ? Math.ceil((12 * psi) / (limit - 4 * psi)) : undefined,
    }
  },
  accept: (_, { exact, down, spare }) =>
    spare > 0 && exact - down > 0.05 && exact - down < 0.95 && exact < 400,
  parts: [
    {
      id: 'one',
      kind: 'number',
      unit: 'B',
      value: ({ one }) => one,
      mistakes: {
        'nothing-sharded': ({ psi }) => 16 * psi,
        'zero-stage-off-by-one': ({ two }) => two,
        'everything-sharded': ({ three }) => three,
      },
    },
    {
      id: 'two',
      kind: 'number',
      unit: 'B',
      value: ({ two }) => two,
      mistakes: {
        'zero-stage-off-by-one': ({ one }) => one,
        'everything-sharded': ({ three }) => three,
        'only-gradients-sharded': ({ psi, ranks }) => (14 + 2 / ranks) * psi,
      },
    },
    {
      id: 'three',
      kind: 'number',
      unit: 'B',
      value: ({ three }) => three,
      mistakes: {
        'zero-stage-off-by-one': ({ two }) => two,
        'optimizer-forgotten': ({ psi, ranks }) => (4 * psi) / ranks,
      },
    },
    {
      id: 'fewest',
      kind: 'number',
      unit: 'number',
      figures: 'exact',
      value: ({ fewest }) => fewest,
      mistakes: {
        'rounded-down': ({ down }) => down,
        'everything-sharded': ({ allShared }) => allShared,
        'whole-part-forgotten': ({ forgotten }) => forgotten,
        'zero-stage-off-by-one': ({ gradientsWhole }) => gradientsWhole,
      },
    },
  ],
  hints: 3,
  solution: 4,
  preset: ({ billions, ranks }) => ({
    widget: 'training-memory',
    params: { model: 'count', billions, replicas: ranks, zero: '2' },
  }),
})

/** A model, a number of devices and a kind of card: which stage is just enough? */
const situations = [
  { model: 'megatron-7.5b', device: 'a100-80gb' },
  { model: 'llama2-7b', device: 'a100-40gb' },
  { model: 'llama2-7b', device: 'ascend-910b' },
  { model: 'llama3-8b', device: 'ascend-910b' },
  { model: 'megatron-22b', device: 'a100-80gb' },
  { model: 'megatron-22b', device: 'h200' },
] as const

interface Place {
  readonly place: number
  readonly replicas: number
  readonly sequence: number
}

/** Bytes that a device needs: flash attention, one sequence, no other parallelism. */
const needed = (
  { place, replicas, sequence }: Place,
  zero: ZeroStage,
  recompute: Recomputation = 'none',
  reshardAfterForward = true,
) => {
  const preset = transformers.find(({ id }) => id === situations[place]!.model)!
  return fullestStage(
    { ...preset, sequence, positionRows: Math.max(preset.sequence, sequence) },
    {
      dataParallel: replicas,
      zero,
      recompute,
      reshardAfterForward,
      attention: 'flash',
      dropout: preset.gated !== true,
    },
  ).memory.total
}

const memoryFacts = (given: Place) => {
  const { model, device } = situations[given.place]!
  const chip = accelerator(device)
  const needs = { ddp: needed(given, 0), one: needed(given, 1), two: needed(given, 2) }
  const { capacity } = chip.memory
  return {
    ...given,
    ...needs,
    model,
    device,
    name: transformers.find(({ id }) => id === model)!.name,
    chip: chip.name,
    capacity,
    three: needed(given, 3),
    enough: needs.one <= capacity ? 1 : 2,
    fits: needs.two <= capacity,
    tooMuch: needs.ddp - capacity,
  }
}

/** Answered on the widget: fit, at no more traffic than DDP and no repeated work. */
export const makeItFit = defineExercise({
  id: 'make-it-fit',
  rev: 1,
  skills: ['zero-stages', 'model-states'],
  generate: (random) => ({
    place: random.integer(0, situations.length - 1),
    replicas: random.pick([4, 8, 16, 32]),
    sequence: random.pick([1024, 2048, 4096]),
  }),
  facts: memoryFacts,
  accept: (_, { fits, tooMuch }) => fits && tooMuch > 0,
  parts: [
    setting<typeof trainingMemory, ReturnType<typeof memoryFacts>>({
      id: 'memory',
      kind: 'setting',
      widget: 'training-memory',
      start: ({ model, device, replicas, sequence }) => ({
        model,
        device,
        replicas,
        sequence,
        attention: 'flash',
        zero: '0',
      }),
      free: ['zero', 'recompute', 'reshard'],
      goals: {
        fits: ({ zero, recompute, reshard }, facts) =>
          needed(facts, Number(zero) as ZeroStage, recompute, reshard) <= facts.capacity,
        'as-ddp': ({ zero, reshard }) => zero !== '3' || !reshard,
        'nothing-twice': ({ recompute }) => recompute === 'none',
      },
      mistakes: {
        'sharded-too-far': {
          made: ({ zero, reshard, recompute }) => zero === '3' && reshard && recompute === 'none',
          sample: () => ({ zero: '3' }),
        },
        'activations-for-states': {
          made: ({ recompute, zero }) => recompute !== 'none' && zero === '0',
          sample: () => ({ recompute: 'full' }),
        },
      },
      answer: ({ enough }) => ({ zero: enough === 1 ? '1' : '2' }),
    }),
  ],
  hints: 2,
  solution: 2,
})
