import type { Translation } from '../../text.ts'
import type en from './text.en.ts'
import { deviceNames, modelNames } from './options.ts'

const text: Translation<typeof en> = {
  title: '设备里装了什么',
  summary:
    '一台设备上的参数、梯度、优化器状态和激活，ZeRO 的四个阶段并排比：放得下还是放不下，差在哪里。',
  params: {
    zero: {
      label: 'ZeRO 阶段',
      options: { '0': 'ZeRO 0', '1': 'ZeRO 1', '2': 'ZeRO 2', '3': 'ZeRO 3' },
    },
    model: {
      label: '模型',
      options: { count: '只给参数量', ...modelNames, own: '自己定尺寸' },
    },
    billions: '参数量（10⁹）',
    layers: '层数',
    hidden: '宽度 h',
    heads: '注意力头 a',
    vocabulary: '词表',
    recipe: {
      label: '优化器与精度',
      options: {
        mixedAdam: '16 B：ZeRO 的 Adam',
        megatronAdam: '18 B：Megatron 的 Adam',
        fullAdam: '16 B：Adam，全部 32 位',
        pureBf16Adam: '8 B：Adam，全部 bf16',
        adam8bit: '10 B：Adam，8 位矩',
        sgd: '8 B：SGD，32 位',
        momentum: '12 B：动量 SGD，32 位',
        mixedMomentum: '12 B：动量 SGD，混合精度',
      },
    },
    device: { label: '设备', options: deviceNames },
    replicas: '副本数 d',
    sequence: '序列长度 s',
    batch: '微批次 b',
    recompute: {
      label: '重计算',
      options: { none: '不用', selective: '选择性：注意力核心', full: '全部：整层' },
    },
    attention: {
      label: '注意力算子',
      options: { unfused: '保存 s × s 分数', flash: 'flash：不存分数' },
    },
    tensor: '张量并行 t',
    sequenceParallel: '序列并行',
    pipeline: '流水级数 p',
    microbatches: '每步微批次数',
    reshard: '前向后重新分片',
  },
  cases: {
    default: 'GPT 7.5B，64 个副本',
    'zero-paper': 'ZeRO 论文：120、31.4、16.6、1.88 GB',
    'seven-billion': '75 亿参数，一块 80 GB 的卡',
    recomputation: '220 亿参数，8 台设备：不重计算就放不下',
    'long-sequence': '长序列：ZeRO 管不到的地方',
    trillion: '一万亿参数，3072 台设备',
  },
  phrases: {
    zero0: 'ZeRO 0',
    zero1: 'ZeRO 1',
    zero2: 'ZeRO 2',
    zero3: 'ZeRO 3',
    also0: '都不分片，即 DDP',
    also1: '优化器状态分片',
    also2: '梯度也分片',
    also3: '参数也分片，即 FSDP',

    parameters: '参数',
    gradients: '梯度',
    optimizer: '优化器状态',
    working: '临时副本',
    activations: '激活',
    parametersShort: '参数',
    gradientsShort: '梯度',
    optimizerShort: '优化器',
    workingShort: '临时',
    activationsShort: '激活',

    axis1000000: '一台设备上的 MB（10⁶ 字节）',
    axis1000000000: '一台设备上的 GB（10⁹ 字节）',
    axis1000000000000: '一台设备上的 TB（10¹² 字节）',
    capacityLine: '设备容量 {capacity:bytes}',
    capacityBeyond: '设备容量 {capacity:bytes}，在右边很远处 →',
    fits: '✓ 放得下，还剩 {bytes:bytes}',
    short: '✗ 超出 {bytes:bytes}',
    onStage: '（流水级 {stage}，从 0 数起，共 {of} 级）',

    ledger: 'ZeRO {zero} 下的一台设备，逐项列出（B 是字节）',
    whole: '{each:number} B × {psi:compact}，每个副本存一整份',
    sharded: '{each:number} B × {psi:compact} / {ranks} 个副本',
    gathered: '{bytes:bytes} 是收集来的参数：正在用的一层和下一层',
    gatheredAll: '{bytes:bytes} 是收集来的参数：全部，反向做完才释放',
    unreduced: '{bytes:bytes} 是一个单元的完整梯度，还没做 reduce-scatter',
    layersKept: '{held:count} 层的量 × {bytes:bytes}',
    workspace: '{bytes:bytes} 给正在重算的那一层',
    embeddingMask: '{bytes:bytes} 是嵌入层的 dropout 掩码',
    outputKept: '{bytes:bytes} 是最后的归一化和 32 位 logits',

    needed: '一台设备需要',
    capacity: '设备容量',
    spare: '还剩',
    missing: '还差',
    each: '每个参数的状态',
    eachNote: '不分片时 {value:number} B',
    psi: '参数量',
    psiNote: '本设备负责的部分 {value:compact}',
    largest: '最大能放的模型',
    largestNote: '只算状态',
    devices: '设备数',

    statesCaption:
      'M：模型状态的字节数。P、G、K：每个参数在参数、梯度、优化器状态（主副本和各阶矩）上各占多少字节；d：副本数；ψ：本设备负责的参数量。',
    layerCaption:
      'A：一层保存的字节数。一层输入有 s · b · h 个元素，每个元素要存的字节数分三项：注意力和 MLP 之外的，之内的，注意力核心的。',
    fullCaption: 'A：全部重计算时，一层只保存自己的输入。',
    coreUnfused: '末项随 s 增长：按 2 字节算，有 dropout 时是 5as/h，没有时是 2as/h。',
    coreFlash: 'flash attention 不存 s × s 的分数，每行每头只存 4 字节。',
    coreSelective: '选择性重计算会把注意力核心重做一遍，末项为 0。',

    tensors: '一层为反向保存了什么：{bytes:bytes}',
    tensorsCaption: '一层对一个微批次保存的张量（一台设备上）。',
    splitNote: '有的分在各张量并行 rank 上，有的每个 rank 都存一整份。',
    splitOver: '分成 {ranks} 份',
    splitNot: '每个 rank 一整份',
    'layer input': '层的输入',
    'first norm input': '第一个归一化的输入',
    'attention input': '注意力的输入',
    queries: '查询 Q',
    keys: '键 K',
    values: '值 V',
    'softmax statistics': 'softmax 的统计量',
    'softmax output': 'softmax 的输出，每头 s × s',
    'softmax dropout mask': '它的 dropout 掩码，每个 1 字节',
    'softmax dropout output': 'dropout 之后的 softmax',
    'attention context': '分数乘 V，即输出投影的输入',
    'attention dropout mask': '注意力之后的 dropout 掩码，每个 1 字节',
    'second norm input': '第二个归一化的输入',
    'MLP input': 'MLP 的输入',
    gate: '门',
    value: '与门相乘的值',
    'gated product': '门与值的乘积',
    'nonlinearity input': '非线性的输入',
    'nonlinearity output': '非线性的输出',
    'MLP dropout mask': 'MLP 之后的 dropout 掩码，每个 1 字节',

    leftOut: '这些条形没有算进什么',
    outBuckets:
      'ZeRO 0：DDP 的桶。除非让梯度直接住在桶里（gradient_as_bucket_view），否则桶是梯度的第二份：再加 {bytes:bytes}，共 {sum:bytes}。',
    outWorking: 'ZeRO 2 和 3：只算了上面列出的临时副本；具体实现可能一次收集或保留得更多。',
    outCount: '只给参数量就没有层可言，激活和临时副本都不算；ZeRO 论文的这几个数字也没算它们。',
    outRuntime:
      '所有条形：运行时和各种库、通信缓冲、算子的工作区，以及分配器用不上的碎片。分片也没有补齐。',
    outGpt:
      'GPT 的激活按 Korthikanti 等（2022）计算：张量 16 位，有 dropout，掩码每个 1 字节。用 32 位的配方时张量按 4 字节算。',
    outLlama:
      'Llama 的激活：没有 dropout，门控 MLP 融合成一个算子，保存门、值和乘积。用 32 位的配方时张量按 4 字节算。',
    outOwn: '自定的模型是 GPT：MLP 宽 4h，有偏置，位置编码可学习，输出矩阵与嵌入共用。',
    outUnits:
      'GB 是 10⁹ 字节，GiB 是 2³⁰ 字节。数据手册上的容量按 {bytes:bytes} = {bytes:binary} 算，驱动程序报出的数可能不同。出处：',

    saidModel:
      '{name}：{psi:compact} 个参数，每个 {each:number} 字节；{devices:count} 台 {device}，每台 {capacity:bytes}。',
    saidOwn:
      '自定的模型：{psi:compact} 个参数，每个 {each:number} 字节；{devices:count} 台 {device}，每台 {capacity:bytes}。',
    saidCount:
      '{psi:compact} 个参数，每个 {each:number} 字节；{devices:count} 台 {device}，每台 {capacity:bytes}。',
    saidChosen: 'ZeRO {zero}，{replicas:count} 个副本，一台设备上要放 {total:bytes}。',
    'said.parameters': '参数 {bytes:bytes}。',
    'said.gradients': '梯度 {bytes:bytes}。',
    'said.optimizer': '优化器状态 {bytes:bytes}。',
    'said.working': '临时副本 {bytes:bytes}。',
    'said.activations': '激活 {bytes:bytes}。',
    saidFits: '放得下，还剩 {bytes:bytes}。',
    saidShort: '放不下，超出 {bytes:bytes}。',
    saidAll:
      'ZeRO 0、1、2、3 分别需要 {total0:bytes}、{total1:bytes}、{total2:bytes}、{total3:bytes}。',

    caption: 'ZeRO 各阶段下的一台设备，单位 GB（10⁹ 字节）',
    stageHead: '阶段',
    total: '合计',
    left: '剩余',
    eachHead: '每个参数的状态（字节）',
  },
}

export default text
