import { describe, expect, it } from 'vitest'
import {
  algorithmsFor,
  chunkRule,
  execute,
  inputLengths,
  isLegal,
  mismatches,
  play,
  primitives,
  schedule,
  validate,
} from './index.ts'

describe('every pair', () => {
  for (const primitive of primitives)
    for (const algorithm of algorithmsFor(primitive))
      it(`${primitive} ${algorithm}`, () => {
        for (const ranks of [2, 3, 4, 5, 6, 7, 8, 9, 12, 13, 16]) {
          if (!isLegal(primitive, algorithm, ranks)) continue
          for (const nodes of algorithm === 'hierarchical'
            ? [1, 2, 3, 4, ranks].filter((n) => ranks % n === 0)
            : [1])
            for (const times of [1, 3]) {
              const s = schedule({
                primitive,
                algorithm,
                ranks,
                root: ranks - 1,
                nodes,
                chunks: chunkRule(primitive, algorithm, ranks).unit * times,
              })
              expect(validate(s).slice(0, 3)).toEqual([])
              const inputs = inputLengths(s, ranks * 2 + 1).map((n, r) =>
                Array.from({ length: n }, (_, i) => (r + 1) * 100 + i),
              )
              expect(mismatches(s, inputs, 'mean', play(s, inputs, 'mean').at(-1)!.state)).toEqual(
                [],
              )
              expect(mismatches(s, inputs, 'sum', execute(s, inputs, 'sum'))).toEqual([])
            }
        }
      })
})
