import type { TextOf } from '../../widget/definition.ts'
import { deviceNames, modelNames } from './options.ts'
import type widget from './widget.ts'

const text = {
  title: 'What fills a device',
  summary:
    'Parameters, gradients, optimizer states and activations on one device, under all four stages of ZeRO at once: what fits, what does not, and why.',
  params: {
    zero: {
      label: 'Stage of ZeRO',
      options: { '0': 'ZeRO 0', '1': 'ZeRO 1', '2': 'ZeRO 2', '3': 'ZeRO 3' },
    },
    model: {
      label: 'Model',
      options: { count: 'parameters alone', ...modelNames, own: 'sizes of your own' },
    },
    billions: 'Billions (10⁹)',
    layers: 'Layers',
    hidden: 'Width h',
    heads: 'Heads a',
    vocabulary: 'Vocabulary',
    recipe: {
      label: 'Optimizer, precision',
      options: {
        mixedAdam: '16 B: ZeRO’s Adam',
        megatronAdam: '18 B: Megatron’s Adam',
        fullAdam: '16 B: Adam, all 32-bit',
        pureBf16Adam: '8 B: Adam, all bf16',
        adam8bit: '10 B: Adam, 8-bit moments',
        sgd: '8 B: SGD, 32-bit',
        momentum: '12 B: momentum, 32-bit',
        mixedMomentum: '12 B: momentum, mixed',
      },
    },
    device: { label: 'Device', options: deviceNames },
    replicas: 'Replicas d',
    sequence: 'Sequence s',
    batch: 'Micro-batch b',
    recompute: {
      label: 'Recomputation',
      options: { none: 'none', selective: 'selective: attention core', full: 'full: whole layers' },
    },
    attention: {
      label: 'Attention kernel',
      options: { unfused: 'keeps s × s scores', flash: 'flash: no scores' },
    },
    tensor: 'Tensor parallel t',
    sequenceParallel: 'Sequence parallel',
    pipeline: 'Pipeline stages p',
    microbatches: 'Micro-batches per step',
    reshard: 'Reshard after forward',
  },
  cases: {
    default: 'GPT 7.5B on 64 replicas',
    'zero-paper': 'The ZeRO paper: 120, 31.4, 16.6, 1.88 GB',
    'seven-billion': '7.5 billion parameters on one 80 GB card',
    recomputation: '22 billion on 8 devices: recompute or run out',
    'long-sequence': 'A long sequence: what ZeRO does not touch',
    trillion: 'A trillion parameters on 3,072 devices',
  },
  phrases: {
    zero0: 'ZeRO 0',
    zero1: 'ZeRO 1',
    zero2: 'ZeRO 2',
    zero3: 'ZeRO 3',
    also0: 'nothing sharded; DDP',
    also1: 'optimizer sharded',
    also2: 'gradients as well',
    also3: 'parameters too; FSDP',

    parameters: 'parameters',
    gradients: 'gradients',
    optimizer: 'optimizer states',
    working: 'working copies',
    activations: 'activations',
    parametersShort: 'parameters',
    gradientsShort: 'gradients',
    optimizerShort: 'optimizer',
    workingShort: 'copies',
    activationsShort: 'activations',

    axis1000000: 'MB (10⁶ bytes) on one device',
    axis1000000000: 'GB (10⁹ bytes) on one device',
    axis1000000000000: 'TB (10¹² bytes) on one device',
    capacityLine: 'device: {capacity:bytes}',
    capacityBeyond: 'device: {capacity:bytes}, far to the right →',
    fits: '✓ fits, {bytes:bytes} free',
    short: '✗ {bytes:bytes} too much',
    onStage: '(pipeline stage {stage} of {of}, from 0)',

    ledger: 'On one device under ZeRO {zero}, line by line (B is bytes)',
    whole: '{each:number} B × {psi:compact}, whole on every replica',
    sharded: '{each:number} B × {psi:compact} / {ranks} replicas',
    gathered: '{bytes:bytes} gathered parameters: the layer in use and the next one',
    gatheredAll: '{bytes:bytes} gathered parameters: all of them, until backward is over',
    unreduced: '{bytes:bytes} one unit’s whole gradients, before they are reduce-scattered',
    layersKept: '{held:count} layers’ worth × {bytes:bytes}',
    workspace: '{bytes:bytes} for the layer that is being computed again',
    embeddingMask: '{bytes:bytes} dropout mask of the embedding',
    outputKept: '{bytes:bytes} final norm and 32-bit logits',

    needed: 'Needed on one device',
    capacity: 'The device has',
    spare: 'Left over',
    missing: 'Missing',
    each: 'States per parameter',
    eachNote: '{value:number} B unsharded',
    psi: 'Parameters',
    psiNote: '{value:compact} in this part of the model',
    largest: 'Largest model',
    largestNote: 'by states alone',
    devices: 'Devices',

    statesCaption:
      'M: bytes of model states. P, G, K: bytes per parameter of parameters, gradients, optimizer states (master copy and moments); d replicas; ψ parameters in this device’s part of the model.',
    layerCaption:
      'A: bytes that a layer keeps, for each of the s · b · h elements of its input: around attention and MLP, inside them, and the core of attention.',
    fullCaption: 'A: with full recomputation a layer keeps its input and nothing else.',
    coreUnfused: 'The last term grows with s: it is 5as/h with dropout, 2as/h without, at 2 bytes.',
    coreFlash: 'Flash attention keeps 4 bytes per row and head instead of s × s scores.',
    coreSelective: 'Selective recomputation makes the core again: its term is 0.',

    tensors: 'What one layer keeps for its backward: {bytes:bytes}',
    tensorsCaption: 'Tensors that one layer keeps for one micro-batch, on one device.',
    splitNote: 'Some are split over the tensor-parallel ranks, some are not.',
    splitOver: 'split over {ranks}',
    splitNot: 'whole on every rank',
    'layer input': 'Input of the layer',
    'first norm input': 'Input of the first norm',
    'attention input': 'Input of attention',
    queries: 'Queries',
    keys: 'Keys',
    values: 'Values',
    'softmax statistics': 'Softmax statistics',
    'softmax output': 'Softmax output, s × s per head',
    'softmax dropout mask': 'Its dropout mask, 1 byte each',
    'softmax dropout output': 'Softmax after dropout',
    'attention context': 'Scores · values, input of the projection',
    'attention dropout mask': 'Dropout mask after attention, 1 byte each',
    'second norm input': 'Input of the second norm',
    'MLP input': 'Input of the MLP',
    gate: 'Gate',
    value: 'Value beside the gate',
    'gated product': 'Gate · value',
    'nonlinearity input': 'Input of the nonlinearity',
    'nonlinearity output': 'Output of the nonlinearity',
    'MLP dropout mask': 'Dropout mask after the MLP, 1 byte each',

    leftOut: 'What the bars leave out',
    outBuckets:
      'ZeRO 0: DDP’s buckets. Unless gradients live in them (gradient_as_bucket_view), they are a second copy of the gradients: {bytes:bytes} more, {sum:bytes} together.',
    outWorking:
      'ZeRO 2 and 3: only the copies named above are counted; an implementation may gather or keep more at a time.',
    outCount:
      'With nothing but a number of parameters there are no layers, so neither activations nor working copies are counted; the ZeRO paper’s figures leave them out as well.',
    outRuntime:
      'All bars: the runtime and its libraries, communication buffers, kernels’ workspaces, and fragments that the allocator cannot use. Shards are not padded.',
    outGpt:
      'GPT activations are those of Korthikanti et al. (2022): 16-bit tensors, dropout with 1-byte masks. In 32-bit recipes tensors take 4 bytes.',
    outLlama:
      'Llama activations: no dropout, a fused gated MLP that keeps gate, value and product. In 32-bit recipes tensors take 4 bytes.',
    outOwn: 'Your model is a GPT: MLP of width 4h, biases, learned positions, tied output matrix.',
    outUnits:
      'GB is 10⁹ bytes, GiB 2³⁰. The data sheet’s capacity is taken as {bytes:bytes} = {bytes:binary}; what a driver reports may differ. Source:',

    saidModel:
      '{name}: {psi:compact} parameters at {each:number} bytes each, {devices:count} × {device} with {capacity:bytes}.',
    saidOwn:
      'Own model: {psi:compact} parameters at {each:number} bytes each, {devices:count} × {device} with {capacity:bytes}.',
    saidCount:
      '{psi:compact} parameters at {each:number} bytes each, {devices:count} × {device} with {capacity:bytes}.',
    saidChosen: 'ZeRO {zero} with d = {replicas:count} puts {total:bytes} on one device.',
    'said.parameters': 'Parameters {bytes:bytes}.',
    'said.gradients': 'Gradients {bytes:bytes}.',
    'said.optimizer': 'Optimizer states {bytes:bytes}.',
    'said.working': 'Working copies {bytes:bytes}.',
    'said.activations': 'Activations {bytes:bytes}.',
    saidFits: 'It fits, with {bytes:bytes} to spare.',
    saidShort: 'It does not fit: {bytes:bytes} too much.',
    saidAll:
      'ZeRO 0, 1, 2 and 3 need {total0:bytes}, {total1:bytes}, {total2:bytes} and {total3:bytes}.',

    caption: 'One device under each stage of ZeRO, in GB (10⁹ bytes)',
    stageHead: 'Stage',
    total: 'Together',
    left: 'Left over',
    eachHead: 'States, bytes per parameter',
  },
} satisfies TextOf<typeof widget>

export default text
