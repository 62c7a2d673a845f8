import { accelerator, link } from '../../math/hardware/index.ts'
import { ringTime } from '../../math/parallel/ring.ts'
import { nonlinearities } from '../../math/parallel/tensor/linear.ts'
import { sampleProgram, usualSample } from '../../math/parallel/tensor/samples.ts'
import type { SampleSetting } from '../../math/parallel/tensor/samples.ts'
import { layerCommunication } from '../../math/parallel/tensor/volume.ts'
import {
  forwardFlops,
  layerActivations,
  layerParameters,
  transformers,
} from '../../math/parallel/transformer/index.ts'

/** Every number of this chapter's prose. Bytes are bytes; times are seconds. */

/** The widget's programs, by the settings in which they differ from its default. */
const run = (changes: Partial<SampleSetting> = {}) => sampleProgram({ ...usualSample, ...changes })
const errorOf = (program: ReturnType<typeof run>) => Number(program.check!.error.toPrecision(3))
const sentBy = ({ steps }: ReturnType<typeof run>) => steps.at(-1)!.sentSoFar

/** The MLP of two ranks that the first picture gets wrong, and the right one. */
const rowsFirst: Partial<SampleSetting> = {
  order: 'row-column',
  between: 'all-reduce',
  collective: 'all-gather',
}
const early = run({ ...rowsFirst, gelu: 'before' })
const late = run({ ...rowsFirst, gelu: 'after' })
const largest = Math.max(...early.output!.expected.data.map(Math.abs))
export const opening = {
  cells: early.output!.expected.data.length,
  wrong: early.check!.pieces[0]!.wrong,
  error: errorOf(early),
  largest: Number(largest.toFixed(1)),
  sentEarly: sentBy(early),
  sentLate: sentBy(late),
}

/** GeLU of two summands and of their sum. */
const gelu = nonlinearities.gelu.value
export const summands = {
  of: [3, -2, 1] as const,
  apart: Number((gelu(3) + gelu(-2)).toFixed(2)),
  together: Number(gelu(1).toFixed(2)),
}

/** The article's figure, with its collective and with another. */
const article = run({ block: 'product', collective: 'all-gather' })
const summed = run({ block: 'product', collective: 'all-reduce' })
export const figure = {
  sent: sentBy(article),
  sumError: errorOf(summed),
  skipped: errorOf(run({ block: 'product', cut: 'row', collective: 'none' })),
}

/** The default MLP: its sum, and what leaving it out does. */
const usual = run()
export const pair = {
  sent: sentBy(usual),
  skipped: errorOf(run({ collective: 'none' })),
}

/** The two ways to have attention's gradient summed. */
export const attention = {
  fused: sentBy(run({ block: 'attention', pass: 'backward' })),
  separate: sentBy(run({ block: 'attention', pass: 'backward', separate: true })),
}

/** One layer of GPT-3 on eight A100, one sequence per micro-batch, 16 bits. */
const bytesEach = 2
const gpt3 = transformers.find(({ id }) => id === 'gpt3-175b')!
const t = 8
const tokens = gpt3.sequence
const one = bytesEach * tokens * gpt3.hidden
const collectives = 4
const sent = bytesEach * layerCommunication(gpt3, { tensorParallel: t }).sent
const inside = link('nvlink3')
const outside = link('infiniband-hdr')
const onLink = (where: typeof inside) => collectives * ringTime('all-reduce', t, one, where)
const layerForward = forwardFlops({ ...gpt3, layers: 1 })
const flops = 3 * tokens * (layerForward.total - layerForward.logits)
const peak = accelerator('a100-80gb').peak.bf16!
/** Share of the peak that large products reach; the planner's assumption. */
const reached = 0.7
const compute = flops / t / (peak * reached)
const parameters = layerParameters(gpt3).total
const gradientBytes = bytesEach * parameters
const dataSent = (2 * (t - 1) * gradientBytes) / t
const activations = (sequenceParallel: boolean, tensorParallel: number) =>
  layerActivations(gpt3, { attention: 'flash', tensorParallel, sequenceParallel }).bytes
const again =
  bytesEach * layerCommunication(gpt3, { tensorParallel: t, sequenceParallel: true }, false).sent
const states = 16
export const worked = {
  t,
  less: t - 1,
  tokens,
  hidden: gpt3.hidden,
  heads: gpt3.heads,
  one,
  each: sent / collectives,
  sent,
  inside: onLink(inside),
  outside: onLink(outside),
  insideBandwidth: inside.bandwidth,
  outsideBandwidth: outside.bandwidth,
  gigabits: (outside.bandwidth * 8) / 1e9,
  flops: flops / t,
  reached,
  peak: peak / 1e12,
  compute,
  insideShare: onLink(inside) / (onLink(inside) + compute),
  outsideShare: onLink(outside) / (onLink(outside) + compute),
  parameters,
  gradientBytes,
  dataSent,
  /** Tokens of a step at which both send the same. */
  even: Math.round((dataSent / sent) * tokens),
  evenSequences: Math.round(dataSent / sent),
  states: states * parameters,
  statesOnRank: (states * parameters) / t,
  whole: activations(false, 1),
  tensor: activations(false, t),
  sequence: activations(true, t),
  again,
  extra: again / sent - 1,
}
