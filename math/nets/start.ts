import { integer } from '../check.ts'
import { Builder } from './builder.ts'
import type { Shape } from './graph.ts'
import type { NetOptions } from './options.ts'

/** A builder for a network of the zoo, and its number of classes. */
export function start(name: string, options: NetOptions): { net: Builder; classes: number } {
  const { classes = 1000, inputChannels = 3, padding = 'symmetric' } = options
  integer('classes', classes, 1)
  return { net: new Builder(name, inputChannels, padding), classes }
}

/** The shape of the usual image. @example image(224) // [3, 224, 224] */
export function image(size: number, channels = 3): Shape {
  return [integer('channels', channels, 1), integer('size', size, 1), integer('size', size, 1)]
}
