import type { TextOf } from '../../widget/definition.ts'
import type widget from './widget.ts'

const text = {
  title: 'Build a pipeline schedule',
  summary:
    'Place every forward and backward by hand: what is not allowed is refused with its reason, and the known schedules turn out to be the best answers.',
  params: {
    level: {
      label: 'Level',
      options: {
        'two-stages': '1 · Two stages',
        'micro-batches': '2 · Micro-batches',
        'memory-cap': '3 · A cap on memory',
        staircase: '4 · A staircase of memory',
        'half-memory': '5 · Still less memory',
        'slow-links': '6 · Slow links',
        'slow-stage': '7 · One slow stage',
        'zero-bubble': '8 · Backwards in two halves',
        'step-after-step': '9 · Step after step',
        interleaved: '10 · Two chunks per rank',
        'two-ends': '11 · From both ends',
        paper: '12 · As in the paper',
        own: '13 · Your own',
      },
    },
    ranks: 'Ranks',
    microbatches: 'Micro-batches',
    cap: 'Held at most',
    send: 'Message time',
    split: 'Backwards in two halves',
    help: 'Hints and answers',
    ops: 'Moves',
  },
  cases: {
    default: 'Half built under a cap on memory',
    start: 'The same level, nothing placed',
    refused: 'An address with a move that is not allowed',
    '1f1b': '1F1B, finished',
    lost: 'Split backwards: the best is out of reach',
    'slow-links': 'Slow links, finished',
    'step-after-step': 'ZB-H2: the next step follows at once',
    'two-ends': 'Micro-batches from both ends, finished',
    crowded: 'Crowded: ZB-H1, 4 ranks, 8 micro-batches',
  },
  phrases: {
    'task-two-stages':
      'One micro-batch, two ranks with a stage each. The forwards go down, then the backwards come up.',
    'task-micro-batches':
      'The batch is cut into three. While one micro-batch is further down, a rank can work on the next.',
    'task-memory-cap':
      'A forward keeps activations until its backward. All forwards first no longer fits.',
    'task-staircase': 'Now every rank has a cap of its own, the largest in front.',
    'task-half-memory':
      'A cap below the number of ranks. No textbook schedule fits: find out what the missing memory costs.',
    'task-slow-links':
      'A message takes as long as a forward. It occupies no rank, but whoever needs it waits.',
    'task-slow-stage': 'Rank 1 has the slow stage. Keep it at work without a gap.',
    'task-zero-bubble':
      'A backward comes in two halves: I, which the rank above waits for, and W, which nobody waits for. Its place is free after W.',
    'task-step-after-step':
      'Every rank begins its next step as soon as its own list is done. What counts is what one more step takes.',
    'task-interleaved':
      'Each rank has two chunks of layers. A micro-batch goes through ranks 0, 1, 0, 1 and comes back the same way. Names of the second chunk carry a prime.',
    'task-two-ends':
      'Both ranks hold both stages. Micro-batches 0 and 1 enter at rank 0, micro-batches 2 and 3 at rank 1.',
    'task-paper':
      'The size in which the zero-bubble paper draws its schedules, with 1F1B’s memory.',
    'task-given': 'One stage on each rank.',
    'task-own':
      'Set the pipeline as you like; the best is searched for. Under “More settings” hints can be switched off, for a class.',
    facts: '{p} ranks, {m} micro-batches. A forward takes {f}, a backward {b}.',
    factsSplit: '{p} ranks, {m} micro-batches. F, I and W take {f} each.',
    factsSlow:
      '{p} ranks, {m} micro-batches. A forward takes {f}, a backward {b}; on rank 1 twice that.',
    factsChunks: '{p} ranks, {m} micro-batches. On a chunk a forward takes {f}, a backward {b}.',
    factsSend: 'A message takes {send}.',
    factsCap: 'A rank holds at most {caps}.',
    factsCaps: 'Ranks 0 to {last} hold at most {caps}.',
    factsFree: 'Memory has no limit.',
    goal: 'Goal: all done at {best}.',
    goalKnown: 'Goal: all done at {best}, the best known.',
    goalPeriod: 'Goal: one more step takes {best}.',

    gap: ' ',
    how: 'Press a button to place that op on its rank. Dashed ones are not allowed now; press one to read why. Point at the lanes to read who waits for whom.',
    board: 'Schedule, one lane per rank',
    keys: 'Next ops, by rank. Arrow keys move between them, a letter places that op on the rank, Enter places the one in focus, Backspace undoes.',
    rankName: 'rank {rank}',
    held: 'held',
    bestMark: 'best {best}',
    bestMarkKnown: 'best known {best}',
    forward: 'forward',
    backward: 'backward',
    'backward-input': 'input gradient',
    'backward-weight': 'weight gradient',
    chip: '{name}, {op} of micro-batch {microbatch}. {what}',
    chipRefused: '{name}, {op} of micro-batch {microbatch}, not allowed now. {what}',
    allDone: 'Rank {rank} has done every {kind}.',
    would: '{op} would run on rank {rank} from {start} to {end}.',
    wouldWait:
      '{op} would run on rank {rank} from {start} to {end}; the rank waits {waited} for it.',
    refused: 'Not allowed. {why}',
    several: 'Several ops could go on rank {rank} now: choose one of its buttons.',
    needsInput:
      '{op} on rank {rank} needs what {needed} on rank {from} makes, and that is not placed yet.',
    needsInputGradient: '{op} on rank {rank} comes after {needed}, which is not placed yet.',
    needsActivations:
      '{op} needs the activations that {needed} leaves on rank {from}; {needed} is not placed yet.',
    needsGradient:
      '{op} on rank {rank} needs the gradient from {needed} on rank {from}, which is not placed yet.',
    noRoom:
      'With {op} rank {rank} would hold {held} micro-batches, and the cap is {cap}. A backward has to free one first.',
    twice: '{op} is on rank {rank} already.',
    halvesWanted: '{op} is a whole backward; on this level backwards are placed as I and W.',
    wholeWanted: '{op} is half a backward; on this level backwards are placed whole, as B.',
    outside:
      'There is no {op} on this level: stages go from 0 to {stages}, micro-batches from 0 to {batches}.',
    refusedOtherwise: 'It does not fit there.',
    stopped:
      'Move {after} in the address, {word}, is refused, and what comes after it was not read ({left}).',
    unreadable: '{word} is no op. Ops are written stage, letter, micro-batch: 0F2.',

    opFirst: '{op} on rank {rank}, {start} to {end}. It needs nothing but the rank.',
    opAt: '{op} on rank {rank}, {start} to {end}. What it needs was there at {arrival}.',
    gapFor:
      'Rank {rank} waits from {start} to {end}: its {op} needs {needed} of rank {from}, which ends at {until}.',
    gapSent:
      'Rank {rank} waits from {start} to {end}: its {op} needs {needed} of rank {from}, which ends at {until} and is then on the link.',
    gapEnd: 'Rank {rank} has finished at {start}; the others go on to {end}.',

    undo: 'Undo',
    redo: 'Redo',
    hint: 'Hint',
    goBack: 'Back to where it was in reach',
    showKnown: 'Show {name}',
    showBest: 'Show a best order',
    showBestKnown: 'Show the best order known',
    clear: 'Clear',
    nextLevel: 'Next level',
    'name-gpipe': 'GPipe',
    'name-1f1b': '1F1B',
    'name-interleaved': 'interleaved 1F1B',
    'name-zb-h1': 'ZB-H1',
    'name-zb-h2': 'ZB-H2',
    hintMove: 'Place {op} on rank {rank}. From there {best} can still be reached.',
    hintLost: 'Nothing you place now leads to the best. After move {moves} it was still in reach.',
    hintApart:
      'Up to move {moves} this is the known order; whether yours is as good shows when all is placed.',
    hintDone: 'Nothing is left to improve.',

    legendSecond: '′ of the rank’s second chunk',
    legendGap: 'waits',
    legendHeld: 'held, with the cap',
    legendHeldFree: 'held',
    legendCritical: 'the longest chain: it decides the time',

    empty: 'Nothing is placed.',
    placed: 'Move {move}: {op} on rank {rank}, {start} to {end}.',
    placedLate: 'Move {move}: {op} on rank {rank}, {start} to {end}, after waiting {waited}.',
    left: 'Ops left: {left}.',
    open: 'The best, {best}, is still in reach.',
    openKnown: 'The best known, {best}, is still in reach.',
    openPeriod: 'The best, {best} for one more step, is still in reach.',
    apart:
      'This is not the best order known, which takes {best}. Whether yours can still take no longer was not found out in the tries there is time for.',
    apartPeriod:
      'This is not the known order. One more step takes {best} at best; what yours takes shows when all is placed.',
    lost: 'The best, {best}, is out of reach since move {move}, {op} on rank {rank}: from here it takes at least {end}.',
    lostKnown:
      'The best known, {best}, is out of reach since move {move}, {op} on rank {rank}: from here it takes at least {end}.',
    done: 'All placed at {score}. No order within this memory is shorter.',
    doneKnown:
      'All placed at {score}. Nothing shorter is known here, though not every order was tried.',
    doneOver: 'All placed at {score}, {over} more than the best.',
    doneOverKnown: 'All placed at {score}, {over} more than the best known.',
    donePeriod: 'All placed; one more step takes {score}. No order takes less.',
    doneOverPeriod: 'All placed; one more step takes {score}, {over} more than the best.',

    soFar: 'Time so far',
    time: 'Time',
    period: 'One more step',
    oneStep: 'A step alone',
    best: 'best {best}',
    bestKnown: 'best known {best}',
    bestPeriod: 'best, one more step: {best}',
    waited: 'Waited',
    perRank: 'rank 0 to {last}',
    heldNow: 'Held now',
    peak: 'Most held',
    caps: 'at most {caps}',
    capFree: 'micro-batches',
    order: 'Order',
    yours: 'Yours',
    tooMuch: 'does not fit',
    boundOf:
      'No order is shorter than what rank {rank} needs: its way in, its work, and the way out.',

    isKnown: 'Your order is exactly {name}.',
    asGoodAsKnown: 'Your order is not that of {name}, and just as good.',
    'lesson-two-stages':
      'With one micro-batch one rank works while the other waits: two chips, and no speed gained.',
    'lesson-micro-batches':
      'GPipe runs all forwards, then all backwards; 1F1B runs each backward as early as it can. Both take the same time; they differ in what they hold.',
    'lesson-memory-cap':
      '1F1B runs a backward as soon as its gradient is there. That makes it no faster than GPipe. It makes it fit.',
    'lesson-staircase':
      'On rank r there is room for p − r micro-batches, no more, and still no time is lost against GPipe.',
    'lesson-half-memory':
      'With fewer places than ranks the first rank must wait for a gradient before the pipeline is full. Memory that is missing is paid for in time.',
    'lesson-slow-links':
      'Every boundary now costs a message there and one back, so rank r has to run 2(p − 1 − r) forwards ahead, not p − 1 − r. 1F1B holds less and waits for messages instead.',
    'lesson-slow-stage':
      'The slowest stage sets the pace, whatever the order. The others wait; only a more even cut of the layers helps.',
    'lesson-zero-bubble':
      'W stands where a rank would have waited, and no rank holds more than 1F1B’s first.',
    'lesson-step-after-step':
      'With one place more no rank waits between its first op and its last. A step alone is no shorter than with ZB-H1; the gain shows when the next one follows at once.',
    'lesson-interleaved':
      'Filling the pipeline takes the time of one chunk, not of a rank’s whole share. The price is twice the messages.',
    'lesson-two-ends':
      'No rank ever waits: each has micro-batches of its own end to begin with. The price is that all parameters are there twice. DualPipe builds on this.',
    'lesson-paper':
      'What is left of the bubble is p − 1 on every rank: the last waits for its first micro-batch, the first for its first gradient.',

    'lesson-own': 'Change one thing, the cap or the message time, and see what it costs.',

    caption:
      'Every rank: what is placed with start and end, what can be placed next, what it holds and how long it has waited',
    rank: 'Rank',
    next: 'Can be placed, from when',
    heldHead: 'Holds',
    peakHead: 'Held at most',
    waitedHead: 'Has waited',
    waitsHead: 'From when to when, for which op @ rank',
  },
} satisfies TextOf<typeof widget>

export default text
