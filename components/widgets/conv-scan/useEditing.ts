import { useMemo, useState } from 'react'
import type { Values as Filling } from '../../text.ts'
import type { Grid } from '../../widget/grid.ts'
import type { ViewProps } from '../../widget/definition.ts'
import { planeOf, rowsOf } from './scan.ts'
import type { Run } from './scan.ts'
import { plainNumber } from './words.ts'
import widget from './widget.ts'

export interface Editing {
  typeInput(channel: number, row: number, column: number, value: number): void
  typeWeight(outer: number, inner: number, row: number, column: number, value: number): void
  refuse(of: 'input' | 'weights', text: string | null, stays: number): void
  /** What was typed and not taken. */
  readonly refusal: { readonly phrase: string; readonly values: Filling } | null
}

/** The rows of one plane with one number put in. */
const put = (rows: Grid[number], row: number, column: number, value: number): Grid[number] =>
  rows.map((numbers, r) =>
    r === row ? numbers.map((number, c) => (c === column ? value : number)) : numbers,
  )

/**
 * Typing into a cell of a preset turns the whole into the reader's own numbers, that one among
 * them. The presets stay what they are, and own numbers are kept while a preset is shown.
 */
export function useEditing(run: Run, set: ViewProps<typeof widget>['set']): Editing {
  const [refusal, setRefusal] = useState<Editing['refusal']>(null)
  return useMemo(
    () => ({
      typeInput: (channel, row, column, value) => {
        const input = Array.from({ length: run.input.shape[1]! }, (_, plane) =>
          plane === channel
            ? put(rowsOf(run.input, plane), row, column, value)
            : rowsOf(run.input, plane),
        )
        set({ picture: 'own', input })
      },
      typeWeight: (outer, inner, row, column, value) => {
        const [planes, share] = run.weights.shape as readonly [number, number]
        const weights: Grid[number][] = Array.from({ length: planeOf(planes, 0) }, () => [])
        for (let first = 0; first < planes; first++) {
          for (let second = 0; second < share; second++) {
            const rows = rowsOf(run.weights, first * share + second)
            weights[planeOf(first, second)] =
              first === outer && second === inner ? put(rows, row, column, value) : rows
          }
        }
        set({ filter: 'own', weights })
      },
      refuse: (of, text, stays) => {
        const { min, max } = widget.params[of]
        setRefusal(
          text === null
            ? null
            : {
                phrase: of === 'input' ? 'refused input' : 'refused weight',
                values: {
                  text: text.length > 12 ? `${text.slice(0, 12)}…` : text,
                  min: plainNumber(min),
                  max: plainNumber(max),
                  stays: plainNumber(stays),
                },
              },
        )
      },
      refusal,
    }),
    [run, set, refusal],
  )
}
