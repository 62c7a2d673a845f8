import type { ExerciseText } from '../../components/exercise/index.ts'

export default {
  'two-moves': {
    title: 'One layer in two moves',
    prompt:
      'A {kernel}×{kernel} convolution takes {inputChannels} channels to {outputChannels}. It is replaced by a depthwise {kernel}×{kernel} layer and a pointwise 1×1 layer. No biases, no norms.',
    parts: {
      depthwise: 'How many weights has the depthwise layer?',
      pointwise: 'How many weights has the pointwise layer?',
      share: 'What share of the standard layer’s weights do the two have together?',
    },
    hints: [
      'The depthwise layer gives as many channels as it takes. How many kernels does it need, and through how many channels does each of them look?',
      'The 1×1 layer has no window left. Which channel goes into which output, and with what strength: how many such numbers are there?',
      'Add the two, then divide by what the one layer would have. As a check, the answer should be 1/N + 1/k².',
    ],
    solution: [
      'Depthwise: one kernel per input channel, {area} weights each: {area} · {inputChannels} = {depthwise}.',
      'Pointwise: one weight for each pair of input and output: {inputChannels} · {outputChannels} = {pointwise}.',
      'Together {both}. The standard layer has {area} · {inputChannels} · {outputChannels} = {standard}. Share: {both} / {standard} = {ratio:number}, and 1/{outputChannels} + 1/{area} is the same.',
    ],
    mistakes: {
      'ignored-groups':
        '{ungrouped} is a layer whose kernels each look through all {inputChannels} channels. A depthwise kernel looks at one: k²·Cᵢ = {area} · {inputChannels}.',
      'co-for-ci':
        'You counted a kernel per output of the whole. The depthwise layer still has {inputChannels} channels on either side; the outputs come with the 1×1: k²·Cᵢ, not k²·N.',
      'kernel-not-squared':
        'A kernel has {kernel} · {kernel} = {area} taps, not {kernel}. Depthwise: k²·Cᵢ.',
      'one-kernel-in-all':
        '{area} is one kernel. Each of the {inputChannels} channels has a kernel of its own: k²·Cᵢ.',
      'kernel-kept':
        '{standard} is the standard layer. The pointwise kernel is 1×1: it has no {area} taps, only Cᵢ·N weights.',
      'one-weight-per-output':
        'Each output is a mixture of all {inputChannels} filtered channels and has a weight for every one of them: Cᵢ·N.',
      'depthwise-only':
        'That is the depthwise layer alone, 1/N. Without the layer that mixes, no channel would learn of any other: add 1/k².',
      'pointwise-only':
        'That is the pointwise layer alone, 1/k². The kernels of the depthwise layer are weights as well: add 1/N.',
      'inverted-ratio':
        'That is how many times more the standard layer has. Asked is the share that remains: two layers over one.',
      'fraction-for-complement': 'That is the share that was saved. Asked is what remains.',
    },
  },

  'norms-and-bias': {
    title: 'What the count leaves out',
    prompt:
      'A block as in MobileNet: depthwise {kernel}×{kernel} on {inputChannels} channels, batch norm, ReLU, pointwise to {outputChannels} channels, batch norm, ReLU. The convolutions have no biases.',
    parts: {
      trained: 'How many numbers in this block are trained?',
      'true-of-norms': 'What is true of these norms?',
    },
    hints: [
      'After each convolution stands a norm over its output channels. It has a factor γ and an offset β for each of them.',
      'A norm subtracts each channel’s mean. What becomes of a constant that was added to the channel just before?',
    ],
    solution: [
      'Weights: {weights}. Norms: two numbers for each of {inputChannels} + {outputChannels} = {channels} channels, {norms}. Together {total}.',
      'A bias before the norm is subtracted again with the mean. Once trained, a norm is a fixed factor and offset per channel, which can be multiplied into the convolution before it.',
    ],
    mistakes: {
      'forgot-the-norms':
        '{weights} are the weights of the two convolutions. Each norm adds γ and β, 2 numbers per channel: {norms} in all.',
      'one-norm-only':
        'There is a norm after the depthwise layer too, with 2·{inputChannels} = {firstNorm} numbers.',
      'buffers-counted':
        'You counted the running mean and variance, {buffers} numbers. They are stored, but measured, not trained. Trained: weights + 2·({inputChannels} + {outputChannels}).',
      'one-per-channel':
        'A norm has two trained numbers per channel, the factor γ and the offset β: 2·{channels}, not {channels}.',
      'added-bias':
        'You added {biased} biases. Before a norm there are none: the mean that it subtracts would take them away again.',
    },
    options: {
      'bias-is-cancelled': {
        label: 'A bias in the convolution before it would change nothing in training.',
        reason:
          'True. It shifts a channel and its mean by the same amount, and the norm takes the difference.',
      },
      'folds-away': {
        label: 'After training it can be merged into the convolution before it.',
        reason:
          'True. With fixed statistics it is a factor and an offset per channel: the factor scales the kernel, the offset becomes a bias.',
      },
      'statistics-are-trained': {
        label: 'Its mean and variance are learned by gradient descent.',
        reason:
          'False. They are measured on each batch, and their running averages are kept in buffers.',
      },
      'depthwise-needs-none': {
        label: 'The depthwise layer has none, because it does not mix channels.',
        reason:
          'False. A norm treats each channel by itself anyway; MobileNet has one after both layers.',
      },
    },
  },

  'times-fewer': {
    title: 'How many times fewer',
    prompt:
      'A {kernel}×{kernel} convolution, {inputChannels} → {outputChannels} channels on {size}×{size}, stride 1, no biases, is made separable.',
    parts: {
      times: 'How many times fewer multiply-accumulates do the two layers do?',
      'what-moves-it': 'What would make this factor larger?',
      needed:
        'How many output channels are needed at least for a factor of {goal:number}, with the same kernel?',
    },
    hints: [
      'The two layers do 1/N + 1/k² of the work. Which of the four numbers in the prompt occur there?',
      'Look at the formula once more: what is not in it cannot move it.',
      'Set 1/N + 1/k² equal to one over the goal and solve for N. The factor grows with N: to which side must you round?',
    ],
    solution: [
      '1/{outputChannels} + 1/{area} = {ratio:number} of the work remains; one over that is {times:number}. The kernel alone would promise {area}.',
      'More outputs make 1/N smaller, a larger kernel makes 1/k² smaller. Input channels and positions multiply both sides alike and cancel.',
      '1/N may be at most 1/{goal:number} − 1/{area}, so N is at least {exact:number}: {needed} channels.',
    ],
    mistakes: {
      'kernel-alone':
        '{area} is k², the limit for endlessly many outputs. With N = {outputChannels} the term 1/N counts too: 1 / (1/{outputChannels} + 1/{area}).',
      'terms-multiplied':
        'The shares of the two layers are added, not multiplied: 1 / (1/N + 1/k²). Both layers have to be computed.',
      'sum-not-inverted':
        'N + k² is not what you get by turning 1/N + 1/k² over. Add the fractions first, then take one over the sum.',
      'inverted-ratio': 'That is the share that remains. How many times fewer is one over it.',
      'rounded-down':
        'With {below} channels the factor is still a little under {goal:number}. It grows with N, so round up.',
      'wrong-sign':
        'You added 1/{area}. Of the share that may remain, 1/{goal:number}, the pointwise layer already takes 1/{area}; what is left for 1/N is the difference.',
    },
    options: {
      'more-outputs': {
        label: 'More output channels',
        reason:
          'Yes: 1/N falls. One set of filtered maps is shared by more outputs. Never beyond k² = {area}, though.',
      },
      'larger-kernel': {
        label: 'A larger kernel',
        reason:
          'Yes: 1/k² falls. The standard layer pays for the window in every pair of channels, the two moves only once per input.',
      },
      'more-inputs': {
        label: 'More input channels',
        reason: 'No: Cᵢ stands in the cost of both layers and of the standard one, and cancels.',
      },
      'larger-picture': {
        label: 'A larger picture',
        reason: 'No: every weight works at more positions, before and after alike.',
      },
    },
  },

  'two-multipliers': {
    title: 'Thinner and coarser',
    prompt:
      'A 3×3 separable layer takes {inputChannels} channels to {outputChannels} on {size}×{size} (stride 1, no biases). The width multiplier is set to α = {width:number}, and the picture shrinks to {side}×{side}.',
    parts: {
      depthwise: 'How many multiply-accumulates does the depthwise layer do now?',
      total: 'And both layers together?',
      share:
        'What share is that of the standard layer, {inputChannels} → {outputChannels} channels on {size}×{size}?',
      weights: 'How many weights have the two layers now?',
    },
    hints: [
      'α multiplies every channel count: now there are {inputs} in and {outputs} out. Where do channels stand in the cost of each layer, once or twice?',
      'ρ = {side}/{size}. The positions are side times side.',
      'Weights do not know how large the picture is.',
    ],
    solution: [
      'Depthwise: 9 · {inputs} weights at {positions} positions: {depthwise}. α occurs once, ρ twice.',
      'Pointwise: {inputs} · {outputs} · {positions} = {pointwise}. α occurs twice. Together {total}.',
      'The standard layer: 9 · {inputChannels} · {outputChannels} · {size} · {size} = {standard}. Share: {ratio:number}, which is αρ²/N + α²ρ²/k² with N = {outputChannels}.',
      'Weights: 9 · {inputs} + {inputs} · {outputs} = {filterWeights} + {mixWeights} = {weights}.',
    ],
    mistakes: {
      'width-squared':
        'You used α twice. A depthwise kernel looks at one channel; only the number of kernels shrinks: 9 · α·{inputChannels} · {positions}.',
      'resolution-once':
        'The picture shrinks in height and in width: ρ counts twice, {side} · {side} = {positions} positions.',
      'ignored-resolution':
        'You still count {size}×{size} positions. Now there are {side}×{side} = {positions}.',
      'width-once':
        'In the pointwise layer both channel counts shrink: {inputs} · {outputs} weights, so α².',
      'depthwise-only': 'The 1×1 layer is missing; add {inputs} · {outputs} · {positions}.',
      'pointwise-only': 'This is the 1×1 layer alone; add the depthwise layer.',
      'square-too-few':
        'This is αρ/N + α²ρ²/k². The depthwise layer, too, works at fewer positions in both directions: αρ²/N + α²ρ²/k².',
      'inverted-ratio': 'That is how many times more the standard layer does. Asked is the share.',
      'resolution-shrinks-weights':
        'You shrank the weights with the picture. The same kernels visit a smaller picture: ρ changes work, not weights.',
      'ignored-width':
        'Those are the weights at α = 1. There are now only {inputs} channels in and {outputs} out.',
      'macs-for-params': 'That is the work. Weights are counted once, not at every position.',
    },
  },

  'within-budget': {
    title: 'Two budgets',
    prompt:
      'Look only at MobileNet’s 1×1 layers, nearly all of its work. At width 1 and {largest} pixels they have {allWeights:compact} weights and do {allMacs:compact} multiply-accumulates. A device allows them {weightBudget:compact} weights and {macBudget:compact} multiply-accumulates. Which sizes fit?',
    hints: [
      'Weights of a 1×1 layer are Cᵢ·Cₒ. With which power of α do they shrink, and what does the resolution do to them?',
      'Work goes with α² and with (resolution/{largest})². Each budget may rule out sizes that the other allows.',
    ],
    solution: [
      'Weights, α² · {allWeights:compact}: {weightsA:compact} at width {widthA:number}, {weightsB:compact} at {widthB:number}, {weightsD:compact} at {widthD:number}. Allowed: {weightBudget:compact}.',
      'Work, α²ρ² · {allMacs:compact}: {macsA:compact}, {macsB:compact}, {macsC:compact}, {macsD:compact} in the order of the list below. Allowed: {macBudget:compact}.',
    ],
    mistakes: {},
    options: {
      'full-width': {
        label: 'Width {widthA:number}, {sideA} pixels',
        reason:
          '{weightsA:compact} weights, as a smaller picture saves none, and {macsA:compact} multiply-accumulates.',
      },
      'three-quarters': {
        label: 'Width {widthB:number}, {sideB} pixels',
        reason: '{weightsB:compact} weights (α²) and {macsB:compact} multiply-accumulates (α²ρ²).',
      },
      'three-quarters-fine': {
        label: 'Width {widthC:number}, {sideC} pixels',
        reason: '{weightsC:compact} weights and {macsC:compact} multiply-accumulates: here ρ = 1.',
      },
      'half-width': {
        label: 'Width {widthD:number}, {sideD} pixels',
        reason:
          '{weightsD:compact} weights and {macsD:compact} multiply-accumulates: a quarter of both.',
      },
    },
  },

  'who-reaches-whom': {
    title: 'Who can reach whom',
    prompt:
      'Two grouped layers stand one behind the other. Both take {channels} channels to {channels}, in {groups} groups. Channels are numbered from 0.',
    parts: {
      without: 'How many input channels can one output of the second layer depend on?',
      'comes-from':
        'A shuffle is put between the layers: write the channels as {groups} rows, one per group, and read them by columns. Which channel now stands at place {place}?',
      with: 'With this shuffle, how many input channels can one output of the second layer depend on?',
    },
    hints: [
      'Draw the groups as boxes, one layer above the other. Can a path ever leave its box?',
      'Place {place} is reached after {column} whole columns of {groups}. In which row and which column does it stand? A row holds {size} channels.',
      'A group of the second layer takes {size} neighbouring places. From how many different first-layer groups do they come, and how many inputs did each of these see?',
    ],
    solution: [
      'A group has {channels} / {groups} = {size} channels, and both layers have the same groups: {without}.',
      'Place {place} is column {column}, row {row}. Row {row} begins with channel {row} · {size}, so it is channel {from}.',
      'The {size} places of a group come from min({groups}, {size}) = {met} different groups of {size} inputs: {met} · {size} = {with}.',
    ],
    mistakes: {
      'groups-for-size':
        '{groups} is the number of groups. One group has {channels} / {groups} = {size} channels.',
      'sees-all':
        'Without a shuffle the second layer has the same walls as the first. No path leads from one group to another.',
      'layers-add-up':
        'The second layer looks at {size} channels of its own group, and these saw the same {size} inputs. Nothing new is added.',
      'shuffled-back':
        'You wrote {size} rows of {groups}. There is one row per group: {groups} rows of {size}, read by columns. Yours undoes the shuffle.',
      'stayed-in-place':
        'Only the first and the last place are sure to stay. Write the rows and read the columns.',
      'more-than-there-are':
        '{size}·{size} = {square} would be more than the layer has. It sees all: min(C, (C/g)²) = {channels}.',
      'always-all':
        'A group has only {size} places, and so meets only {met} of {groups} groups: {met} · {size} inputs. All are reached only if C/g is at least g.',
      'own-group-only':
        'That is without the shuffle. Now the {size} channels of a group come from different groups, and each brings {size} inputs.',
      'one-from-each-group':
        '{met} is the number of groups it meets. Each of them brings everything it saw: {size} inputs.',
    },
  },

  'what-raises-intensity': {
    title: 'More work for a byte',
    prompt:
      'A depthwise 3×3 layer on {channels} channels, {size}×{size}, stride 1, one image, fp32, moves each number once. It does {base:number} FLOP for each byte. Which change raises that clearly, by a fifth or more?',
    hints: [
      'Each output number costs k² multiply-accumulates. For it, about one number comes in and one goes out.',
      'Weights are few here. What does it help to share them among more images?',
    ],
    solution: [
      'Per output number: 2k² FLOPs and about two numbers of b bytes moved, so nearly k²/b. Channels, picture and batch cancel.',
      'Kernel 5: {kernelB:number}. fp16: {formatB:number}. {twice} channels: {channelsB:number}. {images} images: {batchB:number}. Stride 2: {strideB:number} FLOP/B.',
    ],
    mistakes: {},
    options: {
      'kernel-of-five': {
        label: 'A 5×5 kernel',
        reason:
          'Yes, {kernelB:number}: each number that is moved takes part in 25 products instead of 9.',
      },
      'half-the-format': {
        label: 'fp16 in place of fp32',
        reason: 'Yes, {formatB:number}: as many operations, half the bytes.',
      },
      'twice-the-channels': {
        label: 'Twice as many channels',
        reason:
          'No, {channelsB:number}. In a standard layer it would; here no kernel looks at more than one channel.',
      },
      'eight-images': {
        label: '{images} images at a time',
        reason:
          'No, {batchB:number}. A batch shares the weights, and these were hardly any of the bytes.',
      },
      'stride-of-two': {
        label: 'Stride 2',
        reason:
          'No, it falls to {strideB:number}: a quarter of the outputs, but the whole input is still read.',
      },
    },
  },

  'separable-in-time': {
    title: 'Fewer operations, in seconds',
    prompt:
      'A 3×3 layer, {channels} → {channels} channels on {size}×{size}, stride 1, no biases, one image, {width} bytes per number, is made separable. The chip does {peak:compact}FLOP/s and moves {bandwidth:bytes}/s; it computes while it moves. The two layers run one after the other, and every layer reads its input from memory and writes its output there.',
    parts: {
      intensity: 'What is the arithmetic intensity of the depthwise layer?',
      time: 'How long do the two layers take at the least?',
      faster: 'How many times faster than the standard layer is that?',
    },
    hints: [
      'FLOPs: 2 · 9 at every output number. Bytes: input, weights, output, {width} bytes each.',
      'For each layer by itself, take the larger of FLOPs/P and bytes/B; then add the two layers.',
      'The standard layer lies far above the ridge of {ridge:number} FLOP/B: computing decides.',
    ],
    solution: [
      'Depthwise: {flops:compact}FLOP; {numbers} numbers, {bytes:bytes}; {intensity:number} FLOP/B, below the ridge of {ridge:number}.',
      'Depthwise: {filterCompute:seconds} to compute, {filterMove:seconds} to move. Pointwise, {mixFlops:compact}FLOP and {mixBytes:bytes}: {mixCompute:seconds} to compute, {mixMove:seconds} to move. Together {filterTime:seconds} + {mixTime:seconds} = {time:seconds}.',
      'Standard: {oneFlops:compact}FLOP in {oneTime:seconds}. Divide by {time:seconds}. The operations alone would promise {fewerFlops:number}.',
    ],
    mistakes: {
      'macs-for-flops':
        'You counted a multiply-accumulate once. In FLOPs it is two, as it is in a chip’s peak.',
      'forgot-output': 'The output has to be written as well: input + weights + output.',
      'elements-for-bytes': 'That is FLOPs per number. A number has {width} bytes.',
      'inverted-ratio': 'The fraction is upside down.',
      'operations-only':
        'This is FLOPs/P for both. But the depthwise layer waits for memory: {filterMove:seconds} to move against {filterCompute:seconds} to compute. Take the larger for each layer.',
      'depthwise-only': 'That is the depthwise layer; add {mixTime:seconds} for the pointwise one.',
      'pointwise-only':
        'That is the pointwise layer; the depthwise one takes {filterTime:seconds} of its own.',
      'macs-over-peak':
        'You divided MACs by the peak. A peak counts multiplications and additions: double the MACs first.',
      'added-instead-of-worst':
        'Computing and moving overlap: for each layer the larger of the two counts, not the sum.',
      'speed-by-operations':
        '{fewerFlops:number} is how many times fewer operations there are. Divide the times: {oneTime:seconds} by yours.',
    },
  },

  'everybody-reached': {
    title: 'Few weights, and everybody hears of everybody',
    prompt:
      'Two {kernel}×{kernel} layers, {channels} channels throughout, have {full} weights without groups. Set them so that at most {budget} are left and every output channel still knows of every input channel.',
    hints: [
      'g groups divide the weights of both layers by g. What do two such layers in a row know of each other’s groups, with nothing in between?',
      'A shuffle hands each group of the second layer one channel out of every group of the first, if a group has as many channels as there are groups. When is {channels} / g at least g?',
    ],
    solution: [
      '{groups} groups with a shuffle: {full} / {groups} = {budget} weights, and each group of {bundle} channels receives something from all {groups} groups.',
      'A depthwise layer followed by a pointwise one does it too, with {separable} weights: there the mixing is a layer of its own.',
    ],
    goals: {
      everybody: 'Every output knows of every input',
      light: 'At most {budget} weights',
    },
    mistakes: {
      'forgot-the-shuffle':
        'Without a shuffle a group of the second layer reads the very same group of the first: two nets side by side that never meet.',
      'too-many-groups':
        'Shuffled, but a group has fewer channels than there are groups, so it cannot receive one from each of them.',
    },
  },
} satisfies Record<string, ExerciseText>
