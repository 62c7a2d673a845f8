import type { ExerciseText } from '../../components/exercise/text.ts'

export default {
  'name-the-primitive': {
    title: 'Read it off the ranks',
    prompt:
      'Before, rank 0 holds `{before0}`, rank 1 `{before1}`, rank 2 `{before2}`. After one collective, rank 0 holds `{after0}`, rank 1 `{after1}`, rank 2 `{after2}`. Which collective was it?',
    hints: [
      'Look for numbers that were nowhere before. If there are some, values were added up.',
      'Then ask where the data was before (one rank or all) and where the result is now: on one rank, whole on every rank, or a block on each.',
    ],
    solution: [
      'New numbers, sums, appear only in a reduce (on one rank), a reduce-scatter (a block on each) and an all-reduce (whole, on each). Without sums: before a broadcast or a scatter one rank has everything, after a gather one rank has, after an all-gather every rank has; an all-to-all turns rows into columns.',
      'From `{before0}`, `{before1}`, `{before2}` to `{after0}`, `{after1}`, `{after2}`: {primitive}.',
    ],
    mistakes: {},
    options: {
      broadcast: {
        label: 'broadcast',
        reason: 'Broadcast starts from one full vector and leaves that same vector on every rank.',
      },
      reduce: {
        label: 'reduce',
        reason: 'Reduce leaves the element-wise sum on one rank and nothing on the others.',
      },
      scatter: {
        label: 'scatter',
        reason: 'Scatter starts from one full vector and leaves one block of it on each rank.',
      },
      gather: {
        label: 'gather',
        reason: 'Gather puts the blocks of all ranks side by side on one rank; nothing is added.',
      },
      'all-gather': {
        label: 'all-gather',
        reason: 'All-gather puts the blocks of all ranks side by side on every rank.',
      },
      'reduce-scatter': {
        label: 'reduce-scatter',
        reason:
          'Reduce-scatter starts from a full vector on each rank and leaves one block of the sum on each.',
      },
      'all-reduce': {
        label: 'all-reduce',
        reason:
          'All-reduce starts from a full vector on each rank and leaves the whole sum on each.',
      },
      'all-to-all': {
        label: 'all-to-all',
        reason:
          'All-to-all sends block d of every rank to rank d: rows become columns, and nothing is added.',
      },
    },
  },

  'ring-by-hand': {
    title: 'Once round the ring by hand',
    prompt:
      'Four ranks hold these vectors. Rank 0: `{vector0}`, rank 1: `{vector1}`, rank 2: `{vector2}`, rank 3: `{vector3}`. Chunk 0 is the first number. In the ring each rank sends to the next (rank 3 to rank 0). In the first round rank *i* sends chunk *i* − 1 (rank 0 sends chunk 3); in every later round it sends the chunk to which it has just added.',
    parts: {
      'after-two':
        'After the second round, what stands in chunk {chunk} of rank {rank}, to which it has just added?',
      'after-reduce-scatter':
        'After the reduce-scatter, what is the finished sum in chunk {rank} of rank {rank}?',
      'after-mean':
        'The all-gather follows, and the operation was mean. What do all ranks hold in chunk {rank}?',
    },
    hints: [
      'Follow one chunk, not one rank. It sets out from somewhere as a single number and grows by one addend in each round.',
      'Chunk {chunk} sets out from rank {starter}. Where is it after one round, and who has added by then?',
      'A finished chunk has passed all four ranks. The all-gather only copies it.',
    ],
    solution: [
      'Chunk {chunk} sets out from rank {starter} and comes to rank {before}, where it becomes {received}. Rank {rank} adds its own {own}: {partial}. One addend is still missing.',
      'Chunk {rank} ends on rank {rank} after three rounds. The other three ranks have brought {missing}; with its own number it is {sum}.',
      'The mean divides by the {ranks} ranks: {sum} / {ranks} = {mean}, the same on every rank.',
    ],
    mistakes: {
      'copied-not-added':
        '{received} is what arrived. In a reduce-scatter the receiver adds its own number: {received} + {own}.',
      'own-addend-only':
        '{own} is what the rank had at the start. Add the partial sum that arrived.',
      'finished-too-early':
        '{column} is the sum over all four ranks. After two rounds only three have added.',
      'row-for-column':
        '{row} adds up the numbers of one rank. The sum runs over the ranks, place by place.',
      'own-left-out': '{missing} lacks the number of rank {rank} itself.',
      'neighbouring-chunk':
        '{column} is a finished sum, but that of chunk {chunk}. Rank {rank} ends with chunk {rank}.',
      'sum-for-mean': 'That is still the sum. The mean divides it by the number of ranks.',
      'divided-by-neighbours': 'All four ranks have contributed, so divide by four.',
    },
  },

  'make-an-all-reduce': {
    title: 'Three ways to an all-reduce',
    prompt: '{ranks} ranks each hold a vector of {bytes:bytes}, and every rank needs the sum.',
    parts: {
      sequences: 'Which of these leave the whole sum on every rank?',
      lavish:
        'Suppose the vectors are all-gathered in a ring and every rank adds them up for itself. How many bytes does each rank send?',
      ratio: 'How many times as much is that as what a rank sends in a ring all-reduce?',
    },
    hints: [
      'Write down, after each round of a sequence, who holds how much of the sum.',
      'What is S in this all-gather? Each rank’s shard is a whole vector here.',
      'In a ring all-reduce each rank sends 2(n − 1) chunks of S/n, with S one vector.',
    ],
    solution: [
      'Reduce + broadcast, reduce-scatter + all-gather, and all-gather + adding locally all work. The other three leave blocks, a sum on one rank only, or no sum.',
      'The gathered total is {ranks} × {bytes:bytes} = {gathered:bytes}. Each rank passes on {others} of the {ranks} vectors: {others} × {bytes:bytes} = {lavish:bytes}.',
      'The ring all-reduce sends 2 × {others} / {ranks} × {bytes:bytes} = {thrifty:bytes} per rank. {lavish:bytes} / {thrifty:bytes} = {ratio:number}, which is n/2.',
    ],
    mistakes: {
      'one-block-each': 'Scatter hands out blocks: each rank would get only its part of the sum.',
      'only-at-the-root': 'Gather collects the finished blocks on one rank. The others miss them.',
      'nobody-added':
        'Gather and broadcast copy. Every rank would hold all vectors side by side, unadded.',
      'vector-for-gathered':
        'For an all-gather, S is the gathered total, {ranks} × {bytes:bytes}. Use (n − 1)/n of that.',
      'ring-twice-not-once': 'An all-gather makes one pass: {others} rounds, each with one vector.',
      'ranks-for-ranks-minus-one':
        'A rank passes on {others} of the {ranks} vectors; the last that it receives stays.',
      'ring-once-not-twice':
        'You compared with one pass. A ring all-reduce makes two, and sends {thrifty:bytes} per rank.',
    },
    options: {
      'reduce-then-broadcast': {
        label: 'reduce, then broadcast',
        reason: 'Right: the sum is made on one rank and copied to all.',
      },
      'reduce-scatter-then-all-gather': {
        label: 'reduce-scatter, then all-gather',
        reason: 'Right: each rank finishes one block of the sum, then all blocks go to all.',
      },
      'all-gather-then-add': {
        label: 'all-gather, then every rank adds locally',
        reason: 'Right, though lavish: everyone gets all vectors and repeats the same additions.',
      },
      'reduce-then-scatter': {
        label: 'reduce, then scatter',
        reason: 'This leaves one block of the sum on each rank. It is a reduce-scatter.',
      },
      'reduce-scatter-then-gather': {
        label: 'reduce-scatter, then gather',
        reason: 'This leaves the sum on the root only. It is a reduce.',
      },
      'gather-then-broadcast': {
        label: 'gather, then broadcast',
        reason: 'Nothing is added on the way. It is an all-gather.',
      },
    },
  },

  'ring-bill': {
    title: 'The bill of one ring',
    prompt: '{ranks} ranks all-reduce a vector of S = {bytes:bytes} in a ring.',
    parts: {
      rounds: 'How many rounds does it take?',
      chunk: 'How large is one message?',
      sent: 'How many bytes does each rank send in all?',
      total: 'How many bytes cross all links together?',
    },
    hints: [
      'The ring is gone through twice: once to add, once to copy. How many hops does a chunk make each time?',
      'The vector is cut into as many chunks as there are ranks, and each rank sends one chunk per round.',
      'All ranks send equally much.',
    ],
    solution: [
      'Two passes of {others} rounds: 2 × {others} = {rounds}.',
      'One message is one chunk: {bytes:bytes} / {ranks} = {chunk:bytes}.',
      'One chunk in each round: {rounds} × {chunk:bytes} = {sent:bytes}, a little under 2S.',
      'All {ranks} ranks do the same: {ranks} × {sent:bytes} = {total:bytes}, which is 2(n − 1)S.',
    ],
    mistakes: {
      'ring-once-not-twice':
        'That is one pass. An all-reduce is reduce-scatter plus all-gather: 2(n − 1) = {rounds} rounds.',
      'ranks-for-ranks-minus-one':
        'A chunk needs {others} hops to meet {ranks} ranks, in each of the two passes.',
      'messages-for-rounds':
        'That counts messages. In one round all {ranks} ranks send at the same time.',
      'whole-buffer-each-step':
        'Only the root’s way sends the whole vector. In the ring each message is one chunk, S/n = {chunk:bytes}.',
      'cut-by-neighbours': 'There is one chunk per rank, {ranks} in all, not one per round.',
      'one-chunk-only': 'That is one round. There are {rounds} of them.',
      'sent-and-received':
        'You added what is received. A rank receives as much again, but the question is what it sends.',
      'per-rank-for-total': 'That is one rank. All {ranks} send as much.',
      'one-rank-left-out': 'All {ranks} ranks send, not {others}: a ring has no root.',
    },
  },

  'which-size': {
    title: 'Which S?',
    prompt:
      'First, {ranks} ranks each hold a shard of {shard:bytes} and all-gather in a ring. Later each of the {ranks} ranks has a send buffer of {buffer:bytes}, and they exchange blocks in an all-to-all, each pair directly.',
    parts: {
      gathered: 'What is S of the all-gather, as nccl-tests counts it?',
      'gather-sent': 'How many bytes does each rank send in the all-gather?',
      exchanged: 'How many bytes does each rank send in the all-to-all?',
    },
    hints: [
      'An all-gather is named by what everyone has at its end; an all-to-all by one rank’s send buffer.',
      'How many shards, or blocks, does a rank send? Which one does it not?',
    ],
    solution: [
      'S = {ranks} × {shard:bytes} = {gathered:bytes}.',
      '(n − 1)/n · S = {others} shards of {shard:bytes} = {gatherSent:bytes}.',
      'The buffer has {ranks} blocks of {block:bytes}. One stays at home, {others} leave: {exchanged:bytes}.',
    ],
    mistakes: {
      'shard-for-gathered':
        'You took the shard for S. The S of an all-gather is the gathered total, {ranks} × {shard:bytes} = {gathered:bytes}.',
      'own-shard-left-out': 'The gathered vector includes the rank’s own shard: {ranks} of them.',
      'ring-twice-not-once': 'An all-gather makes one pass, {others} rounds of one shard.',
      'ranks-for-ranks-minus-one':
        'One of {ranks} parts is never sent: in the ring the last shard to arrive, in the all-to-all the rank’s own block.',
      'buffer-to-each': 'Each of the others gets one block of {block:bytes}, not the whole buffer.',
      'one-block-only': 'That is what one other rank gets. There are {others} others.',
    },
  },

  'ring-or-tree': {
    title: 'Ring or tree',
    prompt:
      '{ranks} ranks all-reduce {bytes:bytes}. Every message costs α = {latency:seconds}, every link carries {bandwidth:bytes}/s in each direction. The tree reduces to a root in log₂ n rounds and broadcasts in as many, with the whole vector in each round. Adding costs nothing.',
    parts: {
      ring: 'How long does the ring take?',
      tree: 'How long does the tree take?',
      faster: 'Which would you choose here?',
      crossover: 'From which S on is the ring the faster one?',
    },
    hints: [
      'Time = rounds × (α + bytes of one message × β), with β = 1 / bandwidth.',
      'Rounds: 2(n − 1) with S/n each in the ring; 2 log₂ n with S each in the tree.',
      'At the crossing both times are equal: the latency that the tree saves is the bytes it sends too much. Solve for S.',
    ],
    solution: [
      'Ring: {ringRounds} rounds. Latency {ringLatency:seconds}, bytes {ringWaited:number} S · β = {ringTransfer:seconds}. Together {ringSeconds:seconds}.',
      'Tree: {treeRounds} rounds. Latency {treeLatency:seconds}, bytes {treeWaited} S · β = {treeTransfer:seconds}. Together {treeSeconds:seconds}.',
      'The smaller of {ringSeconds:seconds} and {treeSeconds:seconds} wins.',
      'The ring has {moreRounds} rounds more, the tree waits for {moreBytes:number} S more: {moreRounds} α = {moreBytes:number} S β gives S = {crossover:bytes}.',
    ],
    mistakes: {
      'ignored-latency': 'The bytes alone take this long. Add α once for every round.',
      'ignored-bandwidth': 'This is α for all rounds. The bytes take their time as well.',
      'ring-once-not-twice': 'This is one pass. All-reduce makes two: {ringRounds} rounds.',
      'whole-buffer-each-step':
        'In the ring a message is one chunk of {chunk:bytes}, not the whole vector.',
      'up-but-not-down': 'That is the way up to the root. The sum must come down again.',
      'chunks-in-a-tree':
        'This tree does not cut the vector: each round carries all {bytes:bytes}.',
      'tree-rounds-left-out':
        'The tree pays α as well, {treeRounds} times. What counts is the difference, {moreRounds} rounds.',
      'ring-bytes-left-out':
        'The ring waits for bytes as well, {ringWaited:number} S. What counts is the difference.',
    },
    options: {
      'ring-wins': {
        label: 'the ring',
        reason: 'The ring takes {ringSeconds:seconds}, the tree {treeSeconds:seconds}.',
      },
      'tree-wins': {
        label: 'the tree',
        reason: 'The tree takes {treeSeconds:seconds}, the ring {ringSeconds:seconds}.',
      },
    },
  },

  'bus-speed': {
    title: 'Reading a benchmark',
    prompt:
      'A benchmark on {ranks} ranks reports an all-reduce of S = {bytes:bytes} in {seconds:seconds}. Each rank’s link is specified for {link:bytes}/s in each direction; no switch adds anything up.',
    parts: {
      algorithm: 'What is the algorithm bandwidth?',
      bus: 'What is the bus bandwidth?',
      share: 'What part of the link’s speed is reached?',
      'all-gather-line':
        'The next line is an all-gather with the same S and the same bus bandwidth. How long does it take?',
    },
    hints: [
      'Algorithm bandwidth knows nothing of ranks: S over time.',
      'To compare with a link, ask how many bytes each rank must send per byte of S.',
    ],
    solution: [
      '{bytes:bytes} / {seconds:seconds} = {algorithm:bytes}/s.',
      'Times 2(n − 1)/n = {factor:number}: {bus:bytes}/s.',
      '{bus:bytes}/s of {link:bytes}/s is {share:percent}.',
      'An all-gather sends (n − 1)/n · S per rank, half of the all-reduce, so it takes half the time.',
    ],
    mistakes: {
      'factor-too-early': 'That is the bus bandwidth. The algorithm bandwidth is plain S/t.',
      'ring-once-not-twice':
        'You counted the all-reduce once. It is two passes: the factor is 2(n − 1)/n = {factor:number}.',
      'divided-by-factor': 'Multiply by {factor:number}: each rank sends more than S bytes.',
      'ranks-for-ranks-minus-one': 'Not quite twice: 2(n − 1)/n = {factor:number}.',
      'algorithm-for-bus':
        'That uses the algorithm bandwidth. A link must be held against the bus bandwidth.',
    },
    options: {
      'half-the-time': {
        label: 'half the time',
        reason: 'The factor is (n − 1)/n instead of 2(n − 1)/n: half the bytes per rank.',
      },
      'the-same-time': {
        label: 'the same time',
        reason:
          'Equal bus bandwidth means that the links are equally fast, not that they carry as much.',
      },
      'twice-the-time': {
        label: 'twice the time',
        reason:
          'It is the other way round: the all-reduce contains an all-gather and a reduce-scatter.',
      },
    },
  },

  'last-of-the-quick': {
    title: 'The last size for few rounds',
    prompt:
      'An all-reduce on {ranks} ranks, α = {latency:seconds}, links of {bandwidth:bytes} per second. For tiny messages recursive doubling is fastest: it has {shortRounds} rounds but sends the whole vector in each. Halving and doubling has {longRounds} rounds of ever smaller pieces. Find the largest size, within a tenth, at which recursive doubling still leads. On paper first.',
    hints: [
      'Write both times as R · α + w · S / B. What are R and w of each?',
      'The times are equal where the extra rounds cost as much as the extra bytes: {moreRounds} · α = {fewerBytes:number} · S / B.',
    ],
    solution: [
      'Recursive doubling: R = {shortRounds}, w = {shortWaited:number}. Halving and doubling: R = {longRounds}, w = 2(n − 1)/n = {longWaited:number}.',
      'S = {moreRounds} · {latency:seconds} · {bandwidth:bytes}/s / {fewerBytes:number} = {crossover:bytes}. Below it, fewer rounds win; above it, smaller pieces.',
    ],
    goals: {
      leads: 'Recursive doubling is the fastest at this size',
      largest: 'At a size one tenth larger it is not',
    },
    mistakes: {
      'no-longer-leads':
        'At this size sending the whole vector {shortRounds} times already costs more than {moreRounds} further rounds.',
      'small-but-not-largest': 'It leads here, and at larger sizes still.',
    },
  },
} satisfies Record<string, ExerciseText>
