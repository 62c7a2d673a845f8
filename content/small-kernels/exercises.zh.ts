import type { ExerciseText } from '../../components/exercise/index.ts'

export default {
  'small-for-large': {
    title: '几个小核换一个大核',
    prompt:
      '一层 {size}×{size} 卷积，{channels} → {channels} 个通道，步长 1，无偏置，要换成一摞 {small}×{small} 卷积，每层都是 {channels} → {channels}，看得恰好一样远。',
    parts: {
      layers: '要几层 {small}×{small}？',
      weights: '整摞一共有多少个权重？',
      share: '这是单个大核权重的几分之几？',
    },
    hints: [
      '从一个像素出发。往回穿过一个 {small}×{small} 的核，感受野多出几行？要到 {size}，还差多少？',
      '一层的权重是 k · k · Cᵢ · Cₒ。这里 k、Cᵢ、Cₒ 各是多少，一共几层？',
      '把 {size}×{size} 那层的权重写在下面作分母。哪些可以约掉？',
    ],
    solution: [
      '每层多出 {added} 行：({size} − 1) / ({small} − 1) = {reach} / {added} = {layers} 层。',
      '{layers} · {small} · {small} · {channels} · {channels} = {weights}。',
      '单个大核：{size} · {size} · {channels} · {channels} = {single}。{weights} / {single} = {share:percent}，通道数约掉了。',
    ],
    mistakes: {
      'sides-added':
        '你把小核一个挨一个地排：{size} / {small}，往上取整。可是窗口是重叠的，一层只多出 {small} − 1 = {added} 行，要算 ({size} − 1) / {added}。',
      'one-side-only':
        '{small}×{small} 的核*两头*各多看 {oneSide} 个像素，合起来是 {added} 个：{reach} / {added}。',
      'one-layer-only': '这只是一层 {small}×{small}，{oneLayer} 个权重。一共有 {layers} 层。',
      'kernel-not-squared':
        '核有 {small} 行，也有 {small} 列：每对通道之间是 {small} · {small} 个权重。',
      'channels-once':
        '每个输出通道对每个输入通道都有权重：是 {channels} · {channels} 对，不是 {channels} 对。',
      'large-kernel-for-stack':
        '{single} 是单个 {size}×{size} 的权重。叠起来用的核是 {small}×{small}。',
      'sides-for-areas': '你比的是边长，{layers} · {small} 对 {size}。权重要按面积算：m·k² / n²。',
      'fraction-for-complement': '这是省下的部分。问的是剩下的：m·k² / n²。',
      'inverted-ratio': '写倒了：小核那一摞在上，大核在下。',
    },
  },

  'channels-between': {
    title: '三个通道数',
    prompt:
      '一层 5×5，{inputChannels} → {outputChannels} 个通道，换成两层 3×3，中间 {middleChannels} 个通道。步长 1，无偏置。',
    parts: {
      weights: '两层 3×3 一共有多少个权重？',
      ratio: '它们与那个 5×5 的权重之比是多少？',
      most: '中间最多放几个通道，这一对的权重才不超过那个 5×5？',
    },
    hints: [
      '第一层进去多少个通道，出来多少个？第二层呢？',
      '5×5 不知道有什么中间，它从 {inputChannels} 直接到 {outputChannels}。',
      '两层里都有因子 9·Cₘ。让 9·Cₘ·(Cᵢ + Cₒ) 等于 25·Cᵢ·Cₒ，再想想该往上取整还是往下。',
    ],
    solution: [
      '9 · {inputChannels} · {middleChannels} = {first}，9 · {middleChannels} · {outputChannels} = {second}，合计 {weights}。',
      '5×5：25 · {inputChannels} · {outputChannels} = {single}。{weights} / {single} = {ratio:percent}。',
      '中间每个通道要 9 · ({inputChannels} + {outputChannels}) = {perMiddle} 个权重。{single} / {perMiddle} = {exactBreakEven:count}，所以最多 {breakEven} 个。',
    ],
    mistakes: {
      'middle-left-out':
        '这是两个 9·Cᵢ·Cₒ，是原文在处处等宽时的式子。这里第一层输出 {middleChannels} 个通道，第二层读的也是 {middleChannels} 个：9·Cᵢ·Cₘ + 9·Cₘ·Cₒ。',
      'first-layer-only':
        '这只是第一层。第二层从 {middleChannels} 到 {outputChannels}，还有 {second} 个。',
      'ends-in-the-middle':
        '你的第二层是 {middleChannels} 到 {middleChannels}。它应该到 {outputChannels}。',
      'kernel-not-squared': '3×3 的核，每对通道之间有九个权重，不是三个。',
      'equal-channels-assumed':
        '三个通道数都是 {inputChannels} 时才这样。这里是 {inputChannels}、{middleChannels}、{outputChannels}：到界限时，(9/25) · Cₘ · (1/Cᵢ + 1/Cₒ) 正好是 1。',
      'single-to-the-middle':
        '你让 5×5 停在了 {middleChannels} 个通道。它顶的是两层，要从 {inputChannels} 直接到 {outputChannels}。',
      'inverted-ratio': '写倒了：两个 3×3 在上，5×5 在下。',
      'rounded-up': '界限是 {exactBreakEven:count}。放 {next} 个通道就已经超了，要往下取整。',
    },
  },

  'does-it-pay': {
    title: '换了划算吗',
    prompt:
      '下面四层各有一种换法，步长都是 1，都没有偏置；箭头写的是通道数：进、中间、出。哪些换法的权重比原来*少*？',
    hints: [
      '取 C = {channels}，一层一层写成 k·k·Cᵢ·Cₒ，一半的因子都能约掉。',
      '光数抽头不够。看清每一层读多宽、写多宽。',
    ],
    solution: [
      '两个 3×3 换 5×5：{pairWeights} 对 {pairSingle}。边换边加宽：{wideningWeights} 对 {wideningSingle}。',
      '一列加一行：{crossedWeights} 对 {crossedSingle}。先 1×1 再 3×3：{reducedWeights} 对 {reducedSingle}。',
    ],
    mistakes: {},
    options: {
      'pair-for-five': {
        label: '5×5，{channels} → {channels}，换成两个 3×3，{channels} → {between} → {channels}',
        reason:
          '9 · {between} · ({channels} + {channels}) = {pairWeights}，原来 {pairSingle}。两头相等时，中间可以宽到两头的 25/18。',
      },
      'widening-pair': {
        label: '5×5，{channels} → {doubled}，换成两个 3×3，{channels} → {turn} → {doubled}',
        reason:
          '9 · {turn} · ({channels} + {doubled}) = {wideningWeights}，原来 {wideningSingle}。要紧的是加宽放在哪一层。',
      },
      'column-and-row': {
        label:
          '{side}×{side}，{channels} → {channels}，换成 {side}×1 加 1×{side}，{channels} → {crossing} → {channels}',
        reason:
          '{side} · {crossing} · ({channels} + {channels}) = {crossedWeights}，原来 {crossedSingle}。中间不到两头的 {side}/2 倍，才划算。',
      },
      'narrow-then-three': {
        label: '3×3，{channels} → {channels}，换成 1×1 加 3×3，{channels} → {narrow} → {channels}',
        reason:
          '{channels} · {narrow} + 9 · {narrow} · {channels} = {reducedWeights}，原来 {reducedSingle}。每对通道要 10 个权重而不是 9 个，所以 1×1 必须把通道减到九成以下。',
      },
    },
  },

  'field-of-chain': {
    title: '三层看得到多远',
    prompt:
      '三层卷积一层接一层（s 是步长，d 是空洞率，p 是填充）。第 1 层：{firstKernel}×{firstKernel}，s={firstStride}，d=1，p={firstPadding}。第 2 层：{secondKernel}×{secondKernel}，s={secondStride}，d={secondDilation}，p={secondPadding}。第 3 层：{thirdKernel}×{thirdKernel}，s={thirdStride}，d={thirdDilation}，p={thirdPadding}。感受野沿一条边、按输入像素数。',
    parts: {
      'after-two': '第 2 层的一个输出，感受野从第一个像素到最后一个像素有多长？',
      jump: '第 3 层读的那张图上，相邻两点在输入上隔几个像素？',
      field: '第 3 层的一个输出，感受野有多长？',
      unpadded: '把所有填充都改成 0，感受野的大小会怎样？',
    },
    hints: [
      '第 1 层看到 {firstKernel}。第 2 层在它自己的输入上横跨多少步，那里一步是几个像素？',
      '前面各层的步长要相乘。一层自己的步长，到它后面才起作用。',
      'r + d·(k − 1)·j，r 和 j 都取第 3 层碰到的值。',
    ],
    solution: [
      '第 1 层看到 {firstKernel}，它的输出彼此隔 {firstStride} 个像素。第 2 层多出 {secondDilation} · ({secondKernel} − 1) · {firstStride}：{firstKernel} + {secondReach} · {firstStride} = {sizeTwo}。',
      '{firstStride} · {secondStride} = {jump}。',
      '{sizeTwo} + {thirdDilation} · ({thirdKernel} − 1) · {jump} = {sizeTwo} + {thirdReach} · {jump} = {size}。',
      '没有填充也是 {unpadded}：填充不在公式里，它只挪动感受野的起点。',
    ],
    mistakes: {
      'ignored-stride':
        '你把每一步都当成一个像素。这一层读的图上，相邻两点隔得更远：d·(k − 1) 要乘上这一层前面的跨距。',
      'own-stride-too':
        '你把这一层自己的步长也乘进去了。它拉开的是这一层的*输出*，一个输出的感受野与它无关。',
      'ignored-dilation':
        '抽头不是紧挨着的。空洞卷积横跨 d·(k − 1) + 1 个位置，所以多出 d·(k − 1) 步，不是 k − 1 步。',
      'whole-kernel-added':
        '你把核的整个宽度都加上了。核的正中落在已经看到的地方，多出的是 d·(k − 1) 步，不是 d·(k − 1) + 1 步。',
      'last-stride-only':
        '这是第 2 层的步长，单位是第 1 层的输出，而那些输出之间本来就隔 {firstStride} 个像素。要相乘。',
      'strides-added':
        '步长是相乘：{secondStride} 步，每步 {firstStride} 个像素，就是 {jump} 个像素。',
    },
    options: {
      'field-stays': {
        label: '不变',
        reason: 'r + d·(k − 1)·j 里没有 p。有填充是 {size}，没有是 {unpadded}，变的只是位置。',
      },
      'field-shrinks': {
        label: '变小',
        reason: '变小的是*图*，输出少了。留下来的每个输出仍然看到 {unpadded} 个像素。',
      },
      'field-grows': {
        label: '变大',
        reason: '只是看到的像素里，填充少了。从第一个像素到最后一个，两种情形都是 {unpadded}。',
      },
    },
  },

  'stride-moved': {
    title: '步长放在哪儿',
    prompt:
      'ResNet 的一个块读进一张图，图上一个点看到 {before} 个输入像素（沿一条边），相邻两点在输入上隔 {jump} 个像素。块里先是 1×1，再是 3×3，其中一个的步长是 2。',
    parts: {
      early: 'v1，步长在 1×1 上：3×3 的一个输出看到多少个像素？',
      late: 'v1.5，步长在 3×3 上：3×3 的一个输出看到多少个像素？',
      afterwards: '出了这个块，相邻两点隔得多远？',
    },
    hints: [
      '1×1 不给感受野添什么。可是它的步长，会让 3×3 碰到的一步变成多大？',
      '两个版本都写一遍：进块之前、1×1 之后、3×3 之后，r 和 j 各是多少。',
    ],
    solution: [
      'v1：1×1 之后仍是 {before}，跨距加倍到 {doubled}。3×3 多出 2 · {doubled}：{early}。',
      'v1.5：3×3 读的时候跨距还是 {jump}。多出 2 · {jump}：{late}。它自己的步长是后来的事。',
      '出了这个块，跨距在 v1 里是 {jumpEarly}，在 v1.5 里是 {jumpLate}。',
    ],
    mistakes: {
      'stride-left-for-later':
        '3×3 读的时候，1×1 的步长已经起了作用：相邻两点隔 {doubled} 个像素，不是 {jump} 个。',
      'own-stride-too':
        '一层自己的步长不会把自己的感受野变大。3×3 读的图跨距是 {jump}，多出 2 · {jump}。',
      'ignored-stride': '3×3 多出的是两*步*，不是两个像素。这里一步是几个像素？',
      'whole-kernel-added': '你加了三步。正中的抽头落在已经看到的地方：k − 1 = 2 步。',
    },
    options: {
      'same-step': {
        label: '两个版本一样',
        reason: '步长相乘，先后无所谓：{jumpEarly} 和 {jumpLate}。',
      },
      'early-steps-wider': {
        label: 'v1 更远',
        reason: '在块里面确实如此，所以它的 3×3 看得更远。出了块，两边都经过了一次步长 2。',
      },
      'late-steps-wider': {
        label: 'v1.5 更远',
        reason: '出了块，两边都经过了一次步长 2：{jumpEarly} 和 {jumpLate}。',
      },
    },
  },

  'ways-in': {
    title: '方块里的小山',
    prompt:
      '{layers} 层 {kernel}×{kernel}，单通道，步长 1，权重都相等，没有 ReLU。一个输出看到 {extent}×{extent} 个像素。',
    parts: {
      middle: '感受野正中的像素，有多少条路通到输出？',
      deviation: '梯度在感受野上堆成一座小山。它沿一条边的标准差是多少个像素？（三位有效数字。）',
      deeper: '层数变成四倍，两样东西各怎样变？',
    },
    hints: [
      '先看一条边，从 {kernel} 个 1 开始。每多一层，每个位置就换成相邻 {kernel} 个数的和。最后，行与列相乘。',
      '一层散开的方差，是 {kernel} 个相等权重的方差 (k² − 1)/12。一层一层相加的，是标准差还是方差？',
      '一样随 n 变，另一样随 √n 变。',
    ],
    solution: [
      '沿一条边：{row}。最大的是 {peak}，{peak} · {peak} = {middle}。',
      '一层的方差是 ({kernel}² − 1)/12 = {oneVariance:number}，{layers} 层是 {variance:number}，√{variance:number} = {deviation:number} 个像素。',
      '{moreLayers} 层时，感受野长 {moreExtent}，原来 {extent}；标准差 {moreDeviation:number}，原来 {deviation:number}。',
    ],
    mistakes: {
      'one-axis-only':
        '{peak} 是一条边上的路数。沿行的每条路都可以配沿列的每条路：{peak} · {peak}。',
      'all-ways': '{all} 是感受野里所有像素的路加在一起，要由 {extent}×{extent} 个像素分。',
      'taps-added':
        '{taps} 是权重的个数。一条路在*每*一层各选一个权重，所以路数是相乘的；再数其中从正中出发的。',
      'variance-for-deviation': '这是方差，标准差要再开平方。',
      'one-layer-only': '这只是一层。{layers} 层的方差要加起来。',
      'deviations-added':
        '一层一层相加的是方差，不是标准差：√(n·(k² − 1)/12)。所以小山按 √n 变宽。',
    },
    options: {
      'reach-four-weight-two': {
        label: '感受野大约四倍，标准差两倍',
        reason: 'r = 1 + n(k − 1) 随 n 变，σ = √(n(k² − 1)/12) 随 √n 变。',
      },
      'both-four': {
        label: '都大约四倍',
        reason: '感受野是的。可是相加的是方差，标准差随 √n 变：{moreDeviation:number}。',
      },
      'both-two': {
        label: '都大约两倍',
        reason: '每层给感受野添 {kernel} − 1 个像素，所以它随 n 变：{moreExtent}。',
      },
      'reach-two-weight-four': {
        label: '感受野大约两倍，标准差四倍',
        reason: '反了：小山比感受野长得慢。',
      },
    },
  },

  'narrow-first': {
    title: '前面放一个 1×1',
    prompt:
      '一个 Inception 模块读进 {inputChannels} 个通道，分四路：1×1 到 {one}；1×1 到 {threeReduce}，再 3×3 到 {three}；1×1 到 {wideReduce}，再 5×5 到 {wide}；池化，再 1×1 到 {pool}。都没有偏置。',
    parts: {
      outputs: '模块输出多少个通道？',
      weights: '5×5 那一路有多少个权重，连同它的 1×1？',
      share: '如果 5×5 直接看全部 {inputChannels} 个通道，上面的数是它的几分之几？',
    },
    hints: [
      '叠在一起的是各路最后一层的输出。四路的末尾各输出多少？',
      '两层，一前一后。1×1 从多少到多少，5×5 又从多少到多少？',
      '直接看：25 · Cᵢ · Cₒ。',
    ],
    solution: [
      '{one} + {three} + {wide} + {pool} = {outputs}。',
      '{inputChannels} · {wideReduce} = {reduction}，25 · {wideReduce} · {wide} = {kernels}，合计 {pair}。',
      '25 · {inputChannels} · {wide} = {direct}。{pair} / {direct} = {share:percent}。',
    ],
    mistakes: {
      'reductions-counted':
        '你把核前面的 {threeReduce} 和 {wideReduce} 个通道也算进去了。它们留在各自那一路里面，叠起来的只有末尾。',
      'pooling-hands-all-on':
        '池化本身确实会把 {inputChannels} 个通道都传下去，但后面还有一个 1×1，减到 {pool}。',
      'pooling-left-out': '池化也是一路，还有 {pool} 个通道。',
      'reduction-left-out':
        '这只是 5×5。前面的 1×1 还有 {inputChannels} · {wideReduce} = {reduction} 个权重。',
      'kernel-sees-all':
        '你的 5×5 看的还是 {inputChannels} 个通道。过了 1×1，只剩 {wideReduce} 个。',
      'kernel-not-squared': '5×5 的核，每对通道之间有 25 个权重，不是 5 个。',
      'five-by-five-twice': '前面那层是 1×1：每对通道之间一个权重，不是 25 个。',
      'channels-alone': '{wideReduce} / {inputChannels} 只是 5×5 自己缩小的倍数。1×1 也要花权重。',
      'fraction-for-complement': '这是省下的部分。问的是剩下的。',
      'inverted-ratio': '写倒了：这一路在上，直接的 5×5 在下。',
    },
  },

  'build-the-field': {
    title: '搭出 {field} × {field} 的感受野',
    prompt:
      '一个 {field}×{field} 的核，{channels} 个通道进、{channels} 个出，有 {single} 个权重。请用几层卷积搭一个替身，通道数一路都是 {channels}：输出恰好看见 {field} × {field} 个像素，一个不漏，权重不超过 {budget} 个。',
    hints: [
      '一个 3×3 的核让感受野每边加 2。从 1 出发，要几层才到 {field}？',
      '空洞卷积、一行或一列的核也可以用。看图：没有路通到输出的像素，就是一个洞。',
    ],
    solution: [
      '{layers} 个 3×3：1 + {layers} · 2 = {field}，权重 {layers} · 9 · {channels} · {channels} = {budget} 个，原来是 {single} 个。',
      '答案不止一个。一列加一行、各长 {field}，权重更少，空洞卷积也可能更省；只是它们看每个像素的路数没有这么多。',
    ],
    goals: {
      sees: '输出看见 {field} × {field} 个像素',
      light: '权重不超过 {budget} 个',
      whole: '感受野里没有漏掉的像素',
    },
    mistakes: {
      'one-large-kernel': '这正是要换掉的那个大核，{single} 个权重一个不少。',
      'one-layer-short':
        '{short} 个 3×3 只看见 {shortField} × {shortField}。每层加 2，起点是一个像素：1 + 2·L。',
      'left-holes': '感受野里有像素无路可通：每一层都跨过了同样的位置。空洞率要混着用，从 1 开始。',
    },
  },
} satisfies Record<string, ExerciseText>
