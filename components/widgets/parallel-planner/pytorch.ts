import { type Launch, torchrun } from './launch.ts'

/** The most processes for which the script proposes a rehearsal on one machine without GPUs. */
const rehearsable = 16

/** What a launch comes to in the script. */
interface Choices extends Launch {
  readonly tensor: boolean
  readonly pipeline: boolean
  readonly chunked: boolean
  /** Norms and layer inputs are split along the sequence. */
  readonly split: boolean
  /** Format that parameters are gathered in and gradients travel in; empty for 32 bits. */
  readonly gathered: string
  readonly reduced: string
}

function choicesOf(launch: Launch): Choices {
  const { plan, precision, recipe } = launch
  const wide = precision === 'tf32' || precision === 'fp32'
  const half = precision === 'fp16' ? 'float16' : 'bfloat16'
  return {
    ...launch,
    tensor: plan.tensorParallel > 1,
    pipeline: plan.pipelineParallel > 1,
    chunked: plan.interleave > 1,
    split: plan.tensorParallel > 1 && launch.sequenceParallel,
    gathered: wide ? '' : half,
    reduced: wide || recipe.gradients === 4 ? 'float32' : half,
  }
}

/** Lines that are wanted, without the others. */
const lines = (...all: readonly (string | false)[]) =>
  all.filter((line) => line !== false).join('\n')

function opening(launch: Choices): string {
  const { name, plan, nodes, perNode } = launch
  const { dataParallel: d, tensorParallel: t, pipelineParallel: p } = plan
  const devices = nodes * perNode
  return lines(
    `"""${name} on ${devices} devices: d = ${d} replicas, t = ${t} tensor-parallel, p = ${p} stages.`,
    '',
    nodes === 1
      ? 'Start it on the node:'
      : `Start it on each of the ${nodes} nodes; HEAD_NODE is the name of the first:`,
    '',
    `    ${torchrun(launch)} train.py`,
    '',
    devices <= rehearsable &&
      lines(
        'To rehearse it on one machine without GPUs, with a net of toy width:',
        '',
        `    TOY=1 torchrun --standalone --nproc-per-node=${devices} train.py`,
        '',
      ),
    'The layout is the planner’s. The tokens are random: put a data set in their place.',
    'Tried with PyTorch 2.13.',
    '"""',
  )
}

function imports(launch: Choices): string {
  const { tensor, pipeline, chunked, split, plan } = launch
  const schedule = chunked
    ? 'ScheduleInterleaved1F1B'
    : launch.microBatches < plan.pipelineParallel
      ? 'ScheduleGPipe'
      : 'Schedule1F1B'
  const fsdp = launch.gathered === '' ? 'fully_shard' : 'MixedPrecisionPolicy, fully_shard'
  return lines(
    'import os',
    'import time',
    '',
    'import torch',
    'import torch.distributed as dist',
    'import torch.nn.functional as F',
    'from torch import nn',
    'from torch.distributed.device_mesh import init_device_mesh',
    `from torch.distributed.fsdp import ${fsdp}`,
    pipeline && `from torch.distributed.pipelining import PipelineStage, ${schedule}`,
    `from torch.distributed.tensor import DTensor${tensor ? ', Replicate' : ''}${split ? ', Shard' : ''}`,
    tensor &&
      lines(
        'from torch.distributed.tensor.parallel import (',
        '    ColwiseParallel,',
        split && '    PrepareModuleInput,',
        '    RowwiseParallel,',
        split && '    SequenceParallel,',
        '    parallelize_module,',
        ')',
      ),
    plan.recompute !== 'none' && 'from torch.utils.checkpoint import checkpoint',
  )
}

const zeroWords = [
  'every replica keeps parameters, gradients and optimizer states',
  'the optimizer states are shared out; gradients are reduced once per step',
  'optimizer states and gradients are shared out; gradients are reduced after every micro-batch',
  'optimizer states, gradients and parameters are shared out',
] as const

