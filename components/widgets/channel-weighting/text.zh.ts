import type { Translation } from '../../text.ts'
import type en from './text.en.ts'

const text: Translation<typeof en> = {
  title: '通道加权',
  summary:
    '在真实特征图上一步步看 SE（squeeze-and-excitation）：一张图打开哪些通道，放进整个网络又要多花多少。',
  params: {
    scene: { label: '看什么', options: { maps: '在特征图上', network: '在网络里' } },
    picture: {
      label: '图片',
      options: {
        landscape: '风景',
        fence: '栅栏',
        waves: '水波',
        rain: '斜雨',
        night: '夜空',
      },
    },
    reduction: '缩减比 r',
    gate: {
      label: '门控函数',
      options: { sigmoid: 'sigmoid', 'hard-sigmoid': 'hard sigmoid（MobileNetV3）' },
    },
    depth: {
      label: '网络',
      options: {
        '18': 'ResNet-18',
        '34': 'ResNet-34',
        '50': 'ResNet-50',
        '101': 'ResNet-101',
        '152': 'ResNet-152',
      },
    },
    ratio: '缩减比 r',
  },
  cases: {
    default: '栅栏打开看竖边的通道',
    landscape: '风景',
    waves: '水波打开的是另一些通道',
    rain: '斜雨',
    'no-bottleneck': 'r = 1：每个通道各算各的',
    'one-unit': '只有一个隐藏单元：所有通道同开同关',
    'hard-gate': 'MobileNetV3 的门控函数',
    'resnet-50': 'ResNet-50，r = 16：多出 251 万个权重',
    'resnet-50-r32': 'ResNet-50，r = 32',
    'resnet-152': 'ResNet-152，r = 16',
  },
  phrases: {
    mapsCaption: '输入特征图：亮处、斑点、边缘（上、下、左、右）、两种斜线',
    squeezeCaption: '1 压缩（squeeze）：每张图取平均值',
    reduceCaption: '2 降维：C/r = {middle} 个隐藏单元，过 ReLU',
    exciteCaption: '3 激励（excite）：经门控函数，每张图得到一个权重',
    scaleCaption: '4 缩放（scale）：每张图乘上自己的权重',
    rule: '这两层的权重由规则给定，并非训练所得：自己的通道比其他通道突出，隐藏单元才有响应。',
    mapsSaid: '同一张图的 {channels} 张特征图，还没有加权。',
    squeezeSaid:
      '每张图变成一个数，也就是它的平均值，第 {most} 张最大。最后一个像素读完之前，一个都算不出来。',
    reduceSaid:
      '{middle} 个隐藏单元比较这些平均值，其中 {active} 个有响应，其余被 ReLU 截断。实线表示加，虚线表示减。',
    exciteSaid: '回到 {channels} 个通道。通道 {open} 开得最大，{weight}；最小的是 {least}。',
    scaleSaid:
      '一张图的所有像素都乘同一个权重：通道 {open} 保留 {weight} 的强度，最弱的只剩 {least}。',
    networkSaid:
      '给 ResNet-{depth} 的每个模块都加权，r = {ratio}，多出 {weights} 个权重，占原参数的 {share:percent}，乘加却只多 {macs} %。',
    layerWeights: '两个小全连接层的权重',
    andBiases: '另有 {biases} 个偏置',
    range: '通道权重',
    addedWeights: '增加的权重',
    addedBiases: '增加的偏置',
    addedMacs: '增加的乘加',
    movedAgain: '特征图再搬一遍',
    perImage: '每张图，fp32',
    stageName: '第 {stage} 段',
    stageShape: '{blocks} 块 × {channels} 通道，{size} × {size}',
    publishedCaption: '论文给出的 SE-ResNet-50：参数量与 ImageNet top-1 错误率',
    plain: '不加权',
    millions: '{size} M',
    error: '{error} %',
    networkTable: '各段因加权而增加的量',
    stage: '段',
    blocks: '模块数',
    channels: '通道',
    middle: 'C/r',
    biases: '偏置',
    moved: '再次搬运的元素',
    together: '合计',
    mapsTable: '用数字看各个通道',
    channel: '通道',
    answers: '响应什么',
    mean: '平均值',
    weight: '权重',
    bright: '亮处',
    spots: '斑点',
    top: '上边缘',
    bottom: '下边缘',
    left: '左边缘',
    right: '右边缘',
    falling: '下行斜线',
    rising: '上行斜线',
  },
}

export default text
