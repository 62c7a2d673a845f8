import type { TextOf } from '../../widget/definition.ts'
import type widget from './widget.ts'

const text = {
  title: 'Pipeline timeline',
  summary:
    'A batch runs through a pipeline of devices: see who computes, who waits and for whom, and what waiting costs in memory.',
  params: {
    schedule: {
      label: 'Schedule',
      options: { naive: 'naive', gpipe: 'GPipe', '1f1b': '1F1B' },
    },
    stages: 'Stages',
    microbatches: 'Micro-batches',
    forward: 'Forward time',
    backward: 'Backward time',
    send: 'Send time',
    follow: 'Followed micro-batch',
  },
  cases: {
    default: '1F1B on four ranks, micro-batch 2 followed',
    article: 'The article’s figure: four layers on four devices',
    'article-microbatches': 'The same with four micro-batches (GPipe)',
    '1f1b': 'The same in 1F1B order',
    deep: 'Deep: 8 stages, 32 micro-batches',
    crowded: 'Crowded: 16 stages, 64 micro-batches',
    'slow-links': 'Slow links: a send takes as long as a forward',
  },
  phrases: {
    at: 'Time {time} of {makespan}.',
    forwards: 'Forward on rank {list}.',
    backwards: 'Backward on rank {list}.',
    waiting: 'Waiting: rank {list}.',
    finished: 'Finished: rank {list}.',
    done: 'Time {makespan}: every rank has finished.',

    chart:
      'Schedule, one lane per rank. Arrow keys move along time and between ranks, Enter follows a micro-batch, Escape lets go.',
    hint: 'Point at or tap a block to see its micro-batch’s way, a hatched gap to see what the rank waits for. Click or Enter keeps a micro-batch in sight; Escape lets go.',
    rankHead: 'rank',
    held: 'held',
    peak: 'peak',

    legendForward: 'forward',
    legendBackward: 'backward',
    legendLater: 'not yet run',
    legendBubble: 'bubble: waiting',
    legendHeld: 'activations held',
    legendSend: 'on the link',
    legendLies: 'arrived, rank is busy',

    gap: ' ',
    batch: 'the whole batch',
    microbatch: 'micro-batch {microbatch}',
    forward: 'forward of {what}',
    backward: 'backward of {what}',
    'backward-input': 'input gradient of {what}',
    'backward-weight': 'weight gradient of {what}',
    opAt: 'Rank {rank}, {start} to {end}: {op}.',
    first: 'It needs nothing and starts at once.',
    turn: 'It needs nothing but the rank, which {before} kept until {start}.',
    inputArrived: 'The rank was waiting for its input, which came from rank {from} at {arrival}.',
    gradientArrived:
      'The rank was waiting for its gradient, which came from rank {from} at {arrival}.',
    inputLay: 'Its input was there at {arrival}; its turn came at {start}, after {before}.',
    gradientLay: 'Its gradient was there at {arrival}; its turn came at {start}, after {before}.',
    loss: 'The last stage takes its gradient from the loss, so its own forward, done at {arrival}, was all it needed.',
    keeps: 'Its activations stay for the backward: the rank now holds {held}.',
    frees: 'When it ends, its activations are freed.',
    bubble: 'Bubble on rank {rank}, {start} to {end}: {length} lost. Next is the {op}.',
    needsInput: 'Its input comes from the {op} on rank {from}, which ends at {end}.',
    needsGradient: 'Its gradient comes from the {op} on rank {from}, which ends at {end}.',
    underWay: 'Then the result is {time} on the link.',
    bubbleFinished:
      'Bubble on rank {rank}, {start} to {end}: it has finished, and the others have not. The optimizer step comes when all are done.',

    makespan: 'Time for the batch',
    ideal: 'makespan; {busy} without bubble',
    ofTotal: 'Bubble, of total time',
    ofTotalNote: 'idle ÷ makespan',
    overIdeal: 'Bubble, over ideal time',
    overIdealNote: 'idle ÷ busy',
    peakHeld: 'Peak, in micro-batches',
    peakRanks: 'rank 0 to {last}',
    peakMost: 'on the fullest rank',

    caption: 'Every rank now and over the whole batch; F3 0–1 is the forward of micro-batch 3',
    rank: 'Rank',
    now: 'Now',
    nowWaiting: 'waits',
    nowFinished: 'finished',
    busy: 'Busy',
    idle: 'Idle',
    order: 'Operations with start and end',
  },
} satisfies TextOf<typeof widget>

export default text
