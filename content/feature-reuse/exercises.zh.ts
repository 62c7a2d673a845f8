import type { ExerciseText } from '../../components/exercise/index.ts'

export default {
  'fresh-share': {
    title: '一个稠密层，和它省掉的那一层',
    prompt:
      '网络手里有 {reused} 张特征图。一层 {kernel}×{kernel} 卷积（无偏置）要再添 {fresh} 张，让下一层看到全部 {all} 张。',
    parts: {
      again: '一层若要从这 {reused} 张出发，把 {all} 张全部重做，有多少个权重？',
      own: '稠密层只做新的 {fresh} 张，有多少个权重？',
      share: '后者占前者的几成？',
    },
    hints: [
      '权重数 = 核的格数 × 读进几张 × 做出几张。两层各读进几张？',
      '两层读的一样，差别只在做出几张。',
      '用字母写成分式，看什么可以约掉。',
    ],
    solution: [
      '全部重做：{kernel} · {kernel} · {reused} · {all} = {again}。',
      '只做新的：{kernel} · {kernel} · {reused} · {fresh} = {own}。',
      '{own} / {again} = {fresh} / {all} = {share:percent}。核和 C₁ 都约掉了：C₂/(C₁ + C₂)。',
    ],
    mistakes: {
      'reads-its-own-output':
        '你让这一层读了 {all} 张。新图在它运行之前还不存在，它读的是 {reused} 张。',
      'no-new-maps': '这只把 {reused} 张旧图重做了一遍。新的也要出来，一共 {all} 个核。',
      'kernel-not-squared': '一个核在每张图上有 {kernel} · {kernel} 格，不是 {kernel} 格。',
      'makes-all-again': '这是把 {all} 张全做一遍的层。稠密层只做 {fresh} 张，其余的原样不动。',
      'fresh-over-old':
        '这是 C₂/C₁，是跟 {reused} → {reused} 的层比。上面那一层要做出 C₁ + C₂ = {all} 张。',
      'fraction-for-complement': '这是省掉的部分。问的是剩下的。',
    },
  },

  'compared-with-what': {
    title: '分母是谁',
    prompt:
      '一个 {kernel}×{kernel} 的稠密层，读进 {reused} 张，新添 {fresh} 张。它顶替的是一层 {kernel}×{kernel} 卷积，读进 {inB} 张，做出 {outB} 张。它的权重是那一层的几成？',
    hints: [
      '两层都写成 k²·（读进几张）·（做出几张）。稠密层是 k²·{reused}·{fresh}。',
      'k² 约掉了。别的能不能约，要看那一层读进多少。',
    ],
    solution: [
      '稠密层：{kernel} · {kernel} · {reused} · {fresh} = {own}。那一层：{kernel} · {kernel} · {inB} · {outB} = {other}。',
      '比例是 {own} / {other}。C₂/(C₁ + C₂) 只对一种参照成立：读进旧图，做出旧的和新的。',
    ],
    mistakes: {},
    options: {
      'of-all': {
        label: 'C₂/(C₁ + C₂) = {ofAll:percent}',
        reason: '和读进 {reused} 张、做出全部 {all} 张的层相比，是这个数。',
      },
      'of-old': {
        label: 'C₂/C₁ = {ofOld:percent}',
        reason: '和读进 {reused} 张、也做出 {reused} 张的层相比，是这个数。',
      },
      'of-square': {
        label: 'C₁C₂/(C₁ + C₂)² = {ofSquare:percent}',
        reason: '和读进、做出都是 {all} 张的层相比，是这个数。',
      },
      complement: {
        label: 'C₁/(C₁ + C₂) = {complement:percent}',
        reason: '这是和读进 {reused} 张、做出全部 {all} 张的层相比省掉的部分，不是剩下的。',
      },
    },
  },

  'block-growth': {
    title: '在纸上走完一个块',
    prompt:
      '一个稠密块有 {layers} 层 3×3，没有瓶颈，没有偏置。入口 {start} 张特征图，每层添 {growth} 张。',
    parts: {
      reads: '最后一层读进多少张？',
      params: '最后一层有多少个权重？',
      outputs: '块的出口有多少张？',
      links: '一共有几条连线？（输入算一个来源，出口不算读者。）',
    },
    hints: [
      '轮到最后一层时，已经有几层添过图了？',
      '权重数：9 格，乘读进几张，乘做出几张。这一层做出 {growth} 张。',
      '第一层一条线，第二层两条，最后一层呢？首尾配对相加。',
    ],
    solution: [
      '最后一层之前有 {before} 层添过：{start} + {growth} · {before} = {reads}。',
      '9 · {reads} · {growth} = {params}。',
      '它自己再添 {growth} 张：{reads} + {growth} = {outputs}。',
      '1 + 2 + … + {layers} = {layers} · {after} / 2 = {links}。',
    ],
    mistakes: {
      'counted-the-last':
        '你把最后一层自己添的也算进去了。它读的是前 {before} 层留下的：C₀ + C₂·(L − 1)。',
      'forgot-the-input': '入口的 {start} 张也一直留着，到最后都要算。',
      'reads-the-layer-before':
        '首尾相接的网络才只读上一层的 {growth} 张。稠密块里，有多少读多少。',
      'kernel-not-squared': '3×3 的核在每张图上有 9 格，不是 3 格。',
      'makes-all-again': '稠密层只做 {growth} 张，其余的原样不动。',
      'stopped-before-the-last': '这是最后一层读进的。出块之前，它还要添 {growth} 张。',
      'last-layer-only': '这是最后一层添的。它前面的那些也都要出块。',
      'without-the-input': '你漏了从输入出发的线。每层都有一条，还差 {layers} 条。',
      'each-wire-twice': '每条线的两头你各数了一次，要除以 2。',
      'a-chain': '这是首尾相接，一层一条。这里第 ℓ 层有 ℓ 条。',
    },
  },

  'bottleneck-pays': {
    title: '瓶颈划不划算',
    prompt:
      '一个稠密层读进 {reused} 张，新添 {growth} 张。可以只用一层 3×3，也可以先用 1×1 变成 {inner} 张，再接 3×3。都没有偏置。',
    parts: {
      plain: '只用一层 3×3，有多少个权重？',
      narrowed: '1×1 加 3×3，一共有多少个权重？',
      even: '读进的 C₁ 是多少张时，两种做法一样多？（不一定是整数。）',
      verdict: '在这里，瓶颈是省还是费？',
    },
    hints: [
      '1×1 读进 {reused} 张，做出 {inner} 张。后面的 3×3 读进几张，做出几张？',
      '把 {reused} 换成 C₁，令两个数相等。有一项里没有 C₁。',
      '一边是 9·C₁·C₂，一边是 4·C₁·C₂ + 36·C₂²。两边除以 C₂。',
    ],
    solution: [
      '一层 3×3：9 · {reused} · {growth} = {plain}。',
      '瓶颈：1×1 是 {reused} · {inner} = {mix}，3×3 是 9 · {inner} · {growth} = {window}，合计 {narrowed}。',
      '9·C₁ = 4·C₁ + 36 · {growth}，所以 C₁ = 36 · {growth} / 5 = {even:number}。',
      '这一层读 {reused} 张，和 {even:number} 比；或者直接拿 {narrowed} 和 {plain} 比。',
    ],
    mistakes: {
      'kernel-not-squared': '3×3 的核在每张图上有 9 格，不是 3 格。',
      'pointwise-only': '这只是 1×1。后面的 3×3 还有 {window} 个。',
      'window-only': '这只是 3×3。前面的 1×1 还有 {mix} 个。',
      'window-reads-everything':
        '你让 3×3 去读全部 {reused} 张了。它只读 1×1 做出来的 {inner} 张，垫一层 1×1 为的就是这个。',
      'one-growth-wide': '你把瓶颈取成和增长率一样宽，{growth} 张。它是四倍，{inner} 张。',
      'forgot-the-pointwise':
        '你漏了 1×1：写成了 9·C₁ = 36·C₂。1×1 也要读 C₁ 张，九份里它占去四份。',
      'subtracted-from-the-window': '3×3 读的是 4·C₂ 张，不是 C₂ 张：那一项是 36·C₂²，不是 9·C₂²。',
    },
    options: {
      saves: {
        label: '省权重',
        reason: 'C₁ 大于 36·C₂/5 = {even:number} 时才省。这里 C₁ = {reused}。',
      },
      'costs-more': {
        label: '多费权重',
        reason: 'C₁ 小于 36·C₂/5 = {even:number} 时就费。这里 C₁ = {reused}。',
      },
    },
  },

  'stored-maps': {
    title: '只存一份，和另存抄本',
    prompt:
      '一个 {layers} 层的稠密块，没有瓶颈，{size}×{size}，{precision}（一个数 {width} 字节）。入口 {start} 张，每层添 {growth} 张。一张图片，什么都不释放。',
    parts: {
      once: '每张特征图只存一份，一共多少字节？',
      copied: '如果除第一层外，每层还要把自己读的图拼成一份抄本存着，一共多少字节？',
      'twice-as-deep': '一个很深的块，增长率不变，层数再翻一倍。抄本占的字节变成多少？',
    },
    hints: [
      '出块的有几张？一张是 {size} · {size} 个数，每个 {width} 字节。',
      '第二层读几张？第三层呢？一直加到最后一层。',
      '抄本是 (L − 1)·C₀ + L(L − 1)/2·C₂ 张。L 很大时，哪一项说了算？',
    ],
    solution: [
      '{start} + {layers} · {growth} = {maps} 张，每张 {size} · {size} · {width} = {map} 字节：共 {once} 字节。',
      '抄本：{readsList} = {joined} 张，{copies} 字节。连同原图共 {copied} 字节。',
      'L 很大时，抄本约为 C₂·L²/2 张。L 翻倍，抄本变成四倍。',
    ],
    mistakes: {
      'elements-for-bytes': '这是数的个数。{precision} 里每个数占 {width} 字节。',
      'forgot-the-input': '入口的 {start} 张也要留着，块里每层都要读它们。',
      'bits-for-bytes': '这是比特数，8 个比特才是一个字节。',
      'copies-alone': '这只是抄本。原图自己还要 {once} 字节。',
      'copied-the-input-too': '第一层直接读输入，没有什么要拼的，不用抄。',
      'last-copy-only': '你只算了最后一份抄本。什么都不释放，每层的抄本就都在：{readsList} 张。',
    },
    options: {
      'four-times': {
        label: '大约四倍',
        reason: '抄本随 L(L − 1)/2 增长：层数翻倍，每层读的也大约翻倍。',
      },
      twice: {
        label: '大约两倍',
        reason: '只存一份的那些才是两倍。抄本还在变宽：越靠后的层读得越多。',
      },
      'no-more': {
        label: '和原来一样',
        reason: '要各层轮流用同一块内存，反向时再抄一遍，才会这样。',
      },
    },
  },

  'ghost-ratio': {
    title: '影子到底省多少',
    prompt:
      '一个 Ghost 模块读进 {inputs} 张，交出 {outputs} 张。s = {ratio}，普通卷积的核 {kernel}×{kernel}，廉价的核 {cheap}×{cheap}，无偏置。',
    parts: {
      made: '普通卷积做出多少张？',
      params: '整个模块有多少个权重？',
      times: '用普通卷积做出全部 {outputs} 张，权重是模块的几倍？',
      limit: 's 越取越大，这个倍数趋近于多少？',
    },
    hints: [
      '每 s 张里有一张是完整做的。',
      '完整做一张要 {kernel} · {kernel} · {inputs} 个权重。影子只看一张图，一张影子要几个？一共几张？',
      '{inputs} → {outputs} 的 {kernel}×{kernel} 卷积有多少个权重？',
      '把 s·c·k² / (c·k² + (s − 1)·d²) 的分子分母都除以 s，再让 s 变大。',
    ],
    solution: [
      '{outputs} / {ratio} = {made} 张完整做，另有 {ghosts} 张影子。',
      '完整做的：{made} · {perMade} = {primary}。影子：{ghosts} · {perGhost} = {cheapParams}。合计 {params}。',
      '普通卷积：{outputs} · {perMade} = {standard}。{standard} / {params} = {times:number}，不是 {ratio}。',
      's 很大时几乎全是影子：c·k² / d² = {perMade} / {perGhost} = {limit:number}。',
    ],
    mistakes: {
      'ghosts-for-made': '这是影子，每 s 张里的 s − 1 张。完整做的是 s 张里的一张。',
      'all-made': '{outputs} 张全做，就是普通卷积了。模块每 s 张只做一张。',
      'primary-only': '这只是完整做的那些。{ghosts} 张影子也要权重，每张 {perGhost} 个。',
      'ghosts-see-every-map':
        '你让每张影子去看全部 {made} 张了。它只看一张：d² = {perGhost} 个权重。',
      'kernel-not-squared': '核有几列就有几行，{cheap}×{cheap} 是 {perGhost} 格。',
      'one-ghost-each': '你给每张图只算了一张影子。每张有 s − 1 = {rest} 张。',
      'hoped-for-s': '这是 s，影子不花钱才会这样。用 {standard} 除以你数出来的权重。',
      'inverted-ratio': '上下颠倒了。',
      'ignored-channels': '完整做一张，要把 {inputs} 个通道都加起来，价钱是 c·k²，不是 k²。',
    },
  },

  'ghost-traffic': {
    title: '运算少了，字节多了',
    prompt:
      '一个 Ghost 模块（先 1×1，再用 3×3 变影子，s = {ratio}）顶替一层 {inputs} → {outputs} 的 1×1，{size}×{size}，{precision}（一个数 {width} 字节）。模块的两部分都从内存读输入，把输出写回内存。只算特征图，不算权重。',
    parts: {
      extra: '模块比那一层多搬多少字节？',
      more: '模块搬的是那一层的几倍？',
      cure: '那一层的运算是模块的 {speedup:number} 倍。怎样改，模块搬的才会和那一层一样少？',
    },
    hints: [
      '第一部分读什么、写什么？第二部分呢？',
      '完整做的那些图出现两次：第一部分写，第二部分读。',
      '变影子的时候，那些图要待在哪里，才不必再取一趟？',
    ],
    solution: [
      '{outputs} / {ratio} = {made} 张是完整做的，要再取一次：{made} · {map} = {extra} 字节。',
      '那一层：{inputs} + {outputs} = {standardMaps} 张。模块多 {made} 张，{moduleMaps} 张。{moduleMaps} / {standardMaps} = {more:number}。',
      '完整做的图留在片上，等影子变完，就只写一次，不用再取：又回到 {standardMaps} 张。',
    ],
    mistakes: {
      'elements-for-bytes': '这是多出来的数的个数。{precision} 里每个占 {width} 字节。',
      'ghosts-fetched-again': '影子写完就没事了。要再取的是变影子的本体：{made} 张。',
      'all-fetched-again': '要再取的只有完整做的 {made} 张，不是全部 {outputs} 张。',
      'input-fetched-again': '廉价的那部分不读 {inputs} 张输入，它读的是做出来的 {made} 张。',
      'traffic-follows-macs': '这是运算的比例。搬运跟着图走，而图变多了：c + n + n/s。',
      'inverted-ratio': '上下颠倒了：模块在上，那一层在下。',
      'forgot-the-input': '两边都还要读 {inputs} 张输入。',
    },
    options: {
      'keep-on-chip': {
        label: '完整做的图留在片上，直到影子变完',
        reason: '这样只写一次，不用再取：c + n 张，和那一层一样。',
      },
      'smaller-cheap-kernel': {
        label: '影子用更小的核',
        reason: '省的是权重和运算。完整做的图照样要再取一次。',
      },
      'fewer-bits-in-weights': {
        label: '权重用更少的比特存',
        reason: '这里根本没有算权重。搬的都是图。',
      },
    },
  },

  'ghost-stride': {
    title: '步长放在哪里',
    prompt:
      '一个 Ghost 模块收到 {size}×{size} 的特征图，要交出更小的。普通卷积是 3×3，廉价的也是 3×3，填充都是 1。',
    parts: {
      side: '普通卷积的步长是 2，做出来的图边长是多少？',
      both: '假如廉价卷积的步长也是 2，影子的边长会是多少？',
      where: '做出来的图要和影子拼在一起。步长 2 可以放在哪里？',
    },
    hints: ['⌊(n + 2p − k) / s⌋ + 1。进廉价卷积的图有多大？', '拼接拼的是通道，高和宽必须一样。'],
    solution: [
      '⌊({size} + 2 − 3) / 2⌋ + 1 = {side}。',
      '影子是从边长 {side} 的图变来的：⌊({side} + 2 − 3) / 2⌋ + 1 = {both}。',
      '{side} 和 {both} 拼不到一起。廉价卷积的步长取 1，两边就都是 {side}。',
    ],
    mistakes: {
      'ignored-stride': '这是步长 1 的结果。步长 2 要隔一个窗口跳一个。',
      'ignored-padding': '你漏了填充，两头各一个像素。',
      'strided-once': '这是做出来的图的边长。影子从它们变来，还要再隔一个跳一个。',
    },
    options: {
      'primary-only': {
        label: '只放在普通卷积上',
        reason: '做出来的图和影子边长都是 {side}。',
      },
      'in-both': {
        label: '两个都放',
        reason: '做出来的图边长 {side}，影子 {both}，拼不起来。',
      },
      'cheap-only': {
        label: '只放在廉价卷积上',
        reason: '做出来的图边长还是 {size}，影子却是 {side}，拼不起来。',
      },
    },
  },

  'thick-or-thin': {
    title: '几层厚的，还是许多层薄的',
    prompt:
      '一个稠密块，3×3 卷积，不带瓶颈，开头有 {start} 个通道。要求：结束时有 {target} 个，至少 {layers} 层，参数不超过 {budget} 个。请设增长率和层数。',
    hints: [
      '已经有 {start} 个通道了，各层一共还要添多少？把它平分成 L 份，有哪几种分法？',
      '每一层都要读前面的全部。同样多的通道，分几步添上贵，还是分许多步添上贵？',
    ],
    solution: [
      '要添 {target} − {start} = {added} = {layers} · {growth}。{layers} 层、增长率 {growth}，参数正好 {budget}。',
      '增长率减半、层数加倍，{thinLayers} 层、每层 {thinGrowth}，宽度一样，参数却要 {thinParams}：层多了，前面添的通道就被读了更多遍。',
    ],
    goals: {
      width: '结束时有 {target} 个通道',
      light: '参数不超过 {budget} 个',
      deep: '至少 {layers} 层',
    },
    mistakes: {
      'thin-and-deep': '宽度对了，参数超了。通道分成许多小步添上，每一步都要把前面的再读一遍。',
      'forgot-the-input':
        '层数乘增长率是 {target}，可第一层之前已经有 {start} 个通道，结束时比这更宽。',
    },
  },
} satisfies Record<string, ExerciseText>
