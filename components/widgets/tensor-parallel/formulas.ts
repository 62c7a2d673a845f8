import attention from './formulas/attention.tex'
import backAttention from './formulas/back.attention.tex'
import backColumn from './formulas/back.column.tex'
import backMlp from './formulas/back.mlp.tex'
import backRow from './formulas/back.row.tex'
import column from './formulas/column.tex'
import mlpBias from './formulas/mlp.bias.tex'
import mlpBiases from './formulas/mlp.biases.tex'
import mlpColumns from './formulas/mlp.columns.tex'
import mlpRow from './formulas/mlp.row.tex'
import mlp from './formulas/mlp.tex'
import row from './formulas/row.tex'
import volume from './formulas/volume.tex'
import volumeSequence from './formulas/volume.sequence.tex'
import type { Setting } from './run.ts'

type Chosen = Pick<Setting, 'block' | 'pass' | 'cut' | 'order' | 'bias' | 'sequence'>

function algebraOf({ block, pass, cut, order, bias }: Chosen): string {
  const forward = pass === 'forward'
  if (block === 'product') {
    return forward ? { column, row }[cut] : { column: backColumn, row: backRow }[cut]
  }
  if (block === 'attention') return forward ? attention : backAttention
  if (!forward) return backMlp
  if (order === 'column-row') return { none: mlp, after: mlpBias, before: mlpBiases }[bias]
  return order === 'column-column' ? mlpColumns : mlpRow
}

/** Why the cut is right, and what a real layer sends. */
export const formulasFor = (setting: Chosen) => ({
  algebra: algebraOf(setting),
  volume: setting.sequence && setting.block !== 'product' ? volumeSequence : volume,
})
