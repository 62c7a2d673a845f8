import { type Launch, torchrun } from './launch.ts'

/** One argument of Megatron-LM with its value; a switch has none. */
export type Argument = readonly [name: string, value?: string | number]

/** Arguments by what they say. */
export interface MegatronGroup {
  readonly about: string
  readonly arguments: readonly Argument[]
}

type Candidate = Argument | false

const wanted = (...candidates: readonly Candidate[]) =>
  candidates.filter((candidate) => candidate !== false)

/** ZeRO stages 2 and 3 are Megatron-FSDP’s; stage 1 is the distributed optimizer. */
const sharding = ['no_shard', 'optim', 'optim_grads', 'optim_grads_params'] as const

/**
 * A plan as arguments of Megatron-LM’s pretrain_gpt.py.
 *
 * @source NVIDIA/Megatron-LM, megatron/training/arguments.py and the configuration classes that it
 *   makes arguments of (commit d98e8a64, August 2026)
 */
export function megatronArguments(launch: Launch): readonly MegatronGroup[] {
  const { plan, model, precision, recipe } = launch
  const { tensorParallel: t, pipelineParallel: p, dataParallel: d, interleave, recompute } = plan
  const zero = d === 1 ? 0 : plan.zero
  const grouped = model.keyValueHeads < model.heads
  const half = precision === 'bf16' || precision === 'fp8'
  return [
    {
      about: 'the layout: ranks tensor first, then data, then pipeline, as the planner places them',
      arguments: wanted(
        ['tensor-model-parallel-size', t],
        ['pipeline-model-parallel-size', p],
        interleave > 1 && [
          'num-layers-per-virtual-pipeline-stage',
          model.layers / (p * interleave),
        ],
        t > 1 && launch.sequenceParallel && ['sequence-parallel'],
        zero > 0 && ['use-distributed-optimizer'],
        zero > 1 && ['use-megatron-fsdp'],
        zero > 1 && ['data-parallel-sharding-strategy', sharding[zero]],
        zero > 1 && ['no-gradient-accumulation-fusion'],
        zero > 1 && ['ckpt-format', 'fsdp_dtensor'],
        zero < 2 && d > 1 && ['overlap-grad-reduce'],
        zero === 1 && ['overlap-param-gather'],
      ),
    },
    {
      about: 'the batch, and what is computed again',
      arguments: wanted(
        ['micro-batch-size', plan.microBatch],
        ['global-batch-size', launch.globalBatch],
        recompute !== 'none' && ['recompute-granularity', recompute],
        recompute === 'full' && ['recompute-method', 'uniform'],
        recompute === 'full' && ['recompute-num-layers', 1],
      ),
    },
    {
      about: launch.name,
      arguments: wanted(
        ['num-layers', model.layers],
        ['hidden-size', model.hidden],
        ['ffn-hidden-size', model.ffn],
        ['num-attention-heads', model.heads],
        grouped && ['group-query-attention'],
        grouped && ['num-query-groups', model.keyValueHeads],
        ['seq-length', model.sequence],
        ['max-position-embeddings', model.sequence],
        model.positions === 'none' && ['position-embedding-type', 'rope'],
        model.gated && ['swiglu'],
        model.norm === 'rms' && ['normalization', 'RMSNorm'],
        !model.bias && ['disable-bias-linear'],
        !model.tied && ['untie-embeddings-and-output-weights'],
        ['attention-backend', launch.dropout ? 'unfused' : 'flash'],
        !launch.dropout && ['attention-dropout', 0],
        !launch.dropout && ['hidden-dropout', 0],
      ),
    },
    {
      about: 'number formats, and a stand-in for data',
      arguments: wanted(
        half && ['bf16'],
        precision === 'fp16' && ['fp16'],
        precision === 'fp8' && ['fp8-format', 'hybrid'],
        half && recipe.gradients === 2 && ['grad-reduce-in-bf16'],
        ['mock-data'],
        ['tokenizer-type', 'NullTokenizer'],
        ['vocab-size', model.vocabulary],
        ['train-iters', 100],
        ['lr', '3e-4'],
      ),
    },
  ]
}

/** The arguments as a shell script. Each group stands under a word about it. */
export function megatronScript(launch: Launch): string {
  const { plan, recipe } = launch
  const zero = plan.dataParallel === 1 ? 0 : plan.zero
  const groups = megatronArguments(launch)
  const written = groups.map(({ about, arguments: list }) =>
    [
      `    # ${about}`,
      ...list.map(([name, value]) => `    --${name}${value === undefined ? '' : ` ${value}`}`),
    ].join('\n'),
  )
  const notes = [
    // Tensor-parallel overlap relies on one queue of work; FSDP’s own overlap needs several.
    ...(plan.tensorParallel > 1 && zero < 2
      ? ['export CUDA_DEVICE_MAX_CONNECTIONS=1  # keeps collectives and products in order']
      : []),
    ...(recipe.id === 'adam8bit' || recipe.id === 'pureBf16Adam'
      ? [
          '# Left out: the optimizer states are kept in 32 bits here, and need more memory than planned.',
        ]
      : []),
  ]
  return `#!/usr/bin/env bash
# In a clone of Megatron-LM${launch.nodes > 1 ? `, on each of the ${launch.nodes} nodes; HEAD_NODE is the name of the first` : ''}.
set -euo pipefail
${notes.map((note) => `${note}\n`).join('')}
ARGUMENTS=(
${written.join('\n\n')}
)

${torchrun(launch)} \\
    pretrain_gpt.py "\${ARGUMENTS[@]}"
`
}
