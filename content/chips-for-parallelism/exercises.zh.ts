import type { ExerciseText } from '../../components/exercise/text.ts'

export default {
  'faster-units': {
    title: '快的更快，别的照旧',
    prompt:
      '训练一步，等矩阵单元 {matrix:seconds}，等内存带宽 {memory:seconds}，等互连 {links:seconds}，还有 {pauses:seconds} 的停顿，这些等待互不重叠。下一代芯片矩阵单元的算力是 {factor:number} 倍，别的都不变。',
    parts: {
      after: '在新芯片上，一步要多久？',
      gained: '速度是原来的几倍？',
      limit: '矩阵单元要多快有多快，一步最多能快到原来的几倍？',
      'next-wait': '在新芯片上，哪种资源多 1 % 省的时间最多？',
    },
    hints: [
      '四段等待里，只有一段变短了。',
      '倍数是时间之比：原来的除以现在的。',
      '假如矩阵单元不花时间，还剩下什么？',
    ],
    solution: [
      '{total:seconds} − {matrix:seconds} + {matrix:seconds} / {factor:number} = {after:seconds}。',
      '{total:seconds} / {after:seconds} = {gained:number}。',
      '其余部分是 {rest:seconds}：{total:seconds} / {rest:seconds} = {limit:number}。',
      '现在各段等待是：矩阵单元 {matrixAfter:seconds}，内存 {memory:seconds}，互连 {links:seconds}。哪段最长，弹性就最大。',
    ],
    mistakes: {
      'everything-faster': '要每段等待都变短才行。内存、互连和停顿还是 {rest:seconds}。',
      'rest-forgotten': '这只是等矩阵单元的新时间，别的还在。',
      'saved-the-wrong-part':
        '你减去的 {matrixAfter:seconds} 是矩阵时间剩下的部分，不是省下的部分。',
      'averaged-the-factors': '倍数不能按旧时间的比例来平均。先把新时间加起来，再相除。',
      'matrix-for-rest': '你除以了矩阵时间。剩下来的是其余部分。',
      'one-more-doubling': '把倍数相乘，等于假定其余部分也在变短。',
    },
    options: {
      'more-matrix': {
        label: '矩阵单元',
        reason: '它现在占 {matrixAfter:seconds}；内存 {memory:seconds}，互连 {links:seconds}。',
      },
      'more-bandwidth': {
        label: '内存带宽',
        reason: '它占 {memory:seconds}；矩阵单元现在 {matrixAfter:seconds}，互连 {links:seconds}。',
      },
      'more-links': {
        label: '互连',
        reason: '它占 {links:seconds}；矩阵单元现在 {matrixAfter:seconds}，内存 {memory:seconds}。',
      },
    },
  },

  'spend-it': {
    title: '花掉百分之一',
    prompt:
      '训练一步，等矩阵单元 {matrix:seconds}，等内存带宽 {memory:seconds}，等互连 {links:seconds}，另有 {pauses:seconds} 花钱也买不掉。芯片价格 {price} €：矩阵单元 {matrixPrice} €，内存带宽 {memoryPrice} €，互连 {linkPrice} €，其余 {otherPrice} €。每种速率与花在它上面的钱成正比。',
    parts: {
      elasticity: '一步的时间对内存带宽的弹性是多少？',
      gain: '把 {spend:number} €（价格的 1 %）花在内存带宽上，按一阶近似能省百分之几的时间？',
      buy: '这 {spend:number} € 花在哪里省得最多？',
    },
    hints: [
      '带宽多 1 %，只有等内存的那段短 1 %。那段占一步的几成？',
      '芯片价格的 1 %，占带宽所花的钱不止 1 %。占多少？',
    ],
    solution: [
      'e = {memory:seconds} / {total:seconds} = {elasticity:percent}。',
      's = {memoryPrice} / {price} = {share:percent}。这笔钱能多买 1 % / s 的带宽，省下 e / s · 1 % = {gain:percent}。',
      'e / s：矩阵单元 {matrixRatio:number}，内存带宽 {memoryRatio:number}，互连 {linkRatio:number}。',
    ],
    mistakes: {
      'of-the-others': '你是同其余的等待相比。弹性是占整步的比例。',
      'price-for-time': '这是它占价格的比例。弹性看的是时间。',
      'share-forgotten':
        '这是带宽多 1 % 时省的。芯片价格的 1 % 能多买 1 % / {share:percent} 的带宽。',
      'share-multiplied': '资源越便宜，同样的钱买得越多：要除以占比，不是乘。',
    },
    options: {
      'buy-matrix': { label: '矩阵单元', reason: '它的 e / s 是 {matrixRatio:number}。' },
      'buy-memory': { label: '内存带宽', reason: '它的 e / s 是 {memoryRatio:number}。' },
      'buy-links': { label: '互连', reason: '它的 e / s 是 {linkRatio:number}。' },
    },
  },

  'token-in-time': {
    title: '按时吐出一个词元',
    prompt:
      '一块类似 A100 的芯片用 Llama 3 8B 为 {sequences} 条序列解码，每条已有 {context} 个词元：一步 {now:seconds}，芯片 {nowPrice:number} €。请设计一块芯片，一步不超过 {target:seconds}，价格不超过 {budget} €。矩阵单元、内存带宽和内存容量可以改。',
    hints: [
      '在图里把负载拆开看：它在等什么？几乎不等什么？',
      '带宽要花钱。平面图上哪几块，这个负载用不上？',
      '模型和缓存一共 {need:bytes}，内存装得下它们就够了。',
    ],
    solution: [
      '时间几乎全在等内存带宽，所以要买带宽：大约 {foundBandwidth:bytes}/s。',
      '钱从算力里省（解码用不了多少，{foundMatrix} TFLOP/s 绰绰有余），也从超出 {need:bytes} 的内存里省：{foundCapacity:bytes} 就够。',
      '这样一块芯片一步 {foundTime:seconds}，价格 {foundPrice:number} €。别的配法也有不少。',
    ],
    mistakes: {
      'bought-flops': '你买了算力。看那根条：几乎没有时间在等矩阵单元。',
      'no-room-for-the-model': '够快，也够便宜，可是权重和缓存要 {need:bytes}。',
    },
    goals: {
      'in-time': '一步不超过 {target:seconds}',
      'within-budget': '芯片不超过 {budget} €',
      'it-fits': '模型放得进内存',
    },
  },

  'three-traffics': {
    title: '三种流量',
    prompt:
      '一个 {layers} 层的 Transformer，h = {hidden}，s = {sequence}。张量并行 {tensor} 路，流水线 {stages} 级，每级 {layersPerStage} 层，{replicas} 个副本。每个副本一步跑 {microBatches} 个微批次，每个一条序列。发送的一切都是 16 位，不做重计算。一层有 12h² 个权重（别的不计）。看中间的一级；同一级的 t 块芯片分摊要往下送的数据。集合通信都用环。',
    parts: {
      tensor: '为张量并行，一块芯片一步发送多少字节？',
      pipeline: '它向流水线上的邻居发送多少？',
      data: '为平均梯度（每步一次），它发送多少？',
      inside: '张量并行的这些字节，在 {link:bytes}/s 上要多久？',
      place:
        '一台机器内的芯片以 {link:bytes}/s 相连，机器之间每块芯片 {network:bytes}/s。哪种组该放在机器之内？',
    },
    hints: [
      '一层、一个微批次：前向两次 all-reduce，反向两次，每次 s·h 个数。环要发送其中的 2(t−1)/t。',
      '中间的一级，每个微批次往后送一份激活，往前送一份梯度。',
      '一块芯片存自己那几层权重的 1/t，它们的梯度每步归约一次。',
    ],
    solution: [
      '每层 4 · 2 · {last}/{tensor} · {message:bytes} = {perLayer:bytes}；乘以 {layersPerStage} 层和 {microBatches} 个微批次：{tensorBytes:bytes}。',
      '2 · {microBatches} · {message:bytes} / {tensor} = {pipelineBytes:bytes}。',
      '梯度：{layersPerStage} · 12h² / {tensor} · 2 B = {gradients:bytes}。环要发送其中的 2 · {lastReplica}/{replicas}，即 {dataBytes:bytes}。',
      '{tensorBytes:bytes} / {link:bytes}/s = {onLinks:seconds}；若走机器之间的网络，要 {onNetwork:seconds}。',
      '字节最多，发得最勤，又没有东西可躲：快链路给张量并行组。',
    ],
    mistakes: {
      'one-micro-batch-only': '这只是一个微批次。一步有 {microBatches} 个。',
      'whole-message': '同一级的 {tensor} 块芯片分摊这份数据，各送一份。',
      'not-split-over-t': '每块芯片只存、也只归约自己那几层权重的 1/{tensor}。',
      'other-network': '这是机器之间的时间。题目问的是 {link:bytes}/s。',
      'least-first': '流水线送得最少，慢网络正好留给它。',
      'bulk-inside': '梯度一步只送一次，还能躲在反向后面。张量并行每一层都要等它的字节。',
    },
    options: {
      'tensor-inside': {
        label: '张量并行组',
        reason: '对：每步 {tensorBytes:bytes}，层层都有，躲不掉。',
      },
      'pipeline-inside': {
        label: '流水线',
        reason: '它每步只要 {pipelineBytes:bytes}，比张量并行少得多。',
      },
      'data-inside': {
        label: '副本',
        reason: '它要 {dataBytes:bytes}，只有一次，还能躲在反向后面。',
      },
    },
  },

  'hand-it-over': {
    title: '要不要交给别的核',
    prompt:
      '一个逐通道卷积层有 {operations:compact} 次运算。数据所在的核做这种活每秒 {own:compact} 次，另一种核每秒 {other:compact} 次。要用后者，一共得搬 {bytes:bytes}（来回合计，与它的计算重叠），速度 {bandwidth:bytes}/s；交过去和交回来，每次 {handover:seconds}。',
    parts: {
      alone: '在数据所在的核上，这一层要多久？',
      handed: '交给另一种核，全算上要多久？',
      pays: '哪样快？',
      network: '一个网络有 {layers} 个这样的层，中间夹着别的活。全交给另一种核，这些层一共多久？',
    },
    hints: [
      '在另一种核上，计算与搬运重叠，取长的；交接不与任何东西重叠。',
      '两个这样的层之间，数据要回来一趟。',
    ],
    solution: [
      '{operations:compact} / 每秒 {own:compact} = {alone:seconds}。',
      '两次交接共 {overhead:seconds}，再加 {computing:seconds} 与 {moving:seconds} 中长的一个：{handed:seconds}。',
      '{alone:seconds} 对 {handed:seconds}，取短的。',
      '{layers} · {handed:seconds} = {handedAll:seconds}；留在原处则是 {aloneAll:seconds}。',
    ],
    mistakes: {
      'other-core': '这是另一种核的速率。',
      'one-handover': '结果还要交回来：两次交接。',
      'handover-forgotten': '少了两次 {handover:seconds} 的交接。',
      'added-what-overlaps': '那边搬运与计算重叠，取长的，不是相加。',
      'shorter-for-longer': '两件事重叠时，长的说了算。',
      'one-handover-for-all': '这些层之间夹着别的活，每层都要付自己的交接。',
      'kept-for-handed': '这是留在原处的时间。',
    },
    options: {
      'keep-it': {
        label: '留在数据所在的核',
        reason: '那里 {alone:seconds}，另一种核 {handed:seconds}。',
      },
      'hand-over': {
        label: '交给另一种核',
        reason: '那边 {handed:seconds}，留在原处 {alone:seconds}。',
      },
    },
  },

  'waiting-for-all': {
    title: '一块慢芯片',
    prompt:
      '{ranks} 块芯片同步训练。一条消息再小也要 {alpha:seconds}。每一步里，每块芯片各有 {chance:percent} 的可能变慢，彼此无关，变慢时多花 {excess:percent} 的时间。没有慢芯片时，一步 {step:seconds}。',
    parts: {
      ring: '为求梯度的范数，各芯片把一个数加到一起。用环做这次 all-reduce 要多久？',
      tree: '用二叉树，上去再下来，要多久？',
      chance: '一步里至少有一块芯片变慢的概率是多少？',
      expected: '每步都要等最慢的芯片，平均一步多久？',
    },
    hints: [
      '四个字节不花时间，花时间的是消息。环上的 all-reduce 要转两圈。',
      '树的深度是 log₂ 芯片数，和还要传回来。',
      '先算**一块也不慢**的概率。',
    ],
    solution: [
      '2 · {last} · {alpha:seconds} = {ring:seconds}。',
      '2 · log₂ {ranks} · {alpha:seconds} = 2 · {levels} · {alpha:seconds} = {tree:seconds}。',
      '1 −（1 − {chance:percent}）^{ranks} = {some:percent}。',
      '{step:seconds} ·（1 + {excess:percent} · {some:percent}）= {expected:seconds}。',
    ],
    mistakes: {
      'one-way-only': '和现在只在树根，还得传回给大家。',
      'natural-logarithm': '树是二叉的，对数以 2 为底。',
      'counted-for-chance': '这是慢芯片数的期望。有的步不止一块，所以至少一块的概率要小一些。',
      'one-chip-only': '这是指定的一块芯片。{ranks} 块里随便哪块慢都算。',
      'average-chip': '一步等的不是平均的芯片，是最慢的那块。',
      'slow-every-time': '并不是每一步都有慢芯片。',
    },
  },

  'eight-bits': {
    title: '八位',
    prompt:
      '用 16 位训练一步，有 {linear:percent} 的时间是线性层在等矩阵单元。8 位引擎让这部分快一倍；缩放和转换要多花原来一步的 {scaling:percent}。每个张量只配一个乘数；激活用 E4M3，它最大能表示 {largest}。',
    parts: {
      scale:
        '一个激活张量里绝对值最大的是 {magnitude:number}。转换之前乘以 2 的几次幂，能在不溢出的前提下尽量大？请写出这个乘数。',
      gradients: '梯度适合哪种格式，为什么？',
      gained: '一步的速度是原来的几倍？',
      'stays-wide': '下面哪些仍用 16 位或 32 位？',
    },
    hints: [
      '用 {largest} 除以最大值，再往下取 2 的幂。',
      '线性层那部分省一半，其余不变，再添上一点。',
      '想一想：什么要把许多小项加起来？什么不是矩阵乘法？',
    ],
    solution: [
      '{largest} / {magnitude:number} = {exact:number}，往下的 2 的幂是 {scale:number}：{scaled:number} 还放得下。',
      'E5M2 从尾数里拿一位给指数，能到 {largestGradient}。梯度的大小跨的数量级比激活多。',
      '新时间是原来的 {rest:number} + {half:number} + {scaling:number} = {after:number}，所以速度是 {gained:number} 倍。',
      '变窄的只有乘法的操作数。累加、优化器更新的权重、softmax 和归一化都保持原来的宽度。',
    ],
    mistakes: {
      'no-power-of-two': '这样确实用足了范围，但题目要 2 的幂：它只动指数，不引入舍入。',
      'e5m2-for-e4m3': '这是 E5M2 的乘数，它能到 {largestGradient}。',
      'one-power-too-far': '再大一倍就溢出了：最大值会超过 {largest}。',
      'everything-faster': '这样整步都减半了。快一倍的只有线性层。',
      'scaling-for-free': '缩放和转换要花原来一步的 {scaling:percent}。',
      'precision-for-range': '小梯度都成了零，刻度再细也没用。',
      'scale-for-nothing':
        '八位无论怎么分，范围都不如十六位。每个张量配一个乘数，才能把数值挪进范围。',
      'nothing-narrowed': '8 位引擎吃的就是它们，不变窄就没有收益。',
    },
    options: {
      'wide-range': {
        label: 'E5M2：梯度跨的数量级更多',
        reason: '对：范围先于精度，另外还要配乘数。',
      },
      'fine-steps': {
        label: 'E4M3：梯度要精确',
        reason: '梯度会在许多样本上平均，小的全变成零更糟。',
      },
      'no-scale': {
        label: '哪种都行，不必配乘数',
        reason: '不配乘数，一整个张量的小梯度会变成零。',
      },
      'sums-of-products': { label: '乘积的累加和', reason: '保持宽：要加成千上万项。' },
      'master-weights': {
        label: '优化器更新的权重',
        reason: '保持宽：一次更新远小于 8 位格式的一格。',
      },
      'softmax-and-norms': {
        label: 'softmax 和归一化',
        reason: '保持宽：它们不是矩阵乘法，指数函数又要范围。',
      },
      'operands-of-linear': {
        label: '线性层的操作数',
        reason: '变窄的正是它们，引擎就是为此而设。',
      },
    },
  },
} satisfies Record<string, ExerciseText>
