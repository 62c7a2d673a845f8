import { recomputations } from '../../../math/parallel/transformer/config.ts'
import { choice, flag, int, number } from '../../widget/params.ts'
import { deviceNames, models, recipeNames, zeros } from './options.ts'

/** What can be set; apart from the definition, because the budget is computed from it. */
export const parameters = {
  zero: choice(zeros, '2', { place: 'mode' }),
  model: choice(models, 'megatron-7.5b'),
  billions: number(0.001, 10000, 7.5, { scale: 'log' }),
  layers: int(1, 256, 32),
  hidden: int(64, 63488, 4096),
  heads: int(1, 512, 32),
  vocabulary: int(1, 300000, 51200, { scale: 'log', place: 'more' }),
  recipe: choice(recipeNames, 'mixedAdam'),
  device: choice(Object.keys(deviceNames), 'a100-80gb'),
  replicas: int(1, 4096, 64, { scale: 'log' }),
  sequence: int(128, 1048576, 2048, { scale: 'log', hue: 'memory' }),
  batch: int(1, 64, 1, { scale: 'log', hue: 'memory' }),
  recompute: choice(recomputations, 'none', { hue: 'memory' }),
  attention: choice(['unfused', 'flash'], 'unfused', { hue: 'memory' }),
  tensor: int(1, 32, 1),
  sequenceParallel: flag(false, { hue: 'memory' }),
  pipeline: int(1, 128, 1),
  microbatches: int(1, 512, 64, { scale: 'log' }),
  reshard: flag(true, { hue: 'communication' }),
} as const
