import type { Translation } from '../../text.ts'
import type en from './text.en.ts'

const text: Translation<typeof en> = {
  title: '一层卷积的代价',
  summary: '设定一层卷积，看它要记多少数、做多少次乘加、搬多少字节；公式的每一项都连着它的滑块。',
  params: {
    count: {
      label: '什么算一次运算',
      options: { macs: '乘加（MACs）', flops: 'FLOPs', article: '按原文' },
    },
    input: '特征图',
    inputChannels: '输入通道',
    outputChannels: '输出通道',
    kernel: '卷积核',
    groups: '分组',
    stride: '步长',
    padding: '填充',
    bias: '偏置',
    dilation: '空洞率',
    batch: '批大小',
    precision: {
      label: '数的格式',
      options: { fp32: 'fp32，4 字节', fp16: 'fp16，2 字节', int8: 'int8，1 字节' },
    },
  },
  cases: {
    default: '3 × 3，16 → 32 通道',
    article: '原文的例子，4608 个权重',
    'article-bias': '原文的例子，带偏置',
    'first-layer': 'ResNet 的第一层',
    'five-by-five': '5 × 5 的卷积核',
    depthwise: '逐通道卷积：各看各的',
    pointwise: '逐点卷积：1 × 1',
    rectangular: '长方形的核，1 × 5',
    dilated: '空洞率为 2',
    dropped: '没有窗口够得着的像素',
    'last-layers': '深处的层：图小，通道多',
  },
  phrases: {
    macs: '输入 {input}，输出 {output}。{params} 个参数，{operations} 次乘加，搬运 {bytes:bytes}。',
    flops:
      '输入 {input}，输出 {output}。{params} 个参数，{operations} 次浮点运算，搬运 {bytes:bytes}。',
    article:
      '输入 {input}，输出 {output}。{params} 个参数，按原文的算法是 {operations} 次运算，搬运 {bytes:bytes}。',
    parameters: '参数',
    countMacs: '乘加',
    countFlops: 'FLOPs',
    countArticle: '原文所说的 FLOPs',
    bytes: '搬运字节',
    intensity: '每字节 FLOPs',
    kernels: '× {n} 个核',
    outputShape: '输出形状',
    tableCaption: '用数字看这一层',
    tableWhat: '项目',
    tableHow: '数值',
    input: '输入，通道 × 高 × 宽',
    output: '输出，通道 × 高 × 宽',
    weights: '权重',
    biases: '偏置',
    bytesInput: '读入字节：输入',
    bytesWeights: '读入字节：权重',
    bytesOutput: '写出字节：输出',
    droppedRows: '没有窗口够得着的行数',
    droppedColumns: '没有窗口够得着的列数',
    rowsAlong: '纵向',
    columnsAlong: '横向',
    axisDropped:
      '{along}：{input} 个像素，填充后 {padded} 个。放得下 {windows} 个窗口，末尾画斜线的 {dropped} 个没有窗口够得着。',
    axisWhole:
      '{along}：{input} 个像素，填充后 {padded} 个。放得下 {windows} 个窗口，末尾没有剩下像素。',
  },
}

export default text
