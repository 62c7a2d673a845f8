import type { Translation } from '../../text.ts'
import type en from './text.en.ts'

const text: Translation<typeof en> = {
  title: '连接方式：第一层还收得到什么',
  summary: '直通、跳跃、稠密三种网络，训练前先前向再反向走一遍：信号和梯度怎样随深度减弱或放大。',
  params: {
    measure: {
      label: '谁的梯度',
      options: { outputs: '输出的梯度', weights: '权重的梯度' },
    },
    depth: '层数',
    gain: '权重：He 标准差的倍数',
    norm: '批归一化',
    activation: {
      label: '非线性',
      options: { relu: 'ReLU', tanh: 'tanh', linear: '无' },
    },
    draw: '第几次抽取权重',
  },
  cases: {
    default: '权重稍小：直通网络的梯度消失',
    he: 'He 初始化',
    large: '权重过大',
    norm: '加上批归一化',
    shallow: '只有四层：用不着捷径',
    deep: '四十层',
    tanh: '用 tanh',
    linear: '不用非线性',
    weights: '加批归一化，看权重的梯度',
  },
  phrases: {
    plain: '直通',
    skip: '跳跃',
    dense: '稠密',
    start: '同一批数据进入三个 {depth} 层的网络。',
    forward:
      '前向，第 {layer} 层，共 {depth} 层。信号的均方根：直通 {plain}，跳跃 {skip}，稠密 {dense}。',
    loss: '损失（交叉熵）：直通 {plain}，跳跃 {skip}，稠密 {dense}。接着往回走。',
    'backward.outputs':
      '反向，第 {layer} 层，共 {depth} 层。该层输出的梯度范数：直通 {plain}，跳跃 {skip}，稠密 {dense}。',
    'backward.weights':
      '反向，第 {layer} 层，共 {depth} 层。该层权重的梯度范数：直通 {plain}，跳跃 {skip}，稠密 {dense}。',
    'arrived.outputs': '回到第 1 层。该层输出的梯度范数：直通 {plain}，跳跃 {skip}，稠密 {dense}。',
    'arrived.weights': '回到第 1 层。该层权重的梯度范数：直通 {plain}，跳跃 {skip}，稠密 {dense}。',
    ratios: '与最后一层之比：直通 {plain}，跳跃 {skip}，稠密 {dense}。',
    signalTitle: '前向 → 信号的均方根',
    'gradientTitle.outputs': '← 反向：各层输出的梯度',
    'gradientTitle.weights': '← 反向：各层权重的梯度',
    layerAxis: '层',
    ratioTitle: '第一层的梯度与最后一层之比',
    tableCaption: '逐层的信号与梯度范数',
    layer: '层',
    'signal.plain': '信号，直通',
    'signal.skip': '信号，跳跃',
    'signal.dense': '信号，稠密',
    'gradientOutputs.plain': '输出的梯度，直通',
    'gradientOutputs.skip': '输出的梯度，跳跃',
    'gradientOutputs.dense': '输出的梯度，稠密',
    'gradientWeights.plain': '权重的梯度，直通',
    'gradientWeights.skip': '权重的梯度，跳跃',
    'gradientWeights.dense': '权重的梯度，稠密',
  },
}

export default text
