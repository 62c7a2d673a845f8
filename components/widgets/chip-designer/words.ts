import { binders } from '../../../math/chip-design/run.ts'
import type { Description, Sentence, Table } from '../../widget/definition.ts'
import { modelNames } from './options.ts'
import type { Question, Study, Trial } from './study.ts'

/** What a workload's name is filled with. */
export const namedBy = ({ model, sequences, chips }: Question) => ({
  model: modelNames[model],
  sequences,
  chips,
})

/** The time, and the binder with its share, or what is missing where the workload does not fit. */
const runSentences = ({ id, run }: Trial, asked: Question): readonly Sentence[] => [
  [`told.${id}`, { ...namedBy(asked), time: run.time }],
  run.fits
    ? [`bound.${run.bound}`, { share: run.spent[run.bound] / run.time }]
    : ['unfitTold', { need: run.need }],
]

export function describe({ next, focused, trials }: Study, asked: Question): Description {
  const { price, offers, best, missing } = next
  const shown = focused ? [focused] : trials
  const advice: Sentence =
    missing > 0
      ? ['mustFit', { missing }]
      : [`buy.${best}`, { gain: offers.find(({ purchase }) => purchase === best)!.gain }]
  return [
    price.total > asked.budget ? 'priceOver' : 'priceWithin',
    { price: price.total, budget: asked.budget },
    ...shown.flatMap((trial) => runSentences(trial, asked)),
    advice,
  ]
}

/** The runs in figures: all workloads, or the parts of the one that is looked at. */
export function tableOf({ trials, focused }: Study): Table {
  const row = (name: string, time: number, spent: Trial['run']['spent']) => [
    name,
    time * 1e6,
    ...binders.map((binder) => spent[binder] * 1e6),
  ]
  return {
    caption: focused ? 'partsCaption' : 'tableCaption',
    columns: ['what', 'total', ...binders.map((binder) => `binder.${binder}`)],
    rows: focused
      ? focused.run.groups.map(({ group, time, spent }) => row(group, time, spent))
      : trials.map(({ id, run }) => row(`short.${id}`, run.time, run.spent)),
  }
}
