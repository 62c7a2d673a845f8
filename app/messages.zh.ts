import type { PartialTranslation } from '../components/text.ts'
import type en from './messages.en.ts'

const messages: PartialTranslation<typeof en> = {
  site: '小网络，大集群',
  tagline: '卷积网络怎样变轻，大模型怎样铺到许多芯片上。一门带着活动部件的课程。',
  skip: '跳到正文',
  chapters: '章节',
  widgets: '部件',
  navigation: '课程',
  neighbours: '前后两章',
  contents: '本章内容',
  previous: '上一章',
  next: '下一章',
  chapterNumber: '第 {number} 章',
  theme: '主题：{theme}',
  themes: { light: '浅色', dark: '深色', auto: '跟随系统' },
  parts: {
    'light-networks': '上篇 · 轻量化网络',
    'big-clusters': '下篇 · 分布式并行',
    laboratory: '实验室',
  },
  homeTitle: '网络怎样变轻，模型怎样铺开',
  homeLead:
    '上下两篇，文字旁边就是会动的部件。拖一下滑块，图、公式和数字一起变；然后合上电脑，自己在纸上算一遍。',
  smallNet:
    'MobileNet 的特征图，一层层变小：{params:compact} 个参数，看一张图要 {macs:compact} 次乘加。',
  bigCluster: '四块芯片，八个微批次，前向与反向。斜线是等待：占全部时间的 {bubble:percent}。',
  widgetsTitle: '全部部件',
  widgetsLead: '每个部件都能单独使用：打开、设参数、单步、分享或嵌入它的地址。',
  openWidget: '打开',
  cases: '示例',
  embedIn: '出现在',
  notFoundTitle: '这里没有这个页面',
  notFoundLead: '地址也许写错了。下面是现有的全部内容。',
  mathLibrary: '数学库',
  allChapters: '全部章节',
  chooseLanguage: '选择语言',
}

export default messages
