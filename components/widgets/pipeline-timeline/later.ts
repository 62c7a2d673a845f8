/** Code that only some pictures need, so that the common ones stay light. */
import type { Repetition } from './runs.ts'
import type { Schedule, Setting } from './schedules.ts'
import { opsPerMicrobatch } from './schedules.ts'

type Tables = typeof import('./sweep.ts') & typeof import('./Tables.tsx')
type Canvas = typeof import('./CanvasLayer.tsx')

let tables: Tables | undefined
let canvas: Canvas | undefined

/** The tables and what fills them, and the canvas, once they have been fetched. */
export const tablesAtHand = (): Tables | undefined => tables
export const canvasAtHand = (): Canvas | undefined => canvas

/** With more ops than this a schedule is drawn on a canvas, where script runs. */
export const mostShapes = 200

/** Fetches the tables, if they are to be seen and are not at hand. */
export function fetchTables({ view }: { readonly view: string }): Promise<unknown> | undefined {
  if (view !== 'tables' || tables !== undefined) return undefined
  return Promise.all([import('./sweep.ts'), import('./Tables.tsx')]).then(([sweep, drawing]) => {
    tables = { ...sweep, ...drawing }
  })
}

/** Fetches the canvas, if one of the schedules that are drawn is large. */
export function fetchCanvas(
  names: readonly Schedule[],
  { stages, microbatches, chunks, iterations }: Setting & Repetition,
): Promise<unknown> | undefined {
  const ops = Math.max(...names.map((name) => opsPerMicrobatch(name, chunks)))
  if (canvas !== undefined || ops * stages * microbatches * iterations <= mostShapes)
    return undefined
  return import('./CanvasLayer.tsx').then((loaded) => {
    canvas = loaded
  })
}
