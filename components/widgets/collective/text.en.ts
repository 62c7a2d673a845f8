import type { TextOf } from '../../widget/definition.ts'
import type widget from './widget.ts'

const text = {
  title: 'Collective communication',
  summary:
    'Every collective by every algorithm on 2 to 64 ranks: message by message, with real numbers in the buffers, the bill beside them, and who waits for whom when a link is slow or a rank late.',
  params: {
    algorithm: {
      label: 'Algorithm',
      options: {
        ring: 'ring',
        root: 'naive (root)',
        'bidirectional-ring': 'two-way ring',
        chain: 'chain',
        'binomial-tree': 'binomial tree',
        'double-binary-tree': 'double binary tree',
        'recursive-doubling': 'recursive doubling',
        'recursive-halving': 'recursive halving',
        'recursive-halving-doubling': 'halving-doubling (Rabenseifner)',
        'scatter-ring': 'scatter, then ring (van de Geijn)',
        bruck: 'Bruck',
        pairwise: 'pairwise exchange',
        dissemination: 'dissemination',
        hierarchical: 'two-level (nodes)',
      },
    },
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
        barrier: 'barrier',
      },
    },
    ranks: 'Ranks',
    root: 'Root rank',
    operator: {
      label: 'Operator',
      options: { sum: 'sum', max: 'maximum', min: 'minimum', mean: 'mean' },
    },
    bytes: 'Message size S',
    latency: 'Latency α',
    bandwidth: 'Bandwidth B, per second',
    nodes: 'Nodes',
    interLatency: 'Between nodes: α₂',
    interBandwidth: 'Between nodes: B₂, per second',
    cards: {
      label: 'Network cards',
      options: { 'per-device': 'one per device', 'per-node': 'one per node' },
    },
    fault: {
      label: 'Disturbance',
      options: {
        none: 'none',
        'slow-link': 'a slow link',
        'late-rank': 'a rank comes late',
        'lost-rank': 'a rank never comes',
      },
    },
    slowFrom: 'Slow link: from rank',
    slowTo: 'Slow link: to rank',
    slowdown: 'Times as slow',
    stalled: 'Which rank',
    stallRound: 'In round',
    delay: 'Late by',
    waiting: 'Show time: who waits for whom',
    sharing: {
      label: 'Messages of one rank share',
      options: { port: 'one port', link: 'nothing: a link to each' },
    },
    follow: 'Chunk that is followed',
  },
  cases: {
    default: 'Ring all-reduce on four ranks',
    article: 'Four devices average their gradients',
    broadcast: 'Broadcast down a tree',
    gather: 'Gather',
    'all-gather': 'All-gather',
    'reduce-scatter': 'Reduce-scatter',
    'all-to-all': 'All-to-all',
    naive: 'The naive all-reduce: everything through one rank',
    gradients: '600 MB of gradients on six ranks',
    crowded: 'Sixteen ranks',
    rabenseifner: 'Rabenseifner: halve, then double, on eight ranks',
    'double-tree': 'Two trees over one row',
    bruck: 'Bruck’s all-to-all in three rounds',
    'two-level': 'Two nodes of four devices',
    'slow-link': 'One slow link in a ring',
    stalled: 'One rank comes late',
    deadlock: 'One rank never comes',
    'sixty-four': 'Sixty-four ranks',
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
    'phase barrier': 'barrier',
    'phase fold': 'fold',
    'phase unfold': 'unfold',
    'at broadcast': 'Round {round} of {rounds}, broadcast.',
    'at reduce': 'Round {round} of {rounds}, reduce.',
    'at scatter': 'Round {round} of {rounds}, scatter.',
    'at gather': 'Round {round} of {rounds}, gather.',
    'at all-gather': 'Round {round} of {rounds}, all-gather.',
    'at reduce-scatter': 'Round {round} of {rounds}, reduce-scatter.',
    'at all-reduce': 'Round {round} of {rounds}, all-reduce.',
    'at all-to-all': 'Round {round} of {rounds}, all-to-all.',
    'at barrier': 'Round {round} of {rounds}, barrier.',
    'at fold':
      'Round {round} of {rounds}: the ranks beyond a power of two hand their part to a neighbour and stand aside.',
    'at unfold': 'Round {round} of {rounds}: those that stood aside get the result.',
    'name ring': 'ring',
    'name root': 'naive',
    'name bidirectional-ring': 'two-way ring',
    'name chain': 'chain',
    'name binomial-tree': 'binomial tree',
    'name double-binary-tree': 'double tree',
    'name recursive-doubling': 'doubling',
    'name recursive-halving': 'halving',
    'name recursive-halving-doubling': 'halving-doubling',
    'name scatter-ring': 'scatter + ring',
    'name bruck': 'Bruck',
    'name pairwise': 'pairwise',
    'name dissemination': 'dissemination',
    'name hierarchical': 'two-level',
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

    'start barrier':
      'Before the first round: each of the {ranks} ranks knows of itself that it has come. No rank may go on before it knows it of all.',

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

    'many barrier':
      '{messages} messages without data. Rank {from}, for one, tells rank {to} that {chunks} has come.',
    'stays inside': 'All of it stays inside the nodes.',
    'some cross': '{crossing} of the messages cross between nodes.',
    'all cross': 'All of it crosses between nodes.',
    'no waits': 'Nobody waits in this round.',
    'waits one': 'Rank {rank} waits {seconds:seconds} for rank {for}.',
    'waits many':
      'In this round rank {rank} waits longest, {seconds:seconds} for rank {for}; {others} others wait too.',
    'waits for ever': 'Rank {rank} waits for rank {for}, for ever.',
    'slow unused':
      'The link from rank {from} to rank {to} is slow, but no message takes it: nothing is lost.',
    'slow done':
      'The link from rank {from} to rank {to}, {factor} times as slow, carries {messages} of the messages; the whole takes {seconds:seconds} and not {calm:seconds}.',
    'late done':
      'Rank {rank} was late in round {round}; the whole takes {seconds:seconds} and not {calm:seconds}, and {held} ranks are done later for it.',
    deadlock:
      'Standstill: rank {rank} never comes to round {round}, and {stuck} of the other ranks wait for ever.',
    'deadlock chain': 'Who waits for whom: {chain}.',
    'deadlock finished': '{finished} ranks were done before and notice nothing.',

    'done broadcast': 'After {rounds} rounds every rank holds what rank {root} held.',
    'done reduce sum': 'After {rounds} rounds rank {root} holds the sum of all.',
    'done reduce max': 'After {rounds} rounds rank {root} holds the maximum of all.',
    'done reduce min': 'After {rounds} rounds rank {root} holds the minimum of all.',
    'done reduce mean': 'After {rounds} rounds rank {root} holds the mean of all.',
    'done scatter': 'After {rounds} rounds each rank holds its own block of what rank {root} had.',
    'done gather': 'After {rounds} rounds rank {root} holds the blocks of all ranks, in order.',
    'done all-gather': 'After {rounds} rounds every rank holds the blocks of all {ranks}.',
    'done reduce-scatter sum':
      'After {rounds} rounds each rank holds its own block of the sum of all.',
    'done reduce-scatter max':
      'After {rounds} rounds each rank holds its own block of the maximum of all.',
    'done reduce-scatter min':
      'After {rounds} rounds each rank holds its own block of the minimum of all.',
    'done reduce-scatter mean':
      'After {rounds} rounds each rank holds its own block of the mean of all.',
    'done all-reduce sum': 'After {rounds} rounds every rank holds the sum of all.',
    'done all-reduce max': 'After {rounds} rounds every rank holds the maximum of all.',
    'done all-reduce min': 'After {rounds} rounds every rank holds the minimum of all.',
    'done all-reduce mean': 'After {rounds} rounds every rank holds the mean of all.',
    'done all-to-all': 'After {rounds} rounds each rank holds, in place s, what rank s had for it.',
    'done all-to-all bruck':
      'After {rounds} rounds each rank holds, in place o, what the rank o before it had for it. One local rotation puts the blocks in order.',
    'done barrier':
      'After {rounds} rounds every rank knows that all {ranks} have come, and may go on.',
    wrong: 'The end state is wrong: {wrong} of {wanted} values differ from the definition.',

    'rank n': 'Rank {rank}',
    'made moved': 'Rank {rank} holds chunk {chunk}: {value}, which comes from rank {from}.',
    'made alone': 'Rank {rank}, chunk {chunk}: {value}, the value of rank {from} alone.',
    'made sum':
      'Rank {rank}, chunk {chunk}: {terms} = {value}, from {has} of {needed} ranks ({from}).',
    'made max':
      'Rank {rank}, chunk {chunk}: max({terms}) = {value}, from {has} of {needed} ranks ({from}).',
    'made min':
      'Rank {rank}, chunk {chunk}: min({terms}) = {value}, from {has} of {needed} ranks ({from}).',
    'made heard': 'Rank {rank} knows that rank {value} has come.',
    'made mean':
      'Rank {rank}, chunk {chunk}: ({terms}) / {needed} = {value}, from all {needed} ranks.',
    'made nothing': 'Rank {rank}, place {place}: nothing yet.',
    hint: 'Point at a cell to see what its value is made of; choose it to follow its chunk. By keyboard: tab to a cell, arrow keys, Enter.',
    'hint followed':
      'Chunk {chunk} is followed: its cells stand out, and the broad line is where it has been. Choose it again to let go.',
    'legend final': 'result',
    'legend partial': 'partial; bar: ranks included',
    'legend held': 'held to be sent on',
    'legend spent': 'no longer needed',
    'legend empty': 'empty',
    'legend root': 'root',
    'legend across': 'between nodes',
    'node n': 'node {node}',
    halted: 'standstill',
    'slow tag': '×{factor:number}',
    'late tag': 'late',
    'lost tag': 'never comes',
    lanes: 'Time: what each rank sends (upper half) and receives (lower half)',
    'lanes alternative':
      'Lanes of time, one per rank, with {count} waits. The table below tells who waits for whom in each round.',
    'legend halves': 'sends / receives',
    'legend waits': 'waits for the rank that is named',
    'legend stalled': 'late, or never there',
    stalled: 'not there',
    'waits for': 'waits for {rank}',
    'waits short': '{rank}',
    field:
      'Every rank’s buffer, one line per rank, one column per place. Arrow keys move, Enter follows a chunk.',
    'why not': 'Why {count} algorithms are not offered',
    'why powers':
      'This one is only for powers of two: in every round a rank’s partner differs from it in one bit of its number.',
    'why ring': 'passes blocks from neighbour to neighbour; a barrier has none.',
    'why root': 'serves everything.',
    'why bidirectional-ring':
      'sends half of a vector each way round; at a root one port is the limit anyway.',
    'why chain': 'hands whole vectors along a line: broadcast, reduce, all-reduce.',
    'why binomial-tree':
      'brings everything through a root; in an all-to-all nothing is for everyone.',
    'why double-binary-tree':
      'sends half of one vector through each tree: broadcast, reduce, all-reduce.',
    'why recursive-doubling':
      'doubles what everyone knows: all-gather, all-reduce, reduce-scatter, barrier.',
    'why recursive-halving': 'halves what a rank is responsible for: reduce-scatter.',
    'why recursive-halving-doubling':
      'halves, then doubles: all-reduce; or one of them with a tree: broadcast, reduce.',
    'why scatter-ring': 'cuts up, then collects in a ring: broadcast; backwards: reduce.',
    'why bruck':
      'sends over distances 1, 2, 4, …: all-gather, all-to-all; for a barrier it is called dissemination.',
    'why pairwise': 'lets each pair meet once: all-to-all, all-gather, reduce-scatter.',
    'why dissemination': 'spreads who has come: barrier.',
    'why hierarchical': 'serves everything.',
    matrix: 'Every rank’s buffer, one row per rank',
    'matrix corner': 'rank',

    time: 'Time T',
    rounds: 'Rounds R',
    messages: 'Messages',
    chunks: 'Chunks',
    'chunk size': 'of {size:bytes}',
    'algorithm bandwidth': 'Algorithm bandwidth, S/T',
    'bus bandwidth': 'Bus bandwidth, f · S/T',
    'bus factor': '= {f:number} × {b:bytes}/s',
    'so far': 'so\u00a0far\u00a0{value}',
    'with fault': 'Time with the disturbance',
    'without fault': 'without: {calm:seconds}',
    never: 'never done',
    'by rank': 'Ledger by rank; bars: so far',
    sent: 'sent',
    received: 'received',
    'in one message': '1 message',
    'in messages': '{n} messages',
    rivals: 'Time by algorithm',
    bill: 'The bill, term by term',
    'bill term': 'term',
    'bill count': 'paid',
    'bill costs': 'costs',
    'bill at least': 'lower bound',
    'bill over': 'ratio',
    'term latency': 'rounds × α',
    'term transfer': 'bytes / B',
    'term inter latency': 'rounds across × α₂',
    'term inter transfer': 'bytes across / B₂',

    table: 'What each rank holds after this round, chunk by chunk, and what moved in it',
    'table in place':
      'What each rank holds after this round, place by place (source→destination), and what moved in it',
    'table by distance':
      'What each rank holds after this round, by distance from source to destination, and what moved in it',
    'table counts':
      'How many chunks each rank holds after this round, how many are results, and what moved in it',
    holds: 'chunks still needed',
    results: 'results',
    waits: 'waits for',
    rank: 'rank',
    sends: 'sends',
    receives: 'receives',
  },
} satisfies TextOf<typeof widget>

export default text
