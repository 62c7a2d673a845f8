import { accelerators } from '../../../math/hardware/accelerators.ts'
import { zooFacts } from '../../../math/nets/zoo/totals.ts'
import { transformers } from '../../../math/parallel/transformer/presets.ts'

/** Proper names, the same in every language, by the word that stands in an address. */
const names = (entries: readonly (readonly [string, string])[]): Readonly<Record<string, string>> =>
  Object.fromEntries(entries)

export const deviceNames = names(accelerators.map(({ id, name }) => [id, name]))
/** Networks go by their names in torchvision and timm. */
export const networkNames = names(zooFacts.map(({ name }) => [name, name]))
/** Small enough that one of the devices could hold their training states. */
export const modelNames = names(
  transformers
    .filter(({ id }) => ['gpt2', 'gpt2-xl', 'megatron-7.5b', 'llama3-8b'].includes(id))
    .map(({ id, name }) => [id, name]),
)

/** Formats that an accelerator may publish a peak for. The first legal one is what it falls back to. */
export const formats = ['fp16', 'bf16', 'fp32', 'tf32', 'int8', 'fp8'] as const

/** What stands in place of a standard convolution. */
export const replacements = ['separable', 'ghost', 'grouped', 'bottleneck', 'same'] as const
export type Replacement = (typeof replacements)[number]

const published = new Map(
  accelerators.map(({ id, peak }) => [id, formats.filter((format) => peak[format] !== undefined)]),
)

/** The formats of `formats` that a device publishes a peak for. */
export const publishedBy = (device: string): readonly (typeof formats)[number][] =>
  published.get(device)!

/** Training is modelled in 16 bits, so its device must multiply in them. */
const sixteenBits = ['fp16', 'bf16'] as const
export const trainingFormats = (device: string) =>
  sixteenBits.filter((format) => publishedBy(device).includes(format))
export const trainingDevices = accelerators
  .map(({ id }) => id)
  .filter((id) => trainingFormats(id).length > 0)

const divisors = (of: number) =>
  Array.from({ length: of }, (_, index) => index + 1).filter((one) => of % one === 0)
const known = new Map<number, readonly number[]>()

const greatestCommonDivisor = (a: number, b: number): number =>
  b === 0 ? a : greatestCommonDivisor(b, a % b)

/**
 * Numbers above one that divide both; one where there is none. Asked at every change of any setting,
 * so it remembers.
 *
 * @example groupings(12, 8) // [2, 4]
 */
export function groupings(a: number, b: number): readonly number[] {
  const common = greatestCommonDivisor(a, b)
  const list = known.get(common) ?? (common === 1 ? [1] : divisors(common).slice(1))
  known.set(common, list)
  return list
}
