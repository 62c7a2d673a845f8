import { expect, test } from 'vitest'
import { type Pair, convolutionCost, poolingShape } from '../../math/conv/index.ts'
import oracle from './data/conv-layers.json'
import { Tally } from './tally.ts'

/** Every distinct convolution and pooling layer that 75 real networks ran, one by one. */

type Shape = readonly [channels: number, height: number, width: number]
type Row = readonly [
  where: string,
  type: string,
  input: Shape,
  output: Shape,
  kernel: Pair,
  stride: Pair,
  padding: Pair,
  dilation: Pair,
  groups: number,
  bias: boolean,
  ceilMode: boolean,
  params: number,
  macs: number,
]

const tally = new Tally('conv-layers')
const rows = oracle.rows as unknown as Row[]

test('output, parameters and multiply-accumulates of every layer', () => {
  for (const row of rows) {
    const [where, type, [channels, height, width], output, kernel, stride, padding] = row
    const [, , , , , , , dilation, groups, bias, ceilMode, params, macs] = row
    const source = `${oracle.meta.source}: ${type}`
    const window = { kernel, stride, padding, dilation, ceilMode }
    if (type === 'Conv2d') {
      const layer = { ...window, inputChannels: channels, outputChannels: output[0], groups, bias }
      const cost = convolutionCost(layer, { height, width })
      tally.same(source, `${where} output`, cost.output.slice(1), output)
      tally.compare(source, `${where} params`, cost.params.total, params)
      tally.compare(source, `${where} macs`, cost.macs, macs)
    } else {
      expect(type).toMatch(/^(Max|Avg)Pool2d$/)
      const shape = poolingShape(window, { height, width })
      tally.same(source, `${where} output`, [channels, shape.height, shape.width], output)
    }
  }
})
