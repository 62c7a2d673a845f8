import {
  Builder,
  ghostModule,
  type Graph,
  invertedResidual,
  squeezeExcite,
  type Value,
} from '../../../math/nets/index.ts'
import type { Block } from './blocks.ts'

const commonDivisor = (a: number, b: number): number => (b === 0 ? a : commonDivisor(b, a % b))

/** A shortcut that fits: the input itself, or a 1×1 convolution where the shape changes. */
function shortcut(net: Builder, x: Value, output: number, step: number): Value {
  return step === 1 && net.channels(x) === output
    ? x
    : net.convNorm(x, output, { stride: step, activation: null })
}

function addBlock(net: Builder, x: Value, block: Block): Value {
  const { channels: output = 1, kernel: size = 3, stride: step = 1, factor = 1 } = block
  switch (block.kind) {
    case 'conv':
      return net.convNorm(x, output, { kernel: size, stride: step })
    case 'asym':
      return net.convNorm(net.convNorm(x, output, { kernel: [1, size] }), output, {
        kernel: [size, 1],
      })
    case 'ds':
      return net.convNorm(net.depthwiseNorm(x, { kernel: size, stride: step }), output)
    case 'ir':
      return invertedResidual(net, x, {
        expanded: net.channels(x) * factor,
        output,
        kernel: size,
        stride: step,
        activation: 'relu6',
      })
    case 'res': {
      const y = net.convNorm(x, output, { kernel: 3, stride: step })
      const z = net.convNorm(y, output, { kernel: 3, activation: null })
      return net.relu(net.add([z, shortcut(net, x, output, step)]))
    }
    case 'neck': {
      const narrow = Math.max(1, Math.floor(output / factor))
      const y = net.convNorm(net.convNorm(x, narrow), narrow, { kernel: 3, stride: step })
      const z = net.convNorm(y, output, { activation: null })
      return net.relu(net.add([z, shortcut(net, x, output, step)]))
    }
    case 'shuffle': {
      // As many groups as asked for, or as many as divide both channel counts.
      const before = commonDivisor(commonDivisor(factor, net.channels(x)), output)
      const groups = commonDivisor(factor, output)
      const mixed = net.channelShuffle(net.convNorm(x, output, { groups: before }), groups)
      const y = net.depthwiseNorm(mixed, { kernel: 3, stride: step, activation: null })
      const z = net.convNorm(y, output, { groups, activation: null })
      return net.relu(net.add([z, shortcut(net, x, output, step)]))
    }
    case 'ghost':
      return ghostModule(net, x, { output, ratio: factor })
    case 'dense': {
      let all = x
      for (let layer = 0; layer < factor; layer++) {
        const fresh = net.convNorm(net.convNorm(all, 4 * output), output, { kernel: 3 })
        all = net.concat([all, fresh])
      }
      return all
    }
    case 'se':
      return squeezeExcite(net, x, {
        squeezed: Math.max(1, Math.floor(net.channels(x) / factor)),
      })
    case 'pool':
      // Padded, so that even one pixel is enough.
      return net.maxPool(x, { kernel: 3, stride: 2, padding: 1 })
    case 'fc':
      return net.classifier(x, output)
  }
}

/** The network that a line of blocks stands for; each block is a scope, `ds2`. */
export function buildBlocks(blocks: readonly Block[]): Graph {
  const net = new Builder('own', 3)
  let x = net.input
  blocks.forEach((block, index) => {
    x = net.scope(`${block.kind}${index + 1}`, () => addBlock(net, x, block))
  })
  return net.build(x)
}
