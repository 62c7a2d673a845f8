import type { PartialTranslation } from '../text.ts'
import type en from './messages.en.ts'

const messages: PartialTranslation<typeof en> = {
  goals: '学完这一章，你能',
  sourceNote: '原文说得简略之处',
  predict: '先猜，再看',
  reveal: '看答案',
  worked: '动笔算一算',
  chip: '这对芯片意味着什么',
  recap: '记下来',
  exercises: '练习',
  source: '出处',
}

export default messages
