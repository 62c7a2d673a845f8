import type { Builder, Value } from '../builder.ts'
import type { ConvNormOptions, NetOptions } from '../options.ts'
import { start } from '../start.ts'
import type { Graph } from '../graph.ts'

export interface InceptionV3Options extends NetOptions {
  /** The auxiliary head of training; default true, as torchvision counts its parameters. */
  readonly aux?: boolean
}

/** A layer of a branch: channels, kernel, and what else differs from a plain convNorm. */
type Layer = readonly [output: number, kernel: number | [number, number], rest?: ConvNormOptions]

const branch = (net: Builder, x: Value, ...layers: readonly Layer[]): Value =>
  layers.reduce((y, [output, kernel, rest]) => net.convNorm(y, output, { kernel, ...rest }), x)

/** Halves the map without padding. */
const halving = { stride: 2, padding: 0 } as const

const average = (net: Builder, x: Value) => net.avgPool(x, { kernel: 3, stride: 1, padding: 1 })

/** 35×35: 5×5 and two stacked 3×3 (figure 5). */
const mixA = (net: Builder, x: Value, pool: number) =>
  net.concat([
    branch(net, x, [64, 1]),
    branch(net, x, [48, 1], [64, 5]),
    branch(net, x, [64, 1], [96, 3], [96, 3]),
    branch(net, average(net, x), [pool, 1]),
  ])

/** 35×35 to 17×17 (figure 10). */
const reduceB = (net: Builder, x: Value) =>
  net.concat([
    branch(net, x, [384, 3, halving]),
    branch(net, x, [64, 1], [96, 3], [96, 3, halving]),
    net.maxPool(x, { kernel: 3, stride: 2 }),
  ])

/** 17×17: 7×7 as 1×7 and 7×1 (figure 6). */
const mixC = (net: Builder, x: Value, c: number) =>
  net.concat([
    branch(net, x, [192, 1]),
    branch(net, x, [c, 1], [c, [1, 7]], [192, [7, 1]]),
    branch(net, x, [c, 1], [c, [7, 1]], [c, [1, 7]], [c, [7, 1]], [192, [1, 7]]),
    branch(net, average(net, x), [192, 1]),
  ])

/** 17×17 to 8×8. */
const reduceD = (net: Builder, x: Value) =>
  net.concat([
    branch(net, x, [192, 1], [320, 3, halving]),
    branch(net, x, [192, 1], [192, [1, 7]], [192, [7, 1]], [192, 3, halving]),
    net.maxPool(x, { kernel: 3, stride: 2 }),
  ])

/** 8×8: 1×3 and 3×1 side by side, not stacked (figure 7). */
const mixE = (net: Builder, x: Value) => {
  const fork = (y: Value) =>
    net.concat([branch(net, y, [384, [1, 3]]), branch(net, y, [384, [3, 1]])])
  return net.concat([
    branch(net, x, [320, 1]),
    fork(branch(net, x, [384, 1])),
    fork(branch(net, x, [448, 1], [384, 3])),
    branch(net, average(net, x), [192, 1]),
  ])
}

/**
 * Inception v3: windows factorised into smaller and into one-sided ones. Made for 299×299.
 *
 * @source Szegedy et al., arXiv:1512.00567; torchvision `inception.py`
 * @example summarize(inceptionV3(), 299).params // 27161264, the auxiliary head included
 * @throws TypeError or RangeError naming the option that is out of its range
 */
export function inceptionV3(options: InceptionV3Options = {}): Graph {
  const { aux = true } = options
  const { net, classes } = start('inception_v3', options)
  let x = branch(net, net.input, [32, 3, halving], [32, 3, { padding: 0 }], [64, 3])
  x = net.maxPool(x, { kernel: 3, stride: 2 })
  x = branch(net, x, [80, 1], [192, 3, { padding: 0 }])
  x = net.maxPool(x, { kernel: 3, stride: 2 })

  const steps: readonly (readonly [name: string, mix: (x: Value) => Value])[] = [
    ['mixed5b', (y) => mixA(net, y, 32)],
    ['mixed5c', (y) => mixA(net, y, 64)],
    ['mixed5d', (y) => mixA(net, y, 64)],
    ['mixed6a', (y) => reduceB(net, y)],
    ['mixed6b', (y) => mixC(net, y, 128)],
    ['mixed6c', (y) => mixC(net, y, 160)],
    ['mixed6d', (y) => mixC(net, y, 160)],
    ['mixed6e', (y) => mixC(net, y, 192)],
    ['mixed7a', (y) => reduceD(net, y)],
    ['mixed7b', (y) => mixE(net, y)],
    ['mixed7c', (y) => mixE(net, y)],
  ]
  for (const [name, mix] of steps) {
    x = net.scope(name, () => mix(x))
    if (aux && name === 'mixed6e') {
      net.trainingOnly(() =>
        net.scope('aux', () => {
          const pooled = net.avgPool(x, { kernel: 5, stride: 3 })
          const seen = branch(net, pooled, [128, 1], [768, 5, { padding: 0 }])
          return net.classifier(seen, classes)
        }),
      )
    }
  }
  return net.build(net.classifier(x, classes, 0.5))
}
