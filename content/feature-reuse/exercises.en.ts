import type { ExerciseText } from '../../components/exercise/index.ts'

export default {
  'fresh-share': {
    title: 'One dense layer, and the layer it spares',
    prompt:
      'A network has {reused} maps. A {kernel}×{kernel} layer without bias is to add {fresh}, so that the next layer sees all {all}.',
    parts: {
      again: 'How many weights does a layer have that makes all {all} maps anew from the {reused}?',
      own: 'How many weights does a dense layer have, which makes only the {fresh} new maps?',
      share: 'What share is the second of the first?',
    },
    hints: [
      'Weights: taps of the kernel, times maps that are read, times maps that are made. How many does each layer read?',
      'Both layers read the same maps. They differ only in how many they make.',
      'Write one expression over the other, in symbols. What cancels?',
    ],
    solution: [
      'Everything anew: {kernel} · {kernel} · {reused} · {all} = {again}.',
      'Only the new maps: {kernel} · {kernel} · {reused} · {fresh} = {own}.',
      '{own} / {again} = {fresh} / {all} = {share:percent}. Kernel and C₁ cancel: C₂/(C₁ + C₂).',
    ],
    mistakes: {
      'reads-its-own-output':
        'You let the layer read {all} maps. The new ones do not exist before it has run; it reads {reused}.',
      'no-new-maps':
        'That makes only the {reused} old maps again. The new ones must come out too: {all} kernels.',
      'kernel-not-squared':
        'A kernel has {kernel} · {kernel} taps in each map that it reads, not {kernel}.',
      'makes-all-again':
        'That is the layer which makes all {all}. A dense layer makes {fresh} and leaves the others where they are.',
      'fresh-over-old':
        'That is C₂/C₁, the share of a layer {reused} → {reused}. The layer above makes C₁ + C₂ = {all} maps.',
      'fraction-for-complement': 'That is what is saved. Asked is what remains.',
    },
  },

  'compared-with-what': {
    title: 'What stands below the line?',
    prompt:
      'A dense {kernel}×{kernel} layer reads {reused} maps and adds {fresh}. It replaces a {kernel}×{kernel} layer that reads {inB} maps and makes {outB}. What share of that layer’s weights does it have?',
    hints: [
      'Write both as k²·(maps read)·(maps made). The dense layer is k²·{reused}·{fresh}.',
      'k² cancels. What else does depends on what the other layer reads.',
    ],
    solution: [
      'Dense: {kernel} · {kernel} · {reused} · {fresh} = {own}. The other: {kernel} · {kernel} · {inB} · {outB} = {other}.',
      'The share is {own} / {other}. C₂/(C₁ + C₂) is right for one reference only: a layer that reads the old maps and makes the old and the new.',
    ],
    mistakes: {},
    options: {
      'of-all': {
        label: 'C₂/(C₁ + C₂) = {ofAll:percent}',
        reason: 'Right against a layer that reads {reused} maps and makes all {all}.',
      },
      'of-old': {
        label: 'C₂/C₁ = {ofOld:percent}',
        reason: 'Right against a layer that reads {reused} maps and makes as many.',
      },
      'of-square': {
        label: 'C₁C₂/(C₁ + C₂)² = {ofSquare:percent}',
        reason: 'Right against a layer that both reads and makes {all} maps.',
      },
      complement: {
        label: 'C₁/(C₁ + C₂) = {complement:percent}',
        reason:
          'That is what is saved against a layer that reads {reused} maps and makes all {all}, not what remains.',
      },
    },
  },

  'block-growth': {
    title: 'A block on paper',
    prompt:
      'A dense block with {layers} layers of 3×3, no bottlenecks, no biases. {start} maps enter, and each layer adds {growth}.',
    parts: {
      reads: 'How many maps does the last layer read?',
      params: 'How many weights does the last layer have?',
      outputs: 'How many maps leave the block?',
      links:
        'How many wires are there, counting the input as a source and the output as no reader?',
    },
    hints: [
      'How many layers have added something before the last one runs?',
      'Weights: nine taps, times maps read, times maps made. The layer makes {growth}.',
      'The first layer has one wire, the second two. What does the last have? Add them up in pairs, the first and the last.',
    ],
    solution: [
      'Before the last layer {before} have added: {start} + {growth} · {before} = {reads}.',
      '9 · {reads} · {growth} = {params}.',
      'It adds {growth} more: {reads} + {growth} = {outputs}.',
      '1 + 2 + … + {layers} = {layers} · {after} / 2 = {links}.',
    ],
    mistakes: {
      'counted-the-last':
        'You counted what the last layer itself adds. It reads what {before} layers have left: C₀ + C₂·(L − 1).',
      'forgot-the-input': 'The {start} maps of the input are kept as well; they count to the end.',
      'reads-the-layer-before':
        'In a chain it would read only the {growth} maps of the layer before. In a dense block it reads all that there are.',
      'kernel-not-squared': 'A 3×3 kernel has nine taps per map, not three.',
      'makes-all-again':
        'A dense layer makes only {growth} maps. It leaves the others as they are.',
      'stopped-before-the-last':
        'That is what the last layer reads. It adds {growth} more before the block ends.',
      'last-layer-only':
        'That is what the last layer adds. Everything before it leaves the block too.',
      'without-the-input':
        'You left out the wires from the input. Every layer has one: {layers} more.',
      'each-wire-twice': 'You counted every wire at both of its ends. Halve it.',
      'a-chain': 'That is a chain, one wire for each layer. Layer ℓ has ℓ wires here.',
    },
  },

  'bottleneck-pays': {
    title: 'Does the bottleneck pay?',
    prompt:
      'A dense layer reads {reused} maps and adds {growth}. It may be a single 3×3, or a 1×1 to {inner} maps with a 3×3 behind it. No biases.',
    parts: {
      plain: 'How many weights does the single 3×3 have?',
      narrowed: 'How many do the 1×1 and the 3×3 have together?',
      even: 'For which C₁, the number of maps read, would both have equally many? (Not necessarily a whole number.)',
      verdict: 'What does the bottleneck do here?',
    },
    hints: [
      'The 1×1 reads {reused} maps and makes {inner}. What does the 3×3 read then, and what does it make?',
      'Put C₁ in place of {reused} and set both counts equal. One of the terms does not contain C₁.',
      '9·C₁·C₂ on one side, 4·C₁·C₂ + 36·C₂² on the other. Divide by C₂.',
    ],
    solution: [
      'Single: 9 · {reused} · {growth} = {plain}.',
      'Bottleneck: the 1×1 has {reused} · {inner} = {mix}, the 3×3 has 9 · {inner} · {growth} = {window}. Together {narrowed}.',
      '9·C₁ = 4·C₁ + 36 · {growth}, so C₁ = 36 · {growth} / 5 = {even:number}.',
      'The layer reads {reused}; compare that with {even:number}, or {narrowed} with {plain}.',
    ],
    mistakes: {
      'kernel-not-squared': 'A 3×3 kernel has nine taps per map, not three.',
      'pointwise-only': 'That is the 1×1. The 3×3 behind it has {window} more.',
      'window-only': 'That is the 3×3. The 1×1 before it has {mix} more.',
      'window-reads-everything':
        'You let the 3×3 read all {reused} maps. It reads only the {inner} that the 1×1 makes; that is what the 1×1 is for.',
      'one-growth-wide':
        'You took a bottleneck as wide as the growth, {growth}. It has {inner} maps, four times as many.',
      'forgot-the-pointwise':
        'You left out the 1×1: 9·C₁ = 36·C₂. It reads C₁ as well and takes 4·C₁ of the nine.',
      'subtracted-from-the-window':
        'The 3×3 reads 4·C₂ maps, not C₂: its term is 36·C₂², not 9·C₂².',
    },
    options: {
      saves: {
        label: 'It saves weights',
        reason: 'That is so where C₁ lies above 36·C₂/5 = {even:number}. Here C₁ = {reused}.',
      },
      'costs-more': {
        label: 'It costs weights',
        reason: 'That is so where C₁ lies below 36·C₂/5 = {even:number}. Here C₁ = {reused}.',
      },
    },
  },

  'stored-maps': {
    title: 'Kept once, and with copies',
    prompt:
      'A dense block of {layers} layers, without bottlenecks, on {size}×{size} in {precision} ({width} bytes per number). {start} maps enter, each layer adds {growth}. One picture; nothing is freed.',
    parts: {
      once: 'How many bytes do all maps take, each kept once?',
      copied: 'And if besides, each layer but the first keeps a joined copy of all that it reads?',
      'twice-as-deep':
        'A very deep block is made twice as deep, with the same growth. How many bytes do the copies take then?',
    },
    hints: [
      'How many maps leave the block? One map is {size} · {size} numbers of {width} bytes.',
      'What does the second layer read? The third? Add up what they all read, to the last.',
      'The copies are (L − 1)·C₀ + L(L − 1)/2·C₂ maps. Which term decides when L is large?',
    ],
    solution: [
      '{start} + {layers} · {growth} = {maps} maps of {size} · {size} · {width} = {map} bytes: {once} bytes.',
      'Copies: {readsList} = {joined} maps, {copies} bytes. With the maps themselves {copied} bytes.',
      'For large L the copies are about C₂·L²/2 maps. Twice the L, four times the copies.',
    ],
    mistakes: {
      'elements-for-bytes': 'So many numbers are kept. In {precision} each takes {width} bytes.',
      'forgot-the-input':
        'The {start} maps of the input are kept too: every layer of the block reads them.',
      'bits-for-bytes': 'Those are bits. Eight of them are a byte.',
      'copies-alone': 'Those are the copies alone. The maps themselves take {once} bytes more.',
      'copied-the-input-too':
        'The first layer reads the input as it is; there is nothing to join yet. It needs no copy.',
      'last-copy-only':
        'You counted the last copy alone. If nothing is freed, each layer’s copy stays: {readsList} maps.',
    },
    options: {
      'four-times': {
        label: 'About four times as many',
        reason:
          'Copies grow as L(L − 1)/2: twice as many layers, each reading about twice as much.',
      },
      twice: {
        label: 'About twice as many',
        reason:
          'So grow the maps that are kept once. The copies also grow in width: late layers read more.',
      },
      'no-more': {
        label: 'No more than before',
        reason:
          'That would need memory that all layers share, and copies made again for the gradient.',
      },
    },
  },

  'ghost-ratio': {
    title: 'What ghosts really save',
    prompt:
      'A Ghost module reads {inputs} maps and delivers {outputs}. Ratio s = {ratio}, ordinary kernel {kernel}×{kernel}, cheap kernel {cheap}×{cheap}, no biases.',
    parts: {
      made: 'How many maps does the ordinary convolution make?',
      params: 'How many weights does the module have?',
      times:
        'An ordinary convolution would make all {outputs} maps. How many times as many weights would it have?',
      limit: 'Which value does this ratio tend to when s is made larger and larger?',
    },
    hints: [
      'One map in s is made in full.',
      'A made map costs {kernel} · {kernel} · {inputs} weights. A ghost is drawn from a single map. What does it cost, and how many are there?',
      'How many weights does a {kernel}×{kernel} convolution {inputs} → {outputs} have?',
      'Divide s·c·k² / (c·k² + (s − 1)·d²) above and below by s, and let s grow.',
    ],
    solution: [
      '{outputs} / {ratio} = {made} made maps, and {ghosts} ghosts.',
      'Made: {made} · {perMade} = {primary}. Ghosts: {ghosts} · {perGhost} = {cheapParams}. Together {params}.',
      'Ordinary: {outputs} · {perMade} = {standard}. {standard} / {params} = {times:number}, not {ratio}.',
      'For large s practically all maps are ghosts: c·k² / d² = {perMade} / {perGhost} = {limit:number}.',
    ],
    mistakes: {
      'ghosts-for-made': 'Those are the ghosts, s − 1 of every s maps. Made in full is one in s.',
      'all-made':
        'All {outputs} maps would be the ordinary convolution. The module makes one in s.',
      'primary-only':
        'Those are the made maps. The {ghosts} ghosts need weights too: {perGhost} each.',
      'ghosts-see-every-map':
        'You let each ghost be drawn from all {made} made maps. It is drawn from one: d² = {perGhost} weights.',
      'kernel-not-squared':
        'A kernel has as many rows as columns. {cheap}×{cheap} are {perGhost} taps.',
      'one-ghost-each':
        'You counted one ghost for each made map. There are s − 1 = {rest} for each.',
      'hoped-for-s':
        'That is s, which it would be if ghosts were free. Divide {standard} by the weights that you counted.',
      'inverted-ratio': 'Upside down.',
      'ignored-channels': 'A made map sums over {inputs} channels. Its price is c·k², not k².',
    },
  },

  'ghost-traffic': {
    title: 'Fewer operations, more bytes',
    prompt:
      'A Ghost module (1×1, then 3×3 for the ghosts, s = {ratio}) replaces a 1×1 layer {inputs} → {outputs} on {size}×{size} in {precision} ({width} bytes per number). Each part reads its input from memory and writes its output there. Count maps only; leave the weights out.',
    parts: {
      extra: 'How many bytes more does the module move than the layer?',
      more: 'How many times as much as the layer does it move?',
      cure: 'The module does {speedup:number} times fewer operations. Which change makes its traffic as small as the layer’s?',
    },
    hints: [
      'What does the first part read and write? And the second?',
      'The made maps occur twice: written by the first part, read by the second.',
      'Where would the made maps have to be when the ghosts are drawn, so that they need not be fetched?',
    ],
    solution: [
      '{outputs} / {ratio} = {made} maps are made. They are fetched once more: {made} · {map} = {extra} bytes.',
      'Layer: {inputs} + {outputs} = {standardMaps} maps. Module: {made} more, {moduleMaps}. {moduleMaps} / {standardMaps} = {more:number}.',
      'If the made maps stay on the chip until their ghosts are drawn, they are written once and not fetched: {standardMaps} maps again.',
    ],
    mistakes: {
      'elements-for-bytes': 'So many numbers more. In {precision} each takes {width} bytes.',
      'ghosts-fetched-again':
        'The ghosts are written and done with. What is fetched again is what they are drawn from: {made} made maps.',
      'all-fetched-again': 'Only the {made} made maps are fetched again, not all {outputs}.',
      'input-fetched-again':
        'The cheap part does not read the {inputs} input maps. It reads the {made} made ones.',
      'traffic-follows-macs':
        'That is the share of operations. The traffic follows the maps, and there are more of them: c + n + n/s.',
      'inverted-ratio': 'Upside down: the module above, the layer below.',
      'forgot-the-input': 'Both also read the {inputs} input maps.',
    },
    options: {
      'keep-on-chip': {
        label: 'Keep the made maps on the chip until their ghosts are drawn',
        reason: 'Then they are written once and not fetched: c + n maps, as in the layer.',
      },
      'smaller-cheap-kernel': {
        label: 'Take a smaller kernel for the ghosts',
        reason: 'That saves weights and operations. The made maps are fetched all the same.',
      },
      'fewer-bits-in-weights': {
        label: 'Store the weights in fewer bits',
        reason: 'Weights were left out of this count. The traffic is maps.',
      },
    },
  },

  'ghost-stride': {
    title: 'Where the stride may stand',
    prompt:
      'A Ghost module gets maps of {size}×{size} and is to deliver smaller ones. Its ordinary convolution is 3×3, and so is its cheap one; both have padding 1.',
    parts: {
      side: 'The ordinary convolution has a stride of 2. What is the side of the made maps?',
      both: 'Suppose the cheap convolution had a stride of 2 as well. What would be the side of the ghosts?',
      where: 'The made maps and the ghosts are laid side by side. Where may the stride of 2 stand?',
    },
    hints: [
      '⌊(n + 2p − k) / s⌋ + 1. What comes into the cheap convolution?',
      'Concatenation joins channels. Height and width must be the same.',
    ],
    solution: [
      '⌊({size} + 2 − 3) / 2⌋ + 1 = {side}.',
      'The ghosts are drawn from maps of side {side}: ⌊({side} + 2 − 3) / 2⌋ + 1 = {both}.',
      '{side} and {both} cannot be joined. With stride 1 in the cheap convolution both sides are {side}.',
    ],
    mistakes: {
      'ignored-stride': 'That is stride 1. With stride 2 every second window is left out.',
      'ignored-padding': 'You left out the padding, one pixel at each end.',
      'strided-once':
        'That is the side of the made maps. The ghosts would be drawn from these with a stride of 2 once more.',
    },
    options: {
      'primary-only': {
        label: 'In the ordinary convolution only',
        reason: 'Made maps and ghosts then both have side {side}.',
      },
      'in-both': {
        label: 'In both',
        reason: 'The made maps have side {side}, the ghosts {both}. They cannot be joined.',
      },
      'cheap-only': {
        label: 'In the cheap convolution only',
        reason: 'The made maps keep side {size}, the ghosts have {side}. They cannot be joined.',
      },
    },
  },

  'thick-or-thin': {
    title: 'Few thick layers or many thin ones',
    prompt:
      'A dense block of 3×3 layers without bottlenecks begins with {start} channels. It shall end with {target}, have at least {layers} layers, and at most {budget} parameters. Set growth and layers.',
    hints: [
      'What do the layers have to add together, when {start} channels are there already? In which ways can that be split into L equal shares?',
      'Every layer reads all that is there. Is it dearer to add the same channels in few steps or in many?',
    ],
    solution: [
      'To add: {target} − {start} = {added} = {layers} · {growth}. {layers} layers of growth {growth} cost {budget}.',
      'Half the growth in twice the layers, {thinLayers} of {thinGrowth}, ends at the same width and costs {thinParams}: more layers read what the earlier ones added.',
    ],
    goals: {
      width: 'The block ends with {target} channels',
      light: 'At most {budget} parameters',
      deep: 'At least {layers} layers',
    },
    mistakes: {
      'thin-and-deep':
        'The right width, but too dear. The channels are added in many small steps, and every step reads all the earlier ones again.',
      'forgot-the-input':
        'Layers times growth is {target}, but {start} channels are there before the first layer: the block ends wider than that.',
    },
  },
} satisfies Record<string, ExerciseText>