function constants(launch: Choices): string {
  const { plan, model, chunked, pipeline, microBatches } = launch
  const { tensorParallel: t } = plan
  const repeats = model.keyValueHeads < t
  const kv = repeats ? t : model.keyValueHeads
  const chunks = chunked ? `\nCHUNKS = ${plan.interleave}  # v, chunks of layers per rank` : ''
  return lines(
    '# The plan. DP * TP * PP processes; neighbouring ranks are tensor-parallel, far ones are stages.',
    `DP, TP, PP = ${plan.dataParallel}, ${t}, ${plan.pipelineParallel}${chunks}`,
    `MICRO_BATCH = ${plan.microBatch}  # b, sequences`,
    `GLOBAL_BATCH = ${launch.globalBatch}  # B, sequences of all replicas together`,
    `MICRO_BATCHES = GLOBAL_BATCH // (DP * MICRO_BATCH)  # m = ${microBatches}`,
    `# ZeRO stage ${plan.dataParallel === 1 ? '0: one replica has nothing to share' : `${plan.zero}: ${zeroWords[plan.zero]}`}.`,
    pipeline &&
      plan.dataParallel > 1 &&
      plan.zero >= 2 &&
      '# (With a pipeline, PyTorch’s schedules reduce them once per step, whatever the stage.)',
    '',
    `# ${launch.name}`,
    `LAYERS, HIDDEN, FFN = ${model.layers}, ${model.hidden}, ${model.ffn}`,
    `HEADS, KV_HEADS, HEAD_SIZE = ${model.heads}, ${kv}, ${model.headSize}${
      repeats ? `  # ${model.keyValueHeads} key-value heads; one whole head per rank` : ''
    }`,
    `VOCABULARY, SEQUENCE = ${model.vocabulary}, ${model.sequence}`,
    '',
    'if os.environ.get("TOY"):',
    `    LAYERS, HEADS, KV_HEADS, HEAD_SIZE = PP${chunked ? ' * CHUNKS' : ''}, 2 * TP, ${
      model.keyValueHeads < model.heads ? 'TP' : '2 * TP'
    }, 16`,
    '    HIDDEN, FFN = HEADS * HEAD_SIZE, 4 * HEADS * HEAD_SIZE',
    '    VOCABULARY, SEQUENCE = 32 * TP, 8 * TP',
  )
}

function attention({ model, plan }: Choices): string {
  const bias = model.bias ? '' : ', bias=False'
  const grouped = model.keyValueHeads < model.heads
  const rotary = model.positions === 'none'
  return lines(
    rotary &&
      `def rotate(x):
    """Rotary positions: pairs of channels turn by an angle that grows along the sequence."""
    half = HEAD_SIZE // 2
    speed = 10000.0 ** (-torch.arange(half, device=x.device) / half)
    angle = torch.outer(torch.arange(x.shape[2], device=x.device), speed)
    sin, cos = angle.sin().to(x.dtype), angle.cos().to(x.dtype)
    a, b = x[..., :half], x[..., half:]
    return torch.cat((a * cos - b * sin, b * cos + a * sin), dim=-1)

`,
    `class Attention(nn.Module):
    def __init__(self):
        super().__init__()
        self.q = nn.Linear(HIDDEN, HEADS * HEAD_SIZE${bias})
        self.k = nn.Linear(HIDDEN, KV_HEADS * HEAD_SIZE${bias})
        self.v = nn.Linear(HIDDEN, KV_HEADS * HEAD_SIZE${bias})
        self.o = nn.Linear(HEADS * HEAD_SIZE, HIDDEN${bias})

    def core(self, q, k, v):${rotary ? '\n        q, k = rotate(q), rotate(k)' : ''}
        return F.scaled_dot_product_attention(q, k, v, is_causal=True${grouped ? ', enable_gqa=True' : ''})

    def forward(self, x):
        # A rank counts its own heads: the width of its part says how many there are.
        q, k, v = (
            linear(x).unflatten(-1, (-1, HEAD_SIZE)).transpose(1, 2)
            for linear in (self.q, self.k, self.v)
        )`,
    plan.recompute === 'selective'
      ? `        y = checkpoint(self.core, q, k, v, use_reentrant=False)  # made again in backward`
      : '        y = self.core(q, k, v)',
    '        return self.o(y.transpose(1, 2).flatten(2))',
  )
}

