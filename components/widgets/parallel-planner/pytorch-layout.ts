import { type Choices, lines } from './pytorch-choices.ts'

export function tensorParallel({ tensor, split, model }: Choices): string | false {
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

export function sharding({ plan, gathered, reduced }: Choices): string {
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
