import type { PartialTranslation } from '../text.ts'
import type en from './messages.en.ts'

const messages: PartialTranslation<typeof en> = {
  settings: '参数',
  more: '更多参数',
  results: '结果',
  play: '播放',
  pause: '暂停',
  back: '后退一步',
  forward: '前进一步',
  restart: '复位',
  scrub: '步骤',
  position: '第 {step} 步，共 {last} 步',
  speed: '速度',
  table: '用表格看',
  height: '{label}，高',
  width: '{label}，宽',
  fieldRange: '{min} 到 {max}',
  fieldOptions: '可取 {options}',
  textTooLong: '最多 {max} 个字符，现在有 {length} 个。图仍显示之前的文本。',
  close: '关闭这条说明',
  picture: '{title}：图。左右方向键单步，空格键播放。',
  still: '{title}：图。',
  sentenceGap: '',
  home: '在单独的页面中打开',
  rejected: {
    clamped: '{name}={raw} 超出范围 {legal}，改用 {used}。',
    rounded: '{name}={raw} 舍入为 {used}。可取：{legal}。',
    refused: '{name}={raw} 无法识别，改用 {used}。可取：{legal}。',
    unknown: '这个部件没有名为 {name} 的参数。它有：{legal}。',
    conflict: '{name}={raw} 与其他参数不相容，改用 {used}。此时可取：{legal}。',
  },
}

export default messages
