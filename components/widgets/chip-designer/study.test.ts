import { expect, it } from 'vitest'
import { purchases } from '../../../math/chip-design/price.ts'
import { caseState } from '../../widget/state.ts'
import { plan, size } from './floorplan.ts'
import { designOf, isPreset, presetSetting, settingOf } from './options.ts'
import { fetchFor, study } from './study.ts'
import type { Question } from './study.ts'
import widget from './widget.ts'

await fetchFor('all')

const asked = (name: string) => caseState(widget, name) as unknown as Question

it('a preset survives the way through the controls', () => {
  for (const id of ['phone', 'a100', 'h100', 'tpu-v4'] as const) {
    const setting = presetSetting(id)
    expect(settingOf(designOf(setting))).toEqual(setting)
    expect(isPreset(setting, id)).toBe(true)
    expect(isPreset({ ...setting, sram: setting.sram + 1 }, id)).toBe(false)
    // Every amount can be set by its control.
    for (const [name, value] of Object.entries(setting)) {
      const param = widget.params[name as keyof typeof widget.params]
      expect(param.decode(param.encode(value as never)).value).toBe(value)
    }
  }
})

it('blocks cover the whole drawing, in the ratio of their prices', () => {
  for (const name of Object.keys(widget.cases)) {
    const { by, total } = study(asked(name)).next.price
    const blocks = plan(by)
    for (const { purchase, width, height } of blocks) {
      expect((width * height) / (size.width * size.height)).toBeCloseTo(by[purchase] / total, 9)
    }
    expect(blocks).toHaveLength(purchases.filter((purchase) => by[purchase] > 0).length)
  }
})

it('the default chip is the one that it is compared with', () => {
  const { speed, dearer, trials } = study(asked('all-four'))
  expect([speed, dearer]).toEqual([1, 1])
  expect(trials.every(({ run }) => run.fits)).toBe(true)
  const phone = study(asked('phone'))
  expect(phone.comparedWith).toBe('phone')
  expect(phone.speed).toBe(1)
})

it('looks at one workload alone where one is chosen', () => {
  const { focused, next } = study(asked('decoding'))
  expect(focused!.run.bound).toBe('memory')
  expect(next.best).toBe('bandwidth')
  expect(next.runs).toHaveLength(1)
})

it('tells the stories of its cases', () => {
  const half = study(asked('twice-the-flops')).focused!.run
  const before = study(asked('default')).focused!.run
  expect(before.bound).toBe('matrix')
  expect(before.time / half.time).toBeLessThan(1.7)
  expect(study(asked('slow-links')).next.best).toBe('link')
  expect(study(asked('matrix-engine')).next.best).toBe('link')
  expect(study(asked('host-core')).focused!.run.bound).toBe('latency')
  expect(study(asked('phone')).next.best).toBe('vector')
})
