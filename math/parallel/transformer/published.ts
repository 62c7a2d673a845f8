import type { Transformer } from './config.ts'

/** A training run as a paper measured it. */
export interface PublishedRun {
  /** Parameters in billions, as printed. */
  readonly billions: number
  readonly model: Transformer
  readonly tensorParallel: number
  readonly pipelineParallel: number
  readonly devices: number
  /** B, sequences per optimizer step. */
  readonly globalBatch: number
  /** TFLOP/s per GPU as printed, recomputation counted. */
  readonly teraflops: number
  /** Share of the peak as printed, in percent. */
  readonly percent: number
}

type Row = readonly [
  billions: number,
  heads: number,
  hidden: number,
  layers: number,
  t: number,
  p: number,
  devices: number,
  batch: number,
  teraflops: number,
  percent: number,
]

const rows: readonly Row[] = [
  [1.7, 24, 2304, 24, 1, 1, 32, 512, 137, 44],
  [3.6, 32, 3072, 30, 2, 1, 64, 512, 138, 44],
  [7.5, 32, 4096, 36, 4, 1, 128, 512, 142, 46],
  [18.4, 48, 6144, 40, 8, 1, 256, 1024, 135, 43],
  [39.1, 64, 8192, 48, 8, 2, 512, 1536, 138, 44],
  [76.1, 80, 10240, 60, 8, 4, 1024, 1792, 140, 45],
  [145.6, 96, 12288, 80, 8, 8, 1536, 2304, 148, 47],
  [310.1, 128, 16384, 96, 8, 16, 1920, 2160, 155, 50],
  [529.6, 128, 20480, 105, 8, 35, 2520, 2520, 163, 52],
  [1008, 160, 25600, 128, 8, 64, 3072, 3072, 163, 52],
]

/**
 * Ten GPT models on up to 3072 A100 with 80 GB, trained by Megatron-LM of 2021: 16-bit products,
 * no fused attention, every layer recomputed, interleaved pipeline. The paper prints neither the
 * micro-batch nor the number of chunks per rank of these runs.
 *
 * @source Narayanan et al., arXiv:2104.04473, table 1
 */
export const ptdRuns: readonly PublishedRun[] = rows.map(
  ([billions, heads, hidden, layers, t, p, devices, globalBatch, teraflops, percent]) => ({
    billions,
    model: { layers, hidden, heads, vocabulary: 51200, sequence: 2048 },
    tensorParallel: t,
    pipelineParallel: p,
    devices,
    globalBatch,
    teraflops,
    percent,
  }),
)

/** A run of the paper's comparison with ZeRO-3. */
export interface PublishedComparison extends PublishedRun {
  /** t · p as printed; 1 for ZeRO-3. */
  readonly modelParallel: number
  readonly microBatch: number
  readonly scheme: 'ptd' | 'zero-3'
}

const peak = 312

const compared = (
  scheme: 'ptd' | 'zero-3',
  size: '175B' | '530B',
  [modelParallel, globalBatch, devices, microBatch, teraflops]: readonly number[],
): PublishedComparison => {
  const [billions, layers, hidden, heads] =
    size === '175B' ? [174.6, 96, 12288, 96] : [529.6, 105, 20480, 128]
  const t = Math.min(8, modelParallel!)
  return {
    scheme,
    billions: billions!,
    model: { layers: layers!, hidden: hidden!, heads: heads!, vocabulary: 51200, sequence: 2048 },
    modelParallel: modelParallel!,
    tensorParallel: t,
    pipelineParallel: modelParallel! / t,
    devices: devices!,
    globalBatch: globalBatch!,
    microBatch: microBatch!,
    teraflops: teraflops!,
    percent: Math.round((100 * teraflops!) / peak),
  }
}

/**
 * Two models under PTD-P and under ZeRO-3, on the same machines. The paper prints t·p; that t is
 * the eight GPUs of a node is its own heuristic. The percentages follow from the printed TFLOP/s.
 *
 * @source Narayanan et al., arXiv:2104.04473, table 2
 */
export const ptdComparisons: readonly PublishedComparison[] = [
  compared('ptd', '175B', [96, 1536, 384, 1, 153]),
  compared('ptd', '175B', [96, 1536, 768, 1, 149]),
  compared('ptd', '175B', [96, 1536, 1536, 1, 141]),
  compared('ptd', '530B', [280, 2240, 560, 1, 171]),
  compared('ptd', '530B', [280, 2240, 1120, 1, 167]),
  compared('ptd', '530B', [280, 2240, 2240, 1, 159]),
  compared('zero-3', '175B', [1, 1536, 384, 4, 144]),
  compared('zero-3', '175B', [1, 1536, 768, 2, 88]),
  compared('zero-3', '175B', [1, 1536, 1536, 1, 44]),
  compared('zero-3', '530B', [1, 2560, 640, 4, 138]),
  compared('zero-3', '530B', [1, 2240, 1120, 2, 98]),
  compared('zero-3', '530B', [1, 2240, 2240, 1, 48]),
]
