import { closedForm } from './closedForm.ts'
import type { Formed } from './closedForm.ts'

type More = typeof import('./formulas.more.ts')

let more: More | undefined

/** The formulas that the simple schedules do without, once they have been fetched. */
export const moreFormulas = (): More | undefined => more

const simple = ['naive', 'gpipe', '1f1b', 'none']

/** Fetches them, if these values need them and they are not at hand. */
export function fetchFormulas(
  params: Formed & { readonly compare: string },
): Promise<unknown> | undefined {
  const plain =
    simple.includes(params.schedule) &&
    simple.includes(params.compare) &&
    ['naive', 'equal'].includes(closedForm(params))
  if (plain || more !== undefined) return undefined
  return import('./formulas.more.ts').then((loaded) => {
    more = loaded
  })
}
