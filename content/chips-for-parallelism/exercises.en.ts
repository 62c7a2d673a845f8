import type { ExerciseText } from '../../components/exercise/text.ts'

export default {
  'faster-units': {
    title: 'Faster units, slower rest',
    prompt:
      'A training step waits {matrix:seconds} for the matrix units, {memory:seconds} for memory bandwidth, {links:seconds} for the links, and spends {pauses:seconds} in pauses. These waits do not overlap. The next chip has {factor:number} times the FLOP/s in its matrix units; nothing else changes.',
    parts: {
      after: 'How long does the step take on the new chip?',
      gained: 'How many times as fast is it?',
      limit: 'How many times as fast could it ever be, with matrix units as fast as you like?',
      'next-wait': 'On the new chip, of which resource would one per cent more save most?',
    },
    hints: [
      'Only one of the four waits becomes shorter.',
      'A ratio of times: before over after.',
      'What is left when the matrix units take no time at all?',
    ],
    solution: [
      '{total:seconds} − {matrix:seconds} + {matrix:seconds} / {factor:number} = {after:seconds}.',
      '{total:seconds} / {after:seconds} = {gained:number}.',
      'The rest is {rest:seconds}: {total:seconds} / {rest:seconds} = {limit:number}.',
      'The new waits are {matrixAfter:seconds} (matrix units), {memory:seconds} (memory), {links:seconds} (links). The longest has the largest elasticity.',
    ],
    mistakes: {
      'everything-faster':
        'That holds if every wait shrank. Memory, links and pauses take as long as before: {rest:seconds}.',
      'rest-forgotten': 'That is the new wait for the matrix units alone. The rest is still there.',
      'saved-the-wrong-part':
        'You took {matrixAfter:seconds} away. That is what remains of the matrix time, not what is saved.',
      'averaged-the-factors':
        'Factors cannot be averaged by their shares of the old time. Add the new times, then divide.',
      'matrix-for-rest': 'You divided by the matrix time. It is the rest that remains.',
      'one-more-doubling': 'Multiplying factors supposes that the rest shrinks as well.',
    },
    options: {
      'more-matrix': {
        label: 'the matrix units',
        reason:
          'They now take {matrixAfter:seconds}; memory {memory:seconds}, links {links:seconds}.',
      },
      'more-bandwidth': {
        label: 'memory bandwidth',
        reason:
          'It takes {memory:seconds}; the matrix units now {matrixAfter:seconds}, links {links:seconds}.',
      },
      'more-links': {
        label: 'the links',
        reason:
          'They take {links:seconds}; the matrix units now {matrixAfter:seconds}, memory {memory:seconds}.',
      },
    },
  },

  'spend-it': {
    title: 'Spend one per cent',
    prompt:
      'A step waits {matrix:seconds} for matrix units, {memory:seconds} for memory bandwidth, {links:seconds} for links, and {pauses:seconds} for nothing that can be bought. The chip costs {price} €: {matrixPrice} € for matrix units, {memoryPrice} € for memory bandwidth, {linkPrice} € for links, {otherPrice} € for the rest. Each rate is proportional to the money spent on it.',
    parts: {
      elasticity: 'What is the elasticity of the step’s time in memory bandwidth?',
      gain: '{spend:number} €, one per cent of the price, go into memory bandwidth. What part of the time does that save, to first order?',
      buy: 'Where do these {spend:number} € save most?',
    },
    hints: [
      'One per cent more bandwidth shortens only the wait for memory, by one per cent. What part of the step is that wait?',
      'One per cent of the chip’s price is more than one per cent of what bandwidth costs. How much more?',
    ],
    solution: [
      'e = {memory:seconds} / {total:seconds} = {elasticity:percent}.',
      's = {memoryPrice} / {price} = {share:percent}. The money buys 1 % / s more bandwidth and saves e / s · 1 % = {gain:percent}.',
      'e / s is {matrixRatio:number} for matrix units, {memoryRatio:number} for memory bandwidth, {linkRatio:number} for links.',
    ],
    mistakes: {
      'of-the-others':
        'You compared with the other waits. The elasticity is a part of the whole step.',
      'price-for-time': 'That is its share of the price. The elasticity is a share of the time.',
      'share-forgotten':
        'That is for one per cent more bandwidth. One per cent of the chip’s price buys 1 % / {share:percent} of it.',
      'share-multiplied':
        'The cheaper a resource, the more of it the money buys: divide by the share.',
    },
    options: {
      'buy-matrix': { label: 'in matrix units', reason: 'Its e / s is {matrixRatio:number}.' },
      'buy-memory': { label: 'in memory bandwidth', reason: 'Its e / s is {memoryRatio:number}.' },
      'buy-links': { label: 'in links', reason: 'Its e / s is {linkRatio:number}.' },
    },
  },

  'token-in-time': {
    title: 'A token in time',
    prompt:
      'One A100-like chip decodes Llama 3 8B for {sequences} sequences with {context} tokens behind each: {now:seconds} per step, for {nowPrice:number} €. Design a chip that needs at most {target:seconds} and costs at most {budget} €. You may change matrix units, memory bandwidth and memory.',
    hints: [
      'Take the workload apart in the picture. For what does it wait, and for what hardly at all?',
      'More bandwidth costs money. Which blocks of the floor plan does this workload not use?',
      'The model and its cache need {need:bytes}. That is all the memory has to hold.',
    ],
    solution: [
      'Nearly all of the time waits for memory bandwidth, so bandwidth it is: about {foundBandwidth:bytes}/s.',
      'The money comes from FLOP/s, of which decoding needs few ({foundMatrix} TFLOP/s are plenty), and from memory beyond the {need:bytes} that must be held: {foundCapacity:bytes} do.',
      'That chip takes {foundTime:seconds} and costs {foundPrice:number} €. Many others do too.',
    ],
    mistakes: {
      'bought-flops':
        'You bought FLOP/s. Look at the bar: hardly any of its time waits for the matrix units.',
      'no-room-for-the-model':
        'Fast enough and cheap enough, but the weights and the cache need {need:bytes}.',
    },
    goals: {
      'in-time': 'A step takes at most {target:seconds}',
      'within-budget': 'The chip costs at most {budget} €',
      'it-fits': 'The model fits into the memory',
    },
  },

  'three-traffics': {
    title: 'Three kinds of traffic',
    prompt:
      'A transformer of {layers} layers, h = {hidden}, s = {sequence}. Tensor-parallel degree {tensor}, {stages} pipeline stages of {layersPerStage} layers, {replicas} replicas. A replica runs {microBatches} micro-batches of one sequence per step. Everything that is sent is 16 bits wide; nothing is recomputed. One layer has 12h² weights (leave out the rest). Stage boundaries: a middle stage; the t chips of a stage share what they send on. Collectives are rings.',
    parts: {
      tensor: 'How many bytes does one chip send in a step for tensor parallelism?',
      pipeline: 'How many does it send to its neighbours in the pipeline?',
      data: 'How many does it send to average gradients, once per step?',
      inside: 'How long do the tensor-parallel bytes take at {link:bytes}/s?',
      place:
        'Chips of one machine are joined at {link:bytes}/s, machines at {network:bytes}/s per chip. Which groups belong inside a machine?',
    },
    hints: [
      'One layer and one micro-batch: two all-reduces of s·h numbers forward, two backward. A ring sends 2(t−1)/t of each.',
      'A middle stage sends an activation on and a gradient back, for each micro-batch.',
      'A chip holds 1/t of the weights of its own layers. Their gradients are reduced once per step.',
    ],
    solution: [
      '4 · 2 · {last}/{tensor} · {message:bytes} = {perLayer:bytes} per layer; times {layersPerStage} layers and {microBatches} micro-batches: {tensorBytes:bytes}.',
      '2 · {microBatches} · {message:bytes} / {tensor} = {pipelineBytes:bytes}.',
      'Gradients: {layersPerStage} · 12h² / {tensor} · 2 B = {gradients:bytes}. Ring: 2 · {lastReplica}/{replicas} of it, {dataBytes:bytes}.',
      '{tensorBytes:bytes} / {link:bytes}/s = {onLinks:seconds}; between machines it would be {onNetwork:seconds}.',
      'The most bytes, sent most often, with nothing to hide behind: tensor-parallel groups get the fast links.',
    ],
    mistakes: {
      'one-micro-batch-only': 'That is one micro-batch. A step has {microBatches}.',
      'whole-message': 'The {tensor} chips of a stage share the message; each sends its part.',
      'not-split-over-t':
        'Each chip holds, and reduces, only 1/{tensor} of the weights of its layers.',
      'other-network': 'That is the time between machines. The question is about {link:bytes}/s.',
      'least-first':
        'Pipelines send least. They are what one can afford to put on the slow network.',
      'bulk-inside':
        'Gradients are sent once per step and hide behind the backward pass. Tensor parallelism waits for its bytes in every layer.',
    },
    options: {
      'tensor-inside': {
        label: 'tensor-parallel groups',
        reason: 'Right: {tensorBytes:bytes} per step, in every layer, never hidden.',
      },
      'pipeline-inside': {
        label: 'pipelines',
        reason: 'They need {pipelineBytes:bytes} per step, far less than tensor parallelism.',
      },
      'data-inside': {
        label: 'replicas',
        reason: 'They need {dataBytes:bytes}, once, and it hides behind the backward pass.',
      },
    },
  },

  'hand-it-over': {
    title: 'Should the other core do it?',
    prompt:
      'A depthwise layer has {operations:compact} operations. The core that has the data does {own:compact} operations per second at this work, another core {other:compact}. To use the other one, {bytes:bytes} must move at {bandwidth:bytes}/s in all (there and back, overlapping with its computing), and each handover, there and back, takes {handover:seconds}.',
    parts: {
      alone: 'How long does the layer take where the data is?',
      handed: 'How long does it take on the other core, with everything that belongs to it?',
      pays: 'Which is faster?',
      network:
        'A network has {layers} such layers with other work between them. How long do they take on the other core?',
    },
    hints: [
      'On the other core computing and moving overlap: the longer counts. Handovers do not overlap.',
      'Between two such layers the data goes back.',
    ],
    solution: [
      '{operations:compact} / {own:compact} per second = {alone:seconds}.',
      'Two handovers, {overhead:seconds}, and the longer of {computing:seconds} and {moving:seconds}: {handed:seconds}.',
      '{alone:seconds} against {handed:seconds}: the shorter one.',
      '{layers} · {handed:seconds} = {handedAll:seconds}; kept where the data is, {aloneAll:seconds}.',
    ],
    mistakes: {
      'other-core': 'That is the rate of the other core.',
      'one-handover': 'The result must come back: two handovers.',
      'handover-forgotten': 'Two handovers of {handover:seconds} are missing.',
      'added-what-overlaps': 'Moving overlaps with computing there; the longer of the two counts.',
      'shorter-for-longer': 'Of two things that overlap, the longer one decides.',
      'one-handover-for-all':
        'Other work stands between these layers, so each pays its own handovers.',
      'kept-for-handed': 'That is the time where the data is.',
    },
    options: {
      'keep-it': {
        label: 'keep it where the data is',
        reason: '{alone:seconds} there, {handed:seconds} on the other core.',
      },
      'hand-over': {
        label: 'hand it over',
        reason: '{handed:seconds} on the other core, {alone:seconds} where the data is.',
      },
    },
  },

  'waiting-for-all': {
    title: 'One slow chip',
    prompt:
      '{ranks} chips train synchronously. A message takes {alpha:seconds} however small. In each step every chip is slow with chance {chance:percent}, independently of the others, and then takes {excess:percent} longer. A step without slow chips takes {step:seconds}.',
    parts: {
      ring: 'The chips add up one number each, to know the norm of the gradient. How long does that take on a ring (all-reduce)?',
      tree: 'How long on a binary tree, up and down again?',
      chance: 'How probable is it that at least one chip is slow in a step?',
      expected: 'How long does a step take on average, if it waits for the slowest chip?',
    },
    hints: [
      'Four bytes take no time; messages do. An all-reduce on a ring goes round twice.',
      'A tree has log₂ of the ranks as its depth, and the sum has to come down again.',
      'Start with the chance that *none* is slow.',
    ],
    solution: [
      '2 · {last} · {alpha:seconds} = {ring:seconds}.',
      '2 · log₂ {ranks} · {alpha:seconds} = 2 · {levels} · {alpha:seconds} = {tree:seconds}.',
      '1 − (1 − {chance:percent})^{ranks} = {some:percent}.',
      '{step:seconds} · (1 + {excess:percent} · {some:percent}) = {expected:seconds}.',
    ],
    mistakes: {
      'one-way-only': 'The sum is at the root now. It has to come back to everybody.',
      'natural-logarithm': 'The tree is binary: take the logarithm to base two.',
      'counted-for-chance':
        'That is how many slow chips one expects. Some steps have two or more, so the chance of at least one is smaller.',
      'one-chip-only': 'That is one given chip. Any of {ranks} will do.',
      'average-chip': 'The step does not wait for the average chip but for the slowest.',
      'slow-every-time': 'Not every step has a slow chip.',
    },
  },

  'eight-bits': {
    title: 'Eight bits',
    prompt:
      'In a training step in 16 bits, {linear:percent} of the time is linear layers that wait for the matrix units. An 8-bit engine does them twice as fast. Scaling and casting adds {scaling:percent} of the old step. Each tensor has one scale. Activations go in E4M3, whose largest number is {largest}.',
    parts: {
      scale:
        'The largest magnitude in a tensor of activations is {magnitude:number}. By which power of two is it multiplied before the cast, as large as possible without overflow?',
      gradients: 'Which format suits gradients, and why?',
      gained: 'How many times as fast is the step?',
      'stays-wide': 'Which of these stay at 16 or 32 bits?',
    },
    hints: [
      'Divide {largest} by the magnitude, then go down to the next power of two.',
      'Half of the linear part is saved, the rest stays, something is added.',
      'Think of what adds up many small terms, and of what is no matrix product.',
    ],
    solution: [
      '{largest} / {magnitude:number} = {exact:number}; the power of two below is {scale:number}: {scaled:number} still fits.',
      'E5M2 gives a bit of the mantissa for the exponent and reaches {largestGradient}. Gradients spread over more magnitudes than activations.',
      'New time: {rest:number} + {half:number} + {scaling:number} = {after:number} of the old, so {gained:number} times as fast.',
      'Only operands of products are narrowed. Sums, the weights that the optimizer updates, softmax and norms stay wide.',
    ],
    mistakes: {
      'no-power-of-two':
        'That uses the whole range, but the question is for a power of two: it changes the exponent alone and rounds nothing.',
      'e5m2-for-e4m3': 'That is the scale for E5M2, which reaches {largestGradient}.',
      'one-power-too-far': 'Twice as much overflows: the largest would exceed {largest}.',
      'everything-faster':
        'That halves the whole step. Only the linear layers become twice as fast.',
      'scaling-for-free': 'Scaling and casting costs {scaling:percent} of the old step.',
      'precision-for-range': 'Fine steps help little if small gradients vanish to zero.',
      'scale-for-nothing':
        'Eight bits reach less far than sixteen whichever way they are divided. A scale per tensor brings values into range.',
      'nothing-narrowed': 'These are what the 8-bit engine takes in; else there is no gain.',
    },
    options: {
      'wide-range': {
        label: 'E5M2: gradients spread over more magnitudes',
        reason: 'Right: range before precision, and a scale besides.',
      },
      'fine-steps': {
        label: 'E4M3: gradients must be precise',
        reason: 'Gradients are averaged over many samples; losing the small ones to zero is worse.',
      },
      'no-scale': {
        label: 'either, but without a scale',
        reason: 'Without a scale a tensor of tiny gradients becomes zero.',
      },
      'sums-of-products': {
        label: 'the sums in which products are accumulated',
        reason: 'Stay wide: thousands of terms are added.',
      },
      'master-weights': {
        label: 'the weights that the optimizer updates',
        reason: 'Stay wide: an update is far smaller than a step of an 8-bit format.',
      },
      'softmax-and-norms': {
        label: 'softmax and norms',
        reason: 'Stay wide: they are no matrix products, and exponentials need range.',
      },
      'operands-of-linear': {
        label: 'the operands of linear layers',
        reason: 'These are narrowed: that is what the engine is for.',
      },
    },
  },
} satisfies Record<string, ExerciseText>
