import type { ExerciseText } from '../../components/exercise/index.ts'

export default {
  'two-moves': {
    title: '一层拆成两步',
    prompt:
      '一层 {kernel}×{kernel} 卷积，输入 {inputChannels} 个通道，输出 {outputChannels} 个通道。现在换成一层 {kernel}×{kernel} 的逐通道卷积，加一层 1×1 的逐点卷积。没有偏置，也没有批归一化。',
    parts: {
      depthwise: '逐通道卷积有多少个权重？',
      pointwise: '逐点卷积有多少个权重？',
      share: '两层合起来，是标准卷积权重的几分之几？',
    },
    hints: [
      '逐通道卷积进几个通道，就出几个通道。它要几个核？每个核看几个通道？',
      '1×1 卷积已经没有窗口了，只剩下：哪个通道，以多大的分量，进哪个输出。这样的数一共有几个？',
      '先把两层加起来，再除以那一层标准卷积。可以验算：结果应该等于 1/N + 1/k²。',
    ],
    solution: [
      '逐通道：每个输入通道一个核，每核 {area} 个权重，{area} · {inputChannels} = {depthwise}。',
      '逐点：每一对输入和输出之间一个权重，{inputChannels} · {outputChannels} = {pointwise}。',
      '合计 {both}。标准卷积是 {area} · {inputChannels} · {outputChannels} = {standard}。占 {both} / {standard} = {ratio:number}，和 1/{outputChannels} + 1/{area} 相等。',
    ],
    mistakes: {
      'ignored-groups':
        '{ungrouped} 是每个核都看遍 {inputChannels} 个通道的算法。逐通道卷积的核只看一个：k²·Cᵢ = {area} · {inputChannels}。',
      'co-for-ci':
        '你按最后的输出通道数了核。逐通道卷积两头都还是 {inputChannels} 个通道，输出通道要到 1×1 才出现：是 k²·Cᵢ，不是 k²·N。',
      'kernel-not-squared':
        '一个核有 {kernel} · {kernel} = {area} 个权重，不是 {kernel} 个。逐通道：k²·Cᵢ。',
      'one-kernel-in-all': '{area} 只是一个核。{inputChannels} 个通道各有自己的核：k²·Cᵢ。',
      'kernel-kept':
        '{standard} 是标准卷积。逐点卷积的核是 1×1，没有那 {area} 个位置，只有 Cᵢ·N 个权重。',
      'one-weight-per-output':
        '每个输出都由 {inputChannels} 张滤过的图调配而成，每张要一个权重：Cᵢ·N。',
      'depthwise-only':
        '这只是逐通道那一层，1/N。少了负责调配的那一层，通道之间就谁也不知道谁：还要加 1/k²。',
      'pointwise-only': '这只是逐点那一层，1/k²。逐通道卷积的核也是权重：还要加 1/N。',
      'inverted-ratio': '这是标准卷积多到几倍。问的是剩下几分之几：两层除以一层。',
      'fraction-for-complement': '这是省掉的部分，问的是剩下的部分。',
    },
  },

  'norms-and-bias': {
    title: '没有算进去的东西',
    prompt:
      'MobileNet 里的一个块：{inputChannels} 个通道上的 {kernel}×{kernel} 逐通道卷积，批归一化，ReLU；再逐点卷积到 {outputChannels} 个通道，批归一化，ReLU。卷积都不带偏置。',
    parts: {
      trained: '这个块里一共有多少个要训练的数？',
      'true-of-norms': '关于这里的批归一化，哪些说法是对的？',
    },
    hints: [
      '每层卷积后面，都有一个对它的输出通道做的批归一化；每个通道一个倍数 γ，一个偏移 β。',
      '批归一化要减去每个通道的均值。刚刚加到这个通道上的一个常数，会怎么样？',
    ],
    solution: [
      '权重 {weights} 个。批归一化：{inputChannels} + {outputChannels} = {channels} 个通道，每个两个数，共 {norms} 个。合计 {total}。',
      '放在批归一化前面的偏置，减均值时又被减掉了。训练完以后，批归一化就是每个通道一个固定的倍数和偏移，可以并进它前面的卷积。',
    ],
    mistakes: {
      'forgot-the-norms':
        '{weights} 是两层卷积的权重。批归一化每个通道还有 γ 和 β 两个数，一共 {norms} 个。',
      'one-norm-only': '逐通道卷积后面也有一个批归一化，2·{inputChannels} = {firstNorm} 个数。',
      'buffers-counted':
        '你把滑动均值和方差那 {buffers} 个数也算进去了。它们要存，但是统计出来的，不是训练出来的。要训练的是：权重 + 2·({inputChannels} + {outputChannels})。',
      'one-per-channel':
        '批归一化每个通道有两个要训练的数，倍数 γ 和偏移 β：2·{channels}，不是 {channels}。',
      'added-bias': '你加了 {biased} 个偏置。批归一化前面不设偏置：减均值时反正会被减掉。',
    },
    options: {
      'bias-is-cancelled': {
        label: '给它前面的卷积加上偏置，训练中什么也不会改变。',
        reason: '对。通道和它的均值移动了同样多，批归一化取的是两者之差。',
      },
      'folds-away': {
        label: '训练完以后，它可以并进前面的卷积。',
        reason:
          '对。统计量固定以后，它就是每个通道一个倍数、一个偏移：倍数乘进核里，偏移变成偏置。',
      },
      'statistics-are-trained': {
        label: '它的均值和方差是用梯度下降学出来的。',
        reason: '不对。它们是在每个批次上统计的，滑动平均存在缓冲区里。',
      },
      'depthwise-needs-none': {
        label: '逐通道卷积不调配通道，所以后面没有批归一化。',
        reason: '不对。批归一化本来就是一个通道归一个通道的；MobileNet 两层后面都有。',
      },
    },
  },

  'times-fewer': {
    title: '少到几分之一',
    prompt:
      '一层 {kernel}×{kernel} 卷积，{inputChannels} → {outputChannels} 个通道，{size}×{size}，步长 1，无偏置，改成可分离卷积。',
    parts: {
      times: '标准卷积的乘加次数，是两步走的多少倍？',
      'what-moves-it': '改动哪些，能让这个倍数变大？',
      needed: '核不变，要达到 {goal:number} 倍，至少要有几个输出通道？',
    },
    hints: [
      '两层做的是原来的 1/N + 1/k²。题目里给的四个数，有哪几个在这个式子里？',
      '再看一眼公式：不在里面的，就动不了它。',
      '令 1/N + 1/k² 等于目标倍数的倒数，解出 N。倍数随 N 变大，所以该往哪边取整？',
    ],
    solution: [
      '剩下 1/{outputChannels} + 1/{area} = {ratio:number}，倒过来是 {times:number} 倍。光看核，会以为是 {area} 倍。',
      '输出通道越多，1/N 越小；核越大，1/k² 越小。输入通道和位置数在两边都是乘上去的，约掉了。',
      '1/N 最多是 1/{goal:number} − 1/{area}，所以 N 至少是 {exact:number}，取 {needed} 个通道。',
    ],
    mistakes: {
      'kernel-alone':
        '{area} 就是 k²，那是输出通道无穷多时的极限。这里 N = {outputChannels}，1/N 也要算：1 / (1/{outputChannels} + 1/{area})。',
      'terms-multiplied': '两层的份额是相加，不是相乘：1 / (1/N + 1/k²)。两层都要算一遍。',
      'sum-not-inverted': '1/N + 1/k² 倒过来并不是 N + k²。先把两个分数加起来，再取倒数。',
      'inverted-ratio': '这是剩下的份额。要的是它的倒数。',
      'rounded-down':
        '{below} 个通道时，倍数还差一点点才到 {goal:number}。倍数随 N 变大，要往上取。',
      'wrong-sign':
        '你把 1/{area} 加上去了。总共允许剩下 1/{goal:number}，逐点那层已经用掉 1/{area}，留给 1/N 的是两者之差。',
    },
    options: {
      'more-outputs': {
        label: '增加输出通道',
        reason: '能：1/N 变小，同一批滤过的图由更多的输出共用。不过怎么也超不过 k² = {area}。',
      },
      'larger-kernel': {
        label: '用更大的核',
        reason: '能：1/k² 变小。标准卷积每一对通道都要为窗口付一次账，两步走每个输入通道只付一次。',
      },
      'more-inputs': {
        label: '增加输入通道',
        reason: '不能：Cᵢ 在两层里、在标准卷积里都有，约掉了。',
      },
      'larger-picture': {
        label: '用更大的图',
        reason: '不能：每个权重要多干些位置上的活，改之前改之后都一样。',
      },
    },
  },

  'two-multipliers': {
    title: '变窄，变粗',
    prompt:
      '一层 3×3 的可分离卷积，{inputChannels} → {outputChannels} 个通道，{size}×{size}（步长 1，无偏置）。现在宽度系数取 α = {width:number}，图缩小到 {side}×{side}。',
    parts: {
      depthwise: '现在逐通道那一层要做多少次乘加？',
      total: '两层一共呢？',
      share: '这是标准卷积（{inputChannels} → {outputChannels} 个通道，{size}×{size}）的几分之几？',
      weights: '现在两层一共有多少个权重？',
    },
    hints: [
      'α 乘在每一个通道数上：现在进 {inputs} 个，出 {outputs} 个。两层的代价里，通道数各出现几次？',
      'ρ = {side}/{size}。位置数是边长乘边长。',
      '权重不知道图有多大。',
    ],
    solution: [
      '逐通道：9 · {inputs} 个权重，{positions} 个位置，{depthwise}。α 一次，ρ 两次。',
      '逐点：{inputs} · {outputs} · {positions} = {pointwise}。α 两次。合计 {total}。',
      '标准卷积：9 · {inputChannels} · {outputChannels} · {size} · {size} = {standard}。占 {ratio:number}，正是 αρ²/N + α²ρ²/k²，其中 N = {outputChannels}。',
      '权重：9 · {inputs} + {inputs} · {outputs} = {filterWeights} + {mixWeights} = {weights}。',
    ],
    mistakes: {
      'width-squared':
        '你把 α 乘了两次。逐通道卷积的核只看一个通道，变少的只是核的个数：9 · α·{inputChannels} · {positions}。',
      'resolution-once': '图的高和宽都缩了，ρ 要乘两次：{side} · {side} = {positions} 个位置。',
      'ignored-resolution':
        '你用的还是 {size}×{size} 个位置，现在是 {side}×{side} = {positions} 个。',
      'width-once': '逐点卷积两头的通道都变少了：{inputs} · {outputs} 个权重，所以是 α²。',
      'depthwise-only': '少了 1×1 那一层：加上 {inputs} · {outputs} · {positions}。',
      'pointwise-only': '这只是 1×1 那一层，还要加上逐通道卷积。',
      'square-too-few':
        '这是 αρ/N + α²ρ²/k²。逐通道卷积的位置也是两个方向都变少：αρ²/N + α²ρ²/k²。',
      'inverted-ratio': '这是标准卷积多到几倍，问的是占几分之几。',
      'resolution-shrinks-weights':
        '你让权重跟着图缩小了。核还是那些核，只是走的图小了：ρ 改变的是活，不是权重。',
      'ignored-width': '这是 α = 1 时的权重。现在只有 {inputs} 个通道进，{outputs} 个通道出。',
      'macs-for-params': '这是乘加次数。权重只数一遍，不是每个位置数一遍。',
    },
  },

  'within-budget': {
    title: '两份预算',
    prompt:
      '只看 MobileNet 里的 1×1 卷积，活几乎都在那里。宽度 1、{largest} 像素时，它们有 {allWeights:compact} 个权重，要做 {allMacs:compact} 次乘加。某个设备允许它们有 {weightBudget:compact} 个权重，做 {macBudget:compact} 次乘加。哪些尺寸放得下？',
    hints: [
      '1×1 卷积的权重是 Cᵢ·Cₒ。它随 α 的几次方变少？分辨率对它有什么影响？',
      '乘加随 α² 变，也随（分辨率/{largest}）² 变。一份预算放行的尺寸，另一份可能会拦下。',
    ],
    solution: [
      '权重，α² · {allWeights:compact}：宽度 {widthA:number} 是 {weightsA:compact}，{widthB:number} 是 {weightsB:compact}，{widthD:number} 是 {weightsD:compact}。允许 {weightBudget:compact}。',
      '乘加，α²ρ² · {allMacs:compact}：{widthA:number}/{sideA} 是 {macsA:compact}，{widthB:number}/{sideB} 是 {macsB:compact}，{widthC:number}/{sideC} 是 {macsC:compact}，{widthD:number}/{sideD} 是 {macsD:compact}。允许 {macBudget:compact}。',
    ],
    mistakes: {},
    options: {
      'full-width': {
        label: '宽度 {widthA:number}，{sideA} 像素',
        reason: '{weightsA:compact} 个权重（图再小也省不了权重），{macsA:compact} 次乘加。',
      },
      'three-quarters': {
        label: '宽度 {widthB:number}，{sideB} 像素',
        reason: '{weightsB:compact} 个权重（α²），{macsB:compact} 次乘加（α²ρ²）。',
      },
      'three-quarters-fine': {
        label: '宽度 {widthC:number}，{sideC} 像素',
        reason: '{weightsC:compact} 个权重，{macsC:compact} 次乘加：这里 ρ = 1。',
      },
      'half-width': {
        label: '宽度 {widthD:number}，{sideD} 像素',
        reason: '{weightsD:compact} 个权重，{macsD:compact} 次乘加：都是四分之一。',
      },
    },
  },

  'who-reaches-whom': {
    title: '谁够得着谁',
    prompt:
      '两层分组卷积前后相接，都是 {channels} 个通道进，{channels} 个通道出，分 {groups} 组。通道从 0 开始编号。',
    parts: {
      without: '第二层的一个输出，最多能受几个输入通道影响？',
      'comes-from':
        '在两层之间加一次通道混洗：把通道写成 {groups} 行，每组一行，再一列一列地读。现在站在第 {place} 号位置上的，是原来的几号通道？',
      with: '有了这次混洗，第二层的一个输出能受几个输入通道影响？',
    },
    hints: [
      '把每一组画成一个框，两层上下对着放。有哪条路走得出自己的框？',
      '到第 {place} 号位置时，已经读完 {column} 整列，每列 {groups} 个。它在第几行、第几列？一行有 {size} 个通道。',
      '第二层的一组占 {size} 个相邻的位置。它们来自第一层的几个不同的组？每个组各看过几个输入？',
    ],
    solution: [
      '一组有 {channels} / {groups} = {size} 个通道，两层分组相同，所以还是 {without} 个。',
      '第 {place} 号位置在第 {column} 列、第 {row} 行（都从 0 数）。第 {row} 行从 {row} · {size} 号通道开始，所以是 {from} 号。',
      '一组的 {size} 个位置来自 min({groups}, {size}) = {met} 个不同的组，每组看过 {size} 个输入：{met} · {size} = {with}。',
    ],
    mistakes: {
      'groups-for-size': '{groups} 是组数。一组里有 {channels} / {groups} = {size} 个通道。',
      'sees-all': '没有混洗，第二层的墙和第一层在同样的地方，没有路能从一组走到另一组。',
      'layers-add-up':
        '第二层看的是自己组里的 {size} 个通道，它们看过的是同样那 {size} 个输入，没有添新的。',
      'shuffled-back':
        '你写成了 {size} 行，每行 {groups} 个。应当每组一行：{groups} 行，每行 {size} 个，再按列读。你那样做，是把混洗倒回去。',
      'stayed-in-place': '一定留在原处的，只有最前和最后两个位置。把行写出来，再按列读。',
      'more-than-there-are':
        '{size}·{size} = {square}，比这一层的通道还多。其实是全部看得到：min(C, (C/g)²) = {channels}。',
      'always-all':
        '一组只有 {size} 个位置，所以只能遇到 {groups} 组中的 {met} 组，{met} · {size} 个输入。只有 C/g 不小于 g，才看得到全部。',
      'own-group-only':
        '这是没有混洗的情形。现在一组里的 {size} 个通道来自不同的组，每个都带来 {size} 个输入。',
      'one-from-each-group': '{met} 是它遇到的组数。每一组带来的，是它看过的全部 {size} 个输入。',
    },
  },

  'what-raises-intensity': {
    title: '让一个字节多干点活',
    prompt:
      '一层 3×3 的逐通道卷积，{channels} 个通道，{size}×{size}，步长 1，一张图，fp32，每个数只搬一次。每个字节摊到 {base:number} 次浮点运算。哪些改动能让它明显变大（五分之一以上）？',
    hints: [
      '每个输出的数要做 k² 次乘加；为了它，大约有一个数进来，一个数出去。',
      '这里的权重很少。让更多的图来分摊它，能有多大用处？',
    ],
    solution: [
      '每个输出的数：2k² 次运算，大约搬两个数，每个 b 字节，所以接近 k²/b。通道、图和批大小都约掉了。',
      '5×5 的核：{kernelB:number}。fp16：{formatB:number}。{twice} 个通道：{channelsB:number}。{images} 张图：{batchB:number}。步长 2：{strideB:number} FLOP/B。',
    ],
    mistakes: {},
    options: {
      'kernel-of-five': {
        label: '换成 5×5 的核',
        reason: '能，{kernelB:number}：搬来的每个数参加 25 次乘法，而不是 9 次。',
      },
      'half-the-format': {
        label: 'fp32 换成 fp16',
        reason: '能，{formatB:number}：运算一样多，字节减半。',
      },
      'twice-the-channels': {
        label: '通道加倍',
        reason: '不能，{channelsB:number}。标准卷积可以；这里没有哪个核看一个以上的通道。',
      },
      'eight-images': {
        label: '一次 {images} 张图',
        reason: '不能，{batchB:number}。一批图分摊的是权重，而权重本来就没占多少字节。',
      },
      'stride-of-two': {
        label: '步长改成 2',
        reason: '不能，反而降到 {strideB:number}：输出只剩四分之一，输入还是要全部读进来。',
      },
    },
  },

  'separable-in-time': {
    title: '运算少了，时间呢',
    prompt:
      '一层 3×3 卷积，{channels} → {channels} 个通道，{size}×{size}，步长 1，无偏置，一张图，每个数 {width} 字节，改成可分离卷积。芯片每秒做 {peak:compact}FLOP，搬 {bandwidth:bytes}，一边算一边搬。两层先后执行，每一层都从内存读输入，把输出写回内存。',
    parts: {
      intensity: '逐通道那一层的算术强度是多少？',
      time: '两层一共至少要多长时间？',
      faster: '比标准卷积快几倍？',
    },
    hints: [
      '运算：每个输出的数 2 · 9 次。字节：输入、权重、输出，每个数 {width} 字节。',
      '每一层单独算：FLOPs/P 和字节/B，取大的那个；再把两层加起来。',
      '标准卷积远在屋脊点 {ridge:number} FLOP/B 以上，由算的一边定。',
    ],
    solution: [
      '逐通道：{flops:compact}FLOP；{numbers} 个数，{bytes:bytes}；{intensity:number} FLOP/B，低于屋脊点 {ridge:number}。',
      '逐通道：算要 {filterCompute:seconds}，搬要 {filterMove:seconds}。逐点，{mixFlops:compact}FLOP，{mixBytes:bytes}：算要 {mixCompute:seconds}，搬要 {mixMove:seconds}。合计 {filterTime:seconds} + {mixTime:seconds} = {time:seconds}。',
      '标准卷积：{oneFlops:compact}FLOP，{oneTime:seconds}，再除以 {time:seconds}。光看运算，会以为快 {fewerFlops:number} 倍。',
    ],
    mistakes: {
      'macs-for-flops': '你把一次乘加算成一次。按 FLOPs 要算两次，芯片的峰值也是这样标的。',
      'forgot-output': '输出也要写回去：输入 + 权重 + 输出。',
      'elements-for-bytes': '这是每个数摊到的运算。一个数有 {width} 个字节。',
      'inverted-ratio': '分子分母颠倒了。',
      'operations-only':
        '这是两层的 FLOPs/P。可逐通道那层在等内存：搬要 {filterMove:seconds}，算只要 {filterCompute:seconds}。每一层都取大的那个。',
      'depthwise-only': '这只是逐通道那一层，逐点那一层还要 {mixTime:seconds}。',
      'pointwise-only': '这只是逐点那一层，逐通道那一层自己还要 {filterTime:seconds}。',
      'macs-over-peak': '你拿 MACs 去除峰值了。峰值把乘法和加法分开数：MACs 要先乘二。',
      'added-instead-of-worst': '算和搬是同时进行的：每一层取大的那个，不是相加。',
      'speed-by-operations':
        '{fewerFlops:number} 是运算少到几分之一。要拿时间去除：{oneTime:seconds} 除以你的时间。',
    },
  },

  'everybody-reached': {
    title: '权重要少，消息要通',
    prompt:
      '两层 {kernel}×{kernel} 卷积，通道数都是 {channels}，不分组一共 {full} 个权重。请设到不超过 {budget} 个，而每个输出通道仍然知道每个输入通道。',
    hints: [
      '分 g 组，两层的权重都除以 g。中间什么都不做，接连两层分组卷积，组和组之间通得了消息吗？',
      '混洗让第二层的每一组从第一层的每一组各领一个通道，前提是一组里的通道不少于组数。{channels} / g 什么时候不小于 g？',
    ],
    solution: [
      '分 {groups} 组并混洗：{full} / {groups} = {budget} 个权重，每组 {bundle} 个通道，{groups} 个组的消息都收得到。',
      '逐通道卷积后面接逐点卷积也行，只要 {separable} 个权重：在那里，调配单独成了一层。',
    ],
    goals: {
      everybody: '每个输出都知道每个输入',
      light: '权重不超过 {budget} 个',
    },
    mistakes: {
      'forgot-the-shuffle':
        '不混洗，第二层的一组读的还是第一层的同一组，等于并排两张网，永远不碰面。',
      'too-many-groups': '混洗了，可是一组里的通道比组数还少，不够从每一组各领一个。',
    },
  },
} satisfies Record<string, ExerciseText>