function blocks({ model, plan }: Choices): string {
  const bias = model.bias ? '' : ', bias=False'
  const norm = model.norm === 'rms' ? 'nn.RMSNorm' : 'nn.LayerNorm'
  return lines(
    `class Mlp(nn.Module):
    def __init__(self):
        super().__init__()
        self.up = nn.Linear(HIDDEN, FFN${bias})`,
    model.gated && `        self.gate = nn.Linear(HIDDEN, FFN${bias})`,
    `        self.down = nn.Linear(FFN, HIDDEN${bias})

    def forward(self, x):
        return self.down(${model.gated ? 'F.silu(self.gate(x)) * self.up(x)' : 'F.gelu(self.up(x))'})


Norm = ${norm}


class Block(nn.Module):
    def __init__(self):
        super().__init__()
        self.norm1, self.attention = Norm(HIDDEN), Attention()
        self.norm2, self.mlp = Norm(HIDDEN), Mlp()
`,
    plan.recompute === 'full'
      ? `    def layer(self, x):
        x = x + self.attention(self.norm1(x))
        return x + self.mlp(self.norm2(x))

    def forward(self, x):
        # Only x is kept; the layer is computed again when its gradient is due.
        return checkpoint(self.layer, x, use_reentrant=False)`
      : `    def forward(self, x):
        x = x + self.attention(self.norm1(x))
        return x + self.mlp(self.norm2(x))`,
  )
}

function part({ model, pipeline }: Choices): string {
  const learned = model.positions === 'learned'
  return lines(
    'class Part(nn.Module):',
    pipeline
      ? '    """One stage of the pipeline: its share of the layers, and what lies at its ends."""'
      : '    """The whole model."""',
    `
    def __init__(self, index, stages):
        super().__init__()
        first, last = index == 0, index == stages - 1
        self.tokens = nn.Embedding(VOCABULARY, HIDDEN) if first else None`,
    learned && '        self.positions = nn.Embedding(SEQUENCE, HIDDEN) if first else None',
    `        self.blocks = nn.ModuleList(Block() for _ in range(LAYERS // stages))
        self.norm = Norm(HIDDEN) if last else None
        self.head = nn.Linear(HIDDEN, VOCABULARY, bias=False) if last else None

    def forward(self, x):
        if self.tokens is not None:`,
    learned
      ? `            place = torch.arange(SEQUENCE, device=x.device).unsqueeze(0)
            x = self.tokens(x) + self.positions(place)`
      : '            x = self.tokens(x)',
    `        for block in self.blocks:
            x = block(x)
        return x if self.head is None else self.head(self.norm(x))`,
  )
}

function tensorParallel({ tensor, split, model }: Choices): string | false {
  if (!tensor) return false
  const out = split ? 'Shard(1)' : 'Replicate()'
  const learned = model.positions === 'learned'
  return lines(
    `def tensor_parallel(part, mesh):
    """Columns first, then rows: one collective each way per pair of products."""
    layout = {`,
    split &&
      `        "norm1": SequenceParallel(),
        "attention": whole_sequence(),
        "norm2": SequenceParallel(),
        "mlp": whole_sequence(),`,
    `        "attention.q": ColwiseParallel(),
        "attention.k": ColwiseParallel(),
        "attention.v": ColwiseParallel(),
        "attention.o": RowwiseParallel(output_layouts=${out}),
        "mlp.up": ColwiseParallel(),`,
    model.gated && '        "mlp.gate": ColwiseParallel(),',
    `        "mlp.down": RowwiseParallel(output_layouts=${out}),
    }
    for block in part.blocks:
        parallelize_module(block, mesh, layout)
    ends = {}
    if part.tokens is not None:
        ends["tokens"] = RowwiseParallel(input_layouts=Replicate(), output_layouts=${out})`,
    learned &&
      `        ends["positions"] = RowwiseParallel(input_layouts=Replicate(), output_layouts=${out})`,
    '    if part.head is not None:',
    split && '        ends["norm"] = SequenceParallel()',
    `        ends["head"] = ColwiseParallel(input_layouts=${out}, output_layouts=Replicate())
    if ends:
        parallelize_module(part, mesh, ends)`,
    split &&
      `

def whole_sequence():
    """Gathers the sequence before the columns; the rows scatter it again."""
    return PrepareModuleInput(
        input_layouts=(Shard(1),), desired_input_layouts=(Replicate(),)
    )`,
  )
}

