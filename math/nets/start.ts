import { integer } from '../check.ts'
import { Builder } from './builder.ts'
import type { Shape } from './graph.ts'
import type { NetOptions } from './options.ts'

/**
 * A builder for a network of the zoo, and its number of classes.
 *
 * @throws TypeError or RangeError naming the option that is out of its range
 */
export function start(name: string, options: NetOptions): { net: Builder; classes: number } {
  const { classes = 1000, inputChannels = 3, padding = 'symmetric' } = options
  integer('classes', classes, 1)
  return { net: new Builder(name, inputChannels, padding), classes }
}

/**
 * The shape of a square image of `size` pixels a side.
 *
 * @example image(224) // [3, 224, 224]
 * @throws TypeError or RangeError when an argument is no positive integer
 */
export function image(size: number, channels = 3): Shape {
  return [integer('channels', channels, 1), integer('size', size, 1), integer('size', size, 1)]
}
