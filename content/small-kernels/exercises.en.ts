import type { ExerciseText } from '../../components/exercise/index.ts'

export default {
  'small-for-large': {
    title: 'Small kernels for a large one',
    prompt:
      'A {size}×{size} layer, {channels} → {channels} channels, stride 1, no bias, is to be replaced by a stack of {small}×{small} layers, each {channels} → {channels}, that sees exactly as far.',
    parts: {
      layers: 'How many {small}×{small} layers does it take?',
      weights: 'How many weights does the whole stack have?',
      share: 'Which share of the single kernel’s weights is that?',
    },
    hints: [
      'Start with one pixel. By how many rows does the field grow when you go back through one {small}×{small} kernel? How far is it to {size}?',
      'One layer has k · k · Cᵢ · Cₒ weights. What are k, Cᵢ and Cₒ here, and how many layers are there?',
      'Write the {size}×{size} layer’s weights below the stack’s. What cancels?',
    ],
    solution: [
      'Each layer adds {added} rows: ({size} − 1) / ({small} − 1) = {reach} / {added} = {layers} layers.',
      '{layers} · {small} · {small} · {channels} · {channels} = {weights}.',
      'The single kernel has {size} · {size} · {channels} · {channels} = {single}. {weights} / {single} = {share:percent}; the channels cancel.',
    ],
    mistakes: {
      'sides-added':
        'You laid the kernels side by side: {size} / {small}, rounded up. Windows overlap, so a layer adds only {small} − 1 = {added} rows: ({size} − 1) / {added}.',
      'one-side-only':
        'A {small}×{small} kernel reaches further on *both* sides, by {oneSide} each and {added} in all: {reach} / {added}.',
      'one-layer-only':
        'That is one {small}×{small} layer, {oneLayer} weights. The stack has {layers} of them.',
      'kernel-not-squared':
        'A kernel has {small} rows and {small} columns: {small} · {small} weights for each pair of channels.',
      'channels-once':
        'Every output channel has weights for every input channel: {channels} · {channels} kernels, not {channels}.',
      'large-kernel-for-stack':
        '{single} is the single {size}×{size} layer. The stack’s kernels are {small}×{small}.',
      'sides-for-areas':
        'You compared sides, {layers} · {small} with {size}. Weights go with areas: m·k² / n².',
      'fraction-for-complement':
        'That is what is saved. Asked is the share that remains: m·k² / n².',
      'inverted-ratio': 'Upside down: the stack belongs above, the single kernel below.',
    },
  },

  'channels-between': {
    title: 'Three channel counts',
    prompt:
      'A 5×5 layer from {inputChannels} to {outputChannels} channels is replaced by two 3×3 layers with {middleChannels} channels between them. Stride 1, no biases.',
    parts: {
      weights: 'How many weights do the two 3×3 layers have together?',
      ratio: 'What is the ratio of the pair’s weights to those of the 5×5?',
      most: 'What is the largest number of channels in the middle with which the pair has no more weights than the 5×5?',
    },
    hints: [
      'What goes into the first layer, and what comes out of it? And the second?',
      'The 5×5 knows nothing of the middle. It goes straight from {inputChannels} to {outputChannels}.',
      'Both layers carry the factor 9·Cₘ. Set 9·Cₘ·(Cᵢ + Cₒ) equal to 25·Cᵢ·Cₒ. Then: up or down to a whole number?',
    ],
    solution: [
      '9 · {inputChannels} · {middleChannels} = {first}, and 9 · {middleChannels} · {outputChannels} = {second}; together {weights}.',
      'The 5×5: 25 · {inputChannels} · {outputChannels} = {single}. {weights} / {single} = {ratio:percent}.',
      'Each channel in the middle costs 9 · ({inputChannels} + {outputChannels}) = {perMiddle} weights. {single} / {perMiddle} = {exactBreakEven:count}, so at most {breakEven}.',
    ],
    mistakes: {
      'middle-left-out':
        'That is 9·Cᵢ·Cₒ twice, the article’s formula for equal widths. The first layer puts out {middleChannels} channels, and the second reads {middleChannels}: 9·Cᵢ·Cₘ + 9·Cₘ·Cₒ.',
      'first-layer-only':
        'That is the first layer. The second, from {middleChannels} to {outputChannels}, has {second} more.',
      'ends-in-the-middle':
        'Your second layer goes from {middleChannels} to {middleChannels}. It has to end at {outputChannels}.',
      'kernel-not-squared': 'A 3×3 kernel has nine weights for each pair of channels, not three.',
      'equal-channels-assumed':
        'That would hold if all channel counts were {inputChannels}. Here they are {inputChannels}, {middleChannels} and {outputChannels}: (9/25) · Cₘ · (1/Cᵢ + 1/Cₒ) must be 1 at the limit.',
      'single-to-the-middle':
        'You let the 5×5 go to {middleChannels} channels. It replaces both layers: from {inputChannels} straight to {outputChannels}.',
      'inverted-ratio': 'Upside down: the pair above, the 5×5 below.',
      'rounded-up':
        'The limit is {exactBreakEven:count}. With {next} channels the pair already has more weights: round down.',
    },
  },

  'does-it-pay': {
    title: 'Does it pay?',
    prompt:
      'Four layers are replaced, all at stride 1 and without biases. The arrows give the channels: in, between, out. Which replacements have *fewer* weights than what they replace?',
    hints: [
      'Write each as k·k·Cᵢ·Cₒ, layer by layer, with C = {channels}. Half of the factors cancel.',
      'The number of taps is not enough. Look at what width each layer reads and writes.',
    ],
    solution: [
      'Pair for 5×5: {pairWeights} against {pairSingle}. Widening pair: {wideningWeights} against {wideningSingle}.',
      'Column and row: {crossedWeights} against {crossedSingle}. 1×1, then 3×3: {reducedWeights} against {reducedSingle}.',
    ],
    mistakes: {},
    options: {
      'pair-for-five': {
        label: 'A 5×5, {channels} → {channels}, by two 3×3, {channels} → {between} → {channels}',
        reason:
          '9 · {between} · ({channels} + {channels}) = {pairWeights}, against {pairSingle}. With equal ends the middle may be up to 25/18 as wide.',
      },
      'widening-pair': {
        label: 'A 5×5, {channels} → {doubled}, by two 3×3, {channels} → {turn} → {doubled}',
        reason:
          '9 · {turn} · ({channels} + {doubled}) = {wideningWeights}, against {wideningSingle}. It matters which of the two layers widens.',
      },
      'column-and-row': {
        label:
          'A {side}×{side}, {channels} → {channels}, by {side}×1 and 1×{side}, {channels} → {crossing} → {channels}',
        reason:
          '{side} · {crossing} · ({channels} + {channels}) = {crossedWeights}, against {crossedSingle}. It pays while the middle is less than {side}/2 times as wide as the ends.',
      },
      'narrow-then-three': {
        label: 'A 3×3, {channels} → {channels}, by 1×1 and 3×3, {channels} → {narrow} → {channels}',
        reason:
          '{channels} · {narrow} + 9 · {narrow} · {channels} = {reducedWeights}, against {reducedSingle}. The pair costs 10 per pair of channels instead of 9, so the 1×1 has to narrow to below nine tenths.',
      },
    },
  },

  'field-of-chain': {
    title: 'How far three layers see',
    prompt:
      'Three convolutions follow one another (s stride, d dilation, p padding). Layer 1: {firstKernel}×{firstKernel}, s={firstStride}, d=1, p={firstPadding}. Layer 2: {secondKernel}×{secondKernel}, s={secondStride}, d={secondDilation}, p={secondPadding}. Layer 3: {thirdKernel}×{thirdKernel}, s={thirdStride}, d={thirdDilation}, p={thirdPadding}. Count the field along one axis, in input pixels.',
    parts: {
      'after-two':
        'How large is the field of one output of layer 2, from its first to its last pixel?',
      jump: 'How many input pixels apart are neighbours in the map that layer 3 reads?',
      field: 'How large is the field of one output of layer 3?',
      unpadded: 'All padding is set to 0. What happens to the size of the field?',
    },
    hints: [
      'Layer 1 alone sees {firstKernel}. What does layer 2 span in its own input, and how many pixels is one step there?',
      'Strides in front of a layer multiply. Its own comes into play only behind it.',
      'r + d·(k − 1)·j, with the r and the j that layer 3 finds.',
    ],
    solution: [
      'Layer 1 sees {firstKernel}, and its outputs are {firstStride} apart. Layer 2 adds {secondDilation} · ({secondKernel} − 1) · {firstStride}: {firstKernel} + {secondReach} · {firstStride} = {sizeTwo}.',
      '{firstStride} · {secondStride} = {jump}.',
      '{sizeTwo} + {thirdDilation} · ({thirdKernel} − 1) · {jump} = {sizeTwo} + {thirdReach} · {jump} = {size}.',
      'Without padding it is {unpadded}: padding is not in the formula. It only moves where the fields begin.',
    ],
    mistakes: {
      'ignored-stride':
        'You let every step be one pixel. In the map that the layer reads, neighbours are further apart: multiply d·(k − 1) by the jump in front of the layer.',
      'own-stride-too':
        'You multiplied by the layer’s own stride as well. It spaces the layer’s *outputs*; the field of one output does not feel it.',
      'ignored-dilation':
        'The taps are not side by side. A dilated kernel spans d·(k − 1) + 1 places, so it adds d·(k − 1) steps, not k − 1.',
      'whole-kernel-added':
        'You added the whole width of the kernel. Its middle lies on what is already seen: add d·(k − 1) steps, not d·(k − 1) + 1.',
      'last-stride-only':
        'That is layer 2’s stride in steps of layer 1’s outputs, which are {firstStride} pixels apart themselves. Multiply.',
      'strides-added':
        'Strides multiply: {secondStride} steps of {firstStride} pixels each are {jump} pixels.',
    },
    options: {
      'field-stays': {
        label: 'It stays the same',
        reason:
          'p does not occur in r + d·(k − 1)·j. {size} with padding, {unpadded} without; only the places of the fields move.',
      },
      'field-shrinks': {
        label: 'It gets smaller',
        reason:
          'The *map* gets smaller, there are fewer outputs. Each of those that remain still sees {unpadded} pixels.',
      },
      'field-grows': {
        label: 'It gets larger',
        reason:
          'Fewer of the pixels it sees are padding, that is all. From its first to its last pixel it is {unpadded} either way.',
      },
    },
  },

  'stride-moved': {
    title: 'Where the stride stands',
    prompt:
      'A block of a ResNet reads a map in which one pixel sees {before} input pixels (along one axis) and neighbours are {jump} input pixels apart. The block is a 1×1 layer and then a 3×3 layer. One of them has stride 2.',
    parts: {
      early: 'Version 1, stride in the 1×1: how far does an output of the 3×3 see?',
      late: 'Version 1.5, stride in the 3×3: how far does an output of the 3×3 see?',
      afterwards: 'How far apart are neighbours behind the block?',
    },
    hints: [
      'A 1×1 adds nothing to the field. But what does its stride do to the step that the 3×3 finds?',
      'In each version, write down r and j before the block, after the 1×1, after the 3×3.',
    ],
    solution: [
      'Version 1: the 1×1 leaves {before} and doubles the jump to {doubled}. The 3×3 adds 2 · {doubled}: {early}.',
      'Version 1.5: the jump is still {jump} when the 3×3 reads. It adds 2 · {jump}: {late}. Its own stride comes afterwards.',
      'Behind the block the jump is {jumpEarly} in version 1 and {jumpLate} in version 1.5.',
    ],
    mistakes: {
      'stride-left-for-later':
        'The stride of the 1×1 has already been at work when the 3×3 reads: there neighbours are {doubled} pixels apart, not {jump}.',
      'own-stride-too':
        'A layer’s own stride does not widen its own field. The 3×3 reads a map with jump {jump} and adds 2 · {jump}.',
      'ignored-stride':
        'A 3×3 adds two *steps*, not two pixels. How many input pixels is one step here?',
      'whole-kernel-added':
        'You added three steps. The middle tap lies on what is already seen: k − 1 = 2 steps.',
    },
    options: {
      'same-step': {
        label: 'The same in both versions',
        reason: 'Strides multiply in any order: {jumpEarly} and {jumpLate}.',
      },
      'early-steps-wider': {
        label: 'Further in version 1',
        reason:
          'Inside the block, yes: that is why its 3×3 sees further. Behind it both have passed one stride of 2.',
      },
      'late-steps-wider': {
        label: 'Further in version 1.5',
        reason: 'Behind the block both have passed one stride of 2: {jumpEarly} and {jumpLate}.',
      },
    },
  },

  'ways-in': {
    title: 'The hill in the square',
    prompt:
      '{layers} layers of {kernel}×{kernel}, one channel, stride 1, all weights equal, no ReLU. One output sees {extent}×{extent} pixels.',
    parts: {
      middle: 'In how many ways does the pixel in the middle of the field reach the output?',
      deviation:
        'The gradient makes a hill over the field. What is its standard deviation along one axis, in pixels? (Three figures.)',
      deeper: 'With four times as many layers, what grows how?',
    },
    hints: [
      'Start along one axis with a row of {kernel} ones. Each further layer puts the sum of {kernel} neighbours into each place. In the end, rows and columns multiply.',
      'One layer spreads by the variance of {kernel} equal weights, (k² − 1)/12. What adds up from layer to layer, deviations or variances?',
      'One of the two goes with n, the other with √n.',
    ],
    solution: [
      'Along one axis: {row}. The largest is {peak}, and {peak} · {peak} = {middle}.',
      'One layer has the variance ({kernel}² − 1)/12 = {oneVariance:number}. {layers} layers: {variance:number}, and √{variance:number} = {deviation:number} pixels.',
      'With {moreLayers} layers the field is {moreExtent} wide instead of {extent}, the deviation {moreDeviation:number} instead of {deviation:number}.',
    ],
    mistakes: {
      'one-axis-only':
        '{peak} is the count along one axis. Each way along the rows goes with each way along the columns: {peak} · {peak}.',
      'all-ways':
        '{all} is the number of all ways from anywhere in the field. They are shared among {extent}×{extent} pixels.',
      'taps-added':
        '{taps} is the number of weights. A way picks one weight in *each* layer, so ways multiply; count those that end in the middle.',
      'variance-for-deviation': 'That is the variance. The deviation is its square root.',
      'one-layer-only': 'That is one layer. The variances of {layers} layers add up.',
      'deviations-added':
        'Variances add up from layer to layer, deviations do not: √(n·(k² − 1)/12). So the hill widens like √n.',
    },
    options: {
      'reach-four-weight-two': {
        label: 'The field about fourfold, the deviation twofold',
        reason: 'r = 1 + n(k − 1) grows like n, σ = √(n(k² − 1)/12) like √n.',
      },
      'both-four': {
        label: 'Both about fourfold',
        reason:
          'The field, yes. But variances add up, so the deviation goes with √n: {moreDeviation:number}.',
      },
      'both-two': {
        label: 'Both about twofold',
        reason:
          'Each layer adds {kernel} − 1 pixels to the field, so it goes with n: {moreExtent}.',
      },
      'reach-two-weight-four': {
        label: 'The field about twofold, the deviation fourfold',
        reason: 'The other way round: the hill grows more slowly than the field.',
      },
    },
  },

  'narrow-first': {
    title: 'A 1×1 in front',
    prompt:
      'An Inception module reads {inputChannels} channels. Its branches: 1×1 to {one}; 1×1 to {threeReduce}, then 3×3 to {three}; 1×1 to {wideReduce}, then 5×5 to {wide}; pooling, then 1×1 to {pool}. No biases.',
    parts: {
      outputs: 'How many channels does the module put out?',
      weights: 'How many weights does the branch with the 5×5 have, its 1×1 included?',
      share: 'Which share is that of a 5×5 straight on all {inputChannels} channels?',
    },
    hints: [
      'The branches’ last layers are stacked. What does each of the four put out at its end?',
      'Two layers, one after the other: from what to what does the 1×1 go, and the 5×5?',
      'Straight: 25 · Cᵢ · Cₒ.',
    ],
    solution: [
      '{one} + {three} + {wide} + {pool} = {outputs}.',
      '{inputChannels} · {wideReduce} = {reduction}, and 25 · {wideReduce} · {wide} = {kernels}; together {pair}.',
      '25 · {inputChannels} · {wide} = {direct}. {pair} / {direct} = {share:percent}.',
    ],
    mistakes: {
      'reductions-counted':
        'You counted the {threeReduce} and {wideReduce} channels in front of the kernels, too. They stay inside their branches; only the ends are stacked.',
      'pooling-hands-all-on':
        'The pooling itself would hand on all {inputChannels}, but a 1×1 behind it narrows them to {pool}.',
      'pooling-left-out': 'The pooling branch is a branch, too: {pool} channels more.',
      'reduction-left-out':
        'That is the 5×5 alone. The 1×1 in front of it has {inputChannels} · {wideReduce} = {reduction} weights.',
      'kernel-sees-all':
        'Your 5×5 still reads {inputChannels} channels. Behind the 1×1 there are only {wideReduce}.',
      'kernel-not-squared': 'A 5×5 kernel has 25 weights for each pair of channels, not 5.',
      'five-by-five-twice':
        'The layer in front is a 1×1: one weight for each pair of channels, not 25.',
      'channels-alone':
        '{wideReduce} / {inputChannels} is how far the 5×5 alone shrinks. The 1×1 costs something as well.',
      'fraction-for-complement': 'That is what is saved. Asked is the share that remains.',
      'inverted-ratio': 'Upside down: the branch above, the straight 5×5 below.',
    },
  },

  'build-the-field': {
    title: 'Build a field of {field} × {field}',
    prompt:
      'One {field}×{field} kernel over {channels} channels has {single} weights. Build a stack of kernels, {channels} channels throughout, whose output sees exactly {field} × {field} pixels and every one of them, with at most {budget} weights.',
    hints: [
      'A 3×3 kernel adds 2 to each side of the field. From 1, how many are needed to arrive at {field}?',
      'Dilation and kernels of one row or one column are allowed too. Look at the map: a pixel without a way to the output is a hole.',
    ],
    solution: [
      '{layers} kernels of 3×3: 1 + {layers} · 2 = {field}, with {layers} · 9 · {channels} · {channels} = {budget} weights against {single}.',
      'It is not the only stack. A column and a row of {field} do it with fewer weights still, and so may dilated kernels; what they cannot do is look at every pixel in so many ways.',
    ],
    goals: {
      sees: 'The output sees {field} × {field} pixels',
      light: 'At most {budget} weights',
      whole: 'No pixel of the field is left out',
    },
    mistakes: {
      'one-large-kernel': 'That is the kernel to be replaced, with all its {single} weights.',
      'one-layer-short':
        '{short} kernels of 3×3 see {shortField} × {shortField}. Each adds 2, and the first one starts from a single pixel: 1 + 2·L.',
      'left-holes':
        'There are pixels in the field that no way leads to: every layer steps over the same ones. Mix dilations, beginning with 1.',
    },
  },
} satisfies Record<string, ExerciseText>
