import { kindsOf, nextOp, streamsOf, tryOp } from '../../../math/parallel/pipeline/puzzle.ts'
import type {
  Op,
  OpKind,
  PlacedOp,
  Position,
  Refusal,
} from '../../../math/parallel/pipeline/puzzle.ts'

/** What a rank can be asked to do next: one kind of op of one of its stages. */
export interface Choice {
  readonly rank: number
  readonly kind: OpKind
  /** 0, or 1 for the second chunk or direction of the rank. */
  readonly stream: number
  /** The next op of the kind; null when all are done. */
  readonly op: Op | null
  /** Where it would lie, if it is allowed. */
  readonly placed?: PlacedOp
  readonly refusal?: Refusal
}

const known = new WeakMap<Position, (readonly Choice[])[]>()

/** Found once per position and rank; a picture asks at every drawing. */
export function choicesOf(position: Position, rank: number): readonly Choice[] {
  const ranks = known.get(position) ?? []
  known.set(position, ranks)
  return (ranks[rank] ??= choose(position, rank))
}

function choose(position: Position, rank: number): readonly Choice[] {
  return streamsOf(position.puzzle, rank).flatMap(({ stage, far }, stream) =>
    kindsOf(position.puzzle).map((kind): Choice => {
      const op = nextOp(position, kind, stage, far)
      const base = { rank, kind, stream, op }
      return op === null ? base : { ...base, ...tryOp(position, op) }
    }),
  )
}
