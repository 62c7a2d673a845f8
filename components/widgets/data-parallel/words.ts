import { layerHoldings } from '../../../math/parallel/data/index.ts'
import type { LayerHolding } from '../../../math/parallel/data/index.ts'
import { format } from '../../format.ts'
import type { Format } from '../../format.ts'
import type { Description, Sentence, Table } from '../../widget/definition.ts'
import { nameOf, range, sentIn, spans } from './names.ts'
import { isCompute, memoryAt, runningAt, tolerance } from './run.ts'
import type { Moment, Run } from './run.ts'
import { heldFor, nameOfUse, usesOf } from './memory.ts'

/** What every group of ranks computes, what is on the wire, and what lies in memory. */
export function describeMoment(moment: Moment): Description {
  const { run, time } = moment
  const { duration } = run.timeline
  const finished = time >= duration - tolerance(run)
  const groups = run.groups.map(({ ranks }) => ({
    who: range(ranks),
    ranks,
    running: runningAt(moment, ranks[0]!),
    bytes: memoryAt(moment, ranks[0]!),
  }))
  const sentences: Sentence[] = []
  for (const { who, running } of groups) {
    if (finished) continue
    const computing = running.find(isCompute)
    if (computing === undefined) sentences.push(['waits now', { who }])
    else {
      const [phrase, values] = nameOf(computing, run)
      sentences.push([`now ${phrase}`, { who, ...values }])
    }
  }
  // Collectives run on all ranks; what one of them sends, all see.
  const sends = groups.flatMap(({ running }) => running.filter((event) => !isCompute(event)))
  const onWire = sends.filter(
    (event, index) => sends.findIndex(({ id }) => id === event.id) === index,
  )
  for (const event of onWire) {
    const [phrase, values] = nameOf(event, run)
    const { bytes } = event
    sentences.push([`wire ${phrase}`, { ...values, bytes, sent: sentIn(event, run) }])
  }
  if (onWire.length === 0 && !finished) sentences.push(['wire nothing', {}])
  for (const { who, ranks, bytes } of groups) {
    sentences.push(['holds', { who, total: bytes.total }])
    for (const use of usesOf(run)) {
      const held = heldFor(bytes, use)
      if (held > 0) sentences.push([`holds ${nameOfUse(use, run)}`, { held }])
    }
    sentences.push(...layersHeld(moment, ranks[0]!))
  }
  return finished ? ['done', { duration }, ...sentences] : ['at', { time, duration }, ...sentences]
}

/** Of which layers parameters have been gathered, and gradients are there, on one rank. */
function layersHeld({ run, time }: Moment, rank: number): readonly Sentence[] {
  const held = layerHoldings(run.options, run.timeline, rank, time)
  const sentence = (phrase: string, fits: (layer: LayerHolding) => boolean): Sentence[] => {
    const layers = held.flatMap((layer, index) => (fits(layer) ? [index + 1] : []))
    return layers.length === 0 ? [] : [[phrase, { layers: spans(layers) }]]
  }
  return [
    ...(run.setting.strategy === 'fsdp'
      ? sentence('layers gathered', ({ parameters }) => parameters === 'whole')
      : []),
    ...sentence('layers local', ({ gradients }) => gradients === 'local'),
    ...sentence('layers summing', ({ gradients }) => gradients === 'summing'),
    ...sentence('layers summed', ({ gradients }) => ['sum', 'shard'].includes(gradients)),
    ...sentence('layers shard', ({ gradients }) => gradients === 'shard-among-local'),
  ]
}

const shown = (value: number, as: Format) => format(value, as, 'en')

const taskLists = new WeakMap<Run, readonly string[]>()

/** All tasks of each group with their times; kept, because a table is made at each step. */
function tasksOf(run: Run): readonly string[] {
  let texts = taskLists.get(run)
  if (texts === undefined) {
    texts = run.groups.map(({ ranks }) =>
      run.timeline.events
        .filter((event) => event.rank === ranks[0])
        .map(
          ({ kind, index, start, end }) =>
            `${kind}${index < 0 ? '' : ` ${index + 1}`} ${shown(start, 'seconds')}–${shown(end, 'seconds')}`,
        )
        .join(', '),
    )
    taskLists.set(run, texts)
  }
  return texts
}

/** One row per group of ranks: now, over the step, and all its tasks with their times. */
export function tableOf(moment: Moment): Table {
  const { run } = moment
  return {
    caption: 'caption',
    columns: [
      'rank',
      ...usesOf(run).map((use) => nameOfUse(use, run)),
      'holds now',
      'peak',
      'computes',
      'exposed',
      'idle',
      'sent',
      'tasks',
    ],
    rows: run.groups.map(({ ranks }, group) => {
      const rank = ranks[0]!
      const bytes = memoryAt(moment, rank)
      const use = run.timeline.use[rank]!
      return [
        range(ranks),
        ...[...usesOf(run).map((use) => heldFor(bytes, use)), bytes.total].map((value) =>
          shown(value, 'bytes'),
        ),
        shown(run.peaks[group]!.total, 'bytes'),
        ...[use.compute, use.exposed, use.idle].map((value) => shown(value, 'seconds')),
        shown(Math.max(...ranks.map((one) => run.volume.sent[one]!)), 'bytes'),
        tasksOf(run)[group]!,
      ]
    }),
  }
}
