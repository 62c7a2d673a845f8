import { chipPresets, designUnits } from '../../../math/chip-design/design.ts'
import type { ChipDesign, ChipPreset } from '../../../math/chip-design/design.ts'
import { transformers } from '../../../math/parallel/transformer/presets.ts'

/** Transformers that are trained and decoded, by id. */
export const models = ['llama3-8b', 'megatron-22b', 'llama3-70b', 'gpt3-175b'] as const
export type Model = (typeof models)[number]

export const modelOf = (id: Model) => transformers.find((model) => model.id === id)!
export const modelNames = Object.fromEntries(models.map((id) => [id, modelOf(id).name])) as {
  readonly [Id in Model]: string
}

/** Where the eye rests: all four workloads, or one of them taken apart. */
export const focuses = ['all', 'mobilenet', 'convnet', 'training', 'decoding'] as const
export type Focus = (typeof focuses)[number]
export const single = focuses.slice(1) as readonly Exclude<Focus, 'all'>[]

/** The powers of two up to `most`. */
export const powers = (most: number) =>
  Array.from({ length: Math.floor(Math.log2(most)) + 1 }, (_, power) => 2 ** power)

/** The settings that are the chip, in the units of the controls. */
export interface ChipSetting {
  readonly matrix: number
  readonly lowPrecision: boolean
  readonly secondCore: ChipDesign['secondCore']
  readonly vector: number
  readonly sram: number
  readonly bandwidth: number
  readonly capacity: number
  readonly link: number
  readonly topology: ChipDesign['topology']
  readonly side: number
  readonly latency: number
  readonly launch: number
  readonly linksBeside: boolean
}

/** Handing over to the host is not a setting: it is the same assumption everywhere. */
const { handover } = chipPresets[0]!.design

const measured = [
  'matrix',
  'vector',
  'sram',
  'bandwidth',
  'capacity',
  'link',
  'latency',
  'launch',
] as const

/** A chip as the controls have it, and back. */
export function settingOf(design: ChipDesign): ChipSetting {
  const amounts = Object.fromEntries(
    measured.map((name) => [name, Number((design[name] / designUnits[name]).toPrecision(12))]),
  ) as Record<(typeof measured)[number], number>
  const { lowPrecision, secondCore, topology, linksBeside, matrixSide } = design
  return { ...amounts, lowPrecision, secondCore, topology, linksBeside, side: matrixSide }
}

export function designOf(setting: ChipSetting): ChipDesign {
  const amounts = Object.fromEntries(
    measured.map((name) => [name, setting[name] * designUnits[name]]),
  ) as Record<(typeof measured)[number], number>
  const { lowPrecision, secondCore, topology, linksBeside, side } = setting
  return { ...amounts, lowPrecision, secondCore, topology, linksBeside, handover, matrixSide: side }
}

/** A preset as settings: what a button sets, and a case starts from. */
export const presetSetting = (id: ChipPreset['id']) =>
  settingOf(chipPresets.find((preset) => preset.id === id)!.design)

/** Is the chip a preset as it stands? */
export function isPreset(setting: ChipSetting, id: ChipPreset['id']): boolean {
  return Object.entries(presetSetting(id)).every(
    ([name, value]) => setting[name as keyof ChipSetting] === value,
  )
}
