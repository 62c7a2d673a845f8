import type { ExerciseText } from '../../components/exercise/text.ts'

const torn = (t: number, name: string) => ({
  label: `t = ${t}`,
  reason: `{heads} = ${t} · {each${t}} + {over${t}}. ${name}`,
})
const whole = 'It is legal when the rest is 0: then no head is torn.'

export default {
  'choose-the-collective': {
    title: 'Read the cut from the sizes',
    prompt:
      'Y = X · A, where X is {tokens} × {inner} and A is {inner} × {outer}. {ranks} ranks; each holds a block of A of size {blockRows} × {blockColumns}, and of X what it needs. Each multiplies. Next, every rank needs its part of Y to be of size {wantedRows} × {wantedColumns}.',
    parts: {
      holds: 'What does a rank hold after its product?',
      collective: 'Which collective has to follow?',
    },
    hints: [
      'Which side of A has been divided by {ranks}? Does the sum over the {inner} products that make up one number of Y happen on one rank?',
      'Blocks are gathered, summands are added. If less than all of Y is wanted, do less.',
    ],
    solution: [
      'A is {inner} × {outer}; the block is {blockRows} × {blockColumns}. If the columns are divided, the rank makes finished columns of Y. If the rows are divided, it makes a summand as large as Y.',
      'Wanted is {wantedRows} × {wantedColumns} of a Y of {tokens} × {outer}. Finished columns: all-gather for all of them, nothing for one’s own. Summands: all-reduce for the whole sum, reduce-scatter for one’s own rows of it.',
    ],
    mistakes: {
      'nothing-for-something':
        'Compare what the rank has, and whether it is finished, with {wantedRows} × {wantedColumns}.',
      'blocks-for-summands':
        'An all-gather puts blocks beside each other and adds nothing. It is right for finished blocks of which every rank wants all.',
      'summands-for-blocks':
        'An all-reduce adds, and gives everybody everything. It is right for summands of which every rank wants the whole sum.',
      'scattered-unasked':
        'A reduce-scatter adds and leaves each rank a part of the sum. It is right for summands of which each rank wants its own rows.',
    },
    options: {
      columns: {
        label: 'finished columns of Y',
        reason:
          'So it is when the columns of A are divided: each column of Y needs one column of A and all of X.',
      },
      summand: {
        label: 'a summand of the size of Y',
        reason:
          'So it is when the rows of A are divided: each rank then has only some of the products that one number of Y adds up.',
      },
      rows: {
        label: 'finished rows of Y',
        reason: 'Rows of Y belong to rows of X, to tokens. No cut of A makes them.',
      },
      everything: {
        label: 'all of Y',
        reason: 'Then each rank would need all of A.',
      },
      none: {
        label: 'none',
        reason: 'Right when each rank wants just the finished columns that it has.',
      },
      'all-gather': {
        label: 'all-gather',
        reason: 'Right when the columns are finished and every rank wants all of them.',
      },
      'all-reduce': {
        label: 'all-reduce',
        reason: 'Right when there are summands and every rank wants the whole sum.',
      },
      'reduce-scatter': {
        label: 'reduce-scatter',
        reason: 'Right when there are summands and each rank wants its own rows of the sum.',
      },
    },
  },

  'summand-by-hand': {
    title: 'A summand by hand',
    prompt:
      'One token X = ({x}) and one column of weights A = ({a}), cut by rows over two ranks: rank 0 has the first two numbers of each, rank 1 the last two. Behind the product stands ReLU, which makes negative numbers 0.',
    parts: {
      'rank-zero': 'What does rank 0 get from its product?',
      sum: 'What does one device get for X · A, before ReLU?',
      early: 'Somebody applies ReLU on each rank and adds afterwards. What do they get?',
    },
    hints: [
      'Rank 0 multiplies two numbers of X by two of A and adds the two products.',
      'One of the two summands is negative. What does ReLU make of it on its own?',
    ],
    solution: [
      'Rank 0: {first}. Rank 1: {second}.',
      'Their sum is {sum}; ReLU leaves it as it is, {right}.',
      'Too early: ReLU of each, then the sum, is {early}. The negative summand {smaller} has been lost.',
    ],
    mistakes: {
      'whole-for-summand': 'That is the whole product. Rank 0 has only the first half of X and A.',
      'other-rank': 'That is the summand of rank 1.',
      'one-summand': 'That is the summand of rank 0. One device adds all four products.',
      'activated-early': 'That has lost the negative summand. ReLU was to come later.',
      'summed-first':
        'That is the right order: first the sum, then ReLU. The question is about the wrong one.',
    },
  },

  'save-the-mlp': {
    title: 'Save an MLP with other cuts',
    prompt:
      'Somebody has cut A and B another way than Megatron does. A is {wholeA}, and each of the {ranks} ranks holds {blockA} of it; B is {wholeB}, and each holds {blockB}. The weights stay where they are. Place GeLU and the two collectives so that every rank has all of Z, and right.',
    hints: [
      'Look at what X · A leaves on each rank: finished columns, or summands? And what does the cut of B want as its input?',
      'Then the same for Z. Step to *compare* to see how far you are.',
    ],
    solution: [
      'After a cut by rows there are summands: all-reduce, and GeLU after it. After a cut by columns there are finished columns; B by columns wants all of them, so they are gathered, and GeLU may stand on either side.',
      'Z: a cut of B by rows leaves summands, all-reduce; a cut by columns leaves columns, all-gather. Either way it is two collectives, where columns, then rows needs one.',
    ],
    goals: {
      runs: 'The products fit: nothing gets stuck',
      'right-numbers': 'No number of Z is wrong',
      'whole-everywhere': 'Every rank holds all of Z',
    },
    mistakes: {
      'gelu-before-the-sum':
        'The sum is in its place, but GeLU comes before it and bends the summands. GeLU(a) + GeLU(b) is not GeLU(a + b).',
      'first-sum-missing':
        'A is cut by rows, so each rank has a summand of X · A. Without a collective it goes into B unfinished.',
      'blocks-not-gathered':
        'A is cut by columns, so each rank has some columns. B is cut by columns too and wants all of them.',
      'wrong-last':
        'The middle is right. The last collective is the one for the other cut of B: summands are added, columns are gathered.',
    },
  },

  'which-degrees': {
    title: 'Whole heads only',
    prompt:
      'A model has {heads} attention heads, each with keys and values of its own. The nodes have 8 devices, joined by fast links; between nodes the links are slow. Which tensor-parallel degrees give every rank equally many whole heads and stay inside a node?',
    hints: [
      'Softmax needs a whole row of scores, and so a whole head.',
      'Then look at the size of a node.',
    ],
    solution: [
      't must divide {heads}: 2 leaves {over2}, 3 leaves {over3}, 4 leaves {over4}, 6 leaves {over6}, 8 leaves {over8}.',
      'Of those that leave 0, all up to 8 fit on a node.',
    ],
    mistakes: {
      'torn-heads': 'Divide {heads} by each degree: what is left over?',
      'beyond-the-node':
        'A node has 8 devices. Four times per layer all ranks wait for the slowest link.',
    },
    options: {
      two: torn(2, whole),
      three: torn(3, whole),
      four: torn(4, whole),
      six: torn(6, whole),
      eight: torn(8, whole),
      sixteen: {
        label: 't = 16',
        reason: 'Sixteen ranks are two nodes, so every all-reduce would cross the slow links.',
      },
    },
  },

  'count-them': {
    title: 'How many all-reduces?',
    prompt:
      'A transformer of {layers} layers, tensor parallelism on {ranks} ranks, without sequence parallelism and recomputation. A step runs {microbatches} micro-batches, forward and backward. Count the tensor-parallel all-reduces within the layers.',
    parts: {
      fused: 'How many in a step?',
      apart:
        'Now Q, K and V are three column-parallel layers, each of which sums its own gradient of X. How many in a step?',
    },
    hints: [
      'Per layer and micro-batch: one g behind attention, one behind the MLP; one f before each.',
      'The three layers have three inputs to give a gradient to, but still one output behind O. Does forward change?',
    ],
    solution: [
      '{perLayer} per layer and micro-batch: {perLayer} · {layers} · {microbatches} = {fused}.',
      'Attention’s backward now has three in place of one: {separate} per layer, {separate} · {layers} · {microbatches} = {apart}.',
    ],
    mistakes: {
      'forward-only':
        'Those are the ones of the forward pass. Backward there are as many: g rests, f works.',
      'ignored-microbatches':
        'That is for one micro-batch. Activations are different for each, and so are their sums.',
      'every-product':
        'You put one behind each of the products. A column cut leaves finished columns, and the row cut behind it takes them as they are.',
      'times-ranks': 'An all-reduce is one operation in which all {ranks} ranks take part.',
      'forward-too': 'Forward, Q, K and V send nothing: their columns stay on the rank.',
      'three-times-all':
        'Only one of the four is tripled: the one that sums the gradient of attention’s input.',
      'nothing-more':
        'Three layers, each summing by itself: that is two more per layer than one sum of all three.',
    },
  },

  'the-bill': {
    title: 'The bill of a layer',
    prompt:
      'A transformer layer of width h = {hidden}, tensor parallelism on {ranks} ranks, a micro-batch of {tokens} tokens, 16 bits per number. All-reduces run as rings over links of {bandwidth} GB/s per direction. Leave latency out.',
    parts: {
      sent: 'How many bytes does each rank send for this layer and micro-batch, forward and backward?',
      time: 'How long is that on the link?',
      even: 'After how many tokens has tensor parallelism sent as much as data parallelism sends for this layer on as many ranks, once per step? Take 12h² parameters per layer.',
    },
    hints: [
      'One matrix has {tokens} · {hidden} numbers of 2 bytes. How often is such a matrix all-reduced per layer?',
      'A ring all-reduce of S bytes sends 2(t − 1)/t · S from each rank.',
      'Both sides carry 2(t − 1)/t and the 2 bytes. What is left: 4 · tokens · h against 12h².',
    ],
    solution: [
      '4 · 2 · {less}/{ranks} · {matrix:bytes} = {sent:bytes}.',
      '{sent:bytes} / {bandwidth} GB/s = {time:seconds}. The next product waits for it.',
      '4 · tokens · h = 12h², so 3h = {even} tokens.',
    ],
    mistakes: {
      'half-of-it':
        'Half of it. Three factors of 2 are easy to lose here: the ring goes round twice, forward and backward both send, and a number has two bytes.',
      'one-all-reduce': 'That is one all-reduce. A layer has two forward and two backward.',
      'whole-buffer': 'A rank does not send its own share to itself: 2(t − 1)/t, not 2.',
      'total-for-per-rank': 'That is the sum over all ranks.',
      'bits-for-bytes': 'The link is given in bytes per second already.',
      'divided-by-ranks':
        'All ranks send at the same time; each sends its own bytes over its own link.',
      'forward-only': 'You counted two all-reduces per layer. Backward has two more.',
      'attention-left-out': 'That is 8h² of MLP alone. Attention has another 4h².',
      'per-token-for-tokens':
        'Those are the parameters. Each token costs 4h numbers, so divide by that.',
    },
  },

  'keep-less': {
    title: 'What a rank keeps',
    prompt:
      'A layer of width h = {hidden}, a micro-batch of {tokens} tokens, {ranks} ranks. One device would keep 34 · tokens · h bytes for the backward pass (16 bits, dropout, no scores); 10 of the 34 belong to norms, dropouts and inputs.',
    parts: {
      tensor: 'How many bytes does a rank keep with tensor parallelism alone?',
      both: 'And with sequence parallelism too?',
      again:
        'How many bytes does each rank send per layer and micro-batch if, as in Megatron, X is kept in rows and gathered once more in the backward of attention and of the MLP? Rings, 2 bytes per number.',
    },
    hints: [
      'Tensor parallelism divides what lies inside attention and MLP: 24 of the 34.',
      'Without gathering again, the volume is that of four all-reduces, or of eight halves.',
      'Each further all-gather sends (t − 1)/t of a matrix, half of an all-reduce.',
    ],
    solution: [
      '(10 + 24/{ranks}) · {tokens} · {hidden} = {shares:number} · {unit} = {tensor:bytes}.',
      '34/{ranks} · {unit} = {both:bytes}.',
      '10 halves instead of 8: 10 · {less}/{ranks} · {unit} · 2 B = {again:bytes}, against {equal:bytes}.',
    ],
    mistakes: {
      'everything-divided':
        'That divides norms, dropouts and inputs as well. Tensor parallelism alone leaves them whole on every rank.',
      'nothing-divided': 'That is one device. 24 of the 34 are divided by {ranks}.',
      'replicated-forgotten': 'That leaves out the 10 that every rank keeps whole.',
      'sequence-forgotten': 'That is still tensor parallelism alone.',
      'only-the-rest':
        'Sequence parallelism comes on top: 24 are divided by t already, and now the other 10 as well.',
      'gathers-forgotten': 'That is the equal volume. Two all-gathers per layer come on top.',
      'one-gather': 'There are two: one before the product with W (attention), one before A (MLP).',
      'gather-as-all-reduce': 'An all-gather sends half of what an all-reduce sends.',
    },
  },
} satisfies Record<string, ExerciseText>
