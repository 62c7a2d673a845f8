import type { Transformer } from './config.ts'

/** A transformer with a name and the paper or model card that gives its sizes. */
export interface NamedTransformer extends Transformer {
  readonly id: string
  readonly name: string
  readonly source: string
}

const gpt = (
  id: string,
  name: string,
  [layers, hidden, heads]: readonly [number, number, number],
  source: string,
  [vocabulary, sequence]: readonly [number, number] = [51200, 2048],
): NamedTransformer => ({ id, name, layers, hidden, heads, vocabulary, sequence, source })

const llama = (
  id: string,
  name: string,
  [layers, hidden, heads, keyValueHeads, ffn]: readonly [number, number, number, number, number],
  [vocabulary, sequence]: readonly [number, number],
  source: string,
): NamedTransformer => ({
  id,
  name,
  layers,
  hidden,
  heads,
  keyValueHeads,
  ffn,
  vocabulary,
  sequence,
  gated: true,
  bias: false,
  norm: 'rms',
  positions: 'none',
  tied: false,
  source,
})

const gpt2 = 'Radford et al., Language Models are Unsupervised Multitask Learners (2019)'
const korthikanti = 'Korthikanti et al., arXiv:2205.05198 (2022), table 3'
const llama2 = 'Touvron et al., Llama 2, arXiv:2307.09288 (2023), and its model cards'
const llama3 = 'Llama team, The Llama 3 Herd of Models, arXiv:2407.21783 (2024), table 3'

/** Well-known transformers, as starting points. */
export const transformers: readonly NamedTransformer[] = [
  gpt('gpt2', 'GPT-2 small', [12, 768, 12], gpt2, [50257, 1024]),
  gpt('gpt2-xl', 'GPT-2 XL', [48, 1600, 25], gpt2, [50257, 1024]),
  gpt('megatron-7.5b', 'GPT 7.5B', [36, 4096, 32], 'Narayanan et al., arXiv:2104.04473, table 1'),
  gpt('megatron-22b', 'GPT 22B', [48, 6144, 64], korthikanti),
  gpt('gpt3-175b', 'GPT-3 175B', [96, 12288, 96], korthikanti),
  gpt('megatron-530b', 'MT-NLG 530B', [105, 20480, 128], korthikanti),
  gpt('megatron-1t', 'GPT 1T', [128, 25600, 160], korthikanti),
  llama('llama2-7b', 'Llama 2 7B', [32, 4096, 32, 32, 11008], [32000, 4096], llama2),
  llama('llama2-13b', 'Llama 2 13B', [40, 5120, 40, 40, 13824], [32000, 4096], llama2),
  llama('llama2-70b', 'Llama 2 70B', [80, 8192, 64, 8, 28672], [32000, 4096], llama2),
  llama('llama3-8b', 'Llama 3 8B', [32, 4096, 32, 8, 14336], [128256, 8192], llama3),
  llama('llama3-70b', 'Llama 3 70B', [80, 8192, 64, 8, 28672], [128256, 8192], llama3),
  llama('llama3-405b', 'Llama 3 405B', [126, 16384, 128, 8, 53248], [128256, 8192], llama3),
]
