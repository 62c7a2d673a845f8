import { accelerators } from '../../../math/hardware/accelerators.ts'
import { type StateRecipe, recipes } from '../../../math/parallel/memory/recipes.ts'
import { transformers } from '../../../math/parallel/transformer/presets.ts'

/** Proper names, the same in every language, by the word that stands in an address. */
const names = (entries: readonly (readonly [string, string])[]): Readonly<Record<string, string>> =>
  Object.fromEntries(entries)

/** What people train on. */
export const devices = accelerators.filter(
  ({ class: where }) => where === 'server' || where === 'desktop',
)
export const deviceNames = names(devices.map(({ id, name }) => [id, name]))
export const modelNames = names(transformers.map(({ id, name }) => [id, name]))

/** Besides the named models: nothing but a number of parameters, or sizes of one's own. */
export const models = ['count', ...Object.keys(modelNames), 'own'] as const

export const recipeNames = Object.keys(recipes) as (keyof typeof recipes)[]
export const recipeOf = (id: keyof typeof recipes): StateRecipe => recipes[id]

export const zeros = ['0', '1', '2', '3'] as const

const memory = new Map<string, readonly number[]>()

/** The list under a key, made once: `legal` is asked at every change of any setting. */
const remembered = (key: string, make: () => readonly number[]) => {
  const list = memory.get(key) ?? make()
  memory.set(key, list)
  return list
}

/** Divisors of a number up to a limit. */
export const divisors = (of: number, most: number): readonly number[] =>
  remembered(`${of} ${most}`, () =>
    Array.from({ length: Math.min(of, most) }, (_, index) => index + 1).filter(
      (one) => of % one === 0,
    ),
  )

/** Widths of an own model: five significant bits, so that all published ones are among them. */
export const widths = Array.from({ length: 10 }, (_, octave) =>
  Array.from({ length: 16 }, (_, step) => (16 + step) * 2 ** (octave + 2)),
).flat()

/** Tensor-parallel degrees that divide everything that they cut. */
export const tensorDegrees = (sizes: readonly number[], most: number): readonly number[] =>
  remembered(`t ${sizes.join(' ')} ${most}`, () =>
    [1, 2, 4, 8, 16, 32].filter((t) => t <= most && sizes.every((size) => size % t === 0)),
  )
