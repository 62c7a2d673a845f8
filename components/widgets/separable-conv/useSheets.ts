import { useMemo } from 'react'
import type { Tensor } from '../../../math/tensor.ts'
import { hue } from '../../hues.ts'
import { sheetMask, type SheetPlan } from '../../marks/sheet.ts'
import { side } from './scene.ts'
import type { LayerFrame } from './widget.ts'

/** Masks of a sheet, each with the colour behind it. */
export type Layers = readonly (readonly [mask: string, colour: string])[]

/** Maps in a square sheet, as many per row as per column. */
export const mapsPlan = (count: number) => {
  const across = Math.ceil(Math.sqrt(count))
  return { across, down: Math.ceil(count / across), width: side, height: side, gap: 2 }
}

function mapsMask(maps: Tensor, count: number, top: number) {
  return sheetMask(mapsPlan(count), (map, row, column) =>
    map < count ? maps.data[(map * side + row) * side + column]! / top : 0,
  )
}

/** Two masks of signed values: those above zero, those below. */
function signedMasks(
  plan: SheetPlan,
  value: (tile: number, row: number, column: number) => number,
): readonly (readonly [string, string])[] {
  return [
    [sheetMask(plan, value), hue('kernel')],
    [sheetMask(plan, (...at) => -value(...at)), 'var(--ink-3)'],
  ]
}

const largest = (values: readonly number[]) =>
  values.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-9)

/** All sheets of the picture; each is made again only when what it shows has changed. */
export function useSheets({ apart, followed }: LayerFrame) {
  const { input, weights, fit, filtered } = apart
  const given = useMemo(
    () => [[mapsMask(input, input.shape[1]!, 1), hue('channels-in')]] as const,
    [input],
  )
  const layer = useMemo(() => {
    const [outputs, inputs, k] = weights.shape as [number, number, number]
    const kernels = { across: outputs, down: inputs, width: k, height: k }
    const depthwise = { across: 1, down: inputs, width: k, height: k }
    const mixture = { across: outputs, down: inputs, width: 1, height: 1, gap: 0 }
    // The strongest weights may be cut, so that the many weaker ones are seen.
    const scale = largest(weights.data) * 0.55
    const own = largest(fit.depthwise.data)
    const mixing = largest(fit.pointwise.data)
    const strong = largest(filtered.data) * 0.6
    return {
      kernels,
      depthwise,
      mixture,
      filtered: [
        [mapsMask(filtered, inputs, strong), hue('channels-in')],
        [mapsMask(filtered, inputs, -strong), 'var(--ink-3)'],
      ] as const,
      standard: signedMasks(kernels, (tile, row, column) => {
        const kernel = (tile % outputs) * inputs + Math.floor(tile / outputs)
        return weights.data[(kernel * k + row) * k + column]! / scale
      }),
      shared: signedMasks(
        depthwise,
        (tile, row, column) => fit.depthwise.data[(tile * k + row) * k + column]! / own,
      ),
      mixed: signedMasks(
        mixture,
        (tile) =>
          fit.pointwise.data[(tile % outputs) * inputs + Math.floor(tile / outputs)]! / mixing,
      ),
    }
  }, [weights, fit, filtered])
  const maps = useMemo(() => {
    const { standard, separable } = followed
    const top = Math.max(largest(standard.data), largest(separable.data))
    const apartFrom = standard.data.map((value, at) => Math.abs(value - separable.data[at]!))
    const one = (map: Tensor, colour: string) => [[mapsMask(map, 1, top), colour]] as const
    return {
      standard: one(standard, hue('channels-out')),
      separable: one(separable, hue('channels-out')),
      difference: one({ ...standard, data: apartFrom }, 'var(--ink-1)'),
    }
  }, [followed])
  return { ...layer, input: given, maps }
}
