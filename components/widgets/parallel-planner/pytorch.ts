import { type Launch, torchrun } from './launch.ts'
import { type Choices, choicesOf, lines } from './pytorch-choices.ts'
import { sharding, tensorParallel } from './pytorch-layout.ts'
import { attention, blocks, part } from './pytorch-model.ts'

/** The most processes for which the script proposes a rehearsal on one machine without GPUs. */
const rehearsable = 16

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
    `Tried with PyTorch 2.13${launch.pipeline ? ', whose pipelines want NumPy as well' : ''}.`,
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
