import type { Accelerator } from '../../../math/hardware/accelerators.ts'
import { links } from '../../../math/hardware/links.ts'
import { server } from '../../../math/hardware/server-chips.ts'
import { recipes } from '../../../math/parallel/memory/recipes.ts'
import { divisors } from '../../../math/parallel/plan/search.ts'
import { transformers } from '../../../math/parallel/transformer/presets.ts'

/** Proper names, the same in every language, by the word that stands in an address. */
const names = (entries: readonly (readonly [string, string])[]): Readonly<Record<string, string>> =>
  Object.fromEntries(entries)

/** What fits on one device is no plan: the smallest are left out. */
export const modelNames = names(
  transformers.filter(({ layers }) => layers >= 32).map(({ id, name }) => [id, name]),
)

/** Chips that train in 16 bits. A TPU pod is a torus, and nodes with adapters do not describe it. */
const chips = server.filter(
  ({ id, peak }) => (peak.bf16 ?? peak.fp16) !== undefined && !id.startsWith('tpu'),
)
export const deviceNames = names(chips.map(({ id, name }) => [id, name]))

/** The chip of a setting. Phones train no transformers: the list of servers is enough. */
export const chipOf = (device: string): Accelerator => chips.find(({ id }) => id === device)!

const linkName = new Map(links.map(({ id, name }) => [id, name]))
const named = (ids: readonly string[]) => names(ids.map((id) => [id, linkName.get(id)!]))
/** Links inside a node, beside the one that the device brings. */
export const intraNames = named([
  'nvlink2',
  'nvlink3',
  'nvlink4',
  'nvlink5',
  'pcie3',
  'pcie4',
  'pcie5',
])
/** Links between nodes, one adapter per device. */
export const interNames = named([
  'infiniband-hdr',
  'infiniband-ndr',
  'infiniband-xdr',
  'ethernet-400g',
  'ethernet-100g',
  'ethernet-25g',
  'ethernet-10g',
  'ethernet-1g',
])

export const recipeNames = [
  'mixedAdam',
  'megatronAdam',
  'adam8bit',
  'pureBf16Adam',
  'fullAdam',
] as const satisfies readonly (keyof typeof recipes)[]
export type RecipeName = (typeof recipeNames)[number]

export const formats = ['bf16', 'fp16', 'fp8', 'tf32', 'fp32'] as const
type Format = (typeof formats)[number]

const published = (device: string, wanted: readonly Format[]) =>
  wanted.filter((format) => chipOf(device).peak[format] !== undefined)

/** Formats in which a device multiplies under a recipe; the first is what it falls back to. */
export const formatsFor = (device: string, recipe: RecipeName): readonly Format[] =>
  published(device, recipe === 'fullAdam' ? ['tf32', 'fp32'] : ['bf16', 'fp16', 'fp8'])

/** Recipes that a device can follow. */
export const recipesFor = (device: string): readonly RecipeName[] =>
  recipeNames.filter((recipe) => formatsFor(device, recipe).length > 0)

/** Divisors of n up to `most`, ascending. */
export const divisorsUpTo = (n: number, most: number): readonly number[] =>
  divisors(n).filter((one) => one <= most)
