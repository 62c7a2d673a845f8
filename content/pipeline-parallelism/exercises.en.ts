import type { ExerciseText } from '../../components/exercise/text.ts'

export default {
  'cut-the-batch': {
    title: 'A batch, cut twice',
    prompt:
      'A pipeline of {ranks} stages exists {replicas} times, as {replicas} data-parallel replicas. One step works on a global batch of {batch} sequences, in micro-batches of {size} each. The schedule is 1F1B; all stages take equally long and sending takes no time.',
    parts: {
      'what-they-are': 'How do the micro-batches of one replica pass through it?',
      count: 'How many micro-batches does one replica run in a step?',
      bubble: 'What part of the step’s total time is bubble?',
      'more-replicas':
        'The number of replicas is doubled to {twice}; the global batch stays. What part is bubble now?',
    },
    hints: [
      'The global batch is cut twice: first over the replicas, then, inside one replica, into pieces of {size}.',
      'What part of the total time: the time lost over the time from start to end, loss included.',
      'With twice the replicas, what is left for each?',
    ],
    solution: [
      'They pass through the same stages one after the other, with the same weights. Their gradients are summed, and there is one update at the end.',
      'm = batch / (b · d) = {batch} / ({size} · {replicas}) = {microbatches}.',
      '(p − 1) / (m + p − 1) = {last} / {turns} = {ofTotal:percent}.',
      'Each replica keeps only {half} micro-batches: {last} / {halfTurns} = {after:percent}. More replicas make the bubble larger, not smaller.',
    ],
    mistakes: {
      'replicas-for-micro-batches':
        'That is data parallelism: other devices, other copies of the weights, at the same time. It does not fill this pipeline.',
      'step-after-each':
        'All micro-batches of a batch see the same weights. The update waits for the last of them.',
      'ranks-for-micro-batches':
        'Ranks hold layers. Every micro-batch visits all of them, so m and p are free of one another.',
      'replicas-forgotten':
        'The {batch} sequences are for all {replicas} replicas. One replica gets its share.',
      'size-forgotten': 'That counts sequences. One micro-batch holds {size} of them.',
      'stages-for-replicas':
        'The batch is divided over replicas ({replicas}), not over stages: all stages of a pipeline see the same sequences.',
      'more-micro-batches':
        'You doubled m. The batch is fixed, so twice the replicas leave each with half.',
      'nothing-changes':
        'm = batch / (b · d) depends on d: it falls from {microbatches} to {half}.',
      'bubble-over-ideal-for-total':
        'This is (p − 1) / m, bubble over ideal time. Over total time the denominator is m + p − 1.',
      'stages-for-stages-minus-one':
        'A pipeline of {ranks} stages takes {last} extra turns to fill and drain, not {ranks}.',
    },
    options: {
      'in-turn': {
        label: 'one after the other through the same stages; one update at the end',
        reason: 'Right: sequential slices of one batch, in one replica.',
      },
      'on-replicas': {
        label: 'at the same time, each on a replica of its own',
        reason: 'That describes replicas. Micro-batches share one copy of the weights.',
      },
      'step-each': {
        label: 'one after the other, with an update of the weights after each',
        reason:
          'Then it would be another algorithm with smaller batches. Gradients are summed and applied once.',
      },
      'one-per-rank': {
        label: 'one micro-batch on each rank, from beginning to end',
        reason: 'A rank has only its own layers; each micro-batch must visit every rank.',
      },
    },
  },

  'gpipe-timetable': {
    title: 'GPipe on squared paper',
    prompt:
      'Draw GPipe for {ranks} ranks and {microbatches} micro-batches. A forward takes {forward} squares, a backward {backward}. Ranks and micro-batches count from 0; backwards start with micro-batch 0; sending takes no time. The drawing begins at square 0, and “starts at” means the number of squares before it.',
    parts: {
      'forward-start': 'Where does the forward of micro-batch {first} start on rank {rank}?',
      turn: 'Where does the first backward of all start, on rank {last}?',
      'backward-start': 'Where does the backward of micro-batch {second} start on rank {rank}?',
      time: 'How long is the whole drawing?',
    },
    hints: [
      'One rank further down means one forward later, and so does one micro-batch further on.',
      'On the last rank there is no gap: all its forwards stand side by side, and its first backward follows at once.',
      'Backwards climb from the last rank to the first. How many ranks is rank {rank} away from the end?',
    ],
    solution: [
      '(r + j) · F = ({rank} + {first}) · {forward} = {forwardStart}.',
      'The last rank waits {last} forwards, then runs {microbatches}: {turns} · {forward} = {turn}.',
      'From there, {hops} ranks up and {second} micro-batches on: {turn} + {backwardSteps} · {backward} = {backwardStart}.',
      '(m + p − 1)(F + B) = {turns} · {slot} = {time}.',
    ],
    mistakes: {
      'fill-left-out':
        'This is right for a rank that starts at once. Work reaches rank r only after r forwards, and goes home as slowly.',
      'end-for-start': 'That is where it ends. It starts one block earlier.',
      'stages-for-stages-minus-one':
        'Rank {last} is {last} ranks away from rank 0, so it waits {last} blocks, not {ranks}.',
      '1f1b-for-gpipe':
        'That is 1F1B. GPipe runs all {microbatches} forwards before the first backward.',
      'wrong-direction':
        'Backwards come from the last rank. Rank {rank} is {hops} hops away from it, not {rank}.',
      'forward-time-for-backward': 'These steps are backwards, {backward} squares each.',
      'forward-only': 'That is where the forwards end. The backwards follow.',
    },
  },

  'bubble-two-ways': {
    title: 'One bubble, two fractions',
    prompt:
      'A pipeline of {ranks} equal stages runs {microbatches} micro-batches in 1F1B order. On a stage the forward of one micro-batch takes {forward:seconds}, its backward {backward:seconds}. Sending takes no time.',
    parts: {
      time: 'How long does the step take, from the first forward to the last backward?',
      idle: 'How long is each rank idle in it?',
      'over-ideal': 'How large is the bubble over the ideal time?',
      'of-total': 'How large is the bubble over the total time?',
    },
    hints: [
      'Look at the last rank. How long does it wait for its first work, how long does it compute, and how long does its last gradient travel home?',
      'Each rank computes the same: {microbatches} forwards and {microbatches} backwards.',
      'Ideal time is computing alone; total time is computing and waiting.',
    ],
    solution: [
      '(m + p − 1)(F + B) = {turns} · {slot:seconds} = {time:seconds}.',
      '(p − 1)(F + B) = {last} · {slot:seconds} = {idle:seconds}.',
      'Over ideal: (p − 1) / m = {last} / {microbatches} = {overIdeal:percent}.',
      'Over total: (p − 1) / (m + p − 1) = {last} / {turns} = {ofTotal:percent}.',
    ],
    mistakes: {
      'bubble-left-out':
        'That is the ideal time, computing alone. Filling and draining add {last} turns.',
      'stages-for-stages-minus-one':
        'Filling and draining cost p − 1 = {last} turns: one stage is always at work.',
      'forward-only': 'Every turn has a forward and a backward: {slot:seconds} together.',
      'ignored-microbatches':
        'That is the batch in one piece, one rank working at a time. Micro-batches overlap.',
      'counted-at-both-ends':
        'Filling costs (p − 1) forwards and draining (p − 1) backwards; a whole turn F + B holds one of each.',
      'bubble-over-ideal-for-total':
        'You divided by the computing time. Total time includes the bubble: {last} / {turns}.',
      'bubble-over-total-for-ideal':
        'You divided by the total time. Ideal time is computing alone: {last} / {microbatches}.',
      'busy-for-bubble': 'That is the part in which ranks work. The bubble is the rest.',
    },
  },

  'one-f-one-b-by-hand': {
    title: '1F1B, one rank at a time',
    prompt:
      'A pipeline of {ranks} ranks (0 to {last}) runs {microbatches} micro-batches in 1F1B order. A forward takes {forward} squares, a backward {backward}; sending takes no time. Write down what rank {rank} does.',
    parts: {
      order: 'Which is the beginning of its list?',
      'before-first': 'How many forwards does it run before its first backward?',
      'first-backward': 'At which square does its first backward start?',
    },
    hints: [
      'The last rank alternates from the beginning: F0, B0, F1, B1 … Each rank before it must be one forward further ahead.',
      'The first gradient appears on rank {last}, right after the forward of micro-batch 0 there.',
      'Then it must come up to rank {rank}, one backward at a time.',
    ],
    solution: [
      'Rank {rank} warms up with p − 1 − r = {hops} forwards, then alternates, forward first: {order}',
      'Warm-up and the first forward of the alternation: p − r = {before}.',
      'Micro-batch 0 is through all {ranks} forwards at {ranks} · {forward} = {lossTime}. Its gradient needs {hops} backwards to get to rank {rank}: {lossTime} + {hops} · {backward} = {firstBackward}.',
    ],
    mistakes: {
      'same-on-every-rank':
        'Only rank 0 is that far ahead. The nearer a rank to the end, the sooner its gradient comes back.',
      'one-forward-short':
        'The warm-up has {hops} forwards, and the alternation begins with one more forward.',
      'gpipe-for-1f1b':
        'GPipe lets all {microbatches} forwards go first. 1F1B turns round as soon as a gradient is there.',
      'counted-from-the-front':
        'Count from the end of the pipeline: rank {last} runs one forward, and each rank before it one more.',
      'did-not-wait':
        'There its own forwards are done, but the gradient still has to come up from rank {last}.',
      'wrong-direction':
        'The gradient starts at rank {last} and makes {hops} hops to rank {rank}, not {rank}.',
      'end-for-start': 'That is where the backward ends.',
    },
    options: {
      'own-order': { label: '{order}', reason: 'Right: {before} forwards, then one and one.' },
      'order-of-first': {
        label: '{orderOfFirst}',
        reason: 'That is rank 0, {ranks} forwards ahead.',
      },
      'order-of-next': {
        label: '{orderOfNext}',
        reason: 'That is the next rank, one forward less ahead.',
      },
      'order-of-gpipe': {
        label: '{orderOfGPipe}',
        reason: 'That is GPipe: all {microbatches} forwards come first.',
      },
    },
  },

  'peak-bytes': {
    title: 'What one rank holds',
    prompt:
      'A pipeline has {ranks} ranks, counted from 0, with {layers} layers each. One layer keeps {perLayer:bytes} of activations per micro-batch until its backward; nothing is recomputed. A step has {microbatches} micro-batches. Look at rank {rank}.',
    parts: {
      'gpipe-peak': 'What is the peak of its activations under GPipe?',
      fitting:
        'If {memory:bytes} are free for activations, how many micro-batches can a GPipe step have at most?',
      'one-peak': 'With {microbatches} micro-batches again: what is its peak under 1F1B?',
      'what-changes':
        'Same pipeline, same {microbatches} micro-batches, free sends, GPipe replaced by 1F1B. What is true?',
    },
    hints: [
      'What does one micro-batch leave on one rank? It has {layers} layers.',
      'A micro-batch is held from its forward to its backward. Which backward comes first, and how many forwards lie before it?',
      'Under 1F1B the list of rank r begins with p − r forwards; after that each backward frees what the next forward takes.',
    ],
    solution: [
      'One micro-batch leaves {layers} · {perLayer:bytes} = {share:bytes}. GPipe holds all of them at the turn: {microbatches} · {share:bytes} = {gpipe:bytes}.',
      '{memory:bytes} / {share:bytes} = {exact:number}, so {fitting} fit.',
      'min(m, p − r) = {ranks} − {rank} = {held}: {held} · {share:bytes} = {oneF:bytes}.',
      'Less is held, and the time stays (m + p − 1)(F + B). The bubble, the messages (one activation and one gradient per micro-batch and boundary) and the gradients are the same.',
    ],
    mistakes: {
      '1f1b-for-gpipe': 'GPipe frees nothing before its turn: all {microbatches} are held.',
      'gpipe-for-1f1b': '1F1B never has more than p − r = {held} in flight on rank {rank}.',
      'one-layer-only': 'That is one layer. The rank has {layers}.',
      'one-micro-batch-only': 'That is one micro-batch. At the turn all {microbatches} are held.',
      'rounded-up': 'One fewer: this many would need more than {memory:bytes}.',
      'same-on-every-rank': 'That is rank 0. Rank {rank} is {rank} ranks nearer to the end.',
      'counted-from-the-front':
        'The first ranks hold most, because their gradients are longest under way: p − r, not r + 1.',
      'warm-up-only':
        'The alternation begins with a forward, on top of the warm-up: p − r = {held}.',
      'bubble-shrinks':
        '1F1B changes the order, not the waiting at the beginning and at the end: (p − 1)(F + B) in both.',
      'messages-saved':
        'Each micro-batch still crosses each boundary once forwards and once backwards.',
      'stale-weights':
        'This 1F1B waits for all backwards before the update, so the summed gradient is the same.',
    },
    options: {
      'less-held': {
        label: 'less activation memory is held at the peak',
        reason: 'Right: min(m, p − r) micro-batches instead of m.',
      },
      'same-time': {
        label: 'the step takes the same time',
        reason: 'Right: (m + p − 1)(F + B) in both.',
      },
      'smaller-bubble': {
        label: 'the bubble is smaller',
        reason: 'No: it is (p − 1)(F + B) in both.',
      },
      'fewer-messages': {
        label: 'fewer messages cross each boundary',
        reason: 'No: 2m in both.',
      },
      'other-gradients': {
        label: 'the gradient becomes an approximation',
        reason: 'No: all micro-batches see the same weights, and one update follows at the end.',
      },
    },
  },

  'enough-micro-batches': {
    title: 'How many are enough',
    prompt:
      'A pipeline of {ranks} equal stages in 1F1B order may waste at most {allowed:percent} of its total time. There are {replicas} replicas; a micro-batch is {size} sequences. Sending takes no time.',
    parts: {
      count: 'What is the least number of micro-batches per replica?',
      batch: 'How large is the global batch then, in sequences?',
      held: 'How many micro-batches does rank 0 hold at the peak?',
    },
    hints: [
      'Write the fraction of the total time with m unknown, set it to at most {allowed:percent}, and solve for m.',
      'The number must be whole, and the bubble must not exceed the limit.',
      'Does the peak of 1F1B grow with m?',
    ],
    solution: [
      '(p − 1) / (m + p − 1) ≤ {allowed:number} gives m ≥ (p − 1)(1 − {allowed:number}) / {allowed:number} = {exact:number}, so {microbatches}. Check: {reached:percent} with {microbatches}, {missed:percent} with {fewer}.',
      'Batch = m · b · d = {microbatches} · {size} · {replicas} = {batch}.',
      'min(m, p) = {peak}, however large m is. GPipe would hold {microbatches}.',
    ],
    mistakes: {
      'bubble-over-ideal-for-total':
        'You held (p − 1) / m to the limit: that is over ideal time. The limit is on the total, (p − 1) / (m + p − 1).',
      'stages-for-stages-minus-one': 'The bubble is p − 1 = {last} turns, not {ranks}.',
      'rounded-down': 'With {fewer} the bubble is {missed:percent}, over the limit.',
      'replicas-forgotten': 'That is the batch of one replica. There are {replicas}.',
      'size-forgotten': 'A micro-batch holds {size} sequences.',
      'stages-for-replicas':
        'All stages see the same sequences. Multiply by replicas ({replicas}), not stages.',
      'gpipe-for-1f1b': 'GPipe would hold all {microbatches}. 1F1B caps the peak.',
      'warm-up-only': 'The warm-up is {last} forwards, and one more precedes the first backward.',
      'last-rank-for-first': 'That is the last rank. Rank 0 waits longest for its gradients.',
    },
  },

  'compare-schedules': {
    title: 'Three ways to a smaller bubble',
    prompt:
      'A pipeline has {ranks} ranks and {microbatches} micro-batches. For one micro-batch and a rank’s whole share of layers, the forward takes F = {forward:seconds}, the input gradient I = {input:seconds}, the weight gradient W = {weight:seconds}. Sending takes no time; a forward and a backward run as a pair take F&B = F + I + W.',
    parts: {
      interleaved: 'Interleaved 1F1B with {chunks} chunks per rank: how long is a rank’s bubble?',
      'interleaved-peak':
        'What is then the peak on rank 0, counted in chunks (the activations of one micro-batch in one chunk)?',
      'zb-h1': 'How long is the bubble under ZB-H1?',
      dualpipe: 'How long is it under DualPipe?',
      'memory-allows':
        'A rank’s memory holds one copy of its parameters and activations of at most {ranks} micro-batches. Which schedules remain?',
    },
    hints: [
      'Interleaving makes the steps of filling and draining shorter: one chunk, not a rank’s whole share.',
      'ZB-H1 lets weight gradients stand where ranks waited. The papers on it write B for the input gradient alone.',
      'DualPipe’s formula has B for the full backward, I + W, and runs from both ends at once.',
      'For the last question, compare every peak with p, and count copies of the parameters.',
    ],
    solution: [
      '(p − 1)(F + I + W) / v = {last} · {slot:seconds} / {chunks} = {interleaved:seconds}.',
      'pv + p − 1 = {ranks} · {chunks} + {last} = {inChunks} chunks, or p + (p − 1)/v = {interleavedPeak:number} of a rank’s whole share.',
      '(p − 1)(F + I − W) = {h1:seconds}.',
      '(p/2 − 1)(F&B + B − 3W), with B = I + W = {backward:seconds}: {pairs} · ({slot:seconds} + {backward:seconds} − 3 · {weight:seconds}) = {dual:seconds}.',
      '1F1B and ZB-H1 stay at p. GPipe holds m, interleaved p + (p − 1)/v, ZB-H2 2p − 1, DualPipe p + 1 and two copies of the parameters.',
    ],
    mistakes: {
      'chunks-forgotten':
        'That is plain 1F1B. With {chunks} chunks each step of filling is shorter.',
      'stages-for-stages-minus-one': 'Filling and draining take p − 1 = {last} steps.',
      'forward-only': 'Draining costs backwards: a turn is F + I + W = {slot:seconds}.',
      'memory-unchanged':
        'That is 1F1B’s p whole shares, in chunks. Interleaving has p − 1 chunks more under way.',
      'shares-for-chunks': 'That is in whole shares. Each of them is {chunks} chunks.',
      'chunks-for-shares':
        'The chunks of p whole shares are p · v = {sameInChunks}, and p − 1 more are under way.',
      'full-backward-for-input':
        'In ZB-H1’s formula B is the input gradient, I = {input:seconds}, not the full backward.',
      'weight-not-moved': 'That is 1F1B. ZB-H1 fills part of the gap with weight gradients.',
      'h2-for-h1':
        'That is ZB-H2, which subtracts 2W by running more forwards ahead. ZB-H1 subtracts one W.',
      'input-for-full-backward':
        'In DualPipe’s table B is the full backward, I + W = {backward:seconds}.',
      'all-stages-for-half':
        'Work enters at both ends, so only half the ranks lie before the meeting: p/2 − 1.',
      'half-without-minus-one': 'From the end to the meeting there are p/2 − 1 = {pairs} hops.',
      'all-micro-batches-held': 'GPipe holds all {microbatches} micro-batches.',
      'more-forwards-ahead': 'ZB-H2 holds up to 2p − 1.',
      'two-copies': 'DualPipe keeps two copies of the parameters, and p + 1 micro-batches.',
    },
    options: {
      'keeps-1f1b': { label: '1F1B', reason: 'Right: at most p, on rank 0.' },
      'keeps-h1': { label: 'ZB-H1', reason: 'Right: p on every rank.' },
      'keeps-gpipe': { label: 'GPipe', reason: 'No: m on every rank.' },
      'keeps-interleaved': { label: 'interleaved 1F1B', reason: 'No: p + (p − 1)/v on rank 0.' },
      'keeps-h2': { label: 'ZB-H2', reason: 'No: 2p − 1.' },
      'keeps-dualpipe': {
        label: 'DualPipe',
        reason: 'No: p + 1, and the parameters are there twice.',
      },
    },
  },

  'steps-in-a-row': {
    title: 'Where is the zero?',
    prompt:
      'ZB-H2 on {ranks} ranks with {microbatches} micro-batches; forward, input gradient and weight gradient of a micro-batch take {slot:seconds} each on a rank. Sending and the optimizer take no time.',
    parts: {
      'one-step': 'How long does one step take, from the first op of any rank to the last?',
      'with-barrier':
        'How long do {steps} steps take if no rank may begin the next before all have finished?',
      'without-barrier':
        'And if each rank goes on as soon as it has finished its own part, with no gap?',
      barrier: 'What usually forces the ranks to wait for one another between two steps?',
    },
    hints: [
      'Rank 0 cannot be the only one to work: when does the last rank get its first micro-batch?',
      'Inside its own list, from its first op to its last, no rank waits. How long is that list?',
      'Without the barrier, ranks stay shifted against one another, and the shift is paid once.',
    ],
    solution: [
      'The last rank starts after {last} forwards and then works without gap: {slots} · {slot:seconds} + {last} · {slot:seconds} = {one:seconds}. ZB-H1 takes as long.',
      '{steps} · {one:seconds} = {withBarrier:seconds}.',
      '{steps} · {work:seconds} + {fill:seconds} = {without:seconds}: the fill is paid once.',
      'The norm of the whole gradient, or a check for overflow, needs every rank’s part. Gaining the zero means updating first and checking afterwards.',
    ],
    mistakes: {
      'zero-taken-literally':
        'That is computing alone. The last rank must still wait for its first work: {fill:seconds}.',
      'whole-backwards':
        'That is 1F1B. Split backwards let weight gradients fill the gaps inside each list.',
      'fill-paid-once': 'With a barrier every step fills the pipeline anew.',
      'one-step-only': 'That is one step. There are {steps}.',
      'fill-paid-each-step':
        'Without the barrier the next step starts on rank 0 while the last rank still works.',
      'neighbours-for-all':
        'Activations go to the next stage only and force no one to wait for all others.',
      'own-work-for-others': 'Weight gradients are a rank’s own; no other rank waits for them.',
    },
    options: {
      'gradient-norm': {
        label: 'a value of the whole gradient, such as its norm for clipping',
        reason: 'Right: it needs every rank’s gradients before any rank may update.',
      },
      'activations-sent': {
        label: 'activations that are sent from stage to stage',
        reason: 'Those tie neighbours to one another, inside a step.',
      },
      'weight-parts': {
        label: 'weight gradients that were put off',
        reason: 'They are in the rank’s own list and done before it ends.',
      },
    },
  },

  'build-within': {
    title: 'As fast as GPipe, in the memory of 1F1B',
    prompt:
      'Place all forwards and backwards of {microbatches} micro-batches on {ranks} ranks. A forward takes 1, a backward 2. The board lets a rank hold as much as you like. Finish by time {time}, and let no rank hold more than {cap} micro-batches at once.',
    parts: { schedule: 'Build the schedule.' },
    hints: [
      'How many forwards may rank 0 run before it has to wait for its first backward?',
      'Rank {last}, the last one, can run the backward of a micro-batch right after its forward. Let every rank use a gradient as soon as it is there.',
    ],
    solution: [
      'Warm-up: rank r runs {last} − r forwards; then one forward and one backward in turn; then the backwards that are left. That is 1F1B, and rank 0 holds {ranks} at most.',
      '({microbatches} + {last}) · (1 + 2) = {time}. Other orders do it too: backwards may come a little later where nobody waits for them and there is room.',
    ],
    goals: {
      'all-placed': 'Everything is placed',
      'in-time': 'All is done by time {time}',
      'little-held': 'No rank holds more than {cap}',
    },
    mistakes: {
      'all-micro-batches-held':
        'The time is right, and that was the time of GPipe. But some rank has run more than {cap} forwards before a backward freed one.',
      'one-after-the-other':
        'Little is held, but ranks wait for micro-batches that could have been sent earlier. Let each rank run ahead as far as its {cap} places allow.',
    },
  },
} satisfies Record<string, ExerciseText>
