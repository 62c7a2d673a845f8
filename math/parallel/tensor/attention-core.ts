import type { Tensor } from '../../tensor.ts'
import {
  joinColumns,
  joinRows,
  map,
  matmul,
  sliceColumns,
  sliceRows,
  sum,
  transpose,
  zip,
} from './matrix.ts'

/** Sizes of the attention that one rank computes. */
export interface CoreSizes {
  /** Sequences that the rows of Q, K, V consist of. */
  readonly sequences: number
  readonly heads: number
  /** Divides `heads`. */
  readonly keyValueHeads: number
  readonly headSize: number
  readonly causal: boolean
}

/** Scores after softmax, row by row; a causal row sees itself and what came before. */
function softmax(scores: Tensor, causal: boolean): Tensor {
  const columns = scores.shape[1]!
  const data = [...scores.data]
  for (let row = 0; row < scores.shape[0]!; row++) {
    const seen = causal ? row + 1 : columns
    const entries = data.slice(row * columns, row * columns + seen)
    const largest = Math.max(...entries)
    const powers = entries.map((entry) => Math.exp(entry - largest))
    const total = powers.reduce((all, power) => all + power, 0)
    for (let column = 0; column < columns; column++) {
      data[row * columns + column] = column < seen ? powers[column]! / total : 0
    }
  }
  return { shape: scores.shape, data }
}

/**
 * softmax(Q·Kᵀ/√d)·V for every sequence and head, and its way back.
 *
 * @param q [tokens × heads·d]; head i takes columns i·d … (i+1)·d
 * @param k [tokens × keyValueHeads·d]; head i reads key-value head ⌊i · keyValueHeads / heads⌋
 */
export function attentionCore(q: Tensor, k: Tensor, v: Tensor, sizes: CoreSizes) {
  const { sequences, heads, keyValueHeads, headSize: d, causal } = sizes
  const length = q.shape[0]! / sequences
  const scale = 1 / Math.sqrt(d)
  const part = (matrix: Tensor, sequence: number, head: number) =>
    sliceColumns(
      sliceRows(matrix, sequence * length, (sequence + 1) * length),
      head * d,
      (head + 1) * d,
    )
  const shared = (head: number) => Math.floor((head * keyValueHeads) / heads)
  const pieces = Array.from({ length: sequences }, (_, sequence) =>
    Array.from({ length: heads }, (_, head) => {
      const [Q, K, V] = [
        part(q, sequence, head),
        part(k, sequence, shared(head)),
        part(v, sequence, shared(head)),
      ]
      const scores = map(matmul(Q, transpose(K)), (score) => score * scale)
      const weights = softmax(scores, causal)
      return { Q, K, V, weights, output: matmul(weights, V) }
    }),
  )
  const collect = (from: readonly (readonly Tensor[])[]) =>
    joinRows(from.map((row) => joinColumns(row)))

  const backward = (gradient: Tensor) => {
    const gradients = pieces.map((row, sequence) =>
      row.map(({ Q, K, V, weights }, head) => {
        const dO = part(gradient, sequence, head)
        const dP = matmul(dO, transpose(V))
        const inner = zip(dP, weights, (a, b) => a * b)
        const columns = weights.shape[1]!
        const rowSums = Array.from({ length: weights.shape[0]! }, (_, line) =>
          inner.data.slice(line * columns, (line + 1) * columns).reduce((all, x) => all + x, 0),
        )
        const dS = map(
          weights,
          (weight, offset) =>
            scale * weight * (dP.data[offset]! - rowSums[Math.floor(offset / columns)]!),
        )
        return { q: matmul(dS, K), k: matmul(transpose(dS), Q), v: matmul(transpose(weights), dO) }
      }),
    )
    // Heads that share a key-value head add their gradients up.
    const perKeyValueHead = (name: 'k' | 'v') =>
      gradients.map((row) =>
        Array.from({ length: keyValueHeads }, (_, group) =>
          sum(row.filter((_, head) => shared(head) === group).map((entry) => entry[name])),
        ),
      )
    return {
      q: collect(gradients.map((row) => row.map((entry) => entry.q))),
      k: collect(perKeyValueHead('k')),
      v: collect(perKeyValueHead('v')),
    }
  }
  return {
    output: collect(pieces.map((row) => row.map((entry) => entry.output))),
    /** Softmax weights [length × length], by sequence and head. */
    weights: pieces.map((row) => row.map((entry) => entry.weights)),
    backward,
  }
}
