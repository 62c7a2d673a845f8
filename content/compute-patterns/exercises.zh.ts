import type { ExerciseText } from '../../components/exercise/index.ts'

export default {
  'two-bounds': {
    title: '两个数对两个数',
    prompt:
      '一个网络看一张图要做 {macs:compact} 次乘加，搬 {bytes:bytes}。一块芯片的峰值是 {peak:compact}FLOP/s，带宽每秒 {bandwidth:bytes}。一次乘加算两个 FLOP；算和搬可以完全同时进行。',
    parts: {
      intensity: '网络的算术强度是多少？',
      ridge: '芯片的屋脊点在哪儿？',
      bound: '一张图要多久，由哪一边定？',
      time: '一张图至少要多久？（三位有效数字。）',
    },
    hints: [
      '先把运算量换成峰值用的单位。',
      '屋脊点是一个字节送到的工夫里芯片能做的运算。网络的强度比它高还是低？',
      '算要一段时间，搬要一段时间。两段都得过去，但它们是同时过去的。',
    ],
    solution: [
      '运算量：2 · {macs:compact} = {flops:compact}FLOPs。强度：{flops:compact} / {bytes:compact} = {intensity:number} FLOP/B。',
      '屋脊点：{peak:compact} / {bandwidth:compact} = {ridge:number} FLOP/B。比它低，内存说了算；比它高，算力说了算。',
      '算要 {computeTime:seconds}，搬要 {memoryTime:seconds}。最短时间是长的那个：{time:seconds}。',
    ],
    mistakes: {
      'macs-for-flops': '你用的是乘加次数。一次乘加是两个 FLOP，运算量是 {flops:compact}FLOPs。',
      'inverted-ratio': '写倒了：运算在上，字节在下。',
      'faster-half':
        '{computeTime:seconds} 和 {memoryTime:seconds}，你取了短的那个。长的那个过完，这张图才算完。',
      'added-instead-of-worst':
        '你把 {computeTime:seconds} 和 {memoryTime:seconds} 加起来了。两件事同时进行，只看长的那个。',
      'macs-over-peak': '你用乘加次数除以峰值。峰值数的是 FLOP，一共有 {flops:compact} 个。',
    },
    options: {
      'arithmetic-decides': {
        label: '算力',
        reason: '强度（{intensity:number}）高于屋脊点（{ridge:number} FLOP/B）时，由算力定。',
      },
      'memory-decides': {
        label: '内存',
        reason: '强度（{intensity:number}）低于屋脊点（{ridge:number} FLOP/B）时，由内存定。',
      },
    },
  },

  'read-the-roof': {
    title: '斜屋顶下面',
    prompt:
      '一层的算术强度是 {intensity} FLOP/B。芯片的峰值是 {peak:compact}FLOP/s，带宽每秒 {bandwidth:bytes}。',
    parts: {
      reached: '这一层最快能跑到多少 FLOP/s？',
      share: '那是峰值的几分之几？',
      fewer: '运算不变，要跑到峰值，搬的字节得少到几分之一？（填倍数。）',
    },
    hints: [
      '每秒送来这么多字节，每个字节换来多少次运算？',
      '拿它和峰值比。部分不会超过整体。',
      '字节少了，强度就高了。要高到哪里才够？',
    ],
    solution: [
      '每秒 {bandwidth:compact} 个字节，每个字节 {intensity} 次运算：{reached:compact}FLOP/s。它低于峰值，所以最快就是它。',
      '{reached:compact} / {peak:compact} = {share:percent}。',
      '强度要从 {intensity} 升到屋脊点 {peak:compact} / {bandwidth:compact} = {ridge:number}，是 {fewer:number} 倍。',
    ],
    mistakes: {
      'peak-for-reached':
        '这是峰值。内存送来的字节，只够做 {bandwidth:compact} · {intensity} = {reached:compact}FLOP/s。',
      'bandwidth-over-intensity':
        '你用了除法。每秒 {bandwidth:compact} 个字节，每个字节能做 {intensity} 次运算，要相乘。',
      'fraction-for-complement': '这是浪费掉的那部分，问的是用上的那部分。',
      'ridge-for-factor': '这是要达到的强度。这一层已经有 {intensity} 了，问的是两者之间差几倍。',
      'inverted-ratio': '写倒了：要的是屋脊点 / 强度。',
    },
  },

  'what-helps': {
    title: '改了哪样，才看得出来',
    prompt:
      '一层要做 {flops:compact}FLOPs，搬 {bytes:bytes}。芯片的峰值是 {peak:compact}FLOP/s，带宽每秒 {bandwidth:bytes}。下面每次只改一样。哪些改动能缩短这一层的最短时间？',
    hints: ['先求两个时间。现在的最短时间是其中哪一个？', '改动只有缩短了长的那个，才有用。'],
    solution: [
      '算 {computeTime:seconds}，搬 {memoryTime:seconds}，所以最短时间是 {time:seconds}。强度 {intensity:number}，屋脊点 {ridge:number} FLOP/B。',
      '算的时间减半，得 {lessComputing:seconds}；搬的时间减半，得 {lessMoving:seconds}；两样都减半，得 {lessOfBoth:seconds}。',
    ],
    mistakes: {},
    options: {
      'twice-the-peak': {
        label: '换一块峰值翻倍、内存不变的芯片',
        reason:
          '算的 {computeTime:seconds} 减半，搬仍要 {memoryTime:seconds}，合起来是 {lessComputing:seconds}，原来是 {time:seconds}。',
      },
      'twice-the-bandwidth': {
        label: '换一块带宽翻倍、峰值不变的芯片',
        reason:
          '搬的 {memoryTime:seconds} 减半，算仍要 {computeTime:seconds}，合起来是 {lessMoving:seconds}，原来是 {time:seconds}。',
      },
      'half-the-flops': {
        label: '运算减半，字节不变',
        reason:
          '算的 {computeTime:seconds} 减半，搬的 {memoryTime:seconds} 不动：{lessComputing:seconds}，原来是 {time:seconds}。',
      },
      'half-the-bytes': {
        label: '字节减半，运算不变',
        reason:
          '搬的 {memoryTime:seconds} 减半，算的 {computeTime:seconds} 不动：{lessMoving:seconds}，原来是 {time:seconds}。',
      },
      'half-the-width': {
        label: '数的宽度减半：字节减半，这种格式的峰值翻倍',
        reason: '两个时间都减半。不管由谁定，都从 {time:seconds} 变成 {lessOfBoth:seconds}。',
      },
    },
  },

  'does-it-fit': {
    title: '放得下吗',
    prompt:
      '一个模型有 {yi:number} 亿个参数，用 Adam 做混合精度训练：每个参数 2 字节，它的梯度 2 字节，优化器状态 12 字节。一块芯片有 {capacity:bytes} 内存。（1 GB 是 10⁹ 字节。）',
    parts: {
      states: '训练状态有多大？',
      chips: '假如能均匀地分开，又没有别的东西占地方，至少要放在几块芯片上？',
      'on-a-phone': '训练完了，只用参数，每个 2 字节。手机有 {phone:bytes} 内存，放得下吗？',
    },
    hints: [
      '一个参数总共带来多少字节？',
      '买不到半块芯片。',
      '只是使用模型，不用存梯度，也不用存优化器状态。',
    ],
    solution: [
      '每个参数 2 + 2 + 12 = 16 字节：16 · {billions:number} · 10⁹ = {states:bytes}。',
      '{states:bytes} / {capacity:bytes} = {ratio:number}，往上取整得 {chips}。',
      '2 · {billions:number} · 10⁹ = {weights:bytes}，手机有 {phone:bytes}。',
    ],
    mistakes: {
      'parameters-only': '这只是参数。训练时每个参数还要存一个梯度，外加 12 字节优化器状态。',
      'forgot-gradients': '漏了梯度：每个 2 字节，共 {gradients:bytes}。',
      'forgot-optimizer': '漏了优化器状态：每个参数 12 字节，共 {optimizer:bytes}，是最大的一份。',
      'gib-for-gb': '这是按 GiB 算的，一个 GiB 是 2³⁰ 字节。这里 1 GB 是 10⁹ 字节。',
      'rounded-down': '{rest} 块装不下全部，剩下的还要一块。',
    },
    options: {
      'weights-fit': {
        label: '放得下',
        reason: '参数要 {weights:bytes}，手机有 {phone:bytes}。',
      },
      'weights-too-large': {
        label: '放不下',
        reason: '参数要 {weights:bytes}，手机有 {phone:bytes}。',
      },
    },
  },

  'trained-alone': {
    title: '一块芯片，单干',
    prompt:
      '一个 {yi} 亿参数的模型，要看 {tokenYi} 亿个 token。一块芯片的峰值是 {peak:compact}FLOP/s，训练时用得上其中的 {reached:percent}。假定内存不成问题，活可以完美地分开。',
    parts: {
      flops: '按「六次」的规则，训练一共要多少 FLOPs？（三位有效数字。）',
      alone: '只用一块芯片要多久？（可以用天作单位。）',
      chips: '要在 {days} 天之内做完，需要几块芯片？',
    },
    hints: [
      '每个参数对每个 token 做六次运算。',
      '只用得上峰值的一部分，速度就只有那一部分。',
      '一块芯片要的时间里，有几个 {days} 天？买不到半块芯片。',
    ],
    solution: [
      '6 · {billions} · 10⁹ · {tokenBillions} · 10⁹ = {flops:compact}FLOPs。',
      '速度：{peak:compact} 的 {reached:percent} 是 {rate:compact}FLOP/s。{flops:compact} / {rate:compact} = {seconds:compact}s，即 {aloneDays:number} 天。',
      '{aloneDays:number} / {days} = {ratio:number}，往上取整得 {chips}。',
    ],
    mistakes: {
      'forward-only': '这只是前向，每个参数对每个 token 两次运算。反向还要四次。',
      'macs-for-flops': '这是乘加次数。一次乘加是两个 FLOP。',
      'peak-for-reached':
        '跑在峰值上才会这样。训练只用得上 {reached:percent}，即 {rate:compact}FLOP/s。',
      'rounded-down': '少了一块：这样会比 {days} 天稍长一点。',
    },
  },

  'when-the-link-decides': {
    title: '算力，还是链路',
    prompt:
      '{ranks} 块芯片各存一个 {yi:number} 亿参数的模型副本。一步里，每块处理自己的 {tokens} 个 token，速度是 {peak:compact}FLOP/s；然后用环形全归约对梯度求平均，每个梯度 2 字节。链路单向 {gigabits} Gb/s（1 Gb 是 10⁹ 比特）。延迟不计。',
    parts: {
      sent: '每块芯片要发多少字节？',
      compute: '每块芯片要算多久？（每个参数对每个 token 六次运算。）',
      link: '发送要多久？',
      decides: '如果发送能完全藏在计算后面，时间由哪一边定？',
    },
    hints: [
      '有多少参数，就有多少梯度。环形全归约里，每块芯片要发出梯度字节数的 2(d − 1)/d 倍。',
      '只算这一块芯片自己的 token。',
      '一个字节八个比特。先把链路的速度换成每秒多少字节。',
    ],
    solution: [
      '梯度：2 · {billions:number} · 10⁹ = {gradients:bytes}。发出其中的 2 · {others} / {ranks}：{sent:bytes}。',
      '运算：6 · {billions:number} · 10⁹ · {tokens} = {flops:compact}FLOPs，除以 {peak:compact}FLOP/s，得 {compute:seconds}。',
      '链路：{gigabits} / 8，每秒 {bandwidth:bytes}。发 {sent:bytes} 要 {link:seconds}。',
      '{compute:seconds} 和 {link:seconds}，由长的那个定。',
    ],
    mistakes: {
      'ring-once-not-twice':
        '这只绕了环一圈，够把和求出来。求出的和还要再绕一圈送给大家，所以是两倍。',
      'ranks-for-ranks-minus-one':
        '自己那一份不用发给自己：是 {gradients:bytes} 的 2 · {others} / {ranks}，不是整整两倍。',
      'forward-only': '这是每个参数对每个 token 两次运算，只有前向。',
      'macs-for-flops': '这是乘加次数。一次乘加是两个 FLOP。',
      'total-for-per-rank':
        '这是 {ranks} 块芯片一共的活。它们同时在算，每块只算自己的 {tokens} 个 token。',
      'bits-for-bytes': '你用字节除以每秒的比特数。{gigabits} Gb/s 是每秒 {bandwidth:bytes}。',
    },
    options: {
      'arithmetic-longer': {
        label: '计算',
        reason: '计算更久时由它定：{compute:seconds} 对 {link:seconds}。',
      },
      'link-longer': {
        label: '链路',
        reason: '发送更久时由它定：{link:seconds} 对 {compute:seconds}。',
      },
    },
  },

  'over-the-ridge': {
    title: '刚好越过屋脊',
    prompt:
      '{name} 用 16 位数时，屋脊点在 {ridge:number} FLOP/B。一层 {kernel}×{kernel} 卷积，输入输出各 {channels} 个通道，图 {size}×{size}。一次只来一张图，强度是 {alone:number} FLOP/B，内存说了算。最少攒几张一起算，才轮到算力说了算？先在纸上解出来，再去设。',
    hints: [
      '多来一张图，运算多一份，特征图多一份。哪样东西不管几张图都只取一次？',
      'n 张图：强度 = n · {flops:compact} /（2 ·（{weights:compact} + n · {maps:compact}））。每个数 2 字节。令它等于屋脊点，解出 n。',
    ],
    solution: [
      '权重 {weights:compact} 个数，只取一次；每张图有 {maps:compact} 个数进出，{flops:compact} 次运算。',
      'n = {least} 时强度是 {reached:number} FLOP/B，少一张只有 {before:number}。权重由越来越多的图分摊，到最后只剩特征图自己的搬运。',
    ],
    goals: {
      'computing-decides': '算力说了算，不是内存',
      'no-more-than-needed': '再少一张就不行',
    },
    mistakes: {
      'larger-than-needed': '屋脊是越过了，可批小一点也能越过。攒得越多，每张图等得越久。',
      'still-below': '还在 {ridge:number} FLOP/B 的屋脊左边：分摊权重的图还不够多。',
    },
  },
} satisfies Record<string, ExerciseText>
