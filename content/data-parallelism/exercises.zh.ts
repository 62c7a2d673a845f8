import type { ExerciseText } from '../../components/exercise/text.ts'

export default {
  'bytes-per-parameter': {
    title: '从配方到字节',
    prompt:
      '一个 {billions:count} × 10⁹ 参数的模型用混合精度训练：参数 16 位，梯度 {gradientBits} 位。优化器是 {optimizer}：每个参数存一份主副本和各个矩，都是 32 位。什么都不分片。（动量法有一个矩，Adam 有两个。）',
    parts: {
      each: '每个参数的模型状态占多少字节？',
      bytes: '整个模型占多少字节？',
      gib: '有个工具用 GiB 显示同一个数，它显示的是多少？',
    },
    hints: [
      '有四项：参数、梯度、主副本、矩。',
      '32 位的数占 4 字节。',
      '1 GiB 是 2³⁰ 字节，比 10⁹ 多一点，所以数字会变小。',
    ],
    solution: [
      '每个参数 {parameters} + {gradients} + {master} + {kept} = {each} 字节。',
      '{each} · {billions:count} · 10⁹ = {bytes:bytes}。',
      '{bytes:bytes} / 2³⁰ 字节 = {gib:number} GiB。',
    ],
    mistakes: {
      'optimizer-forgotten': '这只是参数和梯度。优化器的主副本和矩才是大头。',
      'master-forgotten': '矩算上了，32 位的主副本没算：还要 {master} 字节。',
      'gradients-forgotten': '漏了梯度：每个参数 {gradients} 字节。',
      'parameters-alone':
        '这只是 16 位的参数，也就是下载下来的文件那么大。训练时每个参数要存 {each} 字节。',
      'bits-for-bytes': '这是比特数。八比特才是一字节。',
      'gb-for-gib': '这是 GB，以 10⁹ 为单位。换成 GiB 要小一些。',
      'wrong-way-round': 'GiB 比 GB 大，所以个数更少：应该除以 2³⁰。',
    },
  },

  'ddp-bill': {
    title: '一次 all-reduce 要多少，靠什么藏住',
    prompt:
      'DDP 在 {ranks} 个 rank 上训练 {billions:count} × 10⁹ 个参数，梯度 16 位，走环。每个 rank 以 {gigabits} Gbit/s 发送，延迟不计。一个 rank 的算力是 {flops:compact}FLOP/s。',
    parts: {
      sent: '每个 rank 一步发送多少字节？',
      seconds: '这要多长时间？',
      tokens:
        '反向对每个参数、每个 token 要 4 FLOP。每个 rank 一步要有多少个 token，反向才正好和发送一样长？',
    },
    hints: [
      '梯度共 S = 每个参数 2 字节。all-reduce 是一次 reduce-scatter 加一次 all-gather。',
      '网速是用比特说的。',
      '反向的时间 = 4 · 参数 · token 数 / 算力。令它等于发送的时间，看看什么约掉了。',
    ],
    solution: [
      'S = {buffer:bytes}；2 · {others}/{ranks} · S = {sent:bytes}。',
      '{gigabits} Gbit/s = {bandwidth:bytes}/s；{sent:bytes} / {bandwidth:bytes}/s = {seconds:seconds}。',
      '{seconds:seconds} · {flops:compact}FLOP/s /（4 · {psi:compact}）= {tokens:count} 个 token。参数个数约掉了：模型大，送的多，算的也多。',
    ],
    mistakes: {
      'ring-once-not-twice': '这是绕环一圈，只是 reduce-scatter。all-reduce 要绕两圈。',
      'ranks-for-ranks-minus-one': '自己那一份不必送给自己：系数是 2 · {others}/{ranks}。',
      'total-for-per-rank': '这是 {ranks} 个 rank 加起来发送的，一个 rank 只发它那一份。',
      'states-for-gradients': '你把 16 字节的状态都送了。要送的只有梯度，每个 2 字节。',
      'bits-for-bytes': '{gigabits} Gbit/s 等于 {bandwidth:bytes}/s。',
      'forward-for-backward': '每个参数、每个 token 两次浮点运算是前向。反向要做两个这样大的乘法。',
      'forward-and-backward': '前向的时候还没有梯度可送，能遮住通信的只有反向的 4 FLOP。',
      'gradient-bytes-for-parameters': '计算量取决于参数的个数，不取决于梯度占几个字节。',
    },
  },

  'left-exposed': {
    title: '还有多少露在外面',
    prompt:
      'DDP 训练一个 {layers} 层的网络，各层一样大，每层一个桶。反向每层要 {each:seconds}，所以第一个桶在 {each:seconds} 时装满，最后一个在 {backward:seconds} 时装满。链路一次只送一个桶，先满的先走。',
    parts: {
      quick: '一个桶的 all-reduce 要 {quick:seconds}。反向做完时，还剩多少通信没有做完？',
      slow: '换一条链路，一个桶要 {slow:seconds}，这时还剩多少？',
      share: '在这条链路上，藏住的通信占多少？',
    },
    hints: [
      '画两条时间线，一条是反向，一条是链路。第一个桶什么时候能出发？后面的呢？',
      '看是谁在等谁。如果下一个桶装满之前这个桶就送完了，是链路在等；否则链路一开工就不会停。',
    ],
    solution: [
      '每桶 {quick:seconds}：下一个桶装满之前，这一个已经送完，最后只剩末一个桶，{leftQuick:seconds}。',
      '每桶 {slow:seconds}：从第一个桶开始，链路一刻不停，{each:seconds} + {layers} · {slow:seconds} − {backward:seconds} = {leftSlow:seconds}。',
      '藏住的是 1 − {leftSlow:seconds} /（{layers} · {slow:seconds}）。',
    ],
    mistakes: {
      'nothing-hidden': '你把所有的桶都算上了。反向期间送走的那些已经藏住。',
      'only-the-last-bucket':
        '要是最后一个桶装满时链路正闲着，这样算就对；可这里前面还有桶在排队。',
      'first-bucket-at-once':
        '你让链路从一开始就干活。可第一个桶要到 {each:seconds} 才装满，在那之前没有东西可送。',
    },
  },

  'right-bucket': {
    title: '不太小，也不太大',
    prompt:
      'DDP，{ranks} 个 rank，{layers} 层，每层 {weights:count} 百万参数，带宽 {bandwidth:bytes}/s，延迟 {latency:seconds}。现在一个桶装下了全部。请设定桶的大小，让通信藏得尽可能好，或差不多好。',
    hints: [
      '桶大，出发就晚。桶小要付什么？环对每个桶都要付 2(n − 1) 次延迟。',
      '把桶减半，看一步的时间；一直减到它又变长为止。',
    ],
    solution: [
      '全部装一个桶，要等整个反向做完才能出发：暴露 {atOnce:seconds}。每层一个桶，要付 {layers} 遍环的延迟：暴露 {perLayer:seconds}。',
      '{cap} MiB 的桶装 {layersEach} 层，暴露 {best:seconds}：差不多就是最后一个桶要花的时间。',
    ],
    goals: {
      hidden: '暴露的通信不超过 {allowed:seconds}',
    },
    mistakes: {
      'bucket-per-layer': '现在每层单独发送，每次都要付 2(n − 1) 次延迟，链路跟不上。',
      'overlap-switched-off': '不重叠，所有通信都暴露在外，桶多大都一样。',
    },
  },

  'who-holds-what': {
    title: '谁存着什么',
    prompt:
      '{ranks} 个 rank 用 {strategy} 训练同一个模型。一步的反向已经做完，该归约的都归约了，还没有更新。',
    parts: {
      whole: '下面哪些是每个 rank 都完整存着的？（可能不止一个。）',
      sent: '一步要传送什么？设只有一个微批次；参数分片的话，前向之后就释放。',
    },
    hints: [
      'ZeRO 每升一个阶段多切一样：最先切只有更新才用的，最后切每次乘法都要用的。',
      '用之前切开的，用的时候要收集；只为一个主人求的和，要分散。',
    ],
    solution: [
      'DDP 什么也不切。ZeRO-1 切优化器状态，ZeRO-2 再切梯度，ZeRO-3 连参数也切。这里是 {strategy}。激活从来不共享：每个 rank 只有自己那些样本的。',
      'DDP：梯度做一次 all-reduce。ZeRO-1 和 2：同样的东西分成两半，中间是更新。ZeRO-3：参数 all-gather 两次，梯度 reduce-scatter 一次。',
    ],
    mistakes: {
      'zero-stage-off-by-one': '按顺序数：阶段 1 切优化器状态，2 再切梯度，3 连参数也切。',
      'activations-shared': '数据并行从不交换激活。每个 rank 只有自己那些样本的。',
      'data-parallel-for-ddp': '由主设备复制出去、加总回来，那是 PyTorch 早先的 DataParallel。',
    },
    options: {
      'the-parameters': {
        label: '参数',
        reason: '直到 ZeRO-2，每个 rank 都有一整份。ZeRO-3 平时只存 1/n。',
      },
      'the-gradients': {
        label: '梯度',
        reason: 'DDP 和 ZeRO-1 是一整份。从 ZeRO-2 起只留自己的那部分。',
      },
      'the-optimizer-states': {
        label: '优化器状态',
        reason: '只有 DDP 是一整份。ZeRO 的每个阶段都把它切开。',
      },
      'other-activations': {
        label: '全局批次里所有样本的激活',
        reason: '从来没有：每个 rank 只有自己那些样本的激活。',
      },
      'nothing-whole': {
        label: '都不是',
        reason: '只有 ZeRO-3 如此：训练要存的全都切开了。',
      },
      'one-all-reduce': {
        label: '梯度的 all-reduce',
        reason: 'DDP：每个 rank 都要完整的平均，因为人人都更新全部参数。',
      },
      'reduce-scatter-then-gather': {
        label: '梯度的 reduce-scatter，更新之后再做参数的 all-gather',
        reason: 'ZeRO-1 和 2：每个 rank 更新自己的部分，再把结果告诉大家。',
      },
      'two-gathers-and-a-scatter': {
        label: '前向之前和反向之前各一次参数的 all-gather，再加梯度的 reduce-scatter',
        reason: 'ZeRO-3，前向之后重新分片。',
      },
      'copies-and-sums': {
        label: '从 rank 0 广播参数，再把梯度归约到 rank 0',
        reason: '那是 `DataParallel`。这里没有主设备。',
      },
    },
  },

  'zero-table': {
    title: '自己填一行 ZeRO 的表',
    prompt:
      '{billions:count} × 10⁹ 个参数，{ranks} 个 rank，混合精度 Adam：每个参数 2 + 2 + 12 字节。只算模型状态。',
    parts: {
      one: 'ZeRO-1 下一个 rank 存多少字节？',
      two: 'ZeRO-2 呢？',
      three: 'ZeRO-3 呢？',
      fewest: '每块卡只能拿出 {limit:bytes} 给模型状态。ZeRO-2 至少要多少个 rank？',
    },
    hints: [
      '写下 2、2、12 三个数，这个阶段切的，就除以 n。',
      'ZeRO-2 留下完整的 2 字节。',
      '先减去不论 n 多大都完整的那部分；剩下的地方要放得下每个参数 14/n 字节。',
    ],
    solution: [
      '（2 + 2 + 12/{ranks}）· {billions:count} · 10⁹ = {one:bytes}。',
      '（2 + 14/{ranks}）· {billions:count} · 10⁹ = {two:bytes}。',
      '（16/{ranks}）· {billions:count} · 10⁹ = {three:bytes}。',
      '完整的部分 {parameters:bytes}，留给分片 {spare:bytes}。n ≥ {shared:bytes} / {spare:bytes} = {exact:number}，所以要 {fewest} 个 rank。',
    ],
    mistakes: {
      'nothing-sharded': '这是 DDP，每个参数 16 字节。ZeRO-1 把其中的 12 切开。',
      'zero-stage-off-by-one': '这是相邻的阶段。1 切 12，2 切 2 + 12，3 全切。',
      'everything-sharded': '你把 16 字节全除以 n 了，那是 ZeRO-3。',
      'only-gradients-sharded': '阶段是累加的：ZeRO-2 既切梯度，也切优化器状态。',
      'optimizer-forgotten': '优化器的 12 字节是切开了，不是没有了。',
      'rounded-down': '这么多还差一点：应当向上取整。',
      'whole-part-forgotten':
        '每个 rank 上 2 字节的参数要占 {parameters:bytes}，剩下的地方才放得了分片。',
    },
  },

  'make-it-fit': {
    title: '放得下，又不多花',
    prompt:
      '{name}，{replicas} 台设备（{chip}），序列 {sequence} 个 token，用 flash attention。DDP 下每台要 {ddp:bytes}，超出 {tooMuch:bytes}。请设定部件，让它放得下，既不比 DDP 多送，也不把什么算两遍。',
    hints: ['哪些阶段发送的不比一次梯度的 all-reduce 多？', '看四条条形：哪些在容量线的左边？'],
    solution: [
      'ZeRO-1 要 {one:bytes}，ZeRO-2 要 {two:bytes}，设备有 {capacity:bytes}。阶段 {enough} 就够了。',
      'ZeRO-1 和 2 送的和 DDP 一样多：一次 reduce-scatter 加一次 all-gather。ZeRO-3 只要 {three:bytes}，可是参数要收集两次，除非一直留着。',
    ],
    goals: {
      fits: '放得下：不超过 {capacity:bytes}',
      'as-ddp': '一步发送的不比 DDP 多',
      'nothing-twice': '没有什么算两遍',
    },
    mistakes: {
      'sharded-too-far':
        '放得下，但有代价：重新分片的参数为了反向还要再收集一次，通信是 DDP 的 1.5 倍。低一些的阶段就够了。',
      'activations-for-states':
        '重计算减少的是激活。这里把设备占满的是模型状态，而且每个 rank 都有一份。',
    },
  },

  'fsdp-volume': {
    title: 'FSDP 是 DDP 的 1.5 倍吗',
    prompt:
      '{billions:count} × 10⁹ 个 16 位参数（梯度也是 16 位），{ranks} 个 rank，走环。优化器一步累积 {microbatches} 个微批次。',
    parts: {
      ddp: 'DDP 用 `no_sync`，只在最后一个微批次之后归约：每个 rank 发送多少字节？',
      every: 'FSDP，前向后重新分片，每个微批次之后都归约？',
      kept: 'FSDP，参数从前向一直留到反向，每个微批次之后都归约？',
      ratio: '第二个答案是 DDP 的多少倍？',
    },
    hints: [
      '全部参数 all-gather 一次，或全部梯度 reduce-scatter 一次，每个 rank 发送 (n − 1)/n · S，S 是每个参数 2 字节。数一数共有几次。',
      '反向之后 FSDP 又把参数释放了。下一个微批次开始时，手里没有参数。',
      '每个微批次：为前向收集；如果重新分片过，再为反向收集；最后 reduce-scatter。',
    ],
    solution: [
      '一趟：{once:bytes}。DDP 走两趟：{ddp:bytes}。',
      '{microbatches} 个微批次各三趟：{every:bytes}。',
      '各两趟：{kept:bytes}。',
      '3 · {microbatches} / 2 = {ratio:number} 倍。有名的 1.5 只对一个微批次成立。',
    ],
    mistakes: {
      'ring-once-not-twice': 'DDP 的 all-reduce 是两趟：reduce-scatter 和 all-gather。',
      'reduced-every-time': '用了 `no_sync`，前面微批次的梯度都留在本地：每步只 all-reduce 一次。',
      'ranks-for-ranks-minus-one': '不必送给自己：每一趟是 (n − 1)/n。',
      'ignored-microbatches': '这只是一个微批次。这一步有 {microbatches} 个。',
      'gathered-once': '每个微批次在反向之后都释放了参数，所以都要重新收集。',
      'reduced-once': '你每步只归约了一次。这里每个微批次都归约。',
      'resharded-anyway': '留着的参数不必为反向再收集：是两趟，不是三趟。',
      'always-one-and-a-half':
        '1.5 是拿一个微批次和一次 all-reduce 比。DDP 对 {microbatches} 个微批次只做一次。',
      'inverted-ratio': '是 FSDP 除以 DDP，不是反过来。',
    },
  },

  'check-the-slide': {
    title: '查一查这张幻灯片',
    prompt:
      '一张幻灯片讲 {billions:count} × 10⁹ 个参数、{ranks} 个 rank：混合精度 Adam（每个参数 16 字节），梯度 16 位，走环，一个微批次。每个 rank 的激活是 {activations:bytes}。片子上的话并不都对。',
    parts: {
      right: '哪些说法是对的？',
    },
    hints: [
      '说内存，就问每个 rank 存的是不是一整份；说通信，就数有几趟 (n − 1)/n · S。',
      '逐条检查。比 DDP 的数小，并不说明它对。',
    ],
    solution: [
      'DDP 每个 rank 都是每个参数 16 字节：{states:bytes}。',
      'ZeRO-2 走两趟，和 DDP 一样：{two:bytes}。',
      'FSDP 若留着参数，走两趟，{kept:bytes}；重新分片则是三趟，{three:bytes}。',
      '全局批次不变，rank 加倍，各自的样本减半：{half:bytes}。',
      'DataParallel 只有主设备存优化器状态：一台。',
    ],
    mistakes: {
      'ddp-shards-nothing': 'DDP 全是复制。rank 再多，每个 rank 的状态也不会变小。',
      'always-one-and-a-half': '1.5 倍的条件是参数在前向之后重新分片。',
      'data-parallel-for-ddp': 'DataParallel 里有一台主设备，只有它更新；DDP 里人人更新。',
    },
    options: {
      'ddp-states': {
        label: 'DDP 下，每个 rank 存 {ddpClaim:bytes} 的模型状态。',
        reason: '16 字节 · {billions:count} · 10⁹ = {states:bytes}，与 rank 数无关。',
      },
      'zero-two-volume': {
        label: 'ZeRO-2 下，每个 rank 一步发送 {twoClaim:bytes}。',
        reason: '梯度 reduce-scatter，参数 all-gather：{two:bytes}，和 DDP 一样多。',
      },
      'kept-volume': {
        label: 'FSDP 把参数留到反向，每个 rank 发送 {keptClaim:bytes}。',
        reason: '一次 all-gather 加一次 reduce-scatter：{kept:bytes}。',
      },
      'fixed-batch': {
        label: '全局批次不变，换成 {twice} 个 rank，每个 rank 的激活是 {activationsClaim:bytes}。',
        reason: '样本减半，激活减半：{half:bytes}。',
      },
      'master-states': {
        label: 'DataParallel 下，{ranks} 台设备里有 {masterClaim} 台存着优化器状态。',
        reason: '只有一台：主设备，更新只由它做。',
      },
    },
  },
} satisfies Record<string, ExerciseText>
