/** What the shell says: header, lists, footers, the pages that are not chapters. */
const messages = {
  site: 'Small Nets, Big Clusters',
  tagline:
    'How a convolutional network gets light, and how a model gets spread over many chips. A course beside working machines.',
  skip: 'Skip to the text',
  chapters: 'Chapters',
  widgets: 'Widgets',
  navigation: 'The course',
  neighbours: 'The chapters before and after',
  contents: 'In this chapter',
  previous: 'Previous',
  next: 'Next',
  chapterNumber: 'Chapter {number}',
  theme: 'Theme: {theme}',
  themes: { light: 'light', dark: 'dark', auto: 'as the system' },
  parts: {
    'light-networks': 'Part one · Light networks',
    'big-clusters': 'Part two · Big clusters',
    laboratory: 'Laboratory',
  },
  homeTitle: 'How networks get light and models get spread',
  homeLead:
    'Two halves, read beside working machines. Move a slider, and the picture, the formula and the numbers answer at once; then do it on paper.',
  smallNet:
    'MobileNet, feature map by feature map: {params:compact} parameters, {macs:compact} multiply-accumulates for one picture.',
  bigCluster:
    'Four chips, eight micro-batches, forward and backward. Hatched: {bubble:percent} of the time, somebody waits.',
  widgetsTitle: 'All widgets',
  widgetsLead: 'Each one stands alone: open it, set it, step it, and share or embed its address.',
  openWidget: 'Open',
  cases: 'Examples',
  embedIn: 'Seen in',
  notFoundTitle: 'This page is not here',
  notFoundLead: 'The address may be misspelt. Here is everything there is.',
  mathLibrary: 'The math library',
  allChapters: 'All chapters',
  chooseLanguage: 'Choose a language',
}

export default messages
