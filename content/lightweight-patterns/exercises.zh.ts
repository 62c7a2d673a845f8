import type { ExerciseText } from '../../components/exercise/index.ts'

export default {
  'several-sizes': {
    title: '大核前面开一道窄门',
    prompt:
      '多尺寸模块里有一支用 {kernel}×{kernel} 的核。模块的输入有 {inputChannels} 个通道，这一支输出 {outputChannels} 个。核可以直接看输入，也可以先用一层 1×1 收窄到 {middle} 个通道再看。都不设偏置。',
    parts: {
      direct: '没有 1×1 时，这一支有多少个权重？',
      both: '有 1×1 时，两层合起来呢？',
      saved: '省下的权重占几成？',
    },
    hints: [
      '一个核在一个通道里盖住几个数？它看几个通道？',
      '现在有两层。第一层进去多少、出来多少？第二层呢？',
      '剩下的除以原来的，得到的是留下的那一部分。',
    ],
    solution: [
      '{taps} · {inputChannels} · {outputChannels} = {direct}。',
      '1×1：{inputChannels} · {middle} = {narrow}。大核：{taps} · {middle} · {outputChannels} = {wide}。合计 {both}。',
      '1 − {both} / {direct} = {saved:percent}。只要收窄到 {evenAt:number} 个通道以下，两层就比一层省。',
    ],
    mistakes: {
      'kernel-not-squared':
        '核在每个通道里有 {kernel} · {kernel} = {taps} 个权重，不是 {kernel} 个。',
      'narrowed-already':
        '这是带 1×1 的算法。直接看输入，核要看遍 {inputChannels} 个通道：k²·Cᵢ·Cₒ。',
      'pointwise-only':
        '{narrow} 只是那层 1×1。后面的 {kernel}×{kernel} 还有 {taps} · {middle} · {outputChannels} 个权重。',
      'forgot-the-one-by-one':
        '{wide} 是 {middle} 个通道上的大核。负责收窄的那一层也有权重：{inputChannels} · {middle}。',
      'kept-for-saved': '这是留下的部分。省下的是一减去它。',
    },
  },

  'bend-the-kernel': {
    title: '让核变形要多少',
    prompt:
      '一层 {kernel}×{kernel} 的可变形卷积，第 {version} 版，{channels} → {channels} 个通道，步长 1。它的偏移（第 2 版还有系数）由同一份输入上另一层带偏置的 {kernel}×{kernel} 卷积算出，所有通道共用。',
    parts: {
      maps: '算偏移的那层卷积有几个输出通道？',
      params: '它有多少个参数？',
      start:
        '它的参数一开始全是零；第 2 版的系数要再过一个 sigmoid。和权重相同、不带偏置的普通卷积比，这层可变形卷积最初的输出是什么样？',
    },
    hints: [
      '核有几个采样点？在第 {version} 版里，每个采样点要交代几件事？',
      '它就是一层普通的卷积：{kernel}×{kernel}，输入 {channels} 个通道，每个输出通道一个偏置。',
      '偏移全是零，采样点落在哪儿？如果有 sigmoid，它在零处等于多少？',
    ],
    solution: [
      '{taps} 个采样点，每个 {perTap} 个数（往下、往右，第 2 版再加一个系数）：{maps} 个通道。',
      '({kernel} · {kernel} · {channels} + 1) · {maps} = {params}。核自己的 {own} 个权重不变。',
      '偏移是零，采样点都在格点上。第 1 版一开始就等于普通卷积；第 2 版的每个乘积还要乘 sigmoid(0)，即二分之一。',
    ],
    mistakes: {
      'one-number-per-tap':
        '{taps} 是每个采样点一个数。采样点要往两个方向挪，得有两个数，第 2 版还要一个系数。',
      'other-version': '这是另一版的。第 1 版 2k² 个通道，第 2 版 3k² 个，这里是第 {version} 版。',
      'one-shift-for-all': '那样是整个核一起挪。{taps} 个采样点，每个都有自己的数。',
      'forgot-bias': '这层还有偏置，每个输出通道一个。',
      'offsets-by-one-by-one':
        '这是按 1×1 算的。算偏移的那层用 {kernel}×{kernel} 的核，每个通道 k²·Cᵢ + 1 个参数。',
      'kernel-for-offsets': '{own} 是被变形的那个核的权重。问的是让它变形的那一层。',
    },
    options: {
      'the-same': {
        label: '一模一样',
        reason:
          '偏移是零，采样点就在格点上。第 1 版只有偏移；第 2 版的系数一开始是 sigmoid(0) = 1/2。这里是第 {version} 版。',
      },
      'a-half': {
        label: '只有一半',
        reason:
          '系数是零的 sigmoid，等于 1/2，每个乘积都减半。只有第 2 版才有系数。这里是第 {version} 版。',
      },
      'nothing-at-all': {
        label: '处处是零',
        reason: '从零开始的是偏移，不是核的权重。核从一开始就在干活。',
      },
    },
  },

  'dear-shuffle': {
    title: '什么都不算的运算',
    prompt:
      '一层分组的 1×1 卷积，{channels} → {channels} 个通道，分 {groups} 组，无偏置，输出 {channels} 个通道、{size}×{size} 的特征图，{precision}（每个数 {width} 字节）。接着用一次单独的复制做通道混洗。内存每秒搬 {bandwidth:bytes}。',
    parts: {
      bytes: '混洗要搬多少字节？',
      time: '至少要多久？',
      layer: '每个数只走一趟，那层分组卷积自己要搬多少字节？',
    },
    hints: [
      '图上有多少个数？要让一个数换个地方，得对它做哪几件事？',
      '什么也不算，屋脊线的两个时间里还剩哪一个？',
      '输入、权重、输出，分组除得动哪一个？',
    ],
    solution: [
      '{channels} · {size} · {size} = {elements} 个数，每个读一遍、写一遍：2 · {elements} · {width} = {bytes} B。',
      '{bytes} B / ({bandwidth:bytes}/s) = {time:seconds}。',
      '权重：{channels} · {channels} / {groups} = {weights}。({elements} + {weights} + {elements}) · {width} = {layerBytes} B。靠复制做的混洗，又多搬了它的 {more:percent}。',
    ],
    mistakes: {
      'read-but-not-written': '{once} B 是图走一趟。每个数既要读，又要写到新地方：两趟。',
      'elements-for-bytes': '这是数的个数。{precision} 下每个数占 {width} 字节。',
      'bits-for-bytes': '大了八倍：这是比特，不是字节。',
      'ignored-groups':
        '这是不分组的算法。分 {groups} 组，一个核只看 {channels} / {groups} 个通道，一共 {weights} 个权重。',
      'maps-only': '这是输入加输出。那层的 {weights} 个权重也得取来。',
      'weights-only': '这只是权重。还要读一张图、写一张图。',
    },
  },

  'weigh-the-channels': {
    title: '称一次要多少钱',
    prompt:
      '{blocks} 个块后面都跟着通道加权（SE）。每个块 {channels} 个通道、{size}×{size}，缩减比 r = {reduction}，无偏置，fp16（每个数 2 字节）。',
    parts: {
      weights: '{blocks} 个块一共多出多少个权重？',
      moved: '什么都不融合，片上又放不下这张图：一个块里，特征图要搬多少字节？',
      'why-twice': '为什么这张图要读第二遍？',
    },
    hints: [
      '两个小层，一个收窄到 C/r，一个再放宽。各有多少个权重？',
      '把三步走一遍：求均值、过小层、相乘。哪几步碰到特征图，哪几次是读，哪几次是写？',
      '一个通道的系数什么时候才知道？那时已经读过哪些像素？',
    ],
    solution: [
      '中间有 {channels} / {reduction} = {middle} 个。一层 {channels} · {middle} = {layer} 个权重，两层 {perBlock} 个，{blocks} 个块共 {weights} 个。',
      '图上有 {channels} · {size} · {size} = {map} 个数：求均值读一遍，相乘读一遍，写一遍。3 · {map} · 2 = {moved} B。',
      '一个通道要读完最后一个像素才有均值，到那时第一个像素才能乘。',
    ],
    mistakes: {
      'one-layer-of-two': '这是每块一层。其实有两层，C → C/r 和 C/r → C：2C²/r。',
      'one-block-only': '{perBlock} 是一个块的。一共有 {blocks} 个块。',
      'reduced-twice':
        '每层一边是 C，另一边是 C/r：{channels} · {middle}，不是 {middle} · {middle}。',
      'not-reduced': '这是没有缩减的算法。中间只有 {channels} / {reduction} = {middle} 个通道。',
      'read-once-only': '这是读一遍、写一遍。求均值还要单独读一遍，一共三趟。',
      'elements-for-bytes': '这是数的个数。fp16 下每个数占 2 字节。',
    },
    options: {
      'mean-comes-last': {
        label: '系数要等均值，均值要等每一个像素',
        reason:
          '{size}×{size} 的最后一个像素没读到，系数就出不来。到那时，前面的像素早已不在手边。',
      },
      'weights-too-large': {
        label: '小层的权重把它挤出了片上存储',
        reason: '就算没有小层，相乘也得等均值。',
      },
      'two-layers-in-between': {
        label: '两个小层各要读一遍特征图',
        reason: '它们读的是 {channels} 个均值和中间的 {middle} 个数，不碰特征图。',
      },
    },
  },

  'sum-or-row': {
    title: '排成一行的特征图',
    prompt:
      '一个稠密块有 {layers} 层，没有瓶颈。输入 {inputChannels} 个通道，{size}×{size}，每层添 {growth} 个通道，全部用 fp16（每个数 2 字节）。',
    parts: {
      reads: '最后一层要读几个通道？',
      links: '这个块有几条连接？从块的输入到第一层的那条也算。',
      bytes: '不算权重，最后一层读进来的有多少字节？',
    },
    hints: [
      '最后一层开始之前，有几层已经写出了自己的通道？除此以外还有什么？',
      '第一层有一条连接，第二层有两条。最后一层有几条？加起来呢？',
      '通道数乘位置数，再乘每个数的字节。',
    ],
    solution: [
      '{inputChannels} + {growth} · {before} = {reads} 个通道。换成同样开头的跳跃连接，不管多深都是 {skipReads} 个。',
      '1 + 2 + … + {layers} = {layers} · ({layers} + 1) / 2 = {links}。',
      '{reads} · {pixels} · 2 = {lastBytes} B。',
    ],
    mistakes: {
      'counted-its-own': '{outputs} 是整个块交出去的。最后一层读不到自己的输出：k₀ + k(L − 1)。',
      'forgot-the-first-map': '这是各层添上的通道。块的输入有 {inputChannels} 个通道，也要读。',
      'sum-for-row': '这是跳跃连接：相加不改变宽度。这里是排成一行，每层多 {growth} 个通道。',
      'left-out-the-input': '这是层与层之间的连接。块的输入到 {layers} 层各有一条：L(L + 1)/2。',
      'counted-both-ways': '每条连接都数了两遍。1 + 2 + … + L 等于 L(L + 1)/2。',
      'elements-for-bytes': '这是数的个数。fp16 下每个数占 2 字节。',
      'newest-only': '这是 {growth} 个通道，只是一层的输出。最后一层要读前面的全部。',
    },
  },

  'name-the-pattern': {
    title: '由权重认模式',
    prompt:
      '网络里有一样东西，{channels} 个通道进，{channels} 个通道出，无偏置，一共 {shown} 个权重。它会是什么？',
    hints: [
      '除以 {channels}，再除一次。剩下的是个什么样的数？',
      '把每一种的权重写成 C 或 C² 的多少倍。3×3 带来 9，1×1 带来 1。',
    ],
    solution: [
      '{shown} / {channels} = {perChannel:number}，再除以 {channels} 得 {perSquare:number}。',
      'C = {channels} 时：1×1 是 C² = {oneByOne}；两层 3×3 是 18C² = {twoSmall}；瓶颈是 17C²/16 = {narrowed}；逐通道是 9C = {eachAlone}；{groups} 组是 9C²/{groups} = {inGroups}。',
    ],
    mistakes: {},
    options: {
      'one-by-one': {
        label: '一层 1×1',
        reason: '每一对通道一个权重：C² = {oneByOne}。',
      },
      'two-small': {
        label: '代替 5×5 的两层 3×3',
        reason: '每一对通道九个权重，两层：18C² = {twoSmall}。',
      },
      narrowed: {
        label: '瓶颈：1×1、3×3、1×1，中间是四分之一宽',
        reason: '中间 {middle} 个通道：C²/4 + 9C²/16 + C²/4 = {narrowed}，只比一层 1×1 多一点。',
      },
      'each-alone': {
        label: '一层逐通道 3×3',
        reason: '每个通道一个窗口，九个权重：9C = {eachAlone}。',
      },
      'in-groups': {
        label: '分 {groups} 组的 3×3',
        reason: '3×3 的 9C² 除以组数：{inGroups}。',
      },
    },
  },

  'below-the-ridge': {
    title: '谁由内存说了算',
    prompt:
      '一张 {channels} 个通道、{size}×{size} 的特征图，{precision}（每个数 {width} 字节）。芯片的屋脊点是 {ridge} FLOP/B。每个运算都从内存读，再写回内存，互不融合；卷积的输出仍是 {channels} 个通道。哪些运算的时间由内存决定？',
    hints: [
      '各算一算 FLOPs 除以字节。哪几种根本不沿通道求和？',
      '低于 {ridge} FLOP/B 就由内存决定。会调配通道的那两种要真的算出来：2 · MACs，除以输入、权重、输出的字节。',
    ],
    solution: [
      '混洗：{shuffle} FLOP/B。加法：一次运算，读两个数、写一个数，{addition:number} FLOP/B。逐通道：{alone:number} FLOP/B。',
      '1×1：{oneByOne:number} FLOP/B。3×3：{full:number} FLOP/B。',
      '低于 {ridge} 的，都由内存决定。',
    ],
    mistakes: {},
    options: {
      'full-window': {
        label: '3×3 卷积',
        reason: '每对通道、每个位置九次乘法：{full:number} FLOP/B，屋脊点 {ridge}。',
      },
      'one-by-one-layer': {
        label: '1×1 卷积',
        reason: '运算是 3×3 的九分之一，特征图一样大：{oneByOne:number} FLOP/B，屋脊点 {ridge}。',
      },
      'depthwise-window': {
        label: '逐通道 3×3 卷积',
        reason:
          '读一个数、写一个数，换九次乘法，至多 9/{width}：{alone:number} FLOP/B，屋脊点 {ridge}。',
      },
      'lone-shuffle': {
        label: '通道混洗',
        reason: '一次运算也没有，整张图读一遍、写一遍：在任何芯片上都由内存决定。',
      },
      'lone-addition': {
        label: '跳跃连接的加法',
        reason: '搬三个数才做一次运算：{addition:number} FLOP/B，比任何屋脊点都低。',
      },
    },
  },

  'how-deep': {
    title: '多深，第一层就听不见了',
    prompt:
      '一个朴素网络，用 ReLU，不归一化，权重按 He 初始化标准差的 {gain:number} 倍抽取。往回传时，每过一层，梯度大约乘以 {gain:number}。第一层收到的梯度不能少于最后一层的 {share:percent}，在这个条件下把网络设到最深。先估一估，再去设：以抽到的权重为准。',
    hints: [
      '从最后一层到第一层，梯度要过 L − 1 层。{gain:number} 的几次方是 {share:percent}？',
      'L = 1 + ln({share:percent}) / ln({gain:number}) = 1 +（{logShare:number}）/（{logGain:number}）。具体抽到的网络会偏一点，边拖边看第一层。',
    ],
    solution: [
      '纸上算：约 {expected:number} 层。这一次抽到的界限就在附近，再多一层就低于 {share:percent}。',
      '同样的深度，看看另外两张网：有跳跃连接或稠密连接，第一层仍然听得见。它们不是一层层乘 {gain:number}，而是相加。',
    ],
    goals: {
      heard: '朴素网络的第一层收到至少 {share:percent}',
      deep: '再多一层就收不到这么多',
    },
    mistakes: {
      'still-silent': '太深了：第一层收到的不到 {share:percent}。',
      'could-be-deeper': '听得见，不过还可以更深。',
    },
  },
} satisfies Record<string, ExerciseText>
