import type { Shard } from '../../../math/parallel/tensor/buffers.ts'
import type { Hue } from '../../hues.ts'

const subscripts = '₀₁₂₃₄₅₆₇'

/** What a sum receives is named after what it is added to. */
export const isReceived = ({ name }: Shard) => name.endsWith(' received')

/** The whole matrix's name: `Aᵀ`. */
export const wholeName = ({ name }: Shard) => name.replace(' received', '')

/**
 * The name of what one rank holds: `X` where every rank holds all of it, else with the rank's
 * number, as in `A₁ᵀ`.
 */
export function pieceName(shard: Shard, rank: number): string {
  const name = wholeName(shard)
  if (shard.layout === 'replicated') return name
  const turned = name.endsWith('ᵀ')
  return `${turned ? name.slice(0, -1) : name}${subscripts[rank]}${turned ? 'ᵀ' : ''}`
}

const weights = ['A', 'B', 'b', 'W', 'O', 'WQ', 'WK', 'WV']

/** What a matrix is: its colour, in the picture and in the prose. */
export function hueOf({ name }: Shard): Hue {
  const bare = name.replace('ᵀ', '').replace(' received', '')
  if (weights.includes(bare)) return 'kernel'
  if (bare.startsWith('d')) return 'backward'
  return bare === 'X' ? 'channels-in' : 'channels-out'
}

/**
 * A number as it stands in a cell: whole ones as they are, others with one decimal.
 *
 * @example cellText(-3.82) // '−3.8'
 */
export function cellText(value: number): string {
  if (Number.isNaN(value)) return '?'
  const text = Number.isInteger(value) ? String(value) : value.toFixed(1)
  // Rounded away: −0.02 is shown like 0.02.
  return text === '-0.0' ? '0.0' : text.replace('-', '−')
}
