import type { PartialTranslation } from '../text.ts'
import type en from './messages.en.ts'

const messages: PartialTranslation<typeof en> = {
  kicker: '练习',
  answer: '你的答案',
  check: '检查',
  another: '换一题',
  hint: '提示 {n}',
  solution: '完整解答',
  show: '在部件里看',
  correct: '对了。',
  carried: '从你前面的答案算下来，这一步是对的。',
  wrong: '还不对。',
  unclear: '还不对。多给一位数字，就能看出错在哪里。',
  unexplained: '常见的错法都得不到这个数。可以看看提示。',
  chooseOne: '选一项。',
  chooseSeveral: '把成立的都选上。',
  missing: '还有成立的没选上。',
  units: {
    number: '',
    fraction: '百分数或分数：27.3 %、3/11',
    params: '个参数',
    B: '带上单位：kB、MB、GB、MiB……',
    s: '带上单位：s、ms、µs',
    FLOP: 'FLOPs',
    MAC: '次乘加',
    'B/s': '带上单位：GB/s……',
    'FLOP/s': '带上单位：TFLOP/s……',
    'FLOP/B': '每字节 FLOPs',
    'MAC/B': '每字节乘加次数',
  },
  figures: '至少 {n} 位有效数字',
  exact: '精确到个位',
  problems: {
    empty: '先写一个数。这次不算。',
    'not-a-number': '「{detail}」不是一个数。1.5e9、1,500,000、1.5 M、150 万都可以。这次不算。',
    'unknown-unit': '这里没有「{detail}」这个单位。这次不算。',
    'ambiguous-unit': '「{detail}」可能是比特，也可能是字节：字节写 B，比特写 bit。这次不算。',
    'wrong-kind-of-unit': '「{detail}」量的不是所问的东西。这次不算。',
    'missing-unit': '还缺单位。这次不算。',
    'too-coarse': '也许对，不过要给出 {detail} 位有效数字。这次不算。',
    'nothing-chosen': '先选一项。这次不算。',
    'unknown-option': '请从列出的选项里选。这次不算。',
  },
}

export default messages
