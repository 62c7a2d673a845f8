import type { TextOf } from '../../widget/definition.ts'
import type widget from './widget.ts'

const collectives = {
  none: 'none',
  'all-gather': 'all-gather',
  'all-reduce': 'all-reduce',
  'reduce-scatter': 'reduce-scatter',
}

const text = {
  title: 'Tensor parallelism',
  summary:
    'Cut real matrices over ranks, choose the collective, and see whether the numbers that come out are those of one device.',
  params: {
    block: {
      label: 'Computation',
      options: { product: 'one product', mlp: 'MLP', attention: 'attention' },
    },
    pass: { label: 'Pass', options: { forward: 'forward', backward: 'backward' } },
    ranks: 'Ranks t',
    cut: { label: 'Cut A', options: { column: 'by columns', row: 'by rows' } },
    order: {
      label: 'Cut A, then B',
      options: {
        'column-row': 'columns, rows',
        'row-column': 'rows, columns',
        'column-column': 'both by columns',
        'row-row': 'both by rows',
      },
    },
    split: 'X arrives cut',
    sequence: 'Sequence parallel',
    between: { label: 'Between A and B', options: collectives },
    gelu: { label: 'GeLU', options: { after: 'after it', before: 'before it' } },
    collective: { label: 'Last collective', options: collectives },
    bias: {
      label: 'Bias b',
      options: { none: 'none', after: 'after it', before: 'before it' },
    },
    separate: 'Q, K, V as three layers',
    again: 'Gather X again going back',
    difference: 'Errors in the cells',
    open: 'Ranks drawn in full',
    hidden: 'Real layer: width h',
    tokens: 'Real layer: tokens n',
  },
  cases: {
    default: 'MLP: columns, then rows, one all-reduce',
    article: 'The article’s figure: A by columns on two nodes, all-gather',
    row: 'A by rows: summands, all-reduce',
    'gelu-too-early': 'What goes wrong: GeLU before the sum',
    'bias-on-every-rank': 'What goes wrong: the bias added on every rank',
    attention: 'Attention by heads',
    backward: 'MLP backward: the other all-reduce',
    'three-sums': 'Attention backward with Q, K, V as three layers: three all-reduces',
    'sequence-parallel': 'Sequence parallelism on four ranks',
    eight: 'Eight ranks',
  },
  phrases: {
    'one device': 'one device',
    'rank n': 'rank {rank}',
    others: 'sum of the others',
    another: 'from the other',
    summand: 'summand',
    'no summand': 'no summand',
    folds: 'All ranks; press one to draw it in full, or to fold it',
    size: '{rows} × {columns}',

    'step hold': 'start',
    'step result': 'compare',
    'step stuck': 'does not fit',
    'step softmax': 'softmax',
    'step weigh': 'P · V',
    'step core': 'attention’s slope',
    'step plus': 'add up',
    flow: 'Steps',
    stage: 'The matrices on each rank',

    'holds replicated': 'all of {name}',
    'holds columns': 'columns {from}–{to} of {name}',
    'holds column': 'column {from} of {name}',
    'holds rows': 'rows {from}–{to} of {name}',
    'holds row': 'row {from} of {name}',
    'holds partial': 'a summand of {name}',
    'holds false': 'no summand of {name}',
    'holds wrong': 'wrong numbers for {name}',
    'holds mixed': 'no part of {name}, and no summand',
    'holds received': 'what the others put into {name}',

    'check whole': '✓ all of {name}, right',
    'check parts': '✓ right: {right} of {of} numbers of {name}',
    'check wrong': '✗ {wrong} of {all} numbers wrong, by up to {error}',
    'check wrong outside': '✗ {wrong} of {all} numbers wrong',

    before: 'Who holds what on {ranks} ranks before the first step, rank 1 for example.',
    'has replicated': 'Every rank holds all of {name}.',
    'has columns': 'Rank {rank} holds columns {from}–{to} of {name}.',
    'has column': 'Rank {rank} holds column {from} of {name}.',
    'has rows': 'Rank {rank} holds rows {from}–{to} of {name}.',
    'has row': 'Rank {rank} holds row {from} of {name}.',
    'did times':
      'Every rank multiplies what it holds, and no message is sent: {a} · {b} = {c} on rank 0.',
    'made columns': 'Each product is a finished block of columns of {name}.',
    'made rows': 'Each product is a finished block of rows of {name}.',
    'made replicated': 'Each rank has all of {name}.',
    'made partial':
      'Each product has the size of {name} but is only a summand: the sum over all {ranks} ranks is still to come.',
    'made wrong':
      'Each product is as large as it should be, but what went into it was wrong, and so are its numbers.',
    'made mixed': 'What comes out is neither a block of {name} nor a summand.',
    'made gradient': 'This is the gradient of the rank’s own weights, complete as it is.',
    'did gelu':
      'GeLU of every number. The numbers are finished, so each rank can do it for its own and no message is sent.',
    'did gelu early':
      'GeLU of numbers that are not finished. GeLU(a) + GeLU(b) is not GeLU(a + b), so from here on the numbers are wrong.',
    'did each': 'Times the slope of GeLU, number by number. No message.',
    'did bias': 'Each rank adds the bias {b} to every row of what it holds. No message.',
    'did bias on each':
      'Each of the {ranks} ranks adds the bias to numbers that are still to be summed. The sum will contain it {ranks} times.',
    'did softmax':
      'Each rank computes the attention weights P of its own heads, softmax(Q·Kᵀ/√d), each token looking back only. Heads do not meet, so no message is sent.',
    'did weigh': 'Each head mixes its values by its weights. No message.',
    'did core':
      'Back through the attention of each rank’s own heads to its Q, K and V. No message.',
    'did plus': 'Each rank adds the three gradients up; all three have been summed over the ranks.',
    'did all-gather':
      'All-gather: every rank sends what it holds of {name} to the others. Each sends {sent} numbers.',
    'did all-reduce':
      'All-reduce: what the ranks hold of {name} is added up, and every rank gets the sum. Each sends {sent} numbers.',
    'did reduce-scatter':
      'Reduce-scatter: what the ranks hold of {name} is added up, and every rank gets its rows of the sum. Each sends {sent} numbers.',
    'now whole': 'Every rank now has all of {name}.',
    'now parts': 'Every rank now has its part of {name}.',
    'now lost': 'Every rank now has a part of {name}, but some of it is nowhere.',
    'now wrong': 'But what comes out is not {name}.',
    'stuck product':
      'Stuck. On rank 0 {a} has {columns} columns and {b} has {rows} rows: there is no such product. A collective is missing.',
    'stuck bias':
      'Stuck. On rank 0 {a} has {columns} columns, which the bias does not have: they cannot be added.',
    'stuck rows': 'Stuck. {name} has {rows} rows, which cannot be dealt out to {ranks} ranks.',
    'came whole': 'Every rank holds all of {name}, and every number is that of one device.',
    'came parts':
      'Every rank holds a part of {name}. All numbers are right and together they are complete: good if the next step wants them so.',
    'came lost': 'What the ranks hold of {name} is right, but some of {name} is on no rank at all.',
    'came wrong':
      'Wrong. Rank {rank} has {wrong} of {all} numbers of {name} wrong, by up to {error}.',
    'in all': 'Sent in all: {sent} numbers per rank.',
    'in all nothing': 'Nothing was sent.',
    'gradients done': 'The gradients of the weights ({list}) needed no message.',

    error: 'Largest error',
    'verdict whole': 'right on every rank',
    'verdict parts': 'right, in parts',
    'verdict lost': 'right, but incomplete',
    'verdict wrong': 'wrong numbers',
    'verdict stuck': 'got stuck',
    sent: 'Sent by each rank',
    'so far': 'numbers; so far {sent}',
    weights: 'Weights on each rank',
    'of numbers': 'of {all} numbers',
    'real sent': 'A real layer sends',
    'real sent note': 'per rank, forward and backward',
    'real kept': 'and keeps',
    'real kept note': 'of activations per rank',
    real: 'A GPT layer of width h on n tokens, 16 bits per number, heads of 128: attention and MLP, each with one collective (or pair) forward and one backward.',

    table:
      'Every matrix of this step, on one device and on each rank; rows are parted by semicolons',
    rank: 'Rank',
    matrix: 'Matrix',
    layout: 'What it is',
    numbers: 'Numbers',
    'sent so far': 'Sent so far',
    'wrong cells': 'Wrong',
    'largest error': 'Largest error',
    'layout replicated': 'the whole',
    'layout columns': 'a block of columns',
    'layout rows': 'a block of rows',
    'layout partial': 'a summand',
    'layout false': 'no summand',
    'layout mixed': 'neither block nor summand',
    'layout received': 'sum of what the others put in',

    'legend owned': 'belongs to the rank of this colour',
    'legend partial': 'a summand, not finished',
    'legend false': 'no summand: all ranks’ together do not make the whole',
    'legend wrong': 'not what one device has',
    'legend missing': 'not on this rank',
  },
} satisfies TextOf<typeof widget>

export default text
