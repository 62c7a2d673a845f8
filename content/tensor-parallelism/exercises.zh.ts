import type { ExerciseText } from '../../components/exercise/text.ts'

const torn = (t: number) => ({
  label: `t = ${t}`,
  reason: `{heads} = ${t} · {each${t}} + {over${t}}。余数为 0 才行，那样没有哪个头被拆开。`,
})

export default {
  'choose-the-collective': {
    title: '从大小看切法',
    prompt:
      'Y = X · A，X 是 {tokens} × {inner}，A 是 {inner} × {outer}。共 {ranks} 个 rank，每个存 A 的一块，大小 {blockRows} × {blockColumns}，X 则各有所需的部分。各自相乘以后，下一步要求每个 rank 手里的 Y 是 {wantedRows} × {wantedColumns}。',
    parts: {
      holds: '乘完以后，一个 rank 手里是什么？',
      collective: '接下来该用哪种集合通信？',
    },
    hints: [
      'A 的哪一边被除以了 {ranks}？Y 的一个数由 {inner} 个乘积加成，这些乘积在同一个 rank 上吗？',
      '成块的用收集，加数要相加。如果不要整个 Y，就可以少做一些。',
    ],
    solution: [
      'A 是 {inner} × {outer}，一块是 {blockRows} × {blockColumns}。列被分开，得到的是 Y 的几列，已经算完；行被分开，得到的是和 Y 一样大的加数。',
      '要的是 {wantedRows} × {wantedColumns}，整个 Y 是 {tokens} × {outer}。算完的列：要全部就 all-gather，只要自己的就什么也不做。加数：要整个和就 all-reduce，只要自己那几行就 reduce-scatter。',
    ],
    mistakes: {
      'nothing-for-something':
        '比一比手里有的和要的 {wantedRows} × {wantedColumns}，再看手里的数算完了没有。',
      'blocks-for-summands': 'all-gather 只把块拼在一起，不做加法。数已算完、人人要全部时才用它。',
      'summands-for-blocks':
        'all-reduce 做加法，而且人人得到全部。手里是加数、人人要整个和时才用它。',
      'scattered-unasked':
        'reduce-scatter 做加法，每个 rank 只留一部分。手里是加数、各要自己几行时才用它。',
    },
    options: {
      columns: {
        label: 'Y 的几列，已经算完',
        reason: 'A 的列被分开时是这样：Y 的一列只要 A 的一列和全部 X。',
      },
      summand: {
        label: '和 Y 一样大的一个加数',
        reason: 'A 的行被分开时是这样：Y 的一个数要加的乘积，每个 rank 只有一部分。',
      },
      rows: {
        label: 'Y 的几行，已经算完',
        reason: 'Y 的行对应 X 的行，也就是 token。怎样切 A 都切不出来。',
      },
      everything: { label: '整个 Y', reason: '那样每个 rank 都得有整个 A。' },
      none: { label: '不通信', reason: '每个 rank 只要自己那几列、而且已经算完时，它是对的。' },
      'all-gather': { label: 'all-gather', reason: '列已算完、人人要全部时，它是对的。' },
      'all-reduce': { label: 'all-reduce', reason: '手里是加数、人人要整个和时，它是对的。' },
      'reduce-scatter': {
        label: 'reduce-scatter',
        reason: '手里是加数、每个 rank 只要和里自己的几行时，它是对的。',
      },
    },
  },

  'summand-by-hand': {
    title: '手算一个加数',
    prompt:
      '一个 token X =（{x}），一列权重 A =（{a}），按行切给两个 rank：rank 0 拿各自的前两个数，rank 1 拿后两个。乘完之后是 ReLU，它把负数变成 0。',
    parts: {
      'rank-zero': 'rank 0 乘出来是多少？',
      sum: '单卡算 X · A，ReLU 之前是多少？',
      early: '有人让每个 rank 先做 ReLU，再相加。得到多少？',
    },
    hints: [
      'rank 0 用 X 的两个数乘 A 的两个数，再把两个乘积加起来。',
      '两个加数里有一个是负的。单独对它做 ReLU，会怎样？',
    ],
    solution: [
      'rank 0：{first}。rank 1：{second}。',
      '两者之和是 {sum}，ReLU 不改变它，仍是 {right}。',
      '做早了：先各自 ReLU 再相加，得 {early}。负的那个加数 {smaller} 丢了。',
    ],
    mistakes: {
      'whole-for-summand': '这是整个乘积。rank 0 只有 X 和 A 的前一半。',
      'other-rank': '这是 rank 1 的加数。',
      'one-summand': '这是 rank 0 的加数。单卡要把四个乘积都加上。',
      'activated-early': '这里丢掉了负的加数。ReLU 还没轮到。',
      'summed-first': '这是正确的次序：先求和，再 ReLU。题目问的是错的那种。',
    },
  },

  'save-the-mlp': {
    title: '救一个切法不同的 MLP',
    prompt:
      '有人切 A 和 B 的方式和 Megatron 不一样。A 是 {wholeA}，{ranks} 个 rank 各有其中的 {blockA}；B 是 {wholeB}，各有 {blockB}。权重不能再搬。请安排 GeLU 和两处通信，让每个 rank 都有整个 Z，而且都对。',
    hints: [
      '先看 X · A 在每个 rank 上留下什么：是算完的列，还是加数？B 的切法又要怎样的输入？',
      '再用同样的办法看 Z。走到「核对」一步，就知道还差多少。',
    ],
    solution: [
      '按行切得到加数：all-reduce，GeLU 放在它后面。按列切得到算完的列；B 也按列切，就要全部的列，所以要收集，GeLU 放前放后都行。',
      'Z：B 按行切，留下加数，用 all-reduce；按列切，留下列，用 all-gather。无论哪种都要通信两次，而先按列、后按行只要一次。',
    ],
    goals: {
      runs: '矩阵乘得起来，不会卡住',
      'right-numbers': 'Z 没有一个数是错的',
      'whole-everywhere': '每个 rank 都有整个 Z',
    },
    mistakes: {
      'gelu-before-the-sum':
        '求和的位置对了，可是 GeLU 在它前面，先把加数变了样。GeLU(a) + GeLU(b) 不等于 GeLU(a + b)。',
      'first-sum-missing':
        'A 按行切，每个 rank 只有 X · A 的一个加数。不通信，没算完的数就进了 B。',
      'blocks-not-gathered': 'A 按列切，每个 rank 只有几列。B 也按列切，它要全部的列。',
      'wrong-last': '中间已经对了。最后的通信是给另一种切法用的：加数要相加，列要收集。',
    },
  },

  'which-degrees': {
    title: '头不能拆',
    prompt:
      '一个模型有 {heads} 个注意力头，每个头都有自己的 K 和 V。一个节点有 8 台设备，节点内链路快，节点间链路慢。哪些张量并行度能让每个 rank 分到同样多的完整的头，又不出节点？',
    hints: ['softmax 要一整行分数，因此要一个完整的头。', '再看节点有多大。'],
    solution: [
      't 要整除 {heads}：除以 2 余 {over2}，3 余 {over3}，4 余 {over4}，6 余 {over6}，8 余 {over8}。',
      '余 0 的那些，凡不超过 8 的都放得进一个节点。',
    ],
    mistakes: {
      'torn-heads': '用每个并行度去除 {heads}，看余多少。',
      'beyond-the-node': '一个节点只有 8 台设备。每层四次，大家都要等最慢的那条链路。',
    },
    options: {
      two: torn(2),
      three: torn(3),
      four: torn(4),
      six: torn(6),
      eight: torn(8),
      sixteen: {
        label: 't = 16',
        reason: '十六个 rank 要两个节点，每次 all-reduce 都得走慢链路。',
      },
    },
  },

  'count-them': {
    title: '一共几次 all-reduce',
    prompt:
      '一个 {layers} 层的 transformer，在 {ranks} 个 rank 上做张量并行，不用序列并行，也不重计算。一步有 {microbatches} 个微批次，前向加反向。数一数各层里张量并行的 all-reduce。',
    parts: {
      fused: '一步里有几次？',
      apart: '现在 Q、K、V 是三个独立的按列切的层，各自对 X 的梯度求和。一步里有几次？',
    },
    hints: [
      '每层每个微批次：注意力后面一个 g，MLP 后面一个 g；它们前面各有一个 f。',
      '三个层要对输入给出三份梯度，可是 O 后面仍然只有一个输出。前向变了吗？',
    ],
    solution: [
      '每层每个微批次 {perLayer} 次：{perLayer} · {layers} · {microbatches} = {fused}。',
      '注意力的反向由一次变成三次：每层 {separate} 次，{separate} · {layers} · {microbatches} = {apart}。',
    ],
    mistakes: {
      'forward-only': '这只是前向的次数。反向也有这么多：g 歇着，f 出力。',
      'ignored-microbatches': '这是一个微批次的次数。每个微批次的激活都不同，和也就各求各的。',
      'every-product':
        '你在每次矩阵乘后面都放了一次。按列切得到的列已经算完，后面按行切的那一层拿来就能用。',
      'times-ranks': '一次 all-reduce 是 {ranks} 个 rank 一起做的一次操作。',
      'forward-too': '前向时 Q、K、V 什么也不发：它们的列就留在本 rank 上。',
      'three-times-all': '四次里只有一次变成三次，就是对注意力输入的梯度求和的那次。',
      'nothing-more': '三个层各自求和，比合在一起求一次，每层多两次。',
    },
  },

  'the-bill': {
    title: '一层的账单',
    prompt:
      '一层 transformer，宽 h = {hidden}，在 {ranks} 个 rank 上做张量并行，微批次有 {tokens} 个 token，每个数 16 位。all-reduce 走环，链路每个方向 {bandwidth} GB/s。延迟不计。',
    parts: {
      sent: '这一层、这个微批次，前向加反向，每个 rank 要发多少字节？',
      time: '在链路上要多久？',
      even: '同样多的 rank 改做数据并行，每步只为这一层发一次梯度。张量并行算过多少个 token，就发了同样多？每层参数按 12h² 算。',
    },
    hints: [
      '一个矩阵有 {tokens} · {hidden} 个数，每个 2 字节。每层要 all-reduce 几次这样的矩阵？',
      '环形 all-reduce 一个 S 字节的矩阵，每个 rank 发 2(t − 1)/t · S。',
      '两边都有 2(t − 1)/t 和 2 字节，剩下的是 4 · token 数 · h 对 12h²。',
    ],
    solution: [
      '4 · 2 · {less}/{ranks} · {matrix:bytes} = {sent:bytes}。',
      '{sent:bytes} / {bandwidth} GB/s = {time:seconds}。下一次矩阵乘要等它。',
      '4 · token 数 · h = 12h²，所以是 3h = {even} 个 token。',
    ],
    mistakes: {
      'half-of-it':
        '只有一半。这里有三个 2 容易漏：环要转两圈，前向和反向都要发，一个数是两个字节。',
      'one-all-reduce': '这是一次 all-reduce。一层前向两次，反向两次。',
      'whole-buffer': '自己那一份不用发给自己：是 2(t − 1)/t，不是 2。',
      'total-for-per-rank': '这是所有 rank 加起来的。',
      'bits-for-bytes': '链路的带宽本来就是按字节给的。',
      'divided-by-ranks': '所有 rank 同时在发，各走各的链路，各发各的字节。',
      'forward-only': '你只算了每层两次 all-reduce。反向还有两次。',
      'attention-left-out': '这只是 MLP 的 8h²。注意力还有 4h²。',
      'per-token-for-tokens': '这是参数的个数。每个 token 要 4h 个数，再除一下。',
    },
  },

  'keep-less': {
    title: '一个 rank 要存多少',
    prompt:
      '一层宽 h = {hidden}，微批次有 {tokens} 个 token，{ranks} 个 rank。单卡为反向要存 34 · token 数 · h 字节（16 位，有 dropout，不存分数），其中 10 份属于归一化、dropout 和输入。',
    parts: {
      tensor: '只用张量并行，一个 rank 存多少字节？',
      both: '再加上序列并行呢？',
      again:
        '像 Megatron 那样，X 只按行存，在注意力和 MLP 的反向里各再收集一次。每层每个微批次，每个 rank 发多少字节？走环，每个数 2 字节。',
    },
    hints: [
      '张量并行分开的是注意力和 MLP 里面的东西：34 份中的 24 份。',
      '不再收集的话，通信量等于四次 all-reduce，也就是八个半次。',
      '每多一次 all-gather，多发一个矩阵的 (t − 1)/t，是 all-reduce 的一半。',
    ],
    solution: [
      '(10 + 24/{ranks}) · {tokens} · {hidden} = {shares:number} · {unit} = {tensor:bytes}。',
      '34/{ranks} · {unit} = {both:bytes}。',
      '由 8 个半次变成 10 个：10 · {less}/{ranks} · {unit} · 2 B = {again:bytes}，原来是 {equal:bytes}。',
    ],
    mistakes: {
      'everything-divided':
        '这把归一化、dropout 和输入也分开了。只用张量并行时，它们在每个 rank 上都是完整的。',
      'nothing-divided': '这是单卡。34 份中有 24 份要除以 {ranks}。',
      'replicated-forgotten': '漏了每个 rank 都要完整存下的那 10 份。',
      'sequence-forgotten': '这还是只用张量并行。',
      'only-the-rest': '序列并行是加在上面的：24 份本来就除以了 t，现在另外 10 份也除。',
      'gathers-forgotten': '这是「通信量相等」时的数。每层还要多两次 all-gather。',
      'one-gather': '有两次：一次在乘 W 之前（注意力），一次在乘 A 之前（MLP）。',
      'gather-as-all-reduce': 'all-gather 发的只有 all-reduce 的一半。',
    },
  },
} satisfies Record<string, ExerciseText>