function sharding({ plan, gathered, reduced }: Choices): string {
  const reshard = plan.dataParallel > 1 && plan.zero === 3 ? 'True' : 'False'
  const policy = gathered === '' ? '' : ', mp_policy=policy'
  return lines(
    `def share_out(part, mesh):
    """FSDP2: every rank keeps its shard in 32 bits, and layers are gathered for use."""`,
    gathered !== '' &&
      `    policy = MixedPrecisionPolicy(param_dtype=torch.${gathered}, reduce_dtype=torch.${reduced})`,
    `    for module in [*part.blocks, part]:
        fully_shard(module, mesh=mesh${policy}, reshard_after_forward=${reshard})


@torch.no_grad()
def initialize(part, device, seed):
    """Memory for this rank’s shards alone; equal seeds make equal shards."""
    part.to_empty(device=device)
    torch.manual_seed(seed)
    for module in part.modules():
        for name, parameter in module.named_parameters(recurse=False):
            shard = parameter.to_local() if isinstance(parameter, DTensor) else parameter
            if name == "bias":
                shard.zero_()
            elif isinstance(module, Norm):
                shard.fill_(1.0)
            else:
                shard.normal_(0.0, 0.02)`,
  )
}

/** A factor on the loss that keeps 16-bit floats of small range from vanishing. */
const lossScale = 1024

function loss({ precision }: Choices): string {
  const scaled = precision === 'fp16'
  return lines(
    scaled && `LOSS_SCALE = ${lossScale}.0  # fp16 gradients would vanish without it\n\n`,
    `def loss_of(logits, labels):
    ${scaled ? 'loss =' : 'return'} F.cross_entropy(logits.flatten(0, 1).float(), labels.flatten())`,
    scaled && '    return loss * LOSS_SCALE',
  )
}

