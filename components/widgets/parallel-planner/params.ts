import { choice, flag, int, number } from '../../widget/params.ts'
import { deviceNames, formats, interNames, intraNames, modelNames, recipeNames } from './options.ts'

/** As many nodes, and as many devices in one, as the planner takes. */
export const mostNodes = 2048
export const mostPerNode = 72
const mostDevices = mostNodes * mostPerNode

/** Every setting of the planner. */
export const params = {
  view: choice(['plans', 'published'], 'plans', { place: 'mode' }),
  model: choice([...Object.keys(modelNames), 'own'], 'llama2-13b'),
  device: choice(Object.keys(deviceNames), 'a100-80gb'),
  perNode: int(1, mostPerNode, 8, { scale: 'log' }),
  nodes: int(1, mostNodes, 2, { scale: 'log' }),
  intra: choice(['device', ...Object.keys(intraNames), 'own'], 'device', {
    hue: 'communication',
  }),
  intraBandwidth: number(1e9, 2e12, 300e9, { unit: 'bytes', scale: 'log', hue: 'communication' }),
  inter: choice([...Object.keys(interNames), 'own'], 'infiniband-hdr', { hue: 'communication' }),
  interBandwidth: number(1e8, 1e12, 25e9, { unit: 'bytes', scale: 'log', hue: 'communication' }),
  batch: int(1, 16384, 128, { scale: 'log' }),
  recipe: choice(recipeNames, 'mixedAdam', { hue: 'memory' }),
  zero: choice(['any', '0', '1', '2', '3'], 'any', { hue: 'memory' }),
  recompute: choice(['any', 'none', 'selective', 'full'], 'any', { hue: 'memory' }),
  interleave: flag(true),
  layers: int(1, 256, 48, { place: 'more', scale: 'log' }),
  hidden: int(64, 65536, 6144, { place: 'more', scale: 'log' }),
  heads: int(1, 256, 48, { place: 'more', scale: 'log' }),
  sequence: int(128, 131072, 2048, { place: 'more', scale: 'log' }),
  vocabulary: int(256, 524288, 51200, { place: 'more', scale: 'log' }),
  precision: choice(formats, 'bf16', { place: 'more' }),
  kernels: choice(['fused', 'plain'], 'fused', { place: 'more' }),
  efficiency: int(10, 100, 70, { place: 'more' }),
  reserve: int(0, 50, 10, { place: 'more', hue: 'memory' }),
  /** A layout picked on the map; 0 where none is. */
  tensor: int(0, mostDevices, 0),
  pipeline: int(0, mostDevices, 0),
  /** The place of the opened plan in the list. */
  rank: int(1, 10, 1),
} as const
