import { addsUp, checked, type Shard } from '../../../math/parallel/tensor/buffers.ts'
import type { Description, Sentence, Table } from '../../widget/definition.ts'
import { cellText, isReceived, pieceName, wholeName } from './names.ts'
import type { Frame, Setting } from './run.ts'

/** Of the size of the whole like summands, but they do not add up to it. */
export const isFalse = (shard: Shard): boolean =>
  shard.layout === 'partial' && !isReceived(shard) && !addsUp(shard)

/** Whether what a rank holds is not what its name says. Of summands this cannot be said of one alone. */
export const isWrongOn = (shard: Shard, rank: number): boolean =>
  shard.layout === 'partial'
    ? isFalse(shard)
    : !isReceived(shard) && checked(shard).pieces[rank]!.wrong > 0

/** What one rank holds of a matrix, in words: `columns 0–3 of A`. */
export function holding(shard: Shard, rank: number): Sentence {
  const { matrix, row, column } = shard.pieces[rank]!
  const name = wholeName(shard)
  if (isReceived(shard)) return ['holds received', { name }]
  if (isWrongOn(shard, rank)) {
    return [shard.layout === 'partial' ? 'holds false' : 'holds wrong', { name }]
  }
  const range = (from: number, length: number) => ({ rank, from, to: from + length - 1 })
  const [rows, columns] = [matrix.shape[0]!, matrix.shape[1]!]
  switch (shard.layout) {
    case 'columns':
      return [columns === 1 ? 'holds column' : 'holds columns', { name, ...range(column, columns) }]
    case 'rows':
      return [rows === 1 ? 'holds row' : 'holds rows', { name, ...range(row, rows) }]
    default:
      return [`holds ${shard.layout}`, { name }]
  }
}

function describeLocal({ step, program }: Frame): Description {
  const { operator, operands, result } = step
  const made = result!
  const ranks = made.pieces.length
  const values = {
    a: pieceName(operands[0]!, 0),
    b: operands[1] ? pieceName(operands[1], 0) : '',
    c: pieceName(made, 0),
    name: wholeName(made),
    ranks,
  }
  const isWrong = made.pieces.some((_, rank) => isWrongOn(made, rank))
  const gradient = program.gradients.find(({ name }) => name === made.name)
  if (operator === 'gelu') {
    return [
      made.layout === 'partial' || made.layout === 'mixed' ? 'did gelu early' : 'did gelu',
      values,
    ]
  }
  if (operator === 'bias') {
    return [isFalse(made) && addsUp(operands[0]!) ? 'did bias on each' : 'did bias', values]
  }
  if (operator !== 'times') return [`did ${operator}`, values]
  const outcome = gradient ? 'made gradient' : isWrong ? 'made wrong' : `made ${made.layout}`
  return ['did times', values, [outcome, values]]
}

function describeResult({ step, program }: Frame, { pass }: Setting): Description {
  const [output] = step.operands
  const { verdict, error, pieces } = step.check!
  const worst = pieces.findIndex((piece) => piece.error === error)
  const { wrong, right } = pieces[Math.max(0, worst)]!
  const values = {
    name: wholeName(output!),
    rank: Math.max(0, worst),
    wrong,
    all: wrong + right,
    error: Number(error.toPrecision(3)),
    sent: step.sentSoFar,
    ranks: pieces.length,
  }
  const further: Sentence[] = [[step.sentSoFar > 0 ? 'in all' : 'in all nothing', values]]
  if (pass === 'backward') {
    further.push(['gradients done', { list: program.gradients.map(({ name }) => name).join(', ') }])
  }
  return [`came ${verdict}`, values, ...further]
}

export function describe(frame: Frame, setting: Setting): Description {
  const { step } = frame
  const [first, second] = step.operands
  const ranks = first!.pieces.length
  switch (step.kind) {
    case 'hold':
      return [
        'before',
        { ranks },
        ...step.operands.map((shard): Sentence => {
          const [phrase, values] = holding(shard, 1)
          return [phrase.replace('holds', 'has'), values]
        }),
      ]
    case 'local':
      return describeLocal(frame)
    case 'collective': {
      const values = { name: wholeName(step.result!), sent: step.sent, ranks }
      return [`did ${step.collective}`, values, [`now ${checked(step.result!).verdict}`, values]]
    }
    case 'stuck': {
      const [rows, columns] = first!.pieces[0]!.matrix.shape as [number, number]
      return second === undefined
        ? ['stuck rows', { name: pieceName(first!, 0), rows, ranks }]
        : [
            step.operator === 'bias' ? 'stuck bias' : 'stuck product',
            {
              a: pieceName(first!, 0),
              b: pieceName(second, 0),
              columns,
              rows: second.pieces[0]!.matrix.shape[0]!,
            },
          ]
    }
    case 'result':
      return describeResult(frame, setting)
  }
}

/** Rows of a matrix, one behind the other: `1 −2; 0 3`. */
function rowsText({ shape, data }: Shard['expected']): string {
  const columns = shape[1]!
  return Array.from({ length: shape[0]! }, (_, row) =>
    data
      .slice(row * columns, (row + 1) * columns)
      .map(cellText)
      .join(' '),
  ).join('; ')
}

/** Every matrix of the step on every rank, number by number, with one device first. */
export function tableOf({ step }: Frame): Table {
  const shards = [...step.operands, ...(step.result ? [step.result] : [])]
  const ranks = shards[0]!.pieces.length
  const wrongOn = (rank: number) => step.check?.pieces[rank]
  return {
    caption: 'table',
    columns: ['rank', 'matrix', 'layout', 'numbers', 'sent so far', 'wrong cells', 'largest error'],
    rows: [
      ...shards
        .filter((shard) => !isReceived(shard))
        .map((shard) => [
          'one device',
          wholeName(shard),
          'layout replicated',
          rowsText(shard.expected),
          '–',
          '–',
          '–',
        ]),
      ...Array.from({ length: ranks }, (_, rank) =>
        shards.map((shard) => [
          rank,
          pieceName(shard, rank),
          isReceived(shard)
            ? 'layout received'
            : isFalse(shard)
              ? 'layout false'
              : `layout ${shard.layout}`,
          rowsText(shard.pieces[rank]!.matrix),
          step.sentSoFar,
          wrongOn(rank)?.wrong ?? '–',
          wrongOn(rank) ? Number(wrongOn(rank)!.error.toPrecision(3)) : '–',
        ]),
      ).flat(),
    ],
  }
}