function main(launch: Choices): string {
  const { plan, pipeline, chunked, tensor, split, precision, microBatches } = launch
  const replicated = plan.zero === 0 || plan.dataParallel === 1
  const stages = pipeline ? `PP${chunked ? ' * CHUNKS' : ''}` : '1'
  const axes = replicated ? '(PP, DP, 1, TP)' : '(PP, DP, TP)'
  const names = replicated ? '("pp", "dp", "shard", "tp")' : '("pp", "dp", "tp")'
  const scaled = precision === 'fp16'
  const each = plan.zero < 2 || plan.dataParallel === 1
  const schedule = chunked
    ? 'ScheduleInterleaved1F1B(stages, MICRO_BATCHES, loss_fn=loss_of)'
    : microBatches < plan.pipelineParallel
      ? 'ScheduleGPipe(stages[0], MICRO_BATCHES, loss_fn=loss_of)  # 1F1B wants m >= p'
      : 'Schedule1F1B(stages[0], MICRO_BATCHES, loss_fn=loss_of)'
  return lines(
    `def main():
    gpu = torch.cuda.is_available()
    dist.init_process_group("nccl" if gpu else "gloo")
    if dist.get_world_size() != DP * TP * PP:
        raise SystemExit(f"the plan is for {DP * TP * PP} processes, not {dist.get_world_size()}")
    device = torch.device("cuda", int(os.environ["LOCAL_RANK"])) if gpu else torch.device("cpu")
    if gpu:
        torch.cuda.set_device(device)`,
    precision === 'tf32' && '    torch.set_float32_matmul_precision("high")',
    '',
    `    mesh = init_device_mesh(device.type, ${axes}, mesh_dim_names=${names})`,
    replicated
      ? `    data_mesh = mesh["dp", "shard"]  # nothing is cut: gradients are all-reduced`
      : '    data_mesh = mesh["dp"]',
    `    pp, dp, tp = (mesh.get_local_rank(name) for name in ("pp", "dp", "tp"))
    last_of_all = pp == PP - 1 and dp == 0 and tp == 0

    parts = []
    for index in range(pp, ${stages}, PP):
        with torch.device("meta"):  # no memory before it is cut
            part = Part(index, ${stages})`,
    tensor && '        tensor_parallel(part, mesh["tp"])',
    `        share_out(part, data_mesh)
        initialize(part, device, seed=${replicated ? 'index * TP + tp' : '(index * TP + tp) * DP + dp'})
        parts.append(part)`,
    `    parameters = [parameter for part in parts for parameter in part.parameters()]
    optimizer = torch.optim.AdamW(parameters, lr=3e-4, betas=(0.9, 0.95)${
      tensor && !split ? ', foreach=False' : ''
    })`,
    pipeline &&
      `    stages = [
        PipelineStage(part, index, ${stages}, device, group=mesh.get_group("pp"))
        for index, part in zip(range(pp, ${stages}, PP), parts)
    ]
    schedule = ${schedule}`,
    `
    random = torch.Generator().manual_seed(dp)
    for step in range(10):
        start = time.perf_counter()
        tokens = torch.randint(VOCABULARY, (GLOBAL_BATCH // DP, SEQUENCE + 1), generator=random)
        inputs, labels = tokens[:, :-1].to(device), tokens[:, 1:].to(device)`,
    pipeline
      ? `        losses = []
        if pp == 0:
            schedule.step(inputs)
        elif pp == PP - 1:
            schedule.step(target=labels, losses=losses)
        else:
            schedule.step()`
      : `        losses = []
        for micro in range(MICRO_BATCHES):
            own = slice(micro * MICRO_BATCH, (micro + 1) * MICRO_BATCH)
${each ? '            parts[0].set_requires_gradient_sync(micro == MICRO_BATCHES - 1)\n' : ''}            loss = loss_of(parts[0](inputs[own]), labels[own])
            (loss / MICRO_BATCHES).backward()
            losses.append(loss.detach())`,
    scaled &&
      `        for parameter in parameters:
            parameter.grad /= LOSS_SCALE`,
    `        optimizer.step()
        optimizer.zero_grad()
        if last_of_all:
            mean = torch.stack(losses).mean().item()${scaled ? ' / LOSS_SCALE' : ''}
            print(f"step {step}: loss {mean:.3f}, {time.perf_counter() - start:.2f} s", flush=True)
    dist.destroy_process_group()


if __name__ == "__main__":
    main()`,
  )
}

/**
 * A plan as a program that trains by it: one file, PyTorch and nothing else.
 *
 * A device mesh of pipeline × data × tensor; tensor parallelism by layout of columns and rows; FSDP2
 * for the ZeRO stages (stage 0 as replication over a shard mesh of one); the pipelining package’s
 * schedules; checkpointing for recomputation; gradient accumulation where there is no pipeline.
 */
export function pytorchScript(launch: Launch): string {
  const choices = choicesOf(launch)
  const sections = [
    attention(choices),
    blocks(choices),
    part(choices),
    tensorParallel(choices),
    sharding(choices),
    loss(choices),
    main(choices),
  ]
  return `${lines(opening(choices), imports(choices))}\n\n${constants(choices)}\n\n\n${sections
    .filter((section) => section !== false)
    .join('\n\n\n')}\n`
}
