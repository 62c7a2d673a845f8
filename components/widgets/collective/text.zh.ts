import type { Translation } from '../../text.ts'
import type en from './text.en.ts'

const text: Translation<typeof en> = {
  title: '集合通信',
  summary:
    '八种原语怎样在各个 rank 之间搬运数据：每条消息都看得见，每个缓冲区里都是真数，账单就在旁边。',
  params: {
    algorithm: { label: '算法', options: { ring: '环形', root: '朴素（经由根）' } },
    primitive: {
      label: '原语',
      options: {
        broadcast: '广播（broadcast）',
        reduce: '归约（reduce）',
        scatter: '散发（scatter）',
        gather: '收集（gather）',
        'all-gather': '全收集（all-gather）',
        'reduce-scatter': '归约散发（reduce-scatter）',
        'all-reduce': '全归约（all-reduce）',
        'all-to-all': '全交换（all-to-all）',
      },
    },
    ranks: 'rank 数',
    root: '根 rank',
    operator: { label: '运算', options: { sum: '求和', max: '取最大', mean: '求平均' } },
    bytes: '消息大小 S',
    latency: '延迟 α',
    bandwidth: '带宽 B（每秒）',
  },
  cases: {
    default: '4 个 rank 的环形全归约',
    article: '4 个设备对梯度求平均',
    broadcast: '广播',
    reduce: '归约',
    scatter: '散发',
    gather: '收集',
    'all-gather': '全收集',
    'reduce-scatter': '归约散发',
    'all-reduce': '全归约，取最大',
    'all-to-all': '全交换',
    naive: '朴素的全归约：一切都经过一个 rank',
    gradients: '6 个 rank，600 MB 梯度',
    crowded: '16 个 rank',
  },
  phrases: {
    'phase broadcast': '广播',
    'phase reduce': '归约',
    'phase scatter': '散发',
    'phase gather': '收集',
    'phase all-gather': '全收集',
    'phase reduce-scatter': '归约散发',
    'phase all-reduce': '全归约',
    'phase all-to-all': '全交换',
    'at broadcast': '第 {round} 轮（共 {rounds} 轮），广播。',
    'at reduce': '第 {round} 轮（共 {rounds} 轮），归约。',
    'at scatter': '第 {round} 轮（共 {rounds} 轮），散发。',
    'at gather': '第 {round} 轮（共 {rounds} 轮），收集。',
    'at all-gather': '第 {round} 轮（共 {rounds} 轮），全收集。',
    'at reduce-scatter': '第 {round} 轮（共 {rounds} 轮），归约散发。',
    'at all-reduce': '第 {round} 轮（共 {rounds} 轮），全归约。',
    'at all-to-all': '第 {round} 轮（共 {rounds} 轮），全交换。',
    'name ring': '环形',
    'name root': '朴素',
    start: '第一轮之前',
    round: '第 {round}/{rounds} 轮',
    'in place': '到位 {right}/{wanted}',
    'checked in short': '✓ 已核对',
    checked: '按定义核对：{wanted} 个数全部正确，位置也都对。',

    'start broadcast':
      '第一轮之前：只有 rank {root} 有这个向量，切成 {chunks} 块。目标是 {ranks} 个 rank 人人都有。',
    'start reduce':
      '第一轮之前：{ranks} 个 rank 各有一个向量，切成 {chunks} 块。目标是把它们合并到 rank {root}。',
    'start scatter': '第一轮之前：rank {root} 手里有 {ranks} 块，每个 rank 一块。目标是各得其一。',
    'start gather': '第一轮之前：{ranks} 个 rank 各有一块。目标是让 rank {root} 按顺序集齐。',
    'start all-gather': '第一轮之前：{ranks} 个 rank 各有一块。目标是人人集齐。',
    'start reduce-scatter':
      '第一轮之前：{ranks} 个 rank 各有一个 {ranks} 块的向量。目标是每个 rank 得到其中一块的合并结果。',
    'start all-reduce':
      '第一轮之前：{ranks} 个 rank 各有一个向量，切成 {chunks} 块。目标是人人都得到合并结果。',
    'start all-to-all':
      '第一轮之前：{ranks} 个 rank 手里都有给每个 rank 的一块，放在对方的位置上。目标是各自拿到别人留给自己的那些块。',

    'one copy chunk': 'rank {from} 把第 {chunks} 块发给 rank {to}，后者存下：{value}。',
    'one copy chunks':
      'rank {from} 把 {count} 块（{chunks}）发给 rank {to}，后者存下。其余的 rank 都在等。',
    'one reduce chunk':
      'rank {from} 把第 {chunks} 块发给 rank {to}，后者与自己的合并，得到 {value}。',
    'one reduce chunks':
      'rank {from} 把 {count} 块（{chunks}）发给 rank {to}，后者与自己的合并。其余的 rank 都在等。',
    'many copy chunk':
      '{messages} 条消息同时在路上。例如 rank {from} 把第 {chunks} 块发给 rank {to}，后者存下：{value}。',
    'many copy chunks':
      '{messages} 条消息同时在路上。例如 rank {from} 把 {count} 块（{chunks}）发给 rank {to}。',
    'many reduce chunk':
      '{messages} 条消息同时在路上。例如 rank {from} 把第 {chunks} 块发给 rank {to}，后者与自己的合并，得到 {value}。',
    'many reduce chunks':
      '{messages} 条消息同时在路上。例如 rank {from} 把 {count} 块（{chunks}）发给 rank {to}，后者与自己的合并。',

    'done broadcast': '{rounds} 轮之后，每个 rank 都有了 rank {root} 原来的数据。',
    'done reduce sum': '{rounds} 轮之后，rank {root} 得到了全体之和。',
    'done reduce max': '{rounds} 轮之后，rank {root} 得到了全体的最大值。',
    'done reduce mean': '{rounds} 轮之后，rank {root} 得到了全体的平均值。',
    'done scatter': '{rounds} 轮之后，每个 rank 都拿到了 rank {root} 分给自己的那一块。',
    'done gather': '{rounds} 轮之后，rank {root} 按顺序集齐了各 rank 的块。',
    'done all-gather': '{rounds} 轮之后，每个 rank 都集齐了全部 {ranks} 块。',
    'done reduce-scatter sum': '{rounds} 轮之后，每个 rank 得到了全体之和里属于自己的一块。',
    'done reduce-scatter max': '{rounds} 轮之后，每个 rank 得到了全体最大值里属于自己的一块。',
    'done reduce-scatter mean': '{rounds} 轮之后，每个 rank 得到了全体平均值里属于自己的一块。',
    'done all-reduce sum': '{rounds} 轮之后，每个 rank 都有了全体之和。',
    'done all-reduce max': '{rounds} 轮之后，每个 rank 都有了全体的最大值。',
    'done all-reduce mean': '{rounds} 轮之后，每个 rank 都有了全体的平均值。',
    'done all-to-all': '{rounds} 轮之后，每个 rank 的第 s 个位置上，是 rank s 留给它的那一块。',
    wrong: '最终状态有误：{wanted} 个数里有 {wrong} 个与定义不符。',

    'rank n': 'rank {rank}',
    'made moved': 'rank {rank} 持有第 {chunk} 块：{value}，来自 rank {from}。',
    'made alone': 'rank {rank}，第 {chunk} 块：{value}，只是 rank {from} 自己的数。',
    'made sum':
      'rank {rank}，第 {chunk} 块：{terms} = {value}，已含 {needed} 个 rank 中的 {has} 个（{from}）。',
    'made max':
      'rank {rank}，第 {chunk} 块：max({terms}) = {value}，已含 {needed} 个 rank 中的 {has} 个（{from}）。',
    'made mean':
      'rank {rank}，第 {chunk} 块：({terms}) / {needed} = {value}，{needed} 个 rank 都在其中。',
    'made nothing': 'rank {rank}，位置 {place}：还是空的。',
    hint: '把指针移到一个格子上，或用 Tab 键选中后按方向键，看它的数是由谁的数合成的。',
    'legend final': '结果',
    'legend partial': '部分结果（横条：已含的 rank）',
    'legend held': '暂存，还要转发',
    'legend spent': '不再需要',
    'legend empty': '空',
    'legend root': '根',
    matrix: '每个 rank 的缓冲区，一行一个 rank',
    'matrix corner': 'rank',

    time: '时间 T',
    rounds: '轮数 R',
    messages: '消息数',
    busiest: '最忙端口经过的字节 b',
    'algorithm bandwidth': '算法带宽 S/T',
    'bus bandwidth': '总线带宽',
    'so far': '已\u00a0{value}',
    sent: '每个 rank 发出的字节，最多 {most:bytes}',
    rivals: '各算法用时',

    table: '这一轮之后每个 rank 的每一块，以及这一轮搬了什么',
    'table in place': '这一轮之后每个 rank 的每个位置（来源→去向），以及这一轮搬了什么',
    rank: 'rank',
    sends: '发出',
    receives: '收到',
  },
}

export default text
