import type { TextOf } from '../../widget/definition.ts'
import type widget from './widget.ts'

const text = {
  title: 'Collective communication',
  summary:
    'Eight ways for ranks to share data, message by message, with real numbers in every buffer and the bill beside them.',
  params: {
    algorithm: { label: 'Algorithm', options: { ring: 'ring', root: 'naive (root)' } },
    primitive: {
      label: 'Primitive',
      options: {
        broadcast: 'broadcast',
        reduce: 'reduce',
        scatter: 'scatter',
        gather: 'gather',
        'all-gather': 'all-gather',
        'reduce-scatter': 'reduce-scatter',
        'all-reduce': 'all-reduce',
        'all-to-all': 'all-to-all',
      },
    },
    ranks: 'Ranks',
    root: 'Root rank',
    operator: { label: 'Operator', options: { sum: 'sum', max: 'maximum', mean: 'mean' } },
    bytes: 'Message size S',
    latency: 'Latency α',
    bandwidth: 'Bandwidth B, per second',
  },
  cases: {
    default: 'Ring all-reduce on four ranks',
    article: 'Four devices average their gradients',
    broadcast: 'Broadcast',
    reduce: 'Reduce',
    scatter: 'Scatter',
    gather: 'Gather',
    'all-gather': 'All-gather',
    'reduce-scatter': 'Reduce-scatter',
    'all-reduce': 'All-reduce, maximum',
    'all-to-all': 'All-to-all',
    naive: 'The naive all-reduce: everything through one rank',
    gradients: '600 MB of gradients on six ranks',
    crowded: 'Sixteen ranks',
  },
  phrases: {
    'phase broadcast': 'broadcast',
    'phase reduce': 'reduce',
    'phase scatter': 'scatter',
    'phase gather': 'gather',
    'phase all-gather': 'all-gather',
    'phase reduce-scatter': 'reduce-scatter',
    'phase all-reduce': 'all-reduce',
    'phase all-to-all': 'all-to-all',
    'at broadcast': 'Round {round} of {rounds}, broadcast.',
    'at reduce': 'Round {round} of {rounds}, reduce.',
    'at scatter': 'Round {round} of {rounds}, scatter.',
    'at gather': 'Round {round} of {rounds}, gather.',
    'at all-gather': 'Round {round} of {rounds}, all-gather.',
    'at reduce-scatter': 'Round {round} of {rounds}, reduce-scatter.',
    'at all-reduce': 'Round {round} of {rounds}, all-reduce.',
    'at all-to-all': 'Round {round} of {rounds}, all-to-all.',
    'name ring': 'ring',
    'name root': 'naive',
    start: 'before the first round',
    round: 'round {round} of {rounds}',
    'in place': '{right}/{wanted} in place',
    'checked in short': '✓ checked',
    checked: 'Checked against the definition: all {wanted} values are what and where they must be.',

    'start broadcast':
      'Before the first round: rank {root} alone holds the vector, cut into {chunks} chunks. All {ranks} ranks are to have it.',
    'start reduce':
      'Before the first round: each of the {ranks} ranks holds a vector of its own, cut into {chunks} chunks. Rank {root} is to have them combined.',
    'start scatter':
      'Before the first round: rank {root} holds {ranks} blocks, one for each rank. Each rank is to have its own.',
    'start gather':
      'Before the first round: each of the {ranks} ranks holds one block. Rank {root} is to have them all, in order.',
    'start all-gather':
      'Before the first round: each of the {ranks} ranks holds one block. Every rank is to have them all.',
    'start reduce-scatter':
      'Before the first round: each of the {ranks} ranks holds a vector of {ranks} blocks. Each rank is to have one block, combined over all ranks.',
    'start all-reduce':
      'Before the first round: each of the {ranks} ranks holds a vector of its own, cut into {chunks} chunks. Every rank is to have them combined.',
    'start all-to-all':
      'Before the first round: each of the {ranks} ranks holds one block for each rank, in that rank’s place. Each is to have what the others hold for it.',

    'one copy chunk': 'Rank {from} sends chunk {chunks} to rank {to}, which stores it: {value}.',
    'one copy chunks':
      'Rank {from} sends {count} chunks ({chunks}) to rank {to}, which stores them. All others wait.',
    'one reduce chunk':
      'Rank {from} sends chunk {chunks} to rank {to}, which combines it with its own and has {value}.',
    'one reduce chunks':
      'Rank {from} sends {count} chunks ({chunks}) to rank {to}, which combines them with its own. All others wait.',
    'many copy chunk':
      '{messages} messages at once. Rank {from}, for one, sends chunk {chunks} to rank {to}, which stores it: {value}.',
    'many copy chunks':
      '{messages} messages at once. Rank {from}, for one, sends {count} chunks ({chunks}) to rank {to}.',
    'many reduce chunk':
      '{messages} messages at once. Rank {from}, for one, sends chunk {chunks} to rank {to}, which combines it with its own and has {value}.',
    'many reduce chunks':
      '{messages} messages at once. Rank {from}, for one, sends {count} chunks ({chunks}) to rank {to}, which combines them with its own.',

    'done broadcast': 'After {rounds} rounds every rank holds what rank {root} held.',
    'done reduce sum': 'After {rounds} rounds rank {root} holds the sum of all.',
    'done reduce max': 'After {rounds} rounds rank {root} holds the maximum of all.',
    'done reduce mean': 'After {rounds} rounds rank {root} holds the mean of all.',
    'done scatter': 'After {rounds} rounds each rank holds its own block of what rank {root} had.',
    'done gather': 'After {rounds} rounds rank {root} holds the blocks of all ranks, in order.',
    'done all-gather': 'After {rounds} rounds every rank holds the blocks of all {ranks}.',
    'done reduce-scatter sum':
      'After {rounds} rounds each rank holds its own block of the sum of all.',
    'done reduce-scatter max':
      'After {rounds} rounds each rank holds its own block of the maximum of all.',
    'done reduce-scatter mean':
      'After {rounds} rounds each rank holds its own block of the mean of all.',
    'done all-reduce sum': 'After {rounds} rounds every rank holds the sum of all.',
    'done all-reduce max': 'After {rounds} rounds every rank holds the maximum of all.',
    'done all-reduce mean': 'After {rounds} rounds every rank holds the mean of all.',
    'done all-to-all': 'After {rounds} rounds each rank holds, in place s, what rank s had for it.',
    wrong: 'The end state is wrong: {wrong} of {wanted} values differ from the definition.',

    'rank n': 'Rank {rank}',
    'made moved': 'Rank {rank} holds chunk {chunk}: {value}, which comes from rank {from}.',
    'made alone': 'Rank {rank}, chunk {chunk}: {value}, the value of rank {from} alone.',
    'made sum':
      'Rank {rank}, chunk {chunk}: {terms} = {value}, from {has} of {needed} ranks ({from}).',
    'made max':
      'Rank {rank}, chunk {chunk}: max({terms}) = {value}, from {has} of {needed} ranks ({from}).',
    'made mean':
      'Rank {rank}, chunk {chunk}: ({terms}) / {needed} = {value}, from all {needed} ranks.',
    'made nothing': 'Rank {rank}, place {place}: nothing yet.',
    hint: 'Point at a cell, or tab to one and use the arrow keys, to see what its value is made of.',
    'legend final': 'result',
    'legend partial': 'partial; bar: ranks included',
    'legend held': 'held to be sent on',
    'legend spent': 'no longer needed',
    'legend empty': 'empty',
    'legend root': 'root',
    matrix: 'Every rank’s buffer, one row per rank',
    'matrix corner': 'rank',

    time: 'Time T',
    rounds: 'Rounds R',
    messages: 'Messages',
    busiest: 'Bytes through the busiest port, b',
    'algorithm bandwidth': 'Algorithm bandwidth, S/T',
    'bus bandwidth': 'Bus bandwidth',
    'so far': 'so\u00a0far\u00a0{value}',
    sent: 'Bytes sent by each rank, at most {most:bytes}',
    rivals: 'Time by algorithm',

    table: 'What each rank holds after this round, chunk by chunk, and what moved in it',
    'table in place':
      'What each rank holds after this round, place by place (source→destination), and what moved in it',
    rank: 'rank',
    sends: 'sends',
    receives: 'receives',
  },
} satisfies TextOf<typeof widget>

export default text
