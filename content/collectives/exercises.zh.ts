import type { ExerciseText } from '../../components/exercise/text.ts'

export default {
  'name-the-primitive': {
    title: '看前后，认原语',
    prompt:
      '三个进程原来手里是：rank 0 `{before0}`，rank 1 `{before1}`，rank 2 `{before2}`。做完一次集合通信，变成：rank 0 `{after0}`，rank 1 `{after1}`，rank 2 `{after2}`。做的是哪一个原语？',
    hints: [
      '先找有没有原来哪儿都没有的数。有，说明途中做了加法。',
      '再看数据原来在哪儿（一个进程，还是每个进程），结果又在哪儿：只在一处，处处完整，还是每处一块。',
    ],
    solution: [
      '出现新数（和）的只有三种：reduce（只在一处）、reduce-scatter（每处一块）、all-reduce（处处完整）。没有相加的：broadcast 和 scatter 之前只有一处有数据，gather 之后只有一处有，all-gather 之后处处都有，all-to-all 把行变成列。',
      '从 `{before0}`、`{before1}`、`{before2}` 到 `{after0}`、`{after1}`、`{after2}`：{primitive}。',
    ],
    mistakes: {},
    options: {
      broadcast: {
        label: 'broadcast（广播）',
        reason: '广播：一个进程有一份完整向量，做完后每个进程都有同样的一份。',
      },
      reduce: {
        label: 'reduce（归约）',
        reason: '归约：逐元素求和，结果只落在一个进程上，其余进程什么也得不到。',
      },
      scatter: {
        label: 'scatter（散发）',
        reason: '散发：一个进程有完整向量，做完后每个进程各得其中一块。',
      },
      gather: {
        label: 'gather（收集）',
        reason: '收集：各进程的块并排放到一个进程上，不做加法。',
      },
      'all-gather': {
        label: 'all-gather（全收集）',
        reason: '全收集：各进程的块并排放好，每个进程都有完整的一份。',
      },
      'reduce-scatter': {
        label: 'reduce-scatter（归约散发）',
        reason: '归约散发：每个进程原有一整条向量，做完后各得「总和」的一块。',
      },
      'all-reduce': {
        label: 'all-reduce（全归约）',
        reason: '全归约：每个进程原有一整条向量，做完后人人都有完整的总和。',
      },
      'all-to-all': {
        label: 'all-to-all（全交换）',
        reason: '全交换：每个进程的第 d 块都送到 rank d，行变成列，不做加法。',
      },
    },
  },

  'ring-by-hand': {
    title: '在纸上绕环一圈',
    prompt:
      '四个进程手里是：rank 0 `{vector0}`，rank 1 `{vector1}`，rank 2 `{vector2}`，rank 3 `{vector3}`。第一个数是第 0 块。环上每个进程只发给下一个（rank 3 发给 rank 0）。第一轮，rank *i* 发出第 *i* − 1 块（rank 0 发第 3 块）；以后每一轮，都发出自己刚刚加过的那一块。',
    parts: {
      'after-two': '第二轮做完，rank {rank} 刚加过第 {chunk} 块，这一块现在是多少？',
      'after-reduce-scatter': 'reduce-scatter 做完，rank {rank} 的第 {rank} 块是多少？',
      'after-mean': '接着做 all-gather，且运算取平均。每个进程的第 {rank} 块是多少？',
    },
    hints: [
      '盯住一块，别盯住一个进程。它从某处以一个数出发，每走一程多一个加数。',
      '第 {chunk} 块从 rank {starter} 出发。走一程到了哪里？到那时谁已经加过？',
      '一块加完，必定四个进程都经过了。all-gather 只是抄送，不再改变它。',
    ],
    solution: [
      '第 {chunk} 块从 rank {starter} 出发，到 rank {before} 变成 {received}。rank {rank} 再加上自己的 {own}，得 {partial}，还差一个加数。',
      '第 {rank} 块走三程，停在 rank {rank}。其余三个进程带来 {missing}，加上自己的数，得 {sum}。',
      '平均要除以 {ranks} 个进程：{sum} / {ranks} = {mean}，每个进程都一样。',
    ],
    mistakes: {
      'copied-not-added':
        '{received} 是刚收到的数。reduce-scatter 里收到还要加上自己的：{received} + {own}。',
      'own-addend-only': '{own} 是这个进程一开始就有的数，要再加上收到的部分和。',
      'finished-too-early': '{column} 已是四个进程的总和。两轮之后，只有三个进程加过。',
      'row-for-column': '{row} 是把同一个进程的数加起来了。求和是逐个位置、跨进程进行的。',
      'own-left-out': '{missing} 漏了 rank {rank} 自己的那个数。',
      'neighbouring-chunk': '{column} 是第 {chunk} 块的总和。留在 rank {rank} 的是第 {rank} 块。',
      'sum-for-mean': '这还是总和。取平均要再除以进程数。',
      'divided-by-neighbours': '四个进程都出了数，要除以四。',
    },
  },

  'make-an-all-reduce': {
    title: '三条路通 all-reduce',
    prompt: '{ranks} 个进程各有一条 {bytes:bytes} 的向量，人人都要得到总和。',
    parts: {
      sequences: '下面哪些做法能让每个进程都得到完整的总和？',
      lavish: '假如在环上 all-gather 全部向量，再由每个进程自己相加。每个进程要发出多少字节？',
      ratio: '这是环形 all-reduce 中一个进程发送量的几倍？',
    },
    hints: [
      '每做一步，写下谁手里有总和的多少。',
      '这次 all-gather 的 S 是什么？这里每个进程的「一片」就是一整条向量。',
      '环形 all-reduce 中每个进程发 2(n − 1) 块，每块 S/n，S 是一条向量。',
    ],
    solution: [
      'reduce + broadcast、reduce-scatter + all-gather、all-gather + 本地相加都行。另外三种，要么每处只有一块，要么只有一处有总和，要么根本没加。',
      '收齐后共 {ranks} × {bytes:bytes} = {gathered:bytes}。{ranks} 条向量里，每个进程要转发 {others} 条：{others} × {bytes:bytes} = {lavish:bytes}。',
      '环形 all-reduce 每个进程发 2 × {others} / {ranks} × {bytes:bytes} = {thrifty:bytes}。{lavish:bytes} / {thrifty:bytes} = {ratio:number}，正是 n/2。',
    ],
    mistakes: {
      'one-block-each': 'scatter 分发的是块：每个进程只拿到总和的一部分。',
      'only-at-the-root': 'gather 把加好的块收到一个进程上，别的进程拿不到。',
      'nobody-added': 'gather 和 broadcast 都只是抄送。大家会并排拿到所有向量，却没有人加。',
      'vector-for-gathered':
        'all-gather 的 S 是收齐后的总量，{ranks} × {bytes:bytes}，要取它的 (n − 1)/n。',
      'ring-twice-not-once': 'all-gather 只走一圈：{others} 轮，每轮一条向量。',
      'ranks-for-ranks-minus-one': '{ranks} 条向量里要转发 {others} 条；最后收到的那条就留下了。',
      'ring-once-not-twice':
        '你拿来比的只是一圈。环形 all-reduce 走两圈，每个进程发 {thrifty:bytes}。',
    },
    options: {
      'reduce-then-broadcast': {
        label: '先 reduce，再 broadcast',
        reason: '对：总和先在一处加好，再抄送给所有进程。',
      },
      'reduce-scatter-then-all-gather': {
        label: '先 reduce-scatter，再 all-gather',
        reason: '对：每个进程先加好总和的一块，再把所有的块给所有进程。',
      },
      'all-gather-then-add': {
        label: '先 all-gather，再各自相加',
        reason: '对，只是铺张：人人拿到所有向量，同样的加法做了很多遍。',
      },
      'reduce-then-scatter': {
        label: '先 reduce，再 scatter',
        reason: '每个进程只得到总和的一块。这是 reduce-scatter。',
      },
      'reduce-scatter-then-gather': {
        label: '先 reduce-scatter，再 gather',
        reason: '总和只在根进程上。这是 reduce。',
      },
      'gather-then-broadcast': {
        label: '先 gather，再 broadcast',
        reason: '途中没有做加法。这是 all-gather。',
      },
    },
  },

  'ring-bill': {
    title: '一次环的账单',
    prompt: '{ranks} 个进程用环做一次 all-reduce，向量大小 S = {bytes:bytes}。',
    parts: {
      rounds: '要走多少轮？',
      chunk: '一条消息有多大？',
      sent: '每个进程一共发出多少字节？',
      total: '所有链路上一共走过多少字节？',
    },
    hints: [
      '环要走两圈：先相加，再抄送。每一圈，一块要走几程？',
      '向量切成和进程数一样多的块，每个进程每轮发一块。',
      '每个进程发得一样多。',
    ],
    solution: [
      '两圈，每圈 {others} 轮：2 × {others} = {rounds}。',
      '一条消息就是一块：{bytes:bytes} / {ranks} = {chunk:bytes}。',
      '每轮一块：{rounds} × {chunk:bytes} = {sent:bytes}，略少于 2S。',
      '{ranks} 个进程都一样：{ranks} × {sent:bytes} = {total:bytes}，也就是 2(n − 1)S。',
    ],
    mistakes: {
      'ring-once-not-twice':
        '这只是一圈。all-reduce 是 reduce-scatter 加 all-gather：2(n − 1) = {rounds} 轮。',
      'ranks-for-ranks-minus-one': '一块要见到 {ranks} 个进程，只需走 {others} 程；两圈都是如此。',
      'messages-for-rounds': '这是消息的条数。同一轮里，{ranks} 个进程同时在发。',
      'whole-buffer-each-step':
        '只有经由根进程时才每次发整条向量。环上一条消息是一块，S/n = {chunk:bytes}。',
      'cut-by-neighbours': '每个进程对应一块，共 {ranks} 块，不是一轮一块。',
      'one-chunk-only': '这只是一轮，一共有 {rounds} 轮。',
      'sent-and-received': '你把收到的也加进来了。收到的确实一样多，可这里问的是发出的。',
      'per-rank-for-total': '这是一个进程的量，{ranks} 个进程都要发这么多。',
      'one-rank-left-out': '{ranks} 个进程都在发，不是 {others} 个：环上没有根。',
    },
  },

  'which-size': {
    title: 'S 是谁的大小',
    prompt:
      '先是 {ranks} 个进程各有 {shard:bytes} 的一片，在环上做 all-gather。后来 {ranks} 个进程各有 {buffer:bytes} 的发送缓冲区，两两直接交换，做 all-to-all。',
    parts: {
      gathered: '按 nccl-tests 的记法，这次 all-gather 的 S 是多少？',
      'gather-sent': '这次 all-gather 中，每个进程发出多少字节？',
      exchanged: '这次 all-to-all 中，每个进程发出多少字节？',
    },
    hints: [
      'all-gather 按做完后人人拥有的总量来记；all-to-all 按一个进程的发送缓冲区来记。',
      '一个进程要发出几片（几块）？哪一片不用发？',
    ],
    solution: [
      'S = {ranks} × {shard:bytes} = {gathered:bytes}。',
      '(n − 1)/n · S，也就是 {others} 片 {shard:bytes}，共 {gatherSent:bytes}。',
      '缓冲区有 {ranks} 块，每块 {block:bytes}。一块留在自己这里，{others} 块发出去：{exchanged:bytes}。',
    ],
    mistakes: {
      'shard-for-gathered':
        '你把一片当成了 S。all-gather 的 S 是收齐后的总量：{ranks} × {shard:bytes} = {gathered:bytes}。',
      'own-shard-left-out': '收齐后的向量也包括自己那一片：共 {ranks} 片。',
      'ring-twice-not-once': 'all-gather 只走一圈，{others} 轮，每轮一片。',
      'ranks-for-ranks-minus-one':
        '{ranks} 份里有一份不必发：环上是最后收到的那一片，all-to-all 里是给自己的那一块。',
      'buffer-to-each': '别的进程各得一块 {block:bytes}，不是整个缓冲区。',
      'one-block-only': '这是发给一个进程的量，另外还有别人：一共 {others} 个。',
    },
  },

  'ring-or-tree': {
    title: '用环还是用树',
    prompt:
      '{ranks} 个进程对 {bytes:bytes} 做 all-reduce。每条消息要付 α = {latency:seconds}，每条链路每个方向 {bandwidth:bytes}/s。树先用 log₂ n 轮归约到根，再用同样多的轮数广播回来，每轮都带着整条向量。加法不计时间。',
    parts: {
      ring: '环要多久？',
      tree: '树要多久？',
      faster: '这里该选哪一个？',
      crossover: 'S 大到多少以后，环更快？',
    },
    hints: [
      '时间 = 轮数 ×（α + 一条消息的字节数 × β），β = 1 / 带宽。',
      '环是 2(n − 1) 轮，每轮 S/n；树是 2 log₂ n 轮，每轮 S。',
      '分界处两者时间相等：树省下的延迟，恰好抵掉它多搬的字节。由此解出 S。',
    ],
    solution: [
      '环：{ringRounds} 轮。延迟 {ringLatency:seconds}，搬运 {ringWaited:number} S · β = {ringTransfer:seconds}，合计 {ringSeconds:seconds}。',
      '树：{treeRounds} 轮。延迟 {treeLatency:seconds}，搬运 {treeWaited} S · β = {treeTransfer:seconds}，合计 {treeSeconds:seconds}。',
      '{ringSeconds:seconds} 与 {treeSeconds:seconds}，取小的那个。',
      '环多走 {moreRounds} 轮，树多等 {moreBytes:number} S：{moreRounds} α = {moreBytes:number} S β，解得 S = {crossover:bytes}。',
    ],
    mistakes: {
      'ignored-latency': '这只是搬字节的时间。每一轮还要付一次 α。',
      'ignored-bandwidth': '这只是各轮的 α。搬字节也要时间。',
      'ring-once-not-twice': '这只是一圈。all-reduce 走两圈，共 {ringRounds} 轮。',
      'whole-buffer-each-step': '环上一条消息是一块 {chunk:bytes}，不是整条向量。',
      'up-but-not-down': '这只是上到根的路。总和还得发下来。',
      'chunks-in-a-tree': '这棵树不切块：每一轮都带着全部 {bytes:bytes}。',
      'tree-rounds-left-out': '树也要付 α，共 {treeRounds} 次。要看的是差：{moreRounds} 轮。',
      'ring-bytes-left-out': '环也要等字节，共 {ringWaited:number} S。要看的是差。',
    },
    options: {
      'ring-wins': {
        label: '用环',
        reason: '环要 {ringSeconds:seconds}，树要 {treeSeconds:seconds}。',
      },
      'tree-wins': {
        label: '用树',
        reason: '树要 {treeSeconds:seconds}，环要 {ringSeconds:seconds}。',
      },
    },
  },

  'bus-speed': {
    title: '读一行测试结果',
    prompt:
      '测试程序在 {ranks} 个进程上报告：S = {bytes:bytes} 的 all-reduce 用了 {seconds:seconds}。每个进程的链路标称每个方向 {link:bytes}/s；交换机不替人做加法。',
    parts: {
      algorithm: '算法带宽是多少？',
      bus: '总线带宽是多少？',
      share: '达到了链路标称速度的多大一部分？',
      'all-gather-line': '下一行是 all-gather，S 相同，总线带宽也相同。它用了多久？',
    },
    hints: [
      '算法带宽不管有几个进程：S 除以时间。',
      '要同链路相比，就问：S 的每一个字节，让每个进程发了几个字节？',
    ],
    solution: [
      '{bytes:bytes} / {seconds:seconds} = {algorithm:bytes}/s。',
      '乘以 2(n − 1)/n = {factor:number}：{bus:bytes}/s。',
      '{bus:bytes}/s 占 {link:bytes}/s 的 {share:percent}。',
      'all-gather 每个进程发 (n − 1)/n · S，是 all-reduce 的一半，所以时间也是一半。',
    ],
    mistakes: {
      'factor-too-early': '这是总线带宽。算法带宽就是 S/t，不乘别的。',
      'ring-once-not-twice':
        'all-reduce 只算了一圈。它要走两圈：系数是 2(n − 1)/n = {factor:number}。',
      'divided-by-factor': '该乘 {factor:number}：每个进程发出的比 S 多。',
      'ranks-for-ranks-minus-one': '不到两倍：2(n − 1)/n = {factor:number}。',
      'algorithm-for-bus': '这里用的是算法带宽。要同链路相比，得用总线带宽。',
    },
    options: {
      'half-the-time': {
        label: '一半的时间',
        reason: '系数是 (n − 1)/n，不是 2(n − 1)/n：每个进程只发一半的字节。',
      },
      'the-same-time': {
        label: '同样的时间',
        reason: '总线带宽相同，是说链路一样快，不是说搬的一样多。',
      },
      'twice-the-time': {
        label: '两倍的时间',
        reason: '正好相反：all-reduce 里已经含有一次 all-gather 和一次 reduce-scatter。',
      },
    },
  },

  'last-of-the-quick': {
    title: '轮数少，还划算到多大',
    prompt:
      '{ranks} 个 rank 做 all-reduce，α = {latency:seconds}，链路每秒 {bandwidth:bytes}。消息很小时，递归倍增最快：只有 {shortRounds} 轮，但每轮都发整个向量。先折半再倍增有 {longRounds} 轮，发的块越来越小。递归倍增还领先的最大大小是多少（误差一成以内）？先在纸上算，再去设。',
    hints: [
      '把两个时间都写成 R · α + w · S / B。各自的 R 和 w 是多少？',
      '多出来的轮数和多发的字节一样贵时，两者打平：{moreRounds} · α = {fewerBytes:number} · S / B。',
    ],
    solution: [
      '递归倍增：R = {shortRounds}，w = {shortWaited:number}。先折半再倍增：R = {longRounds}，w = 2(n − 1)/n = {longWaited:number}。',
      'S = {moreRounds} · {latency:seconds} · {bandwidth:bytes}/s ÷ {fewerBytes:number} = {crossover:bytes}。比它小，轮数少的赢；比它大，块小的赢。',
    ],
    goals: {
      leads: '在这个大小，递归倍增最快',
      largest: '再大一成，它就不是最快的了',
    },
    mistakes: {
      'no-longer-leads':
        '到了这个大小，整个向量发 {shortRounds} 遍，已经比多跑 {moreRounds} 轮还贵。',
      'small-but-not-largest': '在这里它领先，可再大一些它照样领先。',
    },
  },
} satisfies Record<string, ExerciseText>
