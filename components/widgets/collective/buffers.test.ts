import { describe, expect, it } from 'vitest'
import {
  algorithmsFor,
  dataPrimitives,
  isLegal,
  standardNodes,
} from '../../../math/collectives/index.ts'
import type { Algorithm, Primitive } from '../../../math/collectives/index.ts'
import { stepsOf } from './run.ts'
import { settingOf } from './testing.ts'

const play = (primitive: Primitive, algorithm: Algorithm, ranks: number, root = 0, nodes = 1) =>
  stepsOf(settingOf({ primitive, algorithm, ranks, root, nodes }))

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
      for (const algorithm of algorithmsFor(primitive))
        for (const ranks of [2, 3, 4, 6, 8, 9, 12]) {
          if (!isLegal(primitive, algorithm, ranks)) continue
          const nodes = algorithm === 'hierarchical' ? standardNodes(ranks) : 1
          const steps = play(primitive, algorithm, ranks, 1, nodes)
          const what = `${algorithm} ${primitive} ${ranks}`
          const { buffers } = steps[0]!.run
          const wrong: string[] = []
          for (const [index, step] of steps.entries())
            step.state.forEach((_, rank) => {
              const contents = buffers.contents(step, rank)
              if (contents.length !== buffers.columns * buffers.rows[rank]!) wrong.push('length')
              contents.forEach((content, place) => {
                if (content && buffers.place(rank, content.chunk) !== place)
                  wrong.push(`chunk ${content.chunk} on ${rank} lies elsewhere`)
              })
              const next = steps[index + 1]?.messages.filter(({ from }) => from === rank) ?? []
              for (const chunk of next.flatMap(({ chunks }) => chunks))
                if (contents[buffers.place(rank, chunk)]?.chunk !== chunk)
                  wrong.push(`chunk ${chunk} on ${rank} is hidden at step ${index}`)
            })
          expect(wrong, what).toEqual([])
          const end = steps.at(-1)!
          const results = end.state.flatMap((_, rank) =>
            buffers.contents(end, rank).filter((content) => content?.standing === 'final'),
          )
          expect(results, what).toHaveLength(end.run.wanted)
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
