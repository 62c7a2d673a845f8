import { bestOf, LEVEL_NAMES, levelOf } from '../../../math/parallel/pipeline/puzzles.ts'
import type { LevelName } from '../../../math/parallel/pipeline/puzzles.ts'
import { defineWidget } from '../../widget/definition.ts'
import { choice, text } from '../../widget/params.ts'
import { framesOf, textOf } from './moves.ts'
import { describeFrame, tableOf } from './words.ts'

/** The best that a level allows, as moves. */
const solved = (level: LevelName) => ({
  level,
  ops: textOf(level, bestOf(levelOf(level)).moves),
})

const widget = defineWidget({
  params: {
    level: choice(LEVEL_NAMES, 'memory-cap'),
    // The moves in the order in which they were made; see moves.ts.
    ops: text(1000, ''),
  },
  // Placed in the picture.
  shown: () => ({ ops: false }),
  frames: ({ level, ops }) => framesOf(level, ops),
  describe: (frame) => describeFrame(frame),
  table: (frame) => tableOf(frame),
  layout: 'stacked',
  opening: 1,
  cases: {
    default: { level: 'memory-cap', ops: 'memory-cap: 0F0 0F1 1F0 0F2 1F1 2F0 2B0 1B0 2F1' },
    start: { level: 'memory-cap', ops: '' },
    refused: { level: 'memory-cap', ops: 'memory-cap: 0F0 0F1 0F2 1F0 0F3 2F0' },
    '1f1b': solved('staircase'),
    lost: { level: 'zero-bubble', ops: 'zero-bubble: 0F0 1F0 2F0 2I0 2W0 1I0 1W0 0I0 0W0' },
    'slow-links': solved('slow-links'),
    'step-after-step': solved('step-after-step'),
    'two-ends': solved('two-ends'),
    crowded: solved('paper'),
  },
})

export default widget
