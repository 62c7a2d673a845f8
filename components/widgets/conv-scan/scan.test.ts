import { describe, expect, it } from 'vitest'
import { caseState } from '../../widget/state.ts'
import { at } from '../../../math/tensor.ts'
import { exists, marksOf, spotOf } from './links.ts'
import { rowsOf, runOf, stepsOf, sumOf, weightPlane } from './scan.ts'
import type { Values } from './scan.ts'
import { describe as tell, inSum, shortNumber, tableOf, tellSpot } from './words.ts'
import widget from './widget.ts'

const valuesOf = (changes: Partial<Values>) =>
  ({ ...caseState(widget), ...changes }) as unknown as Values
const caseOf = (name: keyof typeof widget.cases) => caseState(widget, name) as unknown as Values

describe('a scan', () => {
  it('visits every output cell, and each is its written-out sum', () => {
    for (const name of ['grouped', 'bias', 'cut', 'stem'] as const) {
      const steps = stepsOf(caseOf(name))
      const { output } = steps[0]!.run
      expect(steps).toHaveLength(output.data.length)
      for (const step of steps) {
        expect(sumOf(step).total).toBeCloseTo(at(output, step.cell), 12)
      }
    }
  })

  it('takes the typed numbers, and zero where none were typed', () => {
    const own = caseOf('own')
    const larger = { ...own, size: 5 }
    expect(rowsOf(runOf(own).input, 0)[1]).toEqual([4, 1, 5, 2])
    expect(rowsOf(runOf(larger).input, 0)[1]).toEqual([4, 1, 5, 2, 0])
    // 1·1 − 2 + 2·4 + 1·0.5
    expect(runOf(own).output.data[0]).toBe(7.5)
  })

  it('with one bright pixel the output is the kernel, turned by half', () => {
    const { output } = runOf(valuesOf({ picture: 'spot', filter: 'upright', size: 5 }))
    expect(rowsOf(output, 0)).toEqual([
      [9, 0, -9],
      [18, 0, -18],
      [9, 0, -9],
    ])
  })

  it('knows what is dropped at the border and what is skipped in between', () => {
    expect(runOf(caseOf('dropped'))).toMatchObject({ dropped: 1 })
    expect(runOf(caseOf('dropped')).reads).toEqual([1, 1, 1, 0, 1, 1, 1, 0])
    expect(runOf(caseOf('skipped')).reads).toEqual([1, 1, 0, 1, 1, 0, 1, 1, 0])
  })

  it('finds the weights between two channels, none between two groups', () => {
    const grouped = runOf(caseOf('grouped'))
    expect(weightPlane(grouped, 3, 2)).toEqual([2, 1])
    expect(weightPlane(grouped, 0, 2)).toBeNull()
    const up = runOf({ ...caseOf('grouped'), mode: 'transposed', padding: 0 })
    expect(weightPlane(up, 3, 2)).toEqual([3, 0])
  })
})

describe('what is pointed at', () => {
  const [step] = stepsOf(valuesOf({ padding: 1 })) as [ReturnType<typeof stepsOf>[0]]
  const lit = (name: string) => marksOf(step.run, sumOf(step), spotOf(name))

  it('a weight lights all inputs that it touches, an input all outputs that it reaches', () => {
    const corner = lit('w.0.0.0.0')
    expect(corner.get('x.0')).toHaveLength(49)
    expect(corner.get('w.0.0')).toEqual([{ row: 0, column: 0, kind: 'source' }])
    expect(lit('x.0.4.4').get('y.0')).toHaveLength(9)
    expect(lit('x.0.0.0').get('y.0')).toHaveLength(4)
  })

  it('says so in words', () => {
    expect(tellSpot(step, spotOf('w.0.0.0.0')!)[1]).toMatchObject({ inputs: 49, padding: 15 })
    expect(tellSpot(step, spotOf('x.0.0.0')!)[1]).toMatchObject({ outputs: 4 })
    expect(tellSpot(step, spotOf('t.0')!)[0]).toBe('about padding')
    const dropped = stepsOf(caseOf('dropped'))[0]!
    expect(tellSpot(dropped, spotOf('x.0.7.0')!)[0]).toBe('about unread')
  })

  it('may be gone', () => {
    expect(exists(step, spotOf('x.0.7.7')!)).toBe(true)
    expect(exists(step, spotOf('x.0.8.0')!)).toBe(false)
    expect(exists(step, spotOf('w.1.0.0.0')!)).toBe(false)
    expect(spotOf(null)).toBeNull()
    expect(spotOf('y.0.0.0')).toBeNull()
  })

  it('the inputs of a transposed cell are lit without pointing; a convolution has its window', () => {
    const up = stepsOf(caseOf('checkerboard'))[20]!
    const meeting = marksOf(up.run, sumOf(up), null)
    expect(meeting.get('x.0')).toHaveLength(sumOf(up).terms.length)
    expect(marksOf(step.run, sumOf(step), null).size).toBe(0)
  })
})

describe('words', () => {
  it('tell of padding, dropped and skipped rows only where there are any', () => {
    const names = (values: Values) => {
      const [name, , ...further] = tell(stepsOf(values)[0]!)
      return [name, ...further.map(([phrase]) => phrase)]
    }
    expect(names(valuesOf({}))).toEqual(['told'])
    expect(names(caseOf('bias'))).toEqual(['told bias'])
    expect(names(valuesOf({ padding: 1 }))).toEqual(['told', 'told padding'])
    expect(names(caseOf('dropped'))).toEqual(['told', 'told dropped', 'told skipped'])
  })

  it('the table ends in the sum', () => {
    const table = tableOf(stepsOf(caseOf('bias'))[0]!)
    expect(table.rows).toHaveLength(9 + 2)
    expect(table.rows.at(-2)).toEqual(['bias', '', '', '', 5])
  })

  it('numbers are short in cells and whole in sums', () => {
    expect([0.25, -0.05, -0.001, 10, -12.345].map(shortNumber)).toEqual([
      '.25',
      '−.05',
      '0',
      '10',
      '−12.35',
    ])
    expect(inSum(-1)).toBe('(−1)')
    expect([10.5, -0.25].map(inSum)).toEqual(['10.5', '(−0.25)'])
    expect(shortNumber(10.5)).toBe('10.5')
  })
})
