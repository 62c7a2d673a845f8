import { rankHue, hue } from '../../hues.ts'
import { useHatch } from '../../marks/Hatch.tsx'
import type { Shard } from '../../../math/parallel/tensor/buffers.ts'
import type { TensorProgram } from '../../../math/parallel/tensor/recorder.ts'
import type { Values } from '../../text.ts'
import { Gap, MatrixMark } from './MatrixMark.tsx'
import type { Owner } from './MatrixMark.tsx'
import { hueOf, isReceived, pieceName, wholeName } from './names.ts'
import {
  type Arrangement,
  type Item,
  arrange,
  cellHeight,
  gatheredBlocks,
  nameHeight,
  partsOf,
  type roomOf,
  sizeHeight,
} from './place.ts'
import type { Frame } from './run.ts'
import { isFalse } from './words.ts'

type Say = (phrase: string, values?: Values) => string

/** One object for each owner, so that a matrix that has not changed is not drawn again. */
const owners = new Map<string, Owner>()
function sameOwner(owner: Exclude<Owner, null>): Owner {
  const key = 'rank' in owner ? `${owner.rank}` : `${owner.blocks} ${owner.count}`
  if (!owners.has(key)) owners.set(key, owner)
  return owners.get(key)!
}

function ownerOf(program: TensorProgram, shard: Shard, rank: number | null): Owner {
  const count = shard.pieces.length
  const blocks = gatheredBlocks(program, shard)
  if (rank === null) {
    const cut = blocks ?? shard.layout
    return cut === 'columns' || cut === 'rows' ? sameOwner({ blocks: cut, count }) : null
  }
  if (isReceived(shard)) return null
  if (shard.layout === 'replicated') return blocks ? sameOwner({ blocks, count }) : null
  if (shard.layout === 'mixed') return null
  return sameOwner({ rank })
}

/** What is written above a matrix. */
function headOf(shard: Shard, rank: number | null, say: Say): string {
  if (rank === null) return wholeName(shard)
  if (isReceived(shard)) {
    return shard.pieces.length === 2 ? `${wholeName(shard)} ${say('another')}` : say('others')
  }
  return pieceName(shard, rank)
}

function Placed(props: {
  readonly item: Item
  readonly frame: Frame
  readonly rank: number | null
  readonly difference: boolean
  readonly hatch: string
  readonly say: Say
}) {
  const { item, frame, rank, difference, hatch, say } = props
  const { shard, cell } = item
  const piece = rank === null ? { matrix: shard.expected, row: 0, column: 0 } : shard.pieces[rank]!
  const [rows, columns] = piece.matrix.shape as [number, number]
  const framed = rows < item.rows || columns < item.columns
  const differences = rank === null ? undefined : frame.step.check?.pieces[rank]!.differences
  const shown = difference && differences ? differences : piece.matrix.data
  const unfinished = rank !== null && shard.layout === 'partial'
  const isNone = unfinished && frame.step.kind !== 'collective' && isFalse(shard)
  const name = headOf(shard, rank, say)
  return (
    <>
      <text
        x={(item.columns * cell) / 2}
        y={-6}
        fill={hue(hueOf(shard))}
        fontWeight="600"
        fontSize="13"
        data-term={hueOf(shard)}
      >
        {name}
      </text>
      {framed && <Gap width={item.columns * cell} height={item.rows * cellHeight} fill={hatch} />}
      <g
        transform={`translate(${piece.column * (framed ? cell : 0)} ${piece.row * (framed ? cellHeight : 0)})`}
      >
        <MatrixMark
          data={shown}
          rows={rows}
          columns={columns}
          cell={cell}
          part={partsOf(shard, rows, columns, rank === null ? shard.pieces.length : 1)}
          owner={ownerOf(frame.program, shard, rank)}
          unfinished={unfinished}
          isNone={isNone}
          differences={differences}
        />
      </g>
      <text
        x={(item.columns * cell) / 2}
        y={item.rows * cellHeight + 14}
        fill={isNone ? 'var(--accent)' : 'var(--ink-2)'}
        fontSize="11.5"
      >
        {isNone
          ? say('no summand')
          : unfinished && !isReceived(shard) && frame.step.kind !== 'collective'
            ? say('summand')
            : say('size', { rows, columns })}
      </text>
    </>
  )
}

const share = (from: number, to: number, t: number) => from + (to - from) * t

/** What is between two matrices: a symbol, or an arrow with a word on it. */
function SignMark(props: {
  readonly word: string
  readonly wide: boolean
  readonly colour: string
}) {
  const { word, wide, colour } = props
  if (!wide) {
    return (
      <text y="6" fontSize="17" fill="var(--ink-1)">
        {word}
      </text>
    )
  }
  const half = word.length > 9 ? 40 : 27
  return (
    <>
      <path
        d={`M${-half} 0h${2 * half - 2}m-6 -4.5l6.5 4.5l-6.5 4.5`}
        fill="none"
        stroke={colour}
        strokeWidth="1.5"
      />
      <text y="-7" fontSize="11.5" fill={colour}>
        {word}
      </text>
    </>
  )
}

/**
 * One step as an equation of matrices. A matrix that was there in the step before moves to its new
 * place as t goes from 0 to 1; a new one appears.
 */
export function Equation(props: {
  readonly frame: Frame
  readonly before: Frame | undefined
  readonly t: number
  /** null: one device. */
  readonly rank: number | null
  readonly room: ReturnType<typeof roomOf>
  readonly difference: boolean
  readonly say: Say
}) {
  const { frame, before, t, rank, room, difference, say } = props
  const hatch = useHatch(7)
  const now = arrange(frame.step, rank, room.limits)
  const then: Arrangement | undefined =
    t < 1 && before ? arrange(before.step, rank, room.limits) : undefined
  const colour = frame.step.collective ? hue('communication') : 'var(--ink-2)'
  return (
    <svg
      width={room.width + 4}
      height={room.height + nameHeight + sizeHeight}
      viewBox={`-2 0 ${room.width + 4} ${room.height + nameHeight + sizeHeight}`}
      fontSize="11.5"
      textAnchor="middle"
      aria-hidden="true"
      style={{ fontVariantNumeric: 'tabular-nums' }}
    >
      {hatch.defs}
      {now.signs.map(({ key, x, y, wide }, index) => (
        <g
          key={index}
          transform={`translate(${x} ${nameHeight + y})`}
          opacity={then ? t : 1}
          data-term={frame.step.collective ? 'communication' : undefined}
        >
          <SignMark word={key} wide={wide} colour={colour} />
        </g>
      ))}
      {now.items.map((item) => {
        const old = then?.items.find(({ key }) => key === item.key)
        const x = old ? share(old.x, item.x, t) : item.x
        const y = old ? share(old.y, item.y, t) + nameHeight : item.y + nameHeight
        return (
          <g key={item.key} transform={`translate(${x} ${y})`} opacity={then && !old ? t : 1}>
            <Placed
              item={item}
              frame={frame}
              rank={rank}
              difference={difference}
              hatch={hatch.fill}
              say={say}
            />
          </g>
        )
      })}
      {frame.step.kind === 'stuck' && rank !== null && (
        <text x={now.width / 2} y={12} fill={rankHue(rank)}>
          ✗
        </text>
      )}
    </svg>
  )
}
