import type { Translation } from '../../text.ts'
import type en from './text.en.ts'

const text: Translation<typeof en> = {
  title: '可变形卷积核',
  summary: '在图上拖动卷积核的采样点，看像素之间怎么取值、输出变成多少，以及偏移量本身要花多少。',
  params: {
    version: {
      label: '版本',
      options: { v1: 'v1：偏移', v2: 'v2：偏移加调制' },
    },
    picture: {
      label: '图片',
      options: { ring: '圆环', path: '弯路', landscape: '风景', night: '夜空' },
    },
    pattern: {
      label: '偏移',
      options: {
        object: '朝亮处去',
        grid: '没有：普通卷积核',
        spread: '撑开：空洞率 2',
        turn: '转 45°',
        own: '自己设定',
      },
    },
    offsets: '自己设定的偏移：每点「下移,右移」',
    kernel: '卷积核',
    filling: {
      label: '权重',
      options: { mean: '平均', binomial: '中间重的平均', edge: '右减左' },
    },
    tap: '选中的采样点',
    row: '输出的行',
    column: '输出的列',
    inputChannels: '输入通道',
    outputChannels: '输出通道',
    maps: '算代价用的特征图',
  },
  cases: {
    default: '九个采样点找到弯路',
    ordinary: '偏移全为 0：普通卷积核',
    dilated: '偏移成空洞率 2',
    turned: '转 45°，右减左',
    ring: '顺着圆环',
    'five-by-five': '5 × 5 的核：50 个偏移通道',
    masked: 'v2：暗处少算一些',
    own: '手工设定的偏移',
    'deep-layer': '深层的代价，512 个通道',
    'deep-layer-v2': '同样的层，用 v2',
  },
  phrases: {
    ordinarySaid:
      '输出点（{row}，{column}）：每个采样点都在网格上，输出 {total}。采样点 {tap} 读到 {value}。',
    deformedSaid:
      '输出点（{row}，{column}）：输出 {total}，不偏移时是 {ordinary}。采样点 {tap} 下移 {dy}、右移 {dx}，在四个像素之间读到 {value}。',
    unreadSaid: '偏移文本里有 {unread} 处读不懂。',
    hint: '拖动采样点。键盘：方向键每次移 0.1，按住 Shift 移 1；Page Up、Page Down 换一个点，Home 放回原处。点一下像素可换输出点。',
    point: '采样点 {tap}：下移 {dy}，右移 {dx}，读到 {value}',
    sliders: '采样点 {tap} 的偏移',
    slide_dy: '采样点 {tap}，下移',
    slide_dx: '采样点 {tap}，右移',
    slide_mask: '采样点 {tap}，调制',
    between:
      '采样点 {tap} 在第 {y} 行、第 {x} 列：四个像素各按「值 × 份额」相加，份额是对角那块的面积',
    outside: '在图外：0',
    sampled: '合计 {value}',
    patch: '卷积核拿到的值，再乘权重',
    adds: '输出 {total}',
    output: '输出值',
    onGrid: '不偏移时 {value}',
    offsetChannels: '偏移通道',
    offsetParams: '为此的参数',
    offsetMacs: '为此的乘加',
    samplingMacs: '采样的乘加',
    ofKernel: '卷积核的 {share}',
    reads: '读 {reads} 次',
    tableCaption: '用数字看每个采样点',
    tap: '采样点',
    down: '下移',
    right: '右移',
    value: '读到的值',
    mask: '调制',
    weight: '权重',
    product: '乘积',
  },
}

export default text
