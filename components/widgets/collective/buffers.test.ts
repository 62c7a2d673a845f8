import { describe, expect, it } from 'vitest'
import { dataPrimitives } from '../../../math/collectives/index.ts'
import type { Algorithm, Primitive } from '../../../math/collectives/index.ts'
import { stepsOf } from './run.ts'

const algorithms: readonly Algorithm[] = ['ring', 'root']

const play = (primitive: Primitive, algorithm: Algorithm, ranks: number, root = 0) =>
  stepsOf(
    {
      primitive,
      algorithm,
      ranks,
      root,
      operator: 'sum',
      bytes: 1,
      latency: 1e-6,
      bandwidth: 1e9,
    },
    algorithms,
  )

/** `5+` held, `5.` spent, `5!` final, `-` empty: a rank's buffer in short. */
const marks = { held: '+', spent: '.', final: '!' }
const inShort = (steps: ReturnType<typeof play>, step: number, rank: number) =>
  steps[0]!.run.buffers
    .contents(steps[step]!, rank)
    .map((content) => (content ? `${content.cell.values[0]}${marks[content.standing]}` : '-'))
    .join(' ')

describe('where chunks lie', () => {
  it('hides nothing that matters, and puts everything where messages say it goes', () => {
    for (const primitive of dataPrimitives)
      for (const algorithm of algorithms)
        for (const ranks of [2, 3, 4, 7, 16]) {
          const steps = play(primitive, algorithm, ranks, 1)
          const { buffers } = steps[0]!.run
          for (const [index, step] of steps.entries())
            step.state.forEach((_, rank) => {
              const contents = buffers.contents(step, rank)
              expect(contents).toHaveLength(buffers.columns * buffers.rows[rank]!)
              contents.forEach((content, place) => {
                if (content) expect(buffers.place(rank, content.chunk)).toBe(place)
              })
              const next = steps[index + 1]?.messages.filter(({ from }) => from === rank) ?? []
              for (const chunk of next.flatMap(({ chunks }) => chunks))
                expect(contents[buffers.place(rank, chunk)]?.chunk).toBe(chunk)
            })
          const end = steps.at(-1)!
          const results = end.state.flatMap((_, rank) =>
            buffers.contents(end, rank).filter((content) => content?.standing === 'final'),
          )
          expect(results).toHaveLength(end.run.wanted)
        }
  })

  it('works in place in a ring all-to-all, and needs a square only on the hub', () => {
    for (const ranks of [2, 3, 6, 16]) {
      expect(new Set(play('all-to-all', 'ring', ranks)[0]!.run.buffers.rows)).toEqual(new Set([1]))
      const { rows } = play('all-to-all', 'root', ranks, 1)[0]!.run.buffers
      expect(rows).toEqual(rows.map((_, rank) => (rank === 1 ? ranks : 1)))
    }
  })
})

describe('what matters', () => {
  it('follows a ring all-to-all on rank 0 of 3', () => {
    const steps = play('all-to-all', 'ring', 3)
    expect(inShort(steps, 0, 0)).toBe('0! 1+ 2+')
    // 20 is for rank 0 and lies in place 2; 21 is on its way to rank 1 and lies in place 1.
    expect(inShort(steps, 1, 0)).toBe('0! 21+ 20!')
    expect(inShort(steps, 2, 0)).toBe('0! 10! 20!')
  })

  it('lets go of a partial sum once it is passed on', () => {
    const steps = play('all-reduce', 'ring', 3)
    const standing = (step: number) =>
      inShort(steps, step, 0).replaceAll(/\d+/g, '').replaceAll(' ', '')
    expect([0, 1, 2, 3, 4].map(standing)).toEqual(['+++', '++.', '!..', '!.!', '!!!'])
  })

  it('keeps on the root of a scatter only what is still to be sent, and its own', () => {
    const steps = play('scatter', 'root', 3)
    expect(inShort(steps, 0, 0)).toBe('0! 1+ 2+')
    expect(inShort(steps, 1, 0)).toBe('0! 1. 2+')
    expect(inShort(steps, 2, 1)).toBe('- 1! -')
  })
})
