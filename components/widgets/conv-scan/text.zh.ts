import type { Translation } from '../../text.ts'
import type en from './text.en.ts'

const text: Translation<typeof en> = {
  title: '卷积核走过一张图',
  summary:
    '每个输出都写成它的那个求和式。图和卷积核都能自己填；再加通道、分组、步幅、填充、空洞，或者反过来做转置卷积。',
  params: {
    mode: { label: '种类', options: { convolution: '卷积', transposed: '转置卷积' } },
    picture: {
      label: '图片',
      options: {
        photo: '湖上黄昏',
        step: '一条边',
        ramp: '渐变',
        spot: '一个亮点',
        own: '自己填',
      },
    },
    filter: {
      label: '权重',
      options: {
        edges: '边缘',
        upright: '竖直边缘（Sobel）',
        blur: '模糊',
        sharpen: '锐化',
        identity: '恒等',
        ones: '全为 1',
        own: '自己填',
      },
    },
    size: '图片边长',
    kernel: '卷积核边长',
    stride: '步幅',
    padding: '填充',
    dilation: '空洞率',
    inputChannels: '输入通道',
    outputChannels: '输出通道',
    groups: '分组',
    bias: '偏置',
    outputPadding: '输出填充',
    input: '自己的图',
    weights: '自己的权重',
  },
  cases: {
    default: '小照片的边缘',
    identity: '什么也不改的卷积核',
    blur: '模糊',
    upright: '竖直边缘（Sobel）',
    impulse: '一个亮点照出转了半圈的卷积核',
    own: '自己填的数',
    dropped: '步幅为 4：边上的像素被丢掉',
    skipped: '步幅比卷积核长，跳过像素',
    stem: '步幅 2，填充 1',
    dilated: '空洞卷积：九个抽头跨五行',
    channels: '三个通道进，两个出',
    grouped: '两组，每组两个通道',
    depthwise: '逐通道（depthwise）：各管各的',
    pointwise: '1×1：只混通道，不看邻居',
    bias: '带偏置',
    upsampled: '转置卷积：四个像素变八个',
    checkerboard: '转置卷积：棋盘格从哪里来',
    cut: '转置卷积：填充裁掉边缘',
  },
  phrases: {
    told: '输出通道 {channel} 第 {row} 行第 {column} 列：{terms} 个乘积加起来是 {total}。',
    'told bias':
      '输出通道 {channel} 第 {row} 行第 {column} 列：{terms} 个乘积加上偏置 {bias}，等于 {total}。',
    'told padding': '其中 {padding} 个落在填充上，贡献为零。',
    'told dropped': '末尾被丢掉 {dropped} 行、{dropped} 列。',
    'told skipped': '窗口之间跳过 {skipped} 行、{skipped} 列。',

    'head input': '输入 {channels} × {size} × {size}',
    'head kernel': '输出 {channel} 的卷积核',
    'head output': '输出 {channels} × {height} × {width}',
    'plane input': '输入，通道 {channel}',
    'plane kernel': '从输入通道 {input} 到输出通道 {output} 的卷积核',
    'plane output': '输出，通道 {channel}',
    'cell input': '输入，通道 {channel}，第 {row} 行第 {column} 列',
    'cell kernel': '从通道 {input} 到通道 {output} 的权重，第 {row} 行第 {column} 列',
    apart: '属于别的组',

    'output name': 'y[{channel}, {row}, {column}]',
    channel: '通道 {channel}：',

    hint: '指向一个权重、像素或乘积，看它和谁相遇；点一下就能改数。',
    'about weight': '{name} = {value} 在每个位置都要用一次：共遇到 {inputs} 个输入像素。',
    'about weight padded':
      '{name} = {value} 在每个位置都要用一次：遇到 {inputs} 个输入像素，另有 {padding} 次落在填充上。',
    'about input': '{name} = {value} 影响亮起的 {outputs} 个输出。',
    'about unread': '{name} = {value} 不影响任何输出：没有窗口读到它。',
    'about term': '{input} × {weight} = {x} × {w} = {product}',
    'about padding': '填充 × {weight} = {x} × {w} = {product}：算了一次，结果是零。',
    'refused input': '「{text}」不是 {min} 到 {max} 的整数，仍保留 {stays}。',
    'refused weight': '「{text}」不是 {min} 到 {max}、至多两位小数的数，仍保留 {stays}。',

    'legend grey': '输出中 {low} 为黑，{high} 为白',
    'legend padding': '填充：输入四周的零',
    'legend cut': '被填充裁掉',
    'legend unread': '没有窗口读到',

    'figure output': '输出',
    'figure weights': '参数',
    'figure macs': '乘加次数',
    'figure dropped': '丢掉的行数和列数',

    table: '这个输出的求和式',
    'table input': '输入 [通道, 行, 列]',
    'table weight': '权重',
    'table value': '值',
    'table product': '乘积',
    'on padding': '填充',
    bias: '偏置',
    total: '和',
  },
}

export default text
