import { levelOf, movesIn } from '../../../math/parallel/pipeline/puzzles.ts'
import type { Level, LevelName, OwnShape } from '../../../math/parallel/pipeline/puzzles.ts'
import { readMoves, wordsOf } from '../../../math/parallel/pipeline/puzzle.ts'
import type { Position, Puzzle, Reading } from '../../../math/parallel/pipeline/puzzle.ts'

/** The board after some of the moves. */
export interface Frame {
  readonly level: Level
  readonly position: Position
  /** How many moves there are in all: those after this one can be redone. */
  readonly moves: number
  /** On the last frame: the word at which the text could not be read on, and why. */
  readonly stopped: Reading['stopped']
}

/** What was read last: the next text is mostly the same with one move more. */
let last: {
  readonly puzzle: string
  readonly words: readonly string[]
  readonly reading: Reading
} = {
  puzzle: '',
  words: [],
  reading: { positions: [] },
}

function read(puzzle: Puzzle, text: string): Reading {
  const key = JSON.stringify(puzzle)
  const words = wordsOf(text)
  const { positions } = last.reading
  let same = 0
  while (same < positions.length - 1 && words[same] === last.words[same]) same++
  const known = last.puzzle === key ? positions.slice(0, same + 1) : undefined
  const reading = readMoves(puzzle, text, known)
  last = { puzzle: key, words, reading }
  return reading
}

export function framesOf(name: LevelName, text: string, own: OwnShape): readonly Frame[] {
  const level = levelOf(name, own)
  const { positions, stopped } = read(level.puzzle, movesIn(name, text))
  const moves = positions.length - 1
  return positions.map((position, at) => ({
    level,
    position,
    moves,
    stopped: at === moves ? stopped : undefined,
  }))
}
