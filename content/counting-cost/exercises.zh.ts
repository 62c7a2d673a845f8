import type { ExerciseText } from '../../components/exercise/index.ts'

export default {
  'kernel-weights': {
    title: '分组卷积有多少参数',
    prompt:
      '一层卷积，核是 {kernel}×{kernel}，输入 {inputChannels} 个通道，输出 {outputChannels} 个通道，分 {groups} 组，带偏置。',
    parts: {
      products: '一个输出格子要做多少次乘法？',
      params: '这一层有多少个参数？',
    },
    hints: [
      '{inputChannels} 个输入通道分成 {groups} 捆以后，一个核看得见其中几个？',
      '一共有几个核？分组不改变这个数。每个核除了权重，还带着什么？',
    ],
    solution: [
      '一个核看 {inputChannels} / {groups} = {seen} 个通道，{kernel} · {kernel} · {seen} = {products} 次乘法。',
      '{outputChannels} 个核，每个有 {products} 个权重和一个偏置：({products} + 1) · {outputChannels} = {params}。',
    ],
    mistakes: {
      'ignored-groups':
        '{ungrouped} 次，是一个核看遍 {inputChannels} 个通道的算法。分了 {groups} 组，它只看 {inputChannels} / {groups} = {seen} 个。',
      'kernel-not-squared':
        '核既有 {kernel} 列也有 {kernel} 行，在每个看得见的通道里盖住 {kernel} · {kernel} 个像素。',
      'co-for-ci':
        '你用了输出通道数 {outputChannels}。一个格子是对*输入*求和：K = k·k·Cᵢ/g，Cᵢ = {inputChannels}。',
      'forgot-bias': '这是权重数。每个输出通道还有一个偏置，一共还差 {outputChannels} 个。',
      'one-bias-in-all': '偏置不是整层一个，而是每个输出通道一个：加 {outputChannels}，不是加 1。',
      'ci-for-co': '每个*输出*通道一个核，共 {outputChannels} 个，不是 {inputChannels} 个。',
      'kernels-of-one-group':
        '这只是一组的：{outputChannels} / {groups} = {bundle} 个核。各组合起来是 {outputChannels} 个。g 只除一次，除在核里面。',
    },
  },

  windows: {
    title: '放得下几个窗口，漏掉几个像素',
    prompt:
      '一张 {size}×{size} 的图，{inputChannels} 个通道，经过一层 {kernel}×{kernel} 卷积：步长 {stride}，四周各填充 {padding}，输出 {outputChannels} 个通道，不分组，无偏置。',
    parts: {
      windows: '一行放得下多少个窗口？',
      dropped: '一行的末尾，有多少个图上的像素没有窗口够得着？',
      macs: '这一层要做多少次乘加？',
    },
    hints: [
      '填充以后一行有 {padded} 个像素。第一个窗口放在开头，它还能往后挪多远？那是几个整步，每步 {stride}？',
      '最后一个窗口到哪儿为止？一行有 {padded} 个像素。剩下的那一截里，最后 {padding} 个是填充，再往前才是图。',
      '每个权重在每个输出位置上用一次，位置数是窗口数乘窗口数。',
    ],
    solution: [
      '宽 {kernel} 的窗口能挪 {padded} − {kernel} = {room} 个像素：⌊{room} / {stride}⌋ = {steps} 步，连同起点共 {windows} 个窗口。',
      '它们到 {steps} · {stride} + {kernel} = {end} 为止。{padded} 个像素里还剩 {remainder} 个。先抵掉填充：max(0, {remainder} − {padding}) = {dropped}，图上丢了 {dropped} 个。',
      '权重：{kernel} · {kernel} · {inputChannels} · {outputChannels} = {weights}。乘加：{weights} · {windows} · {windows} = {macs}。',
    ],
    mistakes: {
      'forgot-the-first':
        '{steps} 是步数，起点的那个窗口也要算：⌊({size} + 2·{padding} − {kernel}) / {stride}⌋ + 1。',
      'rounded-up':
        '你把最后那不完整的一步也走了。{room} / {stride} 要向下取整，放不下的窗口就不放。',
      'ignored-padding':
        '这是没有填充的一行。两头各多 {padding} 个像素：{size} + 2·{padding} = {padded}。',
      'ignored-stride': '这是一次挪一个像素的算法。这里一步挪 {stride} 个。',
      'padding-counted-as-lost':
        '剩下的确是 {remainder} 个，但行尾有 {padding} 个是填充。填充没人读，不算损失。',
      'nothing-lost':
        '最后一个窗口到第 {end} 个像素为止，一行有 {padded} 个，行尾的填充只有 {padding} 个。图上还剩了一点。',
      'input-size-for-output':
        '你用的是输入的 {size}×{size}。运算按输出格子数，位置只有 {windows}×{windows} 个。',
      'one-row-only': '这只是一行窗口。这样的行有 {windows} 行。',
      'kernel-not-squared': '核在每个通道里有 {kernel} · {kernel} 个抽头，不是 {kernel} 个。',
      'params-for-macs': '{weights} 是权重数。每个权重要在 {windows} · {windows} 个位置上用一次。',
      'flops-for-macs': '这是把乘法和加法分开数。一次乘加只算一次 MAC，要减半。',
    },
  },

  'same-weights': {
    title: '权重不变，活少干',
    prompt:
      '一层 {kernel}×{kernel} 卷积，{channels} → {channels} 个通道，填充 {padding}，图 {size}×{size}：{parameters} 个参数，{macs:compact} 次乘加。请动手设一设：还用这些权重，计算量降到原来的 1/{times} 以下，而且不漏掉任何像素。',
    hints: [
      '乘加次数 = 权重数 × 输出位置数。四个旋钮里，哪个改位置数，哪个改权重数？',
      '步长为 s，位置大约只剩 s² 分之一。s 大到多少，相邻两个窗口就挨不上了？',
    ],
    solution: [
      '分组和偏置都会改参数量，不能动；填充只影响边上一圈。步长取 {stride}，乘加从 {macs:compact} 降到 {least:compact}，在 {budget:compact} 以内。',
      '窗口宽 {kernel} 个像素，每次移 {stride} 个，中间没有空档。代价在图上：长和宽都缩小到 {stride} 分之一。',
    ],
    goals: {
      'within-budget': '乘加不超过 {budget:compact} 次',
      'same-parameters': '参数仍是 {parameters} 个',
      'no-pixel-skipped': '每个像素都落在某个窗口里',
    },
    mistakes: {
      'groups-for-stride':
        '分组确实把计算量除下去了，可权重也跟着少了：每个核看到的通道变少。题目要求那 {parameters} 个参数原样留着。',
      'skipped-pixels':
        '窗口只有 {kernel} 个像素宽，一步却迈得更远，两个窗口之间的像素谁也没读到。',
    },
  },

  'what-changes': {
    title: '动一个旋钮，五笔账',
    prompt:
      '一层 3×3 卷积，填充 1，无偏置，只改了一项设置。原来：{channels} → {channels} 个通道，1 组，步长 1，图 {size}×{size}，批大小 1，每个数 4 字节。改后：{inB} → {outB} 个通道，{groupsB} 组，步长 {strideB}，图 {sizeB}×{sizeB}，批大小 {batchB}，每个数 {widthB} 字节。哪些账变了？',
    hints: [
      '先找出哪一项设置不一样，再把五个式子并排写下来，看它出现在哪几个里。',
      '参数：K·Cₒ。乘加：N·Hₒ·Wₒ·K·Cₒ。字节：张量里有几个数，乘以一个数几个字节。',
    ],
    solution: [
      '参数 {parameters} → {parametersB}；乘加 {macs:compact} → {macsB:compact}。',
      '字节：输入 {inputBytes:bytes} → {inputBytesB:bytes}，权重 {weightBytes:bytes} → {weightBytesB:bytes}，输出 {outputBytes:bytes} → {outputBytesB:bytes}。',
    ],
    mistakes: {},
    options: {
      'param-count': {
        label: '参数量',
        reason:
          '由核、通道、分组（和偏置）决定：k·k·Cᵢ/g·Cₒ。图的大小、步长、批大小、数的格式都不在式子里。这里 {parameters} → {parametersB}。',
      },
      'mac-count': {
        label: '乘加次数',
        reason:
          '权重数 × 输出位置数 × 图的张数。只有数的格式影响不到它。这里 {macs:compact} → {macsB:compact}。',
      },
      'input-bytes': {
        label: '输入的字节数',
        reason:
          'N·Cᵢ·h·w 个数，步长、分组、输出通道都不在里面。这里 {inputBytes:bytes} → {inputBytesB:bytes}。',
      },
      'weight-bytes': {
        label: '权重的字节数',
        reason:
          '参数量 × 一个数的字节数。不管几张图，权重只取一次。这里 {weightBytes:bytes} → {weightBytesB:bytes}。',
      },
      'output-bytes': {
        label: '输出的字节数',
        reason:
          'N·Cₒ·Hₒ·Wₒ 个数。步长藏在 Hₒ 和 Wₒ 里，输入通道和分组则完全不在里面。这里 {outputBytes:bytes} → {outputBytesB:bytes}。',
      },
    },
  },

  'three-counts': {
    title: '同一层，三种数法',
    prompt:
      '一层 {kernel}×{kernel} 卷积，带偏置，{inputChannels} → {outputChannels} 个通道，不分组，步长 2，填充 {padding}，输入 {size}×{size}。',
    parts: {
      macs: '多少次乘加（MACs）？',
      article: '按原文的算法，FLOPs 是多少？',
      flops: '乘法和加法分开数，FLOPs 是多少？',
    },
    hints: [
      '先求输出尺寸，再求一个格子要做几次乘法。',
      '原文里一次乘加算一次，偏置也算一次。偏置一共加了几次，每个通道一次，还是每个格子一次？',
      'K 个积之间有 K − 1 次加法，偏置再加一次。',
    ],
    solution: [
      '输出 {side}×{side}。一个格子 {kernel} · {kernel} · {inputChannels} = {products} 次。乘加：{side} · {side} · {outputChannels} · {products} = {macs}。',
      '原文给每个输出格子再加一次：{side} · {side} · {outputChannels} · {more} = {article}。',
      'FLOPs：2 · {macs} = {flops}。偏置正是每个格子的第 {products} 次加法，已经在里面了。',
    ],
    mistakes: {
      'input-size-for-output':
        '你数了 {size}×{size} 个位置，那是输入。步长为 2，一个通道的输出只有 {side}×{side} 个格子，四分之一。',
      'counted-the-bias':
        '这里面有偏置，是原文的数法。MACs 只数乘积：每个格子 {products} 次，不是 {more} 次。',
      'one-output-channel': '这只是一个输出通道。一共有 {outputChannels} 个。',
      'params-for-macs':
        '{params} 是参数量。乘加要按每个位置数：再乘 {side} · {side}（而且不含偏置）。',
      'flops-for-macs': '这是把乘法和加法分开数。一次 MAC 是两者合一，要减半。',
      'forgot-bias': '这是 MACs。原文还要数偏置，每个输出格子一次，再加 {cells}。',
      'doubled-for-the-article': '原文里一次乘加只算一次，不用乘二。',
      'true-flops-for-article':
        '这是 2 · MACs，严格意义上的 FLOPs。原文每个格子算 K + 1 = {more} 次，不是 2K。',
      'macs-for-flops': '这里一次乘加算两次运算：2 · MACs。',
      'bias-on-top':
        '你先加偏置再乘二。K 个积只要 K − 1 次加法，加上偏置，每个格子恰好 2K 次，不是 2K + 2。',
    },
  },

  'where-the-stride-stands': {
    title: '半个版本的差价',
    prompt:
      'ResNet 里一个要把图缩小一半的块，先是 1×1 卷积，{outer} → {inner} 个通道，再是 3×3 卷积（填充 1），{inner} → {inner} 个通道，都没有偏置。进来的图是 {size}×{size}。v1 把步长 2 放在 1×1 上，v1.5 放在 3×3 上。',
    parts: {
      early: 'v1 里，1×1 做多少次乘加？',
      extra: '到了 v1.5，1×1 要*多*做多少次？',
      'three-by-three': '那么 3×3 呢？v1.5 与 v1 相比：',
    },
    hints: [
      '权重数乘输出位置数。步长是 2 和步长是 1 时，1×1 的输出各有多大？',
      '两个版本都跟着图走完两层。运算是在图出来的地方数的。',
    ],
    solution: [
      'v1：1×1 输出 {half}×{half}。{outer} · {inner} · {half} · {half} = {early}。',
      'v1.5：它输出 {size}×{size}，格子是四倍，要 {late} 次。多出 {late} − {early} = {more}。',
      '3×3 在两个版本里输出都是 {half}×{half}，都是 {threeEarly} 次。',
    ],
    mistakes: {
      'input-size-for-output':
        '运算按*输出*格子数。{size}×{size} 上步长为 2 的一层，输出是 {half}×{half}。',
      'halved-once': '步长 2 把高和宽都减半，格子剩四分之一，不是一半。',
      'params-for-macs': '{weights} 是权重数。每个权重在 {half} · {half} 个位置上各用一次。',
      'whole-for-extra': '这是 1×1 在 v1.5 里的全部。问的是*多*做了多少，要减去 v1 里的那些。',
      'doubles-not-quadruples':
        '这样只是翻了一倍。去掉步长，高和宽都翻倍，活是四倍，也就是多出三倍。',
    },
    options: {
      'same-work': {
        label: '乘加次数一样',
        reason: '两个版本里它的输出都是 {half}×{half}，权重也一样，而乘加就是权重数乘输出位置数。',
      },
      'four-times-the-work': {
        label: '是四倍',
        reason: 'v1.5 里它的*输入*是四倍大，可是输出都是 {half}×{half}，数的是输出。',
      },
      'a-quarter-of-the-work': {
        label: '是四分之一',
        reason:
          'v1.5 里它的步长是 2，但面对的是 {size}×{size}；v1 里步长是 1，面对的是 {half}×{half}。出来的都是 {half}×{half}。',
      },
    },
  },

  'which-count': {
    title: '没写单位的数',
    prompt:
      '一层卷积：核 3×3，带偏置，{inputChannels} → {outputChannels} 个通道，{groups} 组，步长 2，填充 1，输入 {size}×{size}。某个工具给它印出 {shown}，没说数的是什么。它是怎么数的？',
    hints: [
      '自己先把乘加数出来，分组和输出尺寸都别漏。',
      '用印出的数除以你的乘加次数：是 1、2、4，是组数，还是比 1 大一点点？',
    ],
    solution: [
      '输出 {side}×{side}；每个格子 3 · 3 · {inputChannels} / {groups} = {products} 次乘法；乘加 {side} · {side} · {outputChannels} · {products} = {macs}。',
      '印出的 {shown} 是它的 {ratio:number} 倍。',
    ],
    mistakes: {
      'input-size-for-output': '按输入尺寸数，会得到 {onInput}。工具印的是 {shown}。',
      'ignored-groups': '不管分组，会得到 {ungrouped}。工具印的是 {shown}。',
    },
    options: {
      'as-macs': {
        label: '数的是乘加，而且没数错',
        reason: '输出格子数 × 每格的乘法次数，得 {macs}。',
      },
      'as-flops': {
        label: '乘法和加法分开数',
        reason: '那就是 2 · MACs = {flops}。',
      },
      'as-article': {
        label: '一次乘加算一次，再加上偏置',
        reason: '那就是每个输出格子多一次：{article}。',
      },
      'on-input': {
        label: '数乘加时用了输入尺寸',
        reason: '步长为 2 时，那会是乘加次数的四倍：{onInput}。',
      },
      'no-groups': {
        label: '数乘加时没管分组',
        reason: '那会是乘加次数的 {groups} 倍：{ungrouped}。',
      },
    },
  },

  'bytes-and-bound': {
    title: '搬多少，谁说了算',
    prompt:
      '一层 3×3 卷积，{channels} → {channels} 个通道，{groups} 组，步长 2，填充 1，无偏置，一张 {size}×{size} 的图，{precision}（每个数 {width} 字节）。输入、权重、输出各在内存接口上走一趟。',
    parts: {
      bytes: '一共搬多少字节？',
      intensity: '每个字节摊到多少 FLOP？（一次乘加算两次。）',
      bound:
        '一块芯片的峰值是 {peak:compact}FLOP/s，带宽每秒 {bandwidth:bytes}。这一层至少要花的时间，由哪一边定？',
    },
    hints: [
      '三个张量：进来的、权重、出去的。各数一数有几个数，再乘 {width}。',
      'FLOPs 是 2 · 权重数 · 输出位置数。',
      '在搬来一个字节的时间里，芯片能做「峰值 / 带宽」次运算。',
    ],
    solution: [
      '输入 {channels} · {size} · {size} · {width} = {inputBytes}，权重 3 · 3 · {seen} · {channels} · {width} = {weightBytes}，输出 {channels} · {side} · {side} · {width} = {outputBytes}，合计 {bytes} 字节。',
      '乘加 {macs}，FLOPs {flops}。{flops} / {bytes} = {intensity:number} FLOP/B。',
      '屋脊点是 {peak:compact} / {bandwidth:compact} = {ridge:number} FLOP/B。强度比它低的层等内存，比它高的层等运算；这一层是 {intensity:number}。',
    ],
    mistakes: {
      'elements-for-bytes': '搬的是 {elements} 个数。{precision} 的一个数占 {width} 字节。',
      'weights-only': '这只是权重。输入也要读，输出也要写。',
      'forgot-output': '漏了输出，写它要 {outputBytes} 字节。',
      'ignored-stride':
        '步长为 2，输出是 {side}×{side}，只有输入的四分之一：{outputBytes} 字节，不是 {inputBytes}。',
      'bits-for-bytes': '这是比特数。八个比特才是一个字节。',
      'macs-for-flops': '这是每字节的乘加次数。一次乘加是两个 FLOP。',
      'inverted-ratio': '写倒了：FLOPs 在上，字节在下。',
      'per-weight-byte': '你只除了权重的字节。搬的是全部 {bytes} 字节：输入、权重和输出。',
    },
    options: {
      'memory-decides': {
        label: '搬的一边',
        reason:
          '强度（{intensity:number}）低于「峰值 / 带宽」（{ridge:number} FLOP/B）时，搬比算更久。',
      },
      'computing-decides': {
        label: '算的一边',
        reason:
          '强度（{intensity:number}）高于「峰值 / 带宽」（{ridge:number} FLOP/B）时，算比搬更久。',
      },
    },
  },

  'fewer-not-faster': {
    title: '那么，到底快几倍',
    prompt:
      '一层 3×3 卷积，{channels} → {channels} 个通道，步长 1，填充 1，无偏置，{size}×{size}，fp32，换成同样形状的 3×3 逐通道卷积。芯片的峰值是 {peak:compact}FLOP/s，带宽每秒 {bandwidth:bytes}。算和搬可以完全同时进行。',
    parts: {
      operations: '原来的运算次数是后来的多少倍？',
      bytes: '原来的字节数是后来的多少倍？（三位有效数字。）',
      time: '原来的最短时间是后来的多少倍？',
    },
    hints: [
      '原来每个格子 3 · 3 · {channels} 次乘法。每个核只看一个通道时呢？',
      '输入和输出在两层里一样，缩小的只有权重。',
      '每一层花的时间，等于它自己较慢的那一边。先弄清两层各是哪一边慢。',
    ],
    solution: [
      '每个格子的乘法：原来 9 · {channels} 次，后来 9 次，所以是 {operations} 倍。',
      '字节：原来 {denseBytes}，后来 {aloneBytes}，是 {bytesRatio:number} 倍。',
      '原来：算 {denseCompute:seconds}，搬 {denseMove:seconds}。后来：算 {aloneCompute:seconds}，搬 {aloneMove:seconds}。取各自较慢的：{denseCompute:seconds} / {aloneMove:seconds} = {timeRatio:number}。',
    ],
    mistakes: {
      'kernel-for-channels': '3 · 3 = 9 个抽头还在。省掉的是对 {channels} 个通道的求和。',
      'channels-squared':
        '输出仍有 {channels} 个通道。变少的只是每个格子看的通道，从 {channels} 个变成 1 个。',
      'weights-only': '缩到 {operations} 分之一的是权重和运算。输入和输出的字节一点没少。',
      'inverted-ratio': '写倒了：问的是原来 / 后来。',
      'speed-by-operations':
        '如果只有运算花时间，就会这样。可是逐通道那层算只要 {aloneCompute:seconds}，搬字节却要 {aloneMove:seconds}。',
      'speed-by-bytes':
        '如果前后都由内存说了算，就会这样。可是原来那层等的是运算：{denseCompute:seconds} 对 {denseMove:seconds}。',
      'added-instead-of-worst': '你把算和搬加起来了。两者同时进行，每层只等较慢的那一边。',
      'macs-over-peak': '你用 MACs 除以峰值。峰值数的是 FLOP，一次乘加算两次。',
    },
  },
} satisfies Record<string, ExerciseText>
