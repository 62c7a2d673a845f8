import type { Translation } from '../../text.ts'
import type en from './text.en.ts'

const text: Translation<typeof en> = {
  title: '分组：谁够得着谁',
  summary:
    '一个滑块，从标准卷积经分组卷积到逐通道卷积：权重矩阵变成分块对角，再由通道混洗把各组连起来。',
  params: {
    view: { label: '几层', options: { one: '一层', two: '两层' } },
    groups: '分组 g',
    inputChannels: '输入通道',
    outputChannels: '输出通道',
    shuffle: '中间混洗',
    second: { label: '第二层', options: { same: '同样分组', pointwise: '逐点，g = 1' } },
    followed: '跟踪的通道',
    kernel: '卷积核',
    size: '特征图',
  },
  cases: {
    default: '分三组',
    standard: '标准卷积：谁都看得见谁',
    halves: '两组，像 AlexNet 用两块 GPU',
    depthwise: '逐通道：各看各的',
    multiplier: '逐通道，每个通道两个输出',
    isolated: '两层不混洗：各组永远隔开',
    shuffled: '两层加混洗：全都够得着',
    'too-many': '组太多，一次混洗不够',
    separable: '先逐通道，再逐点',
    crowded: '32 个通道，4 组',
  },
  phrases: {
    'told input': '跟着 {inputs} 个通道里的第 {followed} 个走。',
    'told standard':
      '标准卷积：每个输出看全部 {inputs} 个输入。第 {followed} 个通道够得着全部 {channels} 个通道。',
    'told grouped':
      '分 {groups} 组：每个输出只看 {inputs} 个输入中的 {known} 个。第 {followed} 个通道够得着 {channels} 个中的 {reached} 个。',
    'told depthwise':
      '逐通道（depthwise）：每个输出只看一个输入。第 {followed} 个通道够得着 {channels} 个中的 {reached} 个。',
    'told shuffle': '混洗（channel shuffle）：还没有谁多知道什么，但相邻的通道已来自不同的组。',
    'told all': '每个通道都知道全部 {inputs} 个输入。',
    'told part':
      '每个通道知道 {inputs} 个输入中的 {known} 个；第 {followed} 个通道够得着 {channels} 个中的 {reached} 个。',
    'told weights': '{weights} 个权重代替 {full} 个：1/{saved:number}。',
    stageInput: '输入',
    stageFirst: '第 1 层',
    stageShuffle: '混洗',
    stageSecond: '第 2 层',
    weightMatrix: '第 {n} 层的权重：{outputs} × {inputs}',
    pathMatrix: '穿过两层的路：{outputs} × {inputs}',
    legend:
      '行是输出通道，列是输入通道。实心格是一个核；斜线格没有核。通道上的色条，说明它知道输入的哪几组。点一列，就跟踪那个通道。',
    legendPaths: '数字是从输入到输出有几条路。',
    legendMany: '灰色的通道知道 {n} 组以上。',
    weights: '权重',
    insteadOf: '原为 {n}',
    macs: '乘加',
    seen: '每个输出看见的输入',
    outOf: '共 {n}',
    pairs: '连通的对',
    shuffleBytes: '混洗搬运',
    shuffleFree: '0 个权重，0 次乘加',
    'table paths': '从每个输入通道（列）到每个通道（行）的路数',
    channel: '通道',
  },
}

export default text
