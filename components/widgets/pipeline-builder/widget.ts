import {
  bestOf,
  LEVEL_NAMES,
  levelOf,
  OWN_LIMITS,
  textOf,
} from '../../../math/parallel/pipeline/puzzles.ts'
import type { LevelName } from '../../../math/parallel/pipeline/puzzles.ts'
import { defineWidget } from '../../widget/definition.ts'
import { choice, flag, int, text } from '../../widget/params.ts'
import { framesOf } from './moves.ts'
import { describeFrame, tableOf } from './words.ts'

/** The best that a level allows, as moves. */
const solved = (level: LevelName) => ({
  level,
  ops: textOf(level, bestOf(levelOf(level)).moves),
})

const widget = defineWidget({
  params: {
    level: choice(LEVEL_NAMES, 'memory-cap'),
    // The shape of a level of one's own.
    ranks: int(2, OWN_LIMITS.ranks, 3),
    microbatches: int(1, OWN_LIMITS.microbatches, 4),
    cap: int(1, OWN_LIMITS.microbatches, OWN_LIMITS.microbatches, { hue: 'memory' }),
    send: int(0, OWN_LIMITS.send, 0, { hue: 'communication' }),
    split: flag(false),
    help: flag(true, { place: 'more' }),
    // The moves in the order in which they were made; see moves.ts.
    ops: text(1000, ''),
  },
  // The moves are made in the picture.
  shown: ({ level }) => {
    const own = level === 'own'
    return { ranks: own, microbatches: own, cap: own, send: own, split: own, ops: false }
  },
  frames: ({ level, ops, ...own }) => framesOf(level, ops, own),
  // Undone moves stay in the text, for Redo, but not on the board.
  standing: ({ position }, { level }) => ({ ops: textOf(level, position.moves) }),
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
