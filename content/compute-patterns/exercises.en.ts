import type { ExerciseText } from '../../components/exercise/index.ts'

export default {
  'two-bounds': {
    title: 'Two numbers against two',
    prompt:
      'A network takes {macs:compact} multiply-accumulates for one picture and moves {bytes:bytes}. A chip does {peak:compact}FLOP/s and moves {bandwidth:bytes}/s. A multiply-accumulate is two FLOPs; computing and moving overlap perfectly.',
    parts: {
      intensity: 'What is the network’s arithmetic intensity?',
      ridge: 'Where is the chip’s ridge?',
      bound: 'Which side decides how long a picture takes?',
      time: 'How long does a picture take at least? (Three figures.)',
    },
    hints: [
      'First bring the work into the unit in which the peak is given.',
      'The ridge is what the chip could compute while one byte arrives. Is the network’s intensity above or below it?',
      'Two times, one for computing and one for moving. Both must pass, and they pass together.',
    ],
    solution: [
      'Work: 2 · {macs:compact} = {flops:compact}FLOPs. Intensity: {flops:compact} / {bytes:compact} = {intensity:number} FLOP/B.',
      'Ridge: {peak:compact} / {bandwidth:compact} = {ridge:number} FLOP/B. Below it memory decides, above it arithmetic.',
      'Computing takes {computeTime:seconds}, moving {memoryTime:seconds}. The longer one is the least time: {time:seconds}.',
    ],
    mistakes: {
      'macs-for-flops':
        'You divided multiply-accumulates. Each is two FLOPs: the work is {flops:compact}FLOPs.',
      'inverted-ratio': 'Upside down: operations above, bytes below.',
      'faster-half':
        'That is the shorter of the two times, {computeTime:seconds} and {memoryTime:seconds}. The picture is done when the longer one is over.',
      'added-instead-of-worst':
        'You added {computeTime:seconds} and {memoryTime:seconds}. They overlap, so only the longer one counts.',
      'macs-over-peak':
        'You divided multiply-accumulates by the peak. The peak counts FLOPs, and there are {flops:compact} of them.',
    },
    options: {
      'arithmetic-decides': {
        label: 'Arithmetic',
        reason:
          'It does when the intensity ({intensity:number}) is above the ridge ({ridge:number} FLOP/B).',
      },
      'memory-decides': {
        label: 'Memory',
        reason:
          'It does when the intensity ({intensity:number}) is below the ridge ({ridge:number} FLOP/B).',
      },
    },
  },

  'read-the-roof': {
    title: 'Under the slanted roof',
    prompt:
      'A layer has an intensity of {intensity} FLOP/B. The chip does {peak:compact}FLOP/s and moves {bandwidth:bytes}/s.',
    parts: {
      reached: 'What speed can the layer reach at most?',
      share: 'What part of the peak is that?',
      fewer:
        'How many times fewer bytes would the layer have to move, for the same work, to reach the peak?',
    },
    hints: [
      'Each second so many bytes arrive. How many operations are done for each of them?',
      'Compare with the peak. A part of a whole is at most one.',
      'With fewer bytes the intensity grows. Up to where must it grow?',
    ],
    solution: [
      '{bandwidth:compact} bytes per second times {intensity} FLOPs for each byte: {reached:compact}FLOP/s. It is below the peak, so it is what can be reached.',
      '{reached:compact} / {peak:compact} = {share:percent}.',
      'The intensity must grow from {intensity} to the ridge, {peak:compact} / {bandwidth:compact} = {ridge:number}: {fewer:number} times.',
    ],
    mistakes: {
      'peak-for-reached':
        'That is the peak. The memory delivers only enough bytes for {bandwidth:compact} · {intensity} = {reached:compact}FLOP/s.',
      'bandwidth-over-intensity':
        'You divided. Each of the {bandwidth:compact} bytes per second is good for {intensity} FLOPs: multiply.',
      'fraction-for-complement': 'That is the part of the peak that is lost, not the part used.',
      'ridge-for-factor':
        'That is the intensity that must be reached. The layer has {intensity} already; asked is the factor between the two.',
      'inverted-ratio': 'Upside down: how many times *fewer* is ridge / intensity.',
    },
  },

  'what-helps': {
    title: 'Which change will be noticed?',
    prompt:
      'A layer does {flops:compact}FLOPs and moves {bytes:bytes}. The chip does {peak:compact}FLOP/s and moves {bandwidth:bytes}/s. Each change below is made alone. Which of them shorten the layer’s least time?',
    hints: [
      'Find the two times first. Which of them is the least time now?',
      'A change helps only if it shortens the longer one.',
    ],
    solution: [
      'Computing {computeTime:seconds}, moving {memoryTime:seconds}: the least time is {time:seconds}. Intensity {intensity:number}, ridge {ridge:number} FLOP/B.',
      'With the computing halved, {lessComputing:seconds}; with the moving halved, {lessMoving:seconds}; with both halved, {lessOfBoth:seconds}.',
    ],
    mistakes: {},
    options: {
      'twice-the-peak': {
        label: 'A chip with twice the peak and the same memory',
        reason:
          'Computing would take half of {computeTime:seconds}, moving still {memoryTime:seconds}: together {lessComputing:seconds} instead of {time:seconds}.',
      },
      'twice-the-bandwidth': {
        label: 'A chip with twice the bandwidth and the same peak',
        reason:
          'Moving would take half of {memoryTime:seconds}, computing still {computeTime:seconds}: together {lessMoving:seconds} instead of {time:seconds}.',
      },
      'half-the-flops': {
        label: 'Half the operations, as many bytes',
        reason:
          'It halves the {computeTime:seconds} of computing and leaves {memoryTime:seconds} of moving: {lessComputing:seconds} instead of {time:seconds}.',
      },
      'half-the-bytes': {
        label: 'Half the bytes, as many operations',
        reason:
          'It halves the {memoryTime:seconds} of moving and leaves {computeTime:seconds} of computing: {lessMoving:seconds} instead of {time:seconds}.',
      },
      'half-the-width': {
        label: 'Numbers half as wide: half the bytes, and twice the peak in that format',
        reason:
          'It halves both times. Whichever decides, {lessOfBoth:seconds} instead of {time:seconds}.',
      },
    },
  },

  'does-it-fit': {
    title: 'Does it fit?',
    prompt:
      'A model has {billions:number} billion parameters. It is trained with Adam in mixed precision: 2 bytes for each parameter, 2 for its gradient, 12 for its optimizer states. A chip has {capacity:bytes} of memory. (GB are 10⁹ bytes.)',
    parts: {
      states: 'How large are the training states?',
      chips:
        'On how many chips, at least, must they lie, if they can be divided evenly and nothing else needs room?',
      'on-a-phone':
        'Trained, only the parameters are needed, 2 bytes each. A phone has {phone:bytes} of memory. Do they fit?',
    },
    hints: [
      'How many bytes does one parameter bring along, all together?',
      'Half a chip cannot be bought.',
      'For using the model neither gradients nor optimizer states are kept.',
    ],
    solution: [
      '2 + 2 + 12 = 16 bytes for each parameter: 16 · {billions:number} · 10⁹ = {states:bytes}.',
      '{states:bytes} / {capacity:bytes} = {ratio:number}, rounded up: {chips}.',
      '2 · {billions:number} · 10⁹ = {weights:bytes}, against {phone:bytes}.',
    ],
    mistakes: {
      'parameters-only':
        'Those are the parameters alone. Training also keeps a gradient and 12 bytes of optimizer states for each.',
      'forgot-gradients': 'The gradients are missing: 2 bytes each, {gradients:bytes}.',
      'forgot-optimizer':
        'The optimizer states are missing: 12 bytes each, {optimizer:bytes}. They are the largest part.',
      'gib-for-gb': 'That is the number in GiB, of 2³⁰ bytes. Here a GB is 10⁹ bytes.',
      'rounded-down': '{rest} chips would not hold all of it. The rest needs one more.',
    },
    options: {
      'weights-fit': {
        label: 'They fit',
        reason: 'They need {weights:bytes}; the phone has {phone:bytes}.',
      },
      'weights-too-large': {
        label: 'They do not fit',
        reason: 'They need {weights:bytes}; the phone has {phone:bytes}.',
      },
    },
  },

  'trained-alone': {
    title: 'One chip, all alone',
    prompt:
      'A model of {billions} billion parameters is to see {tokenBillions} billion tokens. A chip has a peak of {peak:compact}FLOP/s, and training reaches {reached:percent} of it. Take memory to be no problem and the work to divide perfectly.',
    parts: {
      flops: 'How many FLOPs does the training take, by the rule of six? (Three figures.)',
      alone: 'How long would one chip need? (For example in days, `d`.)',
      chips: 'How many chips are needed to finish within {days} days?',
    },
    hints: [
      'Six FLOPs for each pair of a parameter and a token.',
      'A chip that reaches a part of its peak works at that part of its speed.',
      'How often do {days} days go into the time of one chip? Half a chip cannot be bought.',
    ],
    solution: [
      '6 · {billions} · 10⁹ · {tokenBillions} · 10⁹ = {flops:compact}FLOPs.',
      'Speed: {reached:percent} of {peak:compact} is {rate:compact}FLOP/s. {flops:compact} / {rate:compact} = {seconds:compact}s, or {aloneDays:number} days.',
      '{aloneDays:number} / {days} = {ratio:number}, rounded up: {chips}.',
    ],
    mistakes: {
      'forward-only':
        'That is the forward pass, two FLOPs for each parameter and token. The backward pass takes four more.',
      'macs-for-flops': 'That counts multiply-accumulates. Each is two FLOPs.',
      'peak-for-reached':
        'So it would be at the full peak. Training reaches {reached:percent} of it: {rate:compact}FLOP/s.',
      'rounded-down': 'That is one chip too few: it would take a little longer than {days} days.',
    },
  },

  'when-the-link-decides': {
    title: 'Arithmetic or link?',
    prompt:
      '{ranks} chips each hold a replica of a model with {billions:number} billion parameters. In one step each works on {tokens} tokens of its own at {peak:compact}FLOP/s. Then the gradients, 2 bytes each, are averaged by a ring all-reduce. A link carries {gigabits} Gb/s in each direction (gigabits of 10⁹ bits). Leave latency out.',
    parts: {
      sent: 'How many bytes does each chip send?',
      compute: 'How long does each chip compute? (Six FLOPs for each parameter and token.)',
      link: 'How long does the sending take?',
      decides: 'If sending could hide perfectly behind computing, which would set the time?',
    },
    hints: [
      'The gradients are as many as the parameters. In a ring all-reduce each chip sends 2(d − 1)/d times their bytes.',
      'Only the tokens of this one chip.',
      'A byte has eight bits. Bring the link’s speed to bytes per second first.',
    ],
    solution: [
      'Gradients: 2 · {billions:number} · 10⁹ = {gradients:bytes}. Sent: 2 · {others} / {ranks} of that, {sent:bytes}.',
      'Work: 6 · {billions:number} · 10⁹ · {tokens} = {flops:compact}FLOPs. Divided by {peak:compact}FLOP/s: {compute:seconds}.',
      'Link: {gigabits} / 8 Gb/s = {bandwidth:bytes}/s. {sent:bytes} take {link:seconds}.',
      'The longer of {compute:seconds} and {link:seconds} sets the time.',
    ],
    mistakes: {
      'ring-once-not-twice':
        'That is one time round the ring, as for summing up. The sums must go round once more, to everybody: twice as much.',
      'ranks-for-ranks-minus-one':
        'A chip need not send its own part to itself: 2 · {others} / {ranks} of {gradients:bytes}, not 2 times all of it.',
      'forward-only': 'That is two FLOPs for each parameter and token, the forward pass alone.',
      'macs-for-flops': 'That counts multiply-accumulates. Each is two FLOPs.',
      'total-for-per-rank':
        'That is the work of all {ranks} chips. They compute at the same time, each on its own {tokens} tokens.',
      'bits-for-bytes':
        'You divided bytes by bits per second. {gigabits} Gb/s are {bandwidth:bytes}/s.',
    },
    options: {
      'arithmetic-longer': {
        label: 'Computing',
        reason: 'It does when it takes longer: {compute:seconds} against {link:seconds}.',
      },
      'link-longer': {
        label: 'The link',
        reason: 'It does when sending takes longer: {link:seconds} against {compute:seconds}.',
      },
    },
  },

  'over-the-ridge': {
    title: 'Over the ridge, and no further',
    prompt:
      'The {name} has its ridge at {ridge:number} FLOP/B in 16 bits. A {kernel}×{kernel} layer with {channels} channels in and out runs on maps of {size}×{size}. With one picture it stands at {alone:number} FLOP/B: memory decides. Find the smallest batch with which computing decides, on paper first, then set it.',
    hints: [
      'Per picture the FLOPs grow and the maps grow. What is fetched once, however many pictures there are?',
      'With n pictures: intensity = n · {flops:compact} / (2 · ({weights:compact} + n · {maps:compact})), all in 16-bit numbers of 2 bytes. Set it equal to the ridge and solve for n.',
    ],
    solution: [
      'Weights {weights:compact} numbers, fetched once; maps {maps:compact} numbers and {flops:compact} FLOPs per picture.',
      'At n = {least} the layer reaches {reached:number} FLOP/B, with one picture fewer {before:number}. The weights are shared by more and more pictures, until the maps alone set the limit.',
    ],
    goals: {
      'computing-decides': 'Computing decides, not memory',
      'no-more-than-needed': 'One picture fewer would not do',
    },
    mistakes: {
      'larger-than-needed':
        'Over the ridge, but a smaller batch is over it as well. More pictures at once mean that each waits longer.',
      'still-below':
        'Still left of the ridge at {ridge:number} FLOP/B: the weights are shared by too few pictures.',
    },
  },
} satisfies Record<string, ExerciseText>
