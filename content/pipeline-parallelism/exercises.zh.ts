import type { ExerciseText } from '../../components/exercise/text.ts'

export default {
  'cut-the-batch': {
    title: '一个批次，切两次',
    prompt:
      '一条 {ranks} 级的流水线有 {replicas} 份，也就是 {replicas} 个数据并行的副本。一步处理的全局批次是 {batch} 条序列，每个微批次 {size} 条。调度用 1F1B，各级一样快，发送不花时间。',
    parts: {
      'what-they-are': '一个副本的各个微批次怎样通过它？',
      count: '一步之内，一个副本要做几个微批次？',
      bubble: '这一步的总时间里，气泡占多大一部分？',
      'more-replicas': '副本加倍到 {twice} 个，全局批次不变。气泡现在占多大一部分？',
    },
    hints: [
      '全局批次切了两次：先分给各个副本，再在副本之内按每 {size} 条切开。',
      '占总时间的比例：空等的时间，除以从头到尾的时间，后者包括空等在内。',
      '副本加倍，每个副本还剩多少可做？',
    ],
    solution: [
      '它们一个接一个地通过同样的流水级，用同一份权重；梯度累加起来，最后更新一次。',
      'm = 批次 /（b · d）= {batch} /（{size} · {replicas}）= {microbatches}。',
      '(p − 1) / (m + p − 1) = {last} / {turns} = {ofTotal:percent}。',
      '每个副本只剩 {half} 个微批次：{last} / {halfTurns} = {after:percent}。副本多了，气泡变大，不是变小。',
    ],
    mistakes: {
      'replicas-for-micro-batches':
        '那是数据并行：另外的设备，另外的权重副本，同时在算。它填不满这条流水线。',
      'step-after-each': '一个批次的所有微批次用同一份权重，要等最后一个做完才更新。',
      'ranks-for-micro-batches':
        '各个 rank 放的是不同的层，每个微批次都要走遍所有 rank，m 与 p 互不相干。',
      'replicas-forgotten': '{batch} 条序列由 {replicas} 个副本分着做，一个副本只得一份。',
      'size-forgotten': '这数的是序列。一个微批次有 {size} 条。',
      'stages-for-replicas':
        '批次分给副本（{replicas} 个），不分给流水级：同一条流水线上，各级看到的是同样的序列。',
      'more-micro-batches': '你让 m 加倍了。批次不变，副本加倍，每个副本分到的减半。',
      'nothing-changes': 'm = 批次 /（b · d），与 d 有关：从 {microbatches} 降到 {half}。',
      'bubble-over-ideal-for-total':
        '这是 (p − 1) / m，除以的是理想时间。占总时间的比例，分母是 m + p − 1。',
      'stages-for-stages-minus-one':
        '{ranks} 级的流水线，填满和排空多出 {last} 轮，不是 {ranks} 轮。',
    },
    options: {
      'in-turn': {
        label: '一个接一个通过同样的流水级，最后更新一次',
        reason: '对：一个批次的几片，在同一个副本里先后通过。',
      },
      'on-replicas': {
        label: '同时进行，每个微批次在一个自己的副本上',
        reason: '这说的是副本。微批次共用一份权重。',
      },
      'step-each': {
        label: '一个接一个，每做完一个就更新一次权重',
        reason: '那就成了批次更小的另一种算法。梯度要累加起来，一次用上。',
      },
      'one-per-rank': {
        label: '每个 rank 从头到尾负责一个微批次',
        reason: '一个 rank 只有自己那几层，每个微批次都得走遍所有 rank。',
      },
    },
  },

  'gpipe-timetable': {
    title: '方格纸上的 GPipe',
    prompt:
      '画出 {ranks} 个 rank、{microbatches} 个微批次的 GPipe。前向占 {forward} 格，反向占 {backward} 格。rank 和微批次都从 0 数起，反向从 0 号微批次做起，发送不花时间。图从第 0 格开始，「从第几格开始」指它前面有几格。',
    parts: {
      'forward-start': 'rank {rank} 上，{first} 号微批次的前向从第几格开始？',
      turn: 'rank {last} 上，最早的那个反向从第几格开始？',
      'backward-start': 'rank {rank} 上，{second} 号微批次的反向从第几格开始？',
      time: '整张图有多长？',
    },
    hints: [
      '往下一个 rank，晚一个前向；往后一个微批次，也晚一个前向。',
      '最后一个 rank 中间没有空：前向一个挨一个，紧接着就是第一个反向。',
      '反向从最后一个 rank 往回走。rank {rank} 离末尾有几个 rank？',
    ],
    solution: [
      '(r + j) · F =（{rank} + {first}）· {forward} = {forwardStart}。',
      '最后一个 rank 先等 {last} 个前向，再做 {microbatches} 个：{turns} · {forward} = {turn}。',
      '从那里往回 {hops} 个 rank，往后 {second} 个微批次：{turn} + {backwardSteps} · {backward} = {backwardStart}。',
      '(m + p − 1)(F + B) = {turns} · {slot} = {time}。',
    ],
    mistakes: {
      'fill-left-out':
        '只有一开始就有活干的 rank 才是这样。活传到 rank r，要先过 r 个前向；回家的路也一样长。',
      'end-for-start': '这是它结束的地方，开始要早一块。',
      'stages-for-stages-minus-one':
        'rank {last} 离 rank 0 有 {last} 步，所以等 {last} 块，不是 {ranks} 块。',
      '1f1b-for-gpipe': '这是 1F1B。GPipe 要做完全部 {microbatches} 个前向，才做第一个反向。',
      'wrong-direction':
        '反向从最后一个 rank 出发，到 rank {rank} 要走 {hops} 步，不是 {rank} 步。',
      'forward-time-for-backward': '这些步子都是反向，每个 {backward} 格。',
      'forward-only': '前向到这里结束，后面还有反向。',
    },
  },

  'bubble-two-ways': {
    title: '一个气泡，两种比例',
    prompt:
      '一条 {ranks} 级的流水线，各级一样快，按 1F1B 做 {microbatches} 个微批次。一个微批次在一级上，前向 {forward:seconds}，反向 {backward:seconds}。发送不花时间。',
    parts: {
      time: '从第一个前向到最后一个反向，这一步要多久？',
      idle: '每个 rank 在其中空等多久？',
      'over-ideal': '气泡与理想时间之比是多少？',
      'of-total': '气泡占总时间的比例是多少？',
    },
    hints: [
      '看最后一个 rank：等多久才有活干，算多久，最后一份梯度回家要多久？',
      '每个 rank 的计算量都一样：{microbatches} 个前向，{microbatches} 个反向。',
      '理想时间只有计算；总时间是计算加等待。',
    ],
    solution: [
      '(m + p − 1)(F + B) = {turns} · {slot:seconds} = {time:seconds}。',
      '(p − 1)(F + B) = {last} · {slot:seconds} = {idle:seconds}。',
      '与理想时间之比：(p − 1) / m = {last} / {microbatches} = {overIdeal:percent}。',
      '占总时间：(p − 1) / (m + p − 1) = {last} / {turns} = {ofTotal:percent}。',
    ],
    mistakes: {
      'bubble-left-out': '这是理想时间，只有计算。填满和排空还要 {last} 轮。',
      'stages-for-stages-minus-one': '填满和排空是 p − 1 = {last} 轮：总有一级在干活。',
      'forward-only': '每一轮既有前向又有反向，合起来 {slot:seconds}。',
      'ignored-microbatches':
        '这是整批不切、一次只有一个 rank 在算的时间。微批次可以同时在各级上。',
      'counted-at-both-ends':
        '填满花 (p − 1) 个前向，排空花 (p − 1) 个反向；一轮 F + B 里已经各有一个。',
      'bubble-over-ideal-for-total': '你除以的是计算的时间。总时间包括气泡：{last} / {turns}。',
      'bubble-over-total-for-ideal':
        '你除以的是总时间。理想时间只有计算：{last} / {microbatches}。',
      'busy-for-bubble': '这是在干活的那部分，余下的才是气泡。',
    },
  },

  'one-f-one-b-by-hand': {
    title: '1F1B，画一个 rank',
    prompt:
      '{ranks} 个 rank（0 到 {last}）按 1F1B 做 {microbatches} 个微批次。前向占 {forward} 格，反向占 {backward} 格，发送不花时间。写出 rank {rank} 要做的事。',
    parts: {
      order: '它的清单开头是哪一个？',
      'before-first': '在第一个反向之前，它做几个前向？',
      'first-backward': '它的第一个反向从第几格开始？',
    },
    hints: [
      '最后一个 rank 从一开始就轮着来：F0、B0、F1、B1……往前每退一个 rank，就得多提前一个前向。',
      '最早的梯度出现在 rank {last} 上，紧跟着那里 0 号微批次的前向。',
      '然后它要一个反向一个反向地走回 rank {rank}。',
    ],
    solution: [
      'rank {rank} 先用 p − 1 − r = {hops} 个前向预热，再轮着来，前向在先：{order}',
      '预热的前向，加上轮换开头的那个前向：p − r = {before}。',
      '0 号微批次走完全部 {ranks} 个前向，是第 {ranks} · {forward} = {lossTime} 格。它的梯度到 rank {rank} 要经过 {hops} 个反向：{lossTime} + {hops} · {backward} = {firstBackward}。',
    ],
    mistakes: {
      'same-on-every-rank': '只有 rank 0 提前这么多。离末尾越近，梯度回来得越早。',
      'one-forward-short': '预热有 {hops} 个前向，轮换开头还有一个前向。',
      'gpipe-for-1f1b': 'GPipe 才让 {microbatches} 个前向全部先走。1F1B 一有梯度就转身。',
      'counted-from-the-front':
        '要从末尾数：rank {last} 先做一个前向，往前每退一个 rank 就多一个。',
      'did-not-wait': '到这里它自己的前向做完了，可梯度还要从 rank {last} 走回来。',
      'wrong-direction': '梯度从 rank {last} 出发，到 rank {rank} 要走 {hops} 步，不是 {rank} 步。',
      'end-for-start': '这是那个反向结束的地方。',
    },
    options: {
      'own-order': { label: '{order}', reason: '对：先 {before} 个前向，再轮着来。' },
      'order-of-first': {
        label: '{orderOfFirst}',
        reason: '这是 rank 0 的，先做 {ranks} 个前向。',
      },
      'order-of-next': {
        label: '{orderOfNext}',
        reason: '这是下一个 rank 的，少提前一个前向。',
      },
      'order-of-gpipe': {
        label: '{orderOfGPipe}',
        reason: '这是 GPipe：{microbatches} 个前向全部在先。',
      },
    },
  },

  'peak-bytes': {
    title: '一个 rank 存多少',
    prompt:
      '一条流水线有 {ranks} 个 rank，从 0 数起，每个 {layers} 层。一层对一个微批次要存 {perLayer:bytes} 的激活，到它反向做完为止；不用重计算。一步有 {microbatches} 个微批次。只看 rank {rank}。',
    parts: {
      'gpipe-peak': '用 GPipe 时，它的激活峰值是多少？',
      fitting: '如果留给激活的内存是 {memory:bytes}，GPipe 一步最多能有几个微批次？',
      'one-peak': '仍是 {microbatches} 个微批次，用 1F1B 时它的峰值是多少？',
      'what-changes':
        '同一条流水线，同样 {microbatches} 个微批次，发送不花时间，把 GPipe 换成 1F1B。哪些说法对？',
    },
    hints: [
      '一个微批次在一个 rank 上留下多少？它有 {layers} 层。',
      '一个微批次从前向起存到反向做完。最早的反向是哪一个，它前面有几个前向？',
      '1F1B 里，rank r 的清单以 p − r 个前向开头；往后每个反向腾出来的，正好给下一个前向用。',
    ],
    solution: [
      '一个微批次留下 {layers} · {perLayer:bytes} = {share:bytes}。GPipe 掉头时全部都存着：{microbatches} · {share:bytes} = {gpipe:bytes}。',
      '{memory:bytes} / {share:bytes} = {exact:number}，放得下 {fitting} 个。',
      'min(m, p − r) = {ranks} − {rank} = {held}：{held} · {share:bytes} = {oneF:bytes}。',
      '存的少了，时间仍是 (m + p − 1)(F + B)。气泡没变；消息没变，每个微批次在每处边界上一份激活、一份梯度；算出的梯度也没变。',
    ],
    mistakes: {
      '1f1b-for-gpipe': 'GPipe 掉头之前一份也不释放，{microbatches} 份都存着。',
      'gpipe-for-1f1b': '1F1B 在 rank {rank} 上至多存 p − r = {held} 份。',
      'one-layer-only': '这只是一层。这个 rank 有 {layers} 层。',
      'one-micro-batch-only': '这只是一个微批次。掉头时 {microbatches} 个都存着。',
      'rounded-up': '少一个：这么多就超过 {memory:bytes} 了。',
      'same-on-every-rank': '这是 rank 0 的。rank {rank} 离末尾近了 {rank} 步。',
      'counted-from-the-front': '前面的 rank 存得最多，因为梯度回来得最晚：是 p − r，不是 r + 1。',
      'warm-up-only': '预热之外，轮换开头还有一个前向：p − r = {held}。',
      'bubble-shrinks': '1F1B 改的是顺序，开头和结尾的等待没变：两种都是 (p − 1)(F + B)。',
      'messages-saved': '每个微批次在每处边界上仍是过去一次、回来一次。',
      'stale-weights': '这里的 1F1B 等所有反向做完才更新，所以累加的梯度一样。',
    },
    options: {
      'less-held': {
        label: '激活的峰值小了',
        reason: '对：从 m 份变成 min(m, p − r) 份。',
      },
      'same-time': {
        label: '一步的时间不变',
        reason: '对：都是 (m + p − 1)(F + B)。',
      },
      'smaller-bubble': {
        label: '气泡小了',
        reason: '不对：都是 (p − 1)(F + B)。',
      },
      'fewer-messages': {
        label: '每处边界上的消息少了',
        reason: '不对：都是 2m 条。',
      },
      'other-gradients': {
        label: '梯度成了近似值',
        reason: '不对：所有微批次用同一份权重，最后才更新一次。',
      },
    },
  },

  'enough-micro-batches': {
    title: '多少才够',
    prompt:
      '一条 {ranks} 级的流水线，各级一样快，用 1F1B，浪费的时间不得超过总时间的 {allowed:percent}。共有 {replicas} 个副本，一个微批次 {size} 条序列。发送不花时间。',
    parts: {
      count: '每个副本至少要有几个微批次？',
      batch: '这时全局批次有多少条序列？',
      held: 'rank 0 的峰值是几份微批次？',
    },
    hints: [
      '把占总时间的比例写出来，m 是未知数；令它不超过 {allowed:percent}，解出 m。',
      '要取整数，而且气泡不能超过限度。',
      '1F1B 的峰值随 m 增长吗？',
    ],
    solution: [
      '由 (p − 1) / (m + p − 1) ≤ {allowed:number} 得 m ≥ (p − 1)(1 − {allowed:number}) / {allowed:number} = {exact:number}，取 {microbatches}。验算：{microbatches} 个时 {reached:percent}，{fewer} 个时 {missed:percent}。',
      '批次 = m · b · d = {microbatches} · {size} · {replicas} = {batch}。',
      'min(m, p) = {peak}，m 再大也是这么多。GPipe 则要存 {microbatches} 份。',
    ],
    mistakes: {
      'bubble-over-ideal-for-total':
        '你拿 (p − 1) / m 去比限度，那是与理想时间之比。题目说的是占总时间：(p − 1) / (m + p − 1)。',
      'stages-for-stages-minus-one': '气泡是 p − 1 = {last} 轮，不是 {ranks} 轮。',
      'rounded-down': '{fewer} 个时气泡是 {missed:percent}，超过了限度。',
      'replicas-forgotten': '这是一个副本的批次，一共有 {replicas} 个副本。',
      'size-forgotten': '一个微批次有 {size} 条序列。',
      'stages-for-replicas': '各级看到的是同样的序列。该乘副本数（{replicas}），不是级数。',
      'gpipe-for-1f1b': 'GPipe 才要存 {microbatches} 份。1F1B 的峰值有上限。',
      'warm-up-only': '预热是 {last} 个前向，第一个反向之前还有一个。',
      'last-rank-for-first': '这是最后一个 rank。rank 0 等梯度等得最久。',
    },
  },

  'compare-schedules': {
    title: '缩小气泡的三条路',
    prompt:
      '一条流水线有 {ranks} 个 rank、{microbatches} 个微批次。一个微批次在一个 rank 的全部层上，前向 F = {forward:seconds}，输入梯度 I = {input:seconds}，权重梯度 W = {weight:seconds}。发送不花时间；前向和反向成对一起跑，用时 F&B = F + I + W。',
    parts: {
      interleaved: '交错式 1F1B，每个 rank {chunks} 块：一个 rank 的气泡有多长？',
      'interleaved-peak': '这时 rank 0 的峰值是多少块？（一个微批次在一块上的激活算一块。）',
      'zb-h1': '用 ZB-H1，气泡有多长？',
      dualpipe: '用 DualPipe，气泡有多长？',
      'memory-allows':
        '一个 rank 的内存只放得下一份自己的参数，外加至多 {ranks} 份微批次的激活。哪些调度还能用？',
    },
    hints: [
      '交错以后，填满和排空的每一轮变短了：只有一块，不是一个 rank 的全部层。',
      'ZB-H1 让权重梯度去填原来空等的地方。讲它的论文里，B 只指输入梯度。',
      'DualPipe 的公式里，B 是完整的反向 I + W；而且它从两头同时开始。',
      '最后一问：把每种峰值同 p 相比，再数一数参数有几份。',
    ],
    solution: [
      '(p − 1)(F + I + W) / v = {last} · {slot:seconds} / {chunks} = {interleaved:seconds}。',
      'pv + p − 1 = {ranks} · {chunks} + {last} = {inChunks} 块，按整份数是 p + (p − 1)/v = {interleavedPeak:number}。',
      '(p − 1)(F + I − W) = {h1:seconds}。',
      '(p/2 − 1)(F&B + B − 3W)，其中 B = I + W = {backward:seconds}：{pairs} ·（{slot:seconds} + {backward:seconds} − 3 · {weight:seconds}）= {dual:seconds}。',
      '1F1B 和 ZB-H1 不超过 p。GPipe 存 m 份，交错式 p + (p − 1)/v，ZB-H2 存 2p − 1，DualPipe 存 p + 1，而且参数有两份。',
    ],
    mistakes: {
      'chunks-forgotten': '这是普通的 1F1B。每个 rank 有 {chunks} 块时，填充的每一轮要短一些。',
      'stages-for-stages-minus-one': '填满和排空是 p − 1 = {last} 轮。',
      'forward-only': '排空要花反向的时间：一轮是 F + I + W = {slot:seconds}。',
      'memory-unchanged': '这是 1F1B 的 p 份，按块数来数。交错时还要多存 p − 1 块。',
      'shares-for-chunks': '这是按一个 rank 的全部层来数的份数，每份是 {chunks} 块。',
      'chunks-for-shares': 'p 份折成块是 p · v = {sameInChunks} 块，另外还有 p − 1 块同时存着。',
      'full-backward-for-input':
        'ZB-H1 的公式里，B 是输入梯度 I = {input:seconds}，不是完整的反向。',
      'weight-not-moved': '这是 1F1B。ZB-H1 用权重梯度填掉了一部分空隙。',
      'h2-for-h1': '这是 ZB-H2：它多提前一些前向，所以减去 2W。ZB-H1 只减一个 W。',
      'input-for-full-backward': 'DualPipe 的表里，B 是完整的反向 I + W = {backward:seconds}。',
      'all-stages-for-half': '微批次从两头进来，走到会合处只过一半的 rank：p/2 − 1。',
      'half-without-minus-one': '从一头到会合处是 p/2 − 1 = {pairs} 步。',
      'all-micro-batches-held': 'GPipe 要存全部 {microbatches} 份。',
      'more-forwards-ahead': 'ZB-H2 最多要存 2p − 1 份。',
      'two-copies': 'DualPipe 的参数有两份，激活要存 p + 1 份。',
    },
    options: {
      'keeps-1f1b': { label: '1F1B', reason: '对：至多 p 份，在 rank 0 上。' },
      'keeps-h1': { label: 'ZB-H1', reason: '对：每个 rank 都是 p 份。' },
      'keeps-gpipe': { label: 'GPipe', reason: '不行：每个 rank 都是 m 份。' },
      'keeps-interleaved': { label: '交错式 1F1B', reason: '不行：rank 0 是 p + (p − 1)/v。' },
      'keeps-h2': { label: 'ZB-H2', reason: '不行：2p − 1 份。' },
      'keeps-dualpipe': { label: 'DualPipe', reason: '不行：p + 1 份，参数还要存两份。' },
    },
  },

  'steps-in-a-row': {
    title: '零在哪里',
    prompt:
      '{ranks} 个 rank 用 ZB-H2 做 {microbatches} 个微批次；一个微批次在一个 rank 上，前向、输入梯度、权重梯度各要 {slot:seconds}。发送和优化器都不花时间。',
    parts: {
      'one-step': '单独一步，从最早的一个操作到最晚的一个操作，要多久？',
      'with-barrier': '如果所有 rank 都做完，才许开始下一步，那么 {steps} 步要多久？',
      'without-barrier': '如果每个 rank 做完自己的就紧接着做下一步，中间不停，{steps} 步要多久？',
      barrier: '两步之间，通常是什么逼着各个 rank 互相等待？',
    },
    hints: [
      '不可能只有 rank 0 在干活：最后一个 rank 什么时候拿到第一个微批次？',
      '在自己的清单里，从头一个操作到末一个操作，没有哪个 rank 在等。这份清单有多长？',
      '不用互相等待时，各个 rank 始终错开，错开的这一段只付一次。',
    ],
    solution: [
      '最后一个 rank 等 {last} 个前向以后开工，中间不停：{slots} · {slot:seconds} + {last} · {slot:seconds} = {one:seconds}。ZB-H1 也要这么久。',
      '{steps} · {one:seconds} = {withBarrier:seconds}。',
      '{steps} · {work:seconds} + {fill:seconds} = {without:seconds}：填满只付一次。',
      '整个梯度的范数，或者溢出检查，需要每个 rank 的那一份。要拿到那个「零」，就得先更新，事后再核对。',
    ],
    mistakes: {
      'zero-taken-literally': '这只是计算。最后一个 rank 还要等 {fill:seconds} 才有活干。',
      'whole-backwards': '这是 1F1B。反向拆开以后，权重梯度能填掉清单里的空隙。',
      'fill-paid-once': '要互相等待，就每一步都得重新填满流水线。',
      'one-step-only': '这只是一步，一共 {steps} 步。',
      'fill-paid-each-step': '不互相等待时，rank 0 开始下一步，最后一个 rank 还在做上一步。',
      'neighbours-for-all': '激活只送给下一级，不会逼着谁等所有人。',
      'own-work-for-others': '权重梯度是各个 rank 自己的事，没有别的 rank 等它。',
    },
    options: {
      'gradient-norm': {
        label: '由整个梯度算出的量，例如裁剪用的范数',
        reason: '对：要凑齐每个 rank 的梯度，才有谁能更新。',
      },
      'activations-sent': {
        label: '一级送给下一级的激活',
        reason: '它牵住的是一步之内的邻居。',
      },
      'weight-parts': {
        label: '往后挪的权重梯度',
        reason: '它在 rank 自己的清单里，清单做完它也就做完了。',
      },
    },
  },

  'build-within': {
    title: '和 GPipe 一样快，只用 1F1B 的内存',
    prompt:
      '把 {microbatches} 个微批次的前向和反向全部放到 {ranks} 个 rank 上。前向 1 拍，反向 2 拍。这张棋盘不限内存，限制由你自己守：{time} 拍之内做完，任何 rank 同时存的都不超过 {cap} 份。',
    parts: { schedule: '排出这张调度。' },
    hints: [
      'rank 0 最多先做几个前向，就得等它的第一个反向了？',
      '最后的 rank {last} 做完一个微批次的前向，马上就能做它的反向。让每个 rank 的梯度一到就用上。',
    ],
    solution: [
      '预热：rank r 先做 {last} − r 个前向；然后一个前向、一个反向轮着来；最后做完剩下的反向。这就是 1F1B，rank 0 至多存 {ranks} 份。',
      '（{microbatches} + {last}）·（1 + 2）= {time}。答案不止一个：没有人在等、又有空位的地方，反向晚一点也行。',
    ],
    goals: {
      'all-placed': '全部放完',
      'in-time': '{time} 拍之内做完',
      'little-held': '哪个 rank 都不超过 {cap} 份',
    },
    mistakes: {
      'all-micro-batches-held':
        '时间对了，可 GPipe 也是这个时间。有的 rank 在第一个反向腾出位置之前，做了不止 {cap} 个前向。',
      'one-after-the-other':
        '存得是少，可有的 rank 在干等本来可以早些送来的微批次。{cap} 个位置，要让它先做够。',
    },
  },
} satisfies Record<string, ExerciseText>
