import type { ExerciseText } from '../../components/exercise/index.ts'

export default {
  'several-sizes': {
    title: 'A wide kernel behind a narrow door',
    prompt:
      'One branch of a module with several kernel sizes has a {kernel}×{kernel} kernel. The module’s input has {inputChannels} channels, the branch gives {outputChannels}. Either the kernel sees the input directly, or a 1×1 layer first narrows it to {middle} channels. No biases.',
    parts: {
      direct: 'How many weights has the branch without the 1×1 layer?',
      both: 'And with it, both layers together?',
      saved: 'What part of the weights is saved?',
    },
    hints: [
      'How many numbers does one kernel cover in one channel, and how many channels does it see?',
      'Two layers now. What goes into the first and what comes out? Then the same for the second.',
      'What is left, divided by what there was, is the part that is kept.',
    ],
    solution: [
      '{taps} · {inputChannels} · {outputChannels} = {direct}.',
      '1×1: {inputChannels} · {middle} = {narrow}. Kernel: {taps} · {middle} · {outputChannels} = {wide}. Together {both}.',
      '1 − {both} / {direct} = {saved:percent}. The pair is cheaper while it narrows to fewer than {evenAt:number} channels.',
    ],
    mistakes: {
      'kernel-not-squared':
        'A kernel has {kernel} · {kernel} = {taps} weights in each channel, not {kernel}.',
      'narrowed-already':
        'That is the branch with its 1×1 layer. Directly, the kernel sees all {inputChannels} channels: k²·Cᵢ·Cₒ.',
      'pointwise-only':
        '{narrow} is the 1×1 layer alone. The {kernel}×{kernel} behind it still has {taps} · {middle} · {outputChannels} weights.',
      'forgot-the-one-by-one':
        '{wide} is the wide kernel on {middle} channels. The layer that narrows has weights too: {inputChannels} · {middle}.',
      'kept-for-saved': 'That is the part that remains. Saved is one minus it.',
    },
  },

  'bend-the-kernel': {
    title: 'What bends a kernel',
    prompt:
      'A {kernel}×{kernel} deformable convolution, version {version}, {channels} → {channels} channels, stride 1. Its offsets (in version 2 also its masks) come from a {kernel}×{kernel} convolution with bias on the same input, shared by all channels.',
    parts: {
      maps: 'How many output channels has the convolution that bends the kernel?',
      params: 'How many parameters has it?',
      start:
        'It begins with all its parameters at zero; the masks of version 2 go through a sigmoid. What is the deformable layer’s first output, compared with an ordinary convolution of the same weights without bias?',
    },
    hints: [
      'How many taps has the kernel? And what has to be told for each of them, in version {version}?',
      'It is an ordinary convolution: {kernel}×{kernel}, {channels} channels in, one bias for each output channel.',
      'With zero offsets, where does each tap look? And what is the sigmoid of zero, if there is one?',
    ],
    solution: [
      '{taps} taps with {perTap} numbers each (down, right, and in version 2 a mask): {maps} channels.',
      '({kernel} · {kernel} · {channels} + 1) · {maps} = {params}. The kernel’s own weights, {own}, are not changed.',
      'Zero offsets leave every tap on its grid place. Version 1 begins as the ordinary convolution. In version 2 every product is also multiplied by sigmoid(0), one half.',
    ],
    mistakes: {
      'one-number-per-tap':
        '{taps} is one number per tap. A tap moves in two directions, so it needs two numbers, and in version 2 a mask besides.',
      'other-version':
        'That is the other version. Version 1 has 2k² channels, version 2 has 3k². This is version {version}.',
      'one-shift-for-all':
        'That would move the whole kernel as one piece. Every one of its {taps} taps has numbers of its own.',
      'forgot-bias': 'The layer has a bias too, one for each of its output channels.',
      'offsets-by-one-by-one':
        'That is a 1×1 layer. The one that predicts offsets has a {kernel}×{kernel} kernel: (k²·Cᵢ + 1) per channel.',
      'kernel-for-offsets':
        '{own} are the weights of the kernel that is bent. Asked for is the layer that bends it.',
    },
    options: {
      'the-same': {
        label: 'The same',
        reason:
          'Zero offsets leave the taps on the grid. That is all there is in version 1. In version 2 the masks begin at sigmoid(0) = 1/2. Here it is version {version}.',
      },
      'a-half': {
        label: 'Half of it',
        reason:
          'A mask that is the sigmoid of zero is 1/2 and halves every product. Only version 2 has masks. Here it is version {version}.',
      },
      'nothing-at-all': {
        label: 'Zero everywhere',
        reason:
          'It is the offsets that begin at zero, not the kernel’s weights. The kernel works from the start.',
      },
    },
  },

  'dear-shuffle': {
    title: 'The operation that computes nothing',
    prompt:
      'A map of {channels} channels on {size}×{size} in {precision} ({width} bytes per number) comes out of a grouped 1×1 layer, {channels} → {channels} channels in {groups} groups, no bias. Then its channels are shuffled by a copy of its own. The memory moves {bandwidth:bytes}/s.',
    parts: {
      bytes: 'How many bytes does the shuffle move?',
      time: 'How long does that take at least?',
      layer: 'How many bytes does the grouped layer itself move, if each number crosses once?',
    },
    hints: [
      'How many numbers are in the map? And what has to happen to each of them, so that it stands elsewhere?',
      'Nothing is computed. So which of the two times of a roofline remains?',
      'Input, weights, output. Which of the three do groups divide?',
    ],
    solution: [
      '{channels} · {size} · {size} = {elements} numbers, each read and written: 2 · {elements} · {width} = {bytes} B.',
      '{bytes} B / ({bandwidth:bytes}/s) = {time:seconds}.',
      'Weights: {channels} · {channels} / {groups} = {weights}. ({elements} + {weights} + {elements}) · {width} = {layerBytes} B. The shuffle by copy moves {more:percent} of that once more.',
    ],
    mistakes: {
      'read-but-not-written':
        '{once} B is the map once. Each number is read *and* written in its new place: twice that.',
      'elements-for-bytes': 'That counts numbers. In {precision} each of them has {width} bytes.',
      'bits-for-bytes': 'That is eight times too much: bits, not bytes.',
      'ignored-groups':
        'That is the layer without groups. In {groups} groups a kernel sees {channels} / {groups} channels, so there are {weights} weights.',
      'maps-only': 'Those are input and output. The layer’s {weights} weights must be fetched too.',
      'weights-only': 'Those are the weights alone. The layer also reads one map and writes one.',
    },
  },

  'weigh-the-channels': {
    title: 'The price of a weighing',
    prompt:
      'Squeeze-and-excitation stands behind each of {blocks} blocks. Each has {channels} channels on {size}×{size}; the reduction is r = {reduction}; no biases, fp16 (2 bytes per number).',
    parts: {
      weights: 'How many weights does it add to the {blocks} blocks together?',
      moved:
        'How many bytes of the map move in one block, if nothing is fused and the map does not fit on the chip?',
      'why-twice': 'Why must the map be read a second time?',
    },
    hints: [
      'Two small layers, one that narrows to C/r and one that widens again. How many weights has each?',
      'Go through the three moves: the mean, the small layers, the product. Which of them touch the map, and which read, which write?',
      'When is the factor of a channel known, and which pixels of it have been read by then?',
    ],
    solution: [
      'The middle has {channels} / {reduction} = {middle}. One layer has {channels} · {middle} = {layer} weights, both have {perBlock}, and {blocks} blocks {weights}.',
      'The map has {channels} · {size} · {size} = {map} numbers: read for the mean, read for the product, written. 3 · {map} · 2 = {moved} B.',
      'The mean of a channel is ready when its last pixel has been read. The first pixel can be scaled only then.',
    ],
    mistakes: {
      'one-layer-of-two': 'That is one layer per block. There are two, C → C/r and C/r → C: 2C²/r.',
      'one-block-only': '{perBlock} is one block. There are {blocks} of them.',
      'reduced-twice':
        'Each layer has C on one side and C/r on the other: {channels} · {middle}, not {middle} · {middle}.',
      'not-reduced':
        'That is without the reduction. The middle has only {channels} / {reduction} = {middle} channels.',
      'read-once-only':
        'That is one reading and one writing. The mean is a reading of its own: three passes over the map.',
      'elements-for-bytes': 'That counts numbers. In fp16 each has 2 bytes.',
    },
    options: {
      'mean-comes-last': {
        label: 'The factor needs the mean, and the mean needs every pixel',
        reason:
          'Until the last pixel of {size}×{size} has been read, no factor is known. By then the first ones are gone.',
      },
      'weights-too-large': {
        label: 'The small layers’ weights push it out of the chip’s memory',
        reason: 'Even with no small layers at all, the product would have to wait for the mean.',
      },
      'two-layers-in-between': {
        label: 'The two small layers each read the map',
        reason: 'They read {channels} means and {middle} values in the middle, never the map.',
      },
    },
  },

  'sum-or-row': {
    title: 'A row of maps',
    prompt:
      'A dense block has {layers} layers without bottlenecks. Its input has {inputChannels} channels on {size}×{size}, each layer adds {growth} channels, and everything is in fp16 (2 bytes per number).',
    parts: {
      reads: 'How many channels does the last layer read?',
      links: 'How many links has the block, the one from its input to the first layer included?',
      bytes: 'How many bytes is what the last layer reads, weights left out?',
    },
    hints: [
      'How many layers have written their channels before the last one starts? And what else is there?',
      'The first layer has one link, the second two. How many has the last, and what is the sum?',
      'Channels times positions times bytes per number.',
    ],
    solution: [
      '{inputChannels} + {growth} · {before} = {reads} channels. In a skip net of the same start it would be {skipReads}, at any depth.',
      '1 + 2 + … + {layers} = {layers} · ({layers} + 1) / 2 = {links}.',
      '{reads} · {pixels} · 2 = {lastBytes} B.',
    ],
    mistakes: {
      'counted-its-own':
        '{outputs} is what the block hands on. The last layer cannot read its own output: k₀ + k(L − 1).',
      'forgot-the-first-map':
        'Those are the channels that the layers have added. The block’s input, {inputChannels} channels, is read too.',
      'sum-for-row':
        'That is a skip net: a sum keeps its width. Here the maps stand in a row, and each layer adds {growth}.',
      'left-out-the-input':
        'Those are the links between layers. The block’s input also has one to each of the {layers} layers: L(L + 1)/2.',
      'counted-both-ways': 'That is every link twice. 1 + 2 + … + L is L(L + 1)/2.',
      'elements-for-bytes': 'That counts numbers. In fp16 each has 2 bytes.',
      'newest-only':
        'Those are {growth} channels, one layer’s. The last layer reads all that came before.',
    },
  },

  'name-the-pattern': {
    title: 'Known by its weights',
    prompt:
      'Something in a network takes {channels} channels and gives {channels}, without biases. It has {shown} weights. What can it be?',
    hints: [
      'Divide by {channels}, and once more. What kind of number is left?',
      'One by one: write each weight count as a multiple of C or of C². The 3×3 brings 9, the 1×1 brings 1.',
    ],
    solution: [
      '{shown} / {channels} = {perChannel:number}, and that / {channels} = {perSquare:number}.',
      'With C = {channels}: 1×1 C² = {oneByOne}; two 3×3 18C² = {twoSmall}; bottleneck 17C²/16 = {narrowed}; depthwise 9C = {eachAlone}; {groups} groups 9C²/{groups} = {inGroups}.',
    ],
    mistakes: {},
    options: {
      'one-by-one': {
        label: 'A 1×1 layer',
        reason: 'One weight for each pair of channels: C² = {oneByOne}.',
      },
      'two-small': {
        label: 'Two 3×3 layers in place of a 5×5',
        reason: 'Nine weights for each pair of channels, twice: 18C² = {twoSmall}.',
      },
      narrowed: {
        label: 'A bottleneck: 1×1, 3×3, 1×1, a quarter as wide in the middle',
        reason:
          'With {middle} channels in the middle: C²/4 + 9C²/16 + C²/4 = {narrowed}, hardly more than one 1×1.',
      },
      'each-alone': {
        label: 'A depthwise 3×3 layer',
        reason: 'One window of nine weights for each channel: 9C = {eachAlone}.',
      },
      'in-groups': {
        label: 'A 3×3 layer in {groups} groups',
        reason: 'The 3×3’s 9C², divided by the number of groups: {inGroups}.',
      },
    },
  },

  'below-the-ridge': {
    title: 'Where memory decides',
    prompt:
      'A map of {channels} channels on {size}×{size} in {precision} ({width} bytes per number). A chip has its ridge at {ridge} FLOP/B. Each operation reads from memory and writes there; none is fused; the convolutions give {channels} channels again. For which does memory set the time?',
    hints: [
      'Work out FLOPs over bytes for each. Which of them have no sum over channels at all?',
      'Below {ridge} FLOP/B memory decides. For the two that mix channels the numbers must be worked out: 2 · MACs over input, weights and output.',
    ],
    solution: [
      'Shuffle: {shuffle} FLOP/B. Addition: one operation, two numbers read and one written: {addition:number} FLOP/B. Depthwise: {alone:number} FLOP/B.',
      '1×1: {oneByOne:number} FLOP/B. 3×3: {full:number} FLOP/B.',
      'Memory decides wherever that is below {ridge}.',
    ],
    mistakes: {},
    options: {
      'full-window': {
        label: 'The 3×3 convolution',
        reason:
          'Nine products for every pair of channels and position: {full:number} FLOP/B, ridge {ridge}.',
      },
      'one-by-one-layer': {
        label: 'The 1×1 convolution',
        reason:
          'A ninth of the 3×3’s work for nearly the same maps: {oneByOne:number} FLOP/B, ridge {ridge}.',
      },
      'depthwise-window': {
        label: 'The depthwise 3×3 convolution',
        reason:
          'Nine products for a number read and a number written, at most 9/{width}: {alone:number} FLOP/B, ridge {ridge}.',
      },
      'lone-shuffle': {
        label: 'The channel shuffle',
        reason:
          'No operation at all, and the whole map read and written: memory decides on any chip.',
      },
      'lone-addition': {
        label: 'The addition of a skip connection',
        reason:
          'One operation for three numbers moved: {addition:number} FLOP/B, below every ridge there is.',
      },
    },
  },

  'how-deep': {
    title: 'How deep before the first layer goes deaf',
    prompt:
      'A plain net with ReLU and without norms, its weights drawn at {gain:number} of He’s deviation. Going back, each layer multiplies the gradient by about {gain:number}. Make the net as deep as it can be while its first layer still receives at least {share:percent} of the last one’s gradient. Estimate first, then set the depth: the drawn weights decide.',
    hints: [
      'From the last layer to the first the gradient passes L − 1 layers. Which power of {gain:number} is {share:percent}?',
      'L = 1 + ln({share:percent}) / ln({gain:number}) = 1 + ({logShare:number}) / ({logGain:number}). A drawn net lies a little off; look at the first layer while you move the slider.',
    ],
    solution: [
      'On paper: about {expected:number} layers. In this draw the true limit is close to it, where one more layer falls below {share:percent}.',
      'Look at the other two nets at the same depth: with skips or dense links the first layer is still heard. They do not multiply by {gain:number} at each step; they add.',
    ],
    goals: {
      heard: 'The plain net’s first layer receives at least {share:percent}',
      deep: 'With one layer more it would receive less',
    },
    mistakes: {
      'still-silent': 'Too deep: the first layer receives less than {share:percent}.',
      'could-be-deeper': 'Heard, but the net could be deeper.',
    },
  },
} satisfies Record<string, ExerciseText>
