import type { ExerciseText } from '../../components/exercise/text.ts'

export default {
  'bytes-per-parameter': {
    title: 'From a recipe to bytes',
    prompt:
      'A model of {billions:count} billion parameters is trained in mixed precision: parameters in 16 bits, gradients in {gradientBits} bits. The optimizer is {optimizer}: for each parameter it keeps a master copy and its moments, in 32 bits each. Nothing is sharded. (Momentum has one moment, Adam two.)',
    parts: {
      each: 'How many bytes of model states does each parameter take?',
      bytes: 'How many bytes are that for the whole model?',
      gib: 'A tool shows the same in GiB. What number does it show?',
    },
    hints: [
      'Four entries: parameter, gradient, master copy, moments.',
      'A number of 32 bits takes 4 bytes.',
      'A GiB is 2³⁰ bytes, a little more than 10⁹. The number gets smaller.',
    ],
    solution: [
      '{parameters} + {gradients} + {master} + {kept} = {each} bytes per parameter.',
      '{each} · {billions:count} · 10⁹ = {bytes:bytes}.',
      '{bytes:bytes} / 2³⁰ bytes = {gib:number} GiB.',
    ],
    mistakes: {
      'optimizer-forgotten':
        'Parameters and gradients alone. The optimizer’s master copy and moments are the larger part.',
      'master-forgotten':
        'The moments are counted, the 32-bit master copy is not: another {master} bytes.',
      'gradients-forgotten': 'The gradients are missing: {gradients} bytes per parameter.',
      'parameters-alone':
        'These are the 16-bit parameters alone, the size of a file that one downloads. Training keeps {each} bytes for each.',
      'bits-for-bytes': 'That is in bits. A byte is eight.',
      'gb-for-gib': 'That is in GB, units of 10⁹. In GiB it is less.',
      'wrong-way-round': 'A GiB is larger than a GB, so there are fewer of them: divide by 2³⁰.',
    },
  },

  'ddp-bill': {
    title: 'What an all-reduce costs, and what hides it',
    prompt:
      'DDP trains {billions:count} billion parameters on {ranks} ranks, with 16-bit gradients and a ring. Each rank sends at {gigabits} Gbit/s. Leave latency out. A rank computes {flops:compact}FLOP/s.',
    parts: {
      sent: 'How many bytes does each rank send in a step?',
      seconds: 'How long does that take?',
      tokens:
        'A backward pass costs 4 FLOPs per parameter and token. How many tokens must each rank have in a step so that the backward pass takes as long?',
    },
    hints: [
      'The gradients are S = 2 bytes per parameter. An all-reduce is a reduce-scatter and an all-gather.',
      'Network speeds are given in bits.',
      'Backward time = 4 · parameters · tokens / FLOP/s. Set it equal to the time to send, and see what cancels.',
    ],
    solution: [
      'S = {buffer:bytes}; 2 · {others}/{ranks} · S = {sent:bytes}.',
      '{gigabits} Gbit/s = {bandwidth:bytes}/s; {sent:bytes} / {bandwidth:bytes}/s = {seconds:seconds}.',
      '{seconds:seconds} · {flops:compact}FLOP/s / (4 · {psi:compact}) = {tokens:count} tokens. The number of parameters cancels: a larger model sends more and computes more.',
    ],
    mistakes: {
      'ring-once-not-twice':
        'That is one pass round the ring, a reduce-scatter. All-reduce goes round twice.',
      'ranks-for-ranks-minus-one':
        'A rank need not send its own share to itself: the factor is 2 · {others}/{ranks}.',
      'total-for-per-rank': 'That is what all {ranks} ranks send together. One sends its part.',
      'states-for-gradients':
        'You sent all 16 bytes of states. Only the gradients travel, 2 bytes each.',
      'bits-for-bytes': '{gigabits} Gbit/s is {bandwidth:bytes}/s.',
      'forward-for-backward':
        'Two FLOPs per parameter and token is the forward pass. Backward makes two products of that size.',
      'forward-and-backward':
        'During the forward pass there is no gradient to send yet: only the 4 FLOPs of the backward can hide it.',
      'gradient-bytes-for-parameters':
        'The work depends on the number of parameters, not on the bytes that a gradient takes.',
    },
  },

  'left-exposed': {
    title: 'What stays exposed',
    prompt:
      'DDP on a net of {layers} equal layers, one bucket per layer. The backward pass takes {each:seconds} for each, so the first bucket is full after {each:seconds}, the last after {backward:seconds}. The wire carries one bucket at a time, in order.',
    parts: {
      quick:
        'The all-reduce of a bucket takes {quick:seconds}. How much communication is left when the backward pass is over?',
      slow: 'On another wire it takes {slow:seconds}. How much now?',
      share: 'What share of the communication is hidden on that wire?',
    },
    hints: [
      'Draw two lines of time, one for the backward pass, one for the wire. When can the first bucket leave, and when each of the others?',
      'Ask which of the two waits for the other. If a bucket is through before the next is full, the wire waits; else it is never idle once it has begun.',
    ],
    solution: [
      'At {quick:seconds} each bucket is through before the next is full. Only the last one is left: {leftQuick:seconds}.',
      'At {slow:seconds} the wire works without a pause from the first bucket on: {each:seconds} + {layers} · {slow:seconds} − {backward:seconds} = {leftSlow:seconds}.',
      '1 − {leftSlow:seconds} / ({layers} · {slow:seconds}) is hidden.',
    ],
    mistakes: {
      'nothing-hidden':
        'You added up all the buckets. Those that travel during the backward pass are hidden.',
      'only-the-last-bucket':
        'That would do if the wire were free when the last bucket is full. Here others still wait.',
      'first-bucket-at-once':
        'You let the wire work from the beginning. Before the first bucket is full, after {each:seconds}, it has nothing to send.',
    },
  },

  'right-bucket': {
    title: 'Not too small, not too large',
    prompt:
      'DDP on {ranks} ranks, {layers} layers of {weights:count} million parameters each, at {bandwidth:bytes}/s with a latency of {latency:seconds}. At the moment one bucket holds everything. Set the bucket so that communication is hidden as well as it can be, or nearly.',
    hints: [
      'A large bucket leaves late. What does a small one cost? The ring pays the latency 2(n − 1) times for each bucket.',
      'Halve the bucket and watch the step. Go on until it gets longer again.',
    ],
    solution: [
      'One bucket for all can leave only after the whole backward pass: {atOnce:seconds} exposed. One per layer pays {layers} times the latency of a ring: {perLayer:seconds}.',
      'With {cap} MiB a bucket holds {layersEach} layers, and {best:seconds} are exposed: what the last bucket takes, and little more.',
    ],
    goals: {
      hidden: 'At most {allowed:seconds} of communication are exposed',
    },
    mistakes: {
      'bucket-per-layer':
        'Now every layer sends by itself, and each time 2(n − 1) latencies are paid. The wire cannot keep up.',
      'overlap-switched-off':
        'Without overlap every second of communication is exposed, whatever the bucket.',
    },
  },

  'who-holds-what': {
    title: 'Who holds what',
    prompt:
      '{ranks} ranks train one model under {strategy}. A step’s backward pass is over, everything has been reduced, and no update has been made.',
    parts: {
      whole: 'Which of these does each rank hold in full size? (Several may be right.)',
      sent: 'What does a step send? Assume one micro-batch; where parameters are sharded they are freed after forward.',
    },
    hints: [
      'Each stage of ZeRO shards one more: first what only the update needs, last what every product needs.',
      'What was sharded before its use has to be gathered. What was summed for one owner has to be scattered.',
    ],
    solution: [
      'DDP shards nothing. ZeRO-1 shards the optimizer states, ZeRO-2 the gradients as well, ZeRO-3 the parameters too. This was {strategy}. Activations are never shared: each rank keeps those of its own samples.',
      'DDP: one all-reduce of the gradients. ZeRO-1 and 2: the same in two halves, with the update between them. ZeRO-3: two all-gathers of the parameters and a reduce-scatter of the gradients.',
    ],
    mistakes: {
      'zero-stage-off-by-one':
        'Go through the stages in order: 1 shards optimizer states, 2 gradients as well, 3 parameters too.',
      'activations-shared':
        'No form of data parallelism exchanges activations. Each rank has those of its own samples.',
      'data-parallel-for-ddp':
        'A master that copies out and sums in: that is PyTorch’s old DataParallel.',
    },
    options: {
      'the-parameters': {
        label: 'the parameters',
        reason: 'Whole on every rank up to ZeRO-2. ZeRO-3 keeps 1/n of them between uses.',
      },
      'the-gradients': {
        label: 'the gradients',
        reason: 'Whole under DDP and ZeRO-1. From ZeRO-2 on a rank keeps its own part only.',
      },
      'the-optimizer-states': {
        label: 'the optimizer states',
        reason: 'Whole under DDP alone. All stages of ZeRO shard them.',
      },
      'other-activations': {
        label: 'the activations of all samples in the global batch',
        reason: 'Never: each rank has its own samples’ activations and nobody else’s.',
      },
      'nothing-whole': {
        label: 'none of these',
        reason: 'True under ZeRO-3 alone: everything that training keeps is sharded there.',
      },
      'one-all-reduce': {
        label: 'an all-reduce of the gradients',
        reason: 'DDP: every rank needs the whole mean, because every rank updates everything.',
      },
      'reduce-scatter-then-gather': {
        label:
          'a reduce-scatter of the gradients, and after the update an all-gather of the parameters',
        reason: 'ZeRO-1 and 2: each rank updates its part and then shows the others the result.',
      },
      'two-gathers-and-a-scatter': {
        label:
          'an all-gather of the parameters before forward and again before backward, and a reduce-scatter of the gradients',
        reason: 'ZeRO-3 with reshard after forward.',
      },
      'copies-and-sums': {
        label: 'a broadcast of the parameters from rank 0 and a reduce of the gradients to rank 0',
        reason: 'That is `DataParallel`. Here there is no master.',
      },
    },
  },

  'zero-table': {
    title: 'Your own row of the ZeRO table',
    prompt:
      'A model of {billions:count} billion parameters on {ranks} ranks, Adam in mixed precision: 2 + 2 + 12 bytes per parameter. Count model states alone.',
    parts: {
      one: 'How many bytes does a rank hold under ZeRO-1?',
      two: 'And under ZeRO-2?',
      three: 'And under ZeRO-3?',
      fewest:
        'Only {limit:bytes} of each card are free for model states. How many ranks does ZeRO-2 need at the least?',
    },
    hints: [
      'Write down the three numbers 2, 2, 12 and divide those that the stage shards by n.',
      'ZeRO-2 leaves 2 bytes whole.',
      'First take away what stays whole whatever n is. What is left must hold 14/n bytes per parameter.',
    ],
    solution: [
      '(2 + 2 + 12/{ranks}) · {billions:count} · 10⁹ = {one:bytes}.',
      '(2 + 14/{ranks}) · {billions:count} · 10⁹ = {two:bytes}.',
      '(16/{ranks}) · {billions:count} · 10⁹ = {three:bytes}.',
      'Whole: {parameters:bytes}. Left for the shards: {spare:bytes}. n ≥ {shared:bytes} / {spare:bytes} = {exact:number}, so {fewest} ranks.',
    ],
    mistakes: {
      'nothing-sharded': 'That is DDP, 16 bytes per parameter. ZeRO-1 shards the 12.',
      'zero-stage-off-by-one':
        'That is the stage next to it. 1 shards the 12, 2 shards 2 + 12, 3 shards everything.',
      'everything-sharded': 'That divides all 16 bytes by n, as ZeRO-3 does.',
      'only-gradients-sharded':
        'The stages add up: ZeRO-2 shards the gradients and the optimizer states.',
      'optimizer-forgotten': 'The 12 bytes of the optimizer are sharded, not gone.',
      'rounded-down': 'With that many it is still a little too much: round up.',
      'whole-part-forgotten':
        'The 2 bytes of parameters take {parameters:bytes} on every rank; only the rest can hold shards.',
    },
  },

  'make-it-fit': {
    title: 'Make it fit, at no extra charge',
    prompt:
      '{name} on {replicas} devices ({chip}), sequences of {sequence} tokens, flash attention. Under DDP it needs {ddp:bytes} on each, {tooMuch:bytes} too much. Set the widget so that it fits, without sending more than DDP sends and without computing anything twice.',
    hints: [
      'Which stages send no more than an all-reduce of the gradients?',
      'Look at the four bars: which are left of the line?',
    ],
    solution: [
      'ZeRO-1 needs {one:bytes}, ZeRO-2 {two:bytes}, and the device has {capacity:bytes}. Stage {enough} is enough.',
      'ZeRO-1 and 2 send what DDP sends: a reduce-scatter and an all-gather. ZeRO-3 needs only {three:bytes}, but gathers the parameters twice, unless it keeps them, as ZeRO-2 does.',
    ],
    goals: {
      fits: 'It fits: at most {capacity:bytes}',
      'as-ddp': 'A step sends no more than DDP’s',
      'nothing-twice': 'Nothing is computed twice',
    },
    mistakes: {
      'sharded-too-far':
        'It fits, at a price: resharded parameters are gathered a second time for the backward, 1.5 times DDP’s traffic. A smaller stage will do.',
      'activations-for-states':
        'Recomputation shrinks activations. Here the model states fill the device, and they are on every rank.',
    },
  },

  'fsdp-volume': {
    title: 'Is FSDP 1.5 times DDP?',
    prompt:
      'A model of {billions:count} billion 16-bit parameters (and 16-bit gradients) on {ranks} ranks, rings. One optimizer step accumulates {microbatches} micro-batches.',
    parts: {
      ddp: 'DDP under `no_sync`, reducing after the last micro-batch only: bytes sent by each rank?',
      every: 'FSDP, resharding after forward, reducing after every micro-batch?',
      kept: 'FSDP that keeps parameters from forward to backward, reducing after every micro-batch?',
      ratio: 'How many times DDP’s volume is the second answer?',
    },
    hints: [
      'An all-gather of all parameters or a reduce-scatter of all gradients sends (n − 1)/n · S on each rank, with S = 2 bytes per parameter. Count how many there are.',
      'After a backward pass FSDP has freed the parameters again. The next micro-batch starts without them.',
      'Per micro-batch: gather for forward, gather for backward if resharded, reduce-scatter.',
    ],
    solution: [
      'One pass: {once:bytes}. DDP makes two: {ddp:bytes}.',
      'Three passes for each of {microbatches} micro-batches: {every:bytes}.',
      'Two passes for each: {kept:bytes}.',
      '3 · {microbatches} / 2 = {ratio:number} times. The famous 1.5 holds for one micro-batch.',
    ],
    mistakes: {
      'ring-once-not-twice': 'DDP’s all-reduce is two passes: reduce-scatter and all-gather.',
      'reduced-every-time':
        'Under `no_sync` the gradients of earlier micro-batches stay local: one all-reduce per step.',
      'ranks-for-ranks-minus-one': 'A rank does not send to itself: (n − 1)/n of each pass.',
      'ignored-microbatches': 'That is one micro-batch. This step has {microbatches}.',
      'gathered-once':
        'Each micro-batch frees the parameters after its backward, so each has to gather them anew.',
      'reduced-once': 'You reduced once per step. Here every micro-batch reduces.',
      'resharded-anyway':
        'Kept parameters need not be gathered again for the backward: two passes, not three.',
      'always-one-and-a-half':
        '1.5 compares one micro-batch with one all-reduce. DDP all-reduces once for all {microbatches}.',
      'inverted-ratio': 'FSDP over DDP, not the other way round.',
    },
  },

  'check-the-slide': {
    title: 'Check the slide',
    prompt:
      'A slide describes {billions:count} billion parameters on {ranks} ranks: Adam in mixed precision (16 bytes per parameter), 16-bit gradients, rings, one micro-batch. Each rank’s activations are {activations:bytes}. Not everything on the slide is right.',
    parts: {
      right: 'Which of the claims are right?',
    },
    hints: [
      'For memory ask what every rank holds whole; for traffic count passes of (n − 1)/n · S.',
      'Check each claim on its own. Being below DDP’s number is no proof.',
    ],
    solution: [
      'DDP holds 16 bytes per parameter on every rank: {states:bytes}.',
      'ZeRO-2 makes two passes, as DDP does: {two:bytes}.',
      'FSDP that keeps its parameters makes two passes, {kept:bytes}; resharding makes it three, {three:bytes}.',
      'With a fixed global batch, twice the ranks have half the samples each: {half:bytes}.',
      'DataParallel keeps optimizer states on the master alone: one device.',
    ],
    mistakes: {
      'ddp-shards-nothing':
        'DDP replicates everything. More ranks do not make the states of one any smaller.',
      'always-one-and-a-half': 'The factor 1.5 needs parameters that are resharded after forward.',
      'data-parallel-for-ddp':
        'In DataParallel one device is the master; it alone updates. In DDP all do.',
    },
    options: {
      'ddp-states': {
        label: 'Under DDP each rank holds {ddpClaim:bytes} of model states.',
        reason: '16 bytes · {billions:count} · 10⁹ = {states:bytes}, whatever the number of ranks.',
      },
      'zero-two-volume': {
        label: 'Under ZeRO-2 each rank sends {twoClaim:bytes} per step.',
        reason:
          'Reduce-scatter of the gradients, all-gather of the parameters: {two:bytes}, as much as DDP.',
      },
      'kept-volume': {
        label:
          'Under FSDP that keeps parameters until backward, each rank sends {keptClaim:bytes}.',
        reason: 'One all-gather and one reduce-scatter: {kept:bytes}.',
      },
      'fixed-batch': {
        label:
          'On {twice} ranks with the same global batch, each rank’s activations take {activationsClaim:bytes}.',
        reason: 'Half the samples, half the activations: {half:bytes}.',
      },
      'master-states': {
        label: 'Under DataParallel, {masterClaim} of the {ranks} devices hold optimizer states.',
        reason: 'One does: the master, which alone updates.',
      },
    },
  },
} satisfies Record<string, ExerciseText>
