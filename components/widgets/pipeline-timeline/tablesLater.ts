type Later = typeof import('./sweep.ts') & typeof import('./Tables.tsx')

let later: Later | undefined

/** The tables and what fills them, once they have been fetched. */
export const tablesAtHand = (): Later | undefined => later

/** Fetches them, if they are to be seen and are not at hand. */
export function fetchTables({ view }: { readonly view: string }): Promise<unknown> | undefined {
  if (view !== 'tables' || later !== undefined) return undefined
  return Promise.all([import('./sweep.ts'), import('./Tables.tsx')]).then(([sweep, tables]) => {
    later = { ...sweep, ...tables }
  })
}
