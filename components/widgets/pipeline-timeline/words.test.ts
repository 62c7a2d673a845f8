import { describe, expect, it } from 'vitest'
import { sayIn } from '../../widget/context.ts'
import english from './text.en.ts'
import { schedules } from './schedules.ts'
import { paramsWith } from './testing.ts'
import type { Params } from './testing.ts'
import { describeMoment, tableOf } from './words.ts'
import widget from './widget.ts'

const say = sayIn(english, 'en')
const at = (changes: Partial<Params>, time: number) =>
  widget.frames(paramsWith(changes)).find((moment) => moment.time === time)!

it('has a name for every schedule, alone and before its account', () => {
  for (const name of schedules) {
    expect(english.params.schedule.options).toHaveProperty([name])
    expect(english.phrases).toHaveProperty([`name-${name}`])
    expect(english.phrases).toHaveProperty([`of-${name}`])
  }
})

describe('describeMoment', () => {
  const told = (time: number) => {
    const [phrase, values, ...further] = describeMoment(at({}, time), paramsWith({}))
    return [[phrase, values] as const, ...further]
      .map(([name, filling]) => say(name, filling))
      .join(' ')
  }

  it('says what runs where, who waits and who is done', () => {
    expect(told(0)).toBe('Time 0 of 33. Forward on rank 0 (F0). Waiting: rank 1–3.')
    expect(told(14)).toBe(
      'Time 14 of 33. Forward on rank 2 (F4). Backward on rank 0 (B1), 1 (B2), 3 (B3).',
    )
    expect(told(30)).toBe(
      'Time 30 of 33. Backward on rank 1 (B7). Waiting: rank 0. Finished: rank 2–3.',
    )
    expect(told(33)).toBe('Time 33: every rank has finished.')
  })
})

describe('tableOf', () => {
  it('gives each rank its ops with times, and what they come to', () => {
    const { rows, columns } = tableOf(
      at({ stages: 2, microbatches: 2 }, 2),
      paramsWith({ stages: 2, microbatches: 2 }),
    )
    expect(columns.every((column) => column in english.phrases)).toBe(true)
    expect(rows).toEqual([
      [0, 'nowWaiting', 2, 2, 6, 3, 'F0 0–1, F1 1–2, B0 4–6, B1 7–9'],
      [1, 'B0', 1, 1, 6, 3, 'F0 1–2, B0 2–4, F1 4–5, B1 5–7'],
    ])
  })

  it('says which schedule, where two are drawn', () => {
    const { rows, columns } = tableOf(
      at({ stages: 2, microbatches: 2, compare: 'zb-h1' }, 2),
      paramsWith({ stages: 2, microbatches: 2, compare: 'zb-h1' }),
    )
    expect(columns[1]).toBe('schedule')
    expect(rows.map(([rank, name]) => [rank, name])).toEqual([
      [0, 'name-1f1b'],
      [1, 'name-1f1b'],
      [0, 'name-zb-h1'],
      [1, 'name-zb-h1'],
    ])
  })

  it('names the whole batch by its first and last micro-batch', () => {
    const { rows } = tableOf(
      at({ schedule: 'naive', stages: 2 }, 0),
      paramsWith({ schedule: 'naive', stages: 2 }),
    )
    expect(rows[0]).toEqual([0, 'F0–7', 8, 8, 24, 24, 'F0–7 0–8, B0–7 32–48'])
  })
})
