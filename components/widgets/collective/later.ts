import type { Setting } from './run.ts'

/**
 * What a small, undisturbed collective on one level does without: it is fetched with the first
 * state that needs it, before its frames are asked for.
 */
type Later = typeof import('./LaterParts.tsx')

let parts: Later | undefined

/** What was fetched, if it was. */
export const later = (): Later | undefined => parts

const onCircleOrStar = ['ring', 'root', 'scatter-ring', 'bruck', 'pairwise', 'dissemination']
const allToAllInOneRow = ['ring', 'root', 'bruck']

/** Whether everything has room in the picture, in figures, and nothing but rounds happens. */
export function isPlain(setting: Setting): boolean {
  const { primitive, algorithm, ranks, nodes, fault, waiting } = setting
  return (
    ranks <= 6 &&
    nodes === 1 &&
    fault === 'none' &&
    !waiting &&
    onCircleOrStar.includes(algorithm) &&
    (primitive !== 'all-to-all' || allToAllInOneRow.includes(algorithm))
  )
}

export const fetchLater = (setting: Setting): Promise<void> | undefined =>
  parts || isPlain(setting)
    ? undefined
    : import('./LaterParts.tsx').then((fetched) => {
        parts = fetched
      })
