import type { ExerciseText } from '../../components/exercise/index.ts'

export default {
  'kernel-weights': {
    title: 'Weights of a grouped layer',
    prompt:
      'A convolution has a {kernel}×{kernel} kernel, {inputChannels} input channels, {outputChannels} output channels, {groups} groups, and a bias.',
    parts: {
      products: 'How many products does one output cell need?',
      params: 'How many parameters does the layer have?',
    },
    hints: [
      'How many of the {inputChannels} input channels does one kernel see, when they are cut into {groups} bundles?',
      'How many kernels are there? Groups do not change that. And what does each of them carry besides its weights?',
    ],
    solution: [
      'A kernel sees {inputChannels} / {groups} = {seen} channels: {kernel} · {kernel} · {seen} = {products} products.',
      'Each of the {outputChannels} kernels has {products} weights and one bias: ({products} + 1) · {outputChannels} = {params}.',
    ],
    mistakes: {
      'ignored-groups':
        '{ungrouped} products is a kernel that sees all {inputChannels} channels. In {groups} groups it sees {inputChannels} / {groups} = {seen} of them.',
      'kernel-not-squared':
        'The kernel covers {kernel} rows as well as {kernel} columns: {kernel} · {kernel} pixels in each channel it sees.',
      'co-for-ci':
        'You counted with the {outputChannels} output channels. A cell is a sum over what comes *in*: K = k·k·Cᵢ/g, with Cᵢ = {inputChannels}.',
      'forgot-bias':
        'These are the weights. The layer also has a bias, one per output channel: {outputChannels} more.',
      'one-bias-in-all':
        'The layer has not one bias but one per output channel: + {outputChannels}, not + 1.',
      'ci-for-co':
        'There is one kernel per *output* channel, {outputChannels} of them, not {inputChannels}.',
      'kernels-of-one-group':
        'That is one group: {outputChannels} / {groups} = {bundle} kernels. All groups together have {outputChannels}. The g divides once, inside the kernel.',
    },
  },

  windows: {
    title: 'Windows, and what they miss',
    prompt:
      'A picture of {size}×{size} pixels with {inputChannels} channels goes through a {kernel}×{kernel} convolution with stride {stride}, padding {padding} on every side, {outputChannels} output channels, one group and no bias.',
    parts: {
      windows: 'How many windows fit along one row?',
      dropped: 'How many pixels of the picture at the end of a row does no window reach?',
      macs: 'How many multiply-accumulates does the layer do?',
    },
    hints: [
      'Padded, a row has {padded} pixels. Put the first window at its beginning. How far can it still travel, and how many whole steps of {stride} is that?',
      'Where does the last window end? The row has {padded} pixels. Of those left over, the last {padding} are padding; only what is beyond them is picture.',
      'Every weight works once at every output position, and there are windows × windows of them.',
    ],
    solution: [
      'The window of {kernel} can travel {padded} − {kernel} = {room} pixels: ⌊{room} / {stride}⌋ = {steps} steps, and with the place where it starts {windows} windows.',
      'They end at {steps} · {stride} + {kernel} = {end}. Of the {padded} padded pixels {remainder} are left over. Padding goes first: max(0, {remainder} − {padding}) = {dropped} of the picture are lost.',
      'Weights: {kernel} · {kernel} · {inputChannels} · {outputChannels} = {weights}. MACs: {weights} · {windows} · {windows} = {macs}.',
    ],
    mistakes: {
      'forgot-the-first':
        '{steps} is the number of steps. The place where the window starts counts too: ⌊({size} + 2·{padding} − {kernel}) / {stride}⌋ + 1.',
      'rounded-up':
        'You took the last, incomplete step as well: {room} / {stride} is rounded down, since a window that does not fit is left out.',
      'ignored-padding':
        'That is the row without its padding. There are {padding} pixels more at either end: {size} + 2·{padding} = {padded}.',
      'ignored-stride':
        'That is the count for steps of one pixel. Here each step is {stride} pixels long.',
      'padding-counted-as-lost':
        '{remainder} padded pixels are left over, but the row ends with {padding} of padding. Padding that nobody reads is no loss.',
      'nothing-lost':
        'The last window ends at pixel {end} of {padded}, and the row ends with only {padding} of padding. Something of the picture is left over.',
      'input-size-for-output':
        'You used {size}×{size}, the input. Operations are counted per output cell, and there are only {windows}×{windows} positions.',
      'one-row-only': 'That is one row of windows. There are {windows} such rows.',
      'kernel-not-squared': 'A kernel has {kernel} · {kernel} taps in each channel, not {kernel}.',
      'params-for-macs':
        '{weights} is how many weights there are. Each of them works at {windows} · {windows} positions.',
      'flops-for-macs':
        'That counts multiplications and additions singly. A multiply-accumulate is one MAC: half of it.',
    },
  },

  'same-weights': {
    title: 'The same weights, less work',
    prompt:
      'A {kernel}×{kernel} layer, {channels} → {channels} channels, padding {padding}, on a {size}×{size} map: {parameters} parameters, {macs:compact} multiply-accumulates. Set it so that the same weights do their job in at most {budget:compact} multiply-accumulates, one in {times}, and no pixel is passed over.',
    hints: [
      'MACs are weights × output positions. Which of the four settings changes the number of positions, and which changes the weights?',
      'At stride s about one position in s² is left. How large may s get before windows no longer touch?',
    ],
    solution: [
      'Groups and bias change the parameters, so they stay. Padding moves the edge alone. Stride {stride} leaves {least:compact} multiply-accumulates of {macs:compact}, within {budget:compact}.',
      'A window is {kernel} pixels wide and moves by {stride}: no gap. The price is the map, which is now {stride} times smaller on each side.',
    ],
    goals: {
      'within-budget': 'At most {budget:compact} multiply-accumulates',
      'same-parameters': 'Still {parameters} parameters',
      'no-pixel-skipped': 'Every pixel lies in some window',
    },
    mistakes: {
      'groups-for-stride':
        'Groups divide the work, and the weights with it: each kernel then sees fewer channels. The {parameters} parameters were to stay.',
      'skipped-pixels':
        'The window is {kernel} pixels wide and now moves further than that. What lies between two windows is never read.',
    },
  },

  'what-changes': {
    title: 'One setting, five counts',
    prompt:
      'One setting of a 3×3 layer with padding 1 and no bias is changed. Before: {channels} → {channels} channels, groups 1, stride 1, picture {size}×{size}, batch 1, bytes per number 4. After: {inB} → {outB} channels, groups {groupsB}, stride {strideB}, picture {sizeB}×{sizeB}, batch {batchB}, bytes per number {widthB}. Which counts have changed?',
    hints: [
      'Find the one setting that differs. Then write the five formulas side by side and look for it.',
      'Parameters: K·Cₒ. MACs: N·Hₒ·Wₒ·K·Cₒ. Bytes: numbers in the tensor times bytes per number.',
    ],
    solution: [
      'Parameters {parameters} → {parametersB}; MACs {macs:compact} → {macsB:compact}.',
      'Bytes: input {inputBytes:bytes} → {inputBytesB:bytes}, weights {weightBytes:bytes} → {weightBytesB:bytes}, output {outputBytes:bytes} → {outputBytesB:bytes}.',
    ],
    mistakes: {},
    options: {
      'param-count': {
        label: 'The number of parameters',
        reason:
          'Kernel, channels and groups (and bias) decide it: k·k·Cᵢ/g·Cₒ. Picture size, stride, batch and number format do not occur in it. Here {parameters} → {parametersB}.',
      },
      'mac-count': {
        label: 'The MACs',
        reason:
          'Weights × output positions × images. Only the number format leaves them alone. Here {macs:compact} → {macsB:compact}.',
      },
      'input-bytes': {
        label: 'The bytes of the input',
        reason:
          'N·Cᵢ·h·w numbers: neither stride nor groups nor output channels occur in it. Here {inputBytes:bytes} → {inputBytesB:bytes}.',
      },
      'weight-bytes': {
        label: 'The bytes of the weights',
        reason:
          'Parameters × bytes per number. The weights are fetched once, however many images there are. Here {weightBytes:bytes} → {weightBytesB:bytes}.',
      },
      'output-bytes': {
        label: 'The bytes of the output',
        reason:
          'N·Cₒ·Hₒ·Wₒ numbers. The stride is in Hₒ and Wₒ; input channels and groups are not in it at all. Here {outputBytes:bytes} → {outputBytesB:bytes}.',
      },
    },
  },

  'three-counts': {
    title: 'One layer, three counts',
    prompt:
      'A {kernel}×{kernel} convolution with a bias, {inputChannels} → {outputChannels} channels, one group, stride 2, padding {padding}, on a picture of {size}×{size}.',
    parts: {
      macs: 'How many multiply-accumulates (MACs)?',
      article: 'How many FLOPs as the article counts them?',
      flops: 'How many FLOPs, multiplications and additions counted singly?',
    },
    hints: [
      'First the output size. Then the products of one output cell.',
      'The article counts a multiply-accumulate once and the bias once. How many biases are added, one per channel or one per cell?',
      'K products need K − 1 additions between them, and the bias is one more.',
    ],
    solution: [
      'Output {side}×{side}. One cell: {kernel} · {kernel} · {inputChannels} = {products}. MACs: {side} · {side} · {outputChannels} · {products} = {macs}.',
      'The article adds one per output cell: {side} · {side} · {outputChannels} · {more} = {article}.',
      'FLOPs: 2 · {macs} = {flops}. The bias is the {products}th addition of each cell, and so already in it.',
    ],
    mistakes: {
      'input-size-for-output':
        'You counted {size}×{size} positions, the input. At stride 2 there are {side}×{side} output cells in a channel, a quarter.',
      'counted-the-bias':
        'That includes the bias, as the article does. MACs are products alone: {products} per cell, not {more}.',
      'one-output-channel': 'That is one output channel. There are {outputChannels}.',
      'params-for-macs':
        '{params} is the number of parameters. MACs are counted for every position: times {side} · {side} (and without the bias).',
      'flops-for-macs':
        'That counts multiplication and addition singly. A MAC is both together: half of it.',
      'forgot-bias':
        'These are the MACs. The article also counts the bias, once per output cell: {cells} more.',
      'doubled-for-the-article': 'The article counts a multiply-accumulate once. Do not double.',
      'true-flops-for-article':
        'That is 2 · MACs, FLOPs in the strict sense. The article takes K + 1 = {more} per cell, not 2K.',
      'macs-for-flops': 'A multiply-accumulate is two operations here: 2 · MACs.',
      'bias-on-top':
        'You added the bias and then doubled. K products need only K − 1 additions, so the bias makes it exactly 2K per cell, not 2K + 2.',
    },
  },

  'where-the-stride-stands': {
    title: 'What half a version costs',
    prompt:
      'A block of a ResNet that halves the picture begins with a 1×1 layer, {outer} → {inner} channels, then a 3×3 layer (padding 1), {inner} → {inner}, no biases. What comes in is {size}×{size}. In version 1 the stride of 2 stands in the 1×1, in version 1.5 in the 3×3.',
    parts: {
      early: 'MACs of the 1×1 layer in version 1?',
      extra: 'How many MACs *more* does the 1×1 layer do in version 1.5?',
      'three-by-three': 'And the 3×3 layer in version 1.5, compared with version 1?',
    },
    hints: [
      'Weights times output positions. What is the output size of the 1×1, with stride 2 and with stride 1?',
      'Follow the picture through both layers in both versions. Operations are counted where it comes out.',
    ],
    solution: [
      'Version 1: the 1×1 puts out {half}×{half}. {outer} · {inner} · {half} · {half} = {early}.',
      'Version 1.5: it puts out {size}×{size}, four times as many cells: {late}. The extra is {late} − {early} = {more}.',
      'The 3×3 puts out {half}×{half} in both versions: {threeEarly} MACs either way.',
    ],
    mistakes: {
      'input-size-for-output':
        'Operations are counted per *output* cell. A layer with stride 2 on {size}×{size} puts out {half}×{half}.',
      'halved-once': 'Stride 2 halves the height and the width: a quarter of the cells, not half.',
      'params-for-macs':
        '{weights} is the number of weights. Each works at {half} · {half} positions.',
      'whole-for-extra':
        'That is all that the 1×1 does in version 1.5. Asked is how much *more* it is: take away what it did in version 1.',
      'doubles-not-quadruples':
        'That would be a doubling. Without the stride, height and width both double: four times the work, three times on top.',
    },
    options: {
      'same-work': {
        label: 'The same number of MACs',
        reason:
          'Its output is {half}×{half} in both versions, its weights are the same, and MACs are weights times output positions.',
      },
      'four-times-the-work': {
        label: 'Four times as many',
        reason:
          'Its *input* is four times as large in version 1.5. Its output is {half}×{half} in both, and that is what counts.',
      },
      'a-quarter-of-the-work': {
        label: 'A quarter',
        reason:
          'In version 1.5 it has stride 2, but it starts from {size}×{size}; in version 1 from {half}×{half} with stride 1. Both put out {half}×{half}.',
      },
    },
  },

  'which-count': {
    title: 'A number without a unit',
    prompt:
      'A tool prints {shown} for this layer and does not say what it counts: 3×3 kernel with a bias, {inputChannels} → {outputChannels} channels, {groups} groups, stride 2, padding 1, on {size}×{size}. What did it do?',
    hints: [
      'Count the MACs yourself, with all that the layer has: groups, output size.',
      'Divide the printed number by your MACs. 1, 2, 4, the number of groups, or a little more than 1?',
    ],
    solution: [
      'Output {side}×{side}; products per cell 3 · 3 · {inputChannels} / {groups} = {products}; MACs = {side} · {side} · {outputChannels} · {products} = {macs}.',
      'The printed {shown} is {ratio:number} times that.',
    ],
    mistakes: {
      'input-size-for-output':
        'Counting at the input would give {onInput}. The tool printed {shown}.',
      'ignored-groups': 'Without groups it would be {ungrouped}. The tool printed {shown}.',
    },
    options: {
      'as-macs': {
        label: 'It counted MACs, and correctly',
        reason: 'Output cells × products per cell gives {macs}.',
      },
      'as-flops': {
        label: 'It counted multiplications and additions singly',
        reason: 'That gives 2 · MACs = {flops}.',
      },
      'as-article': {
        label: 'It counted a multiply-accumulate once, and the bias',
        reason: 'That gives one more per output cell: {article}.',
      },
      'on-input': {
        label: 'It counted MACs with the input size',
        reason: 'That gives four times the MACs at stride 2: {onInput}.',
      },
      'no-groups': {
        label: 'It counted MACs as if there were no groups',
        reason: 'That gives {groups} times the MACs: {ungrouped}.',
      },
    },
  },

  'bytes-and-bound': {
    title: 'Bytes, and who decides',
    prompt:
      'A 3×3 convolution, {channels} → {channels} channels, groups {groups}, stride 2, padding 1, no bias, on one image of {size}×{size}, in {precision} ({width} bytes per number). Input, weights and output cross the memory interface once each.',
    parts: {
      bytes: 'How many bytes move?',
      intensity: 'How many FLOPs are done per byte? (A multiply-accumulate is two.)',
      bound:
        'A chip does {peak:compact}FLOP/s and moves {bandwidth:bytes}/s. What decides how long the layer takes at least?',
    },
    hints: [
      'Three tensors: what comes in, the weights, what goes out. Count the numbers in each, then multiply by {width}.',
      'FLOPs are 2 · weights · output positions.',
      'The chip does peak / bandwidth FLOPs in the time in which one byte arrives.',
    ],
    solution: [
      'Input {channels} · {size} · {size} · {width} = {inputBytes}, weights 3 · 3 · {seen} · {channels} · {width} = {weightBytes}, output {channels} · {side} · {side} · {width} = {outputBytes}. Together {bytes} bytes.',
      'MACs {macs}, FLOPs {flops}. {flops} / {bytes} = {intensity:number} FLOP/B.',
      'The ridge is {peak:compact} / {bandwidth:compact} = {ridge:number} FLOP/B. A layer below it waits for memory, a layer above it for arithmetic; this one has {intensity:number}.',
    ],
    mistakes: {
      'elements-for-bytes': '{elements} numbers move. In {precision} each takes {width} bytes.',
      'weights-only': 'Those are the weights. The input must be read too, and the output written.',
      'forgot-output': 'The output is missing; writing it takes {outputBytes} bytes.',
      'ignored-stride':
        'At stride 2 the output is {side}×{side}, a quarter of the input: {outputBytes} bytes, not {inputBytes}.',
      'bits-for-bytes': 'Those are bits. Eight of them are a byte.',
      'macs-for-flops': 'That is MACs per byte. A multiply-accumulate is two FLOPs.',
      'inverted-ratio': 'Upside down: FLOPs above, bytes below.',
      'per-weight-byte':
        'You divided by the bytes of the weights alone. All {bytes} bytes move: input, weights and output.',
    },
    options: {
      'memory-decides': {
        label: 'Moving the bytes',
        reason:
          'It takes longer than computing when the intensity ({intensity:number}) is below peak / bandwidth ({ridge:number} FLOP/B).',
      },
      'computing-decides': {
        label: 'Computing',
        reason:
          'It takes longer than moving when the intensity ({intensity:number}) is above peak / bandwidth ({ridge:number} FLOP/B).',
      },
    },
  },

  'fewer-not-faster': {
    title: 'How much faster, then?',
    prompt:
      'A 3×3 layer, {channels} → {channels} channels, stride 1, padding 1, no bias, on {size}×{size} in fp32, is replaced by a depthwise 3×3 layer of the same shape. The chip does {peak:compact}FLOP/s and moves {bandwidth:bytes}/s. Computing and moving overlap perfectly.',
    parts: {
      operations: 'How many times fewer operations?',
      bytes: 'How many times fewer bytes? (Three figures.)',
      time: 'How many times shorter is the least possible time?',
    },
    hints: [
      'Products per cell before: 3 · 3 · {channels}. And when every kernel sees one channel?',
      'The input and the output are the same in both layers. Only the weights shrink.',
      'Each layer takes as long as its own slower half. Find out for each which one that is.',
    ],
    solution: [
      'Products per cell: 9 · {channels} before, 9 after. So {operations} times fewer.',
      'Bytes: {denseBytes} before, {aloneBytes} after; {bytesRatio:number} times fewer.',
      'Before: {denseCompute:seconds} to compute, {denseMove:seconds} to move. After: {aloneCompute:seconds} and {aloneMove:seconds}. The slower ones: {denseCompute:seconds} / {aloneMove:seconds} = {timeRatio:number}.',
    ],
    mistakes: {
      'kernel-for-channels':
        'The 3 · 3 = 9 taps stay. What goes is the sum over {channels} channels.',
      'channels-squared':
        'The output still has {channels} channels. Only what each cell sees shrinks, from {channels} channels to one.',
      'weights-only':
        'Weights and operations shrink {operations} times. The bytes of input and output do not shrink at all.',
      'inverted-ratio': 'Upside down: how many times *fewer* is before / after.',
      'speed-by-operations':
        'So it would be if operations alone took time. The depthwise layer needs {aloneCompute:seconds} to compute, but {aloneMove:seconds} to move its bytes.',
      'speed-by-bytes':
        'So it would be if memory decided before and after. The first layer waits for its arithmetic: {denseCompute:seconds} against {denseMove:seconds}.',
      'added-instead-of-worst':
        'You added computing and moving. They overlap, so each layer takes as long as the slower of the two.',
      'macs-over-peak':
        'You divided MACs by the peak. The peak counts FLOPs, two per multiply-accumulate.',
    },
  },
} satisfies Record<string, ExerciseText>
