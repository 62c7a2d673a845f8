import { finite, integer, object } from '../check.ts'

/** A chip and its links in the units of a roofline. */
export interface ChipAndLink {
  /** FLOP/s. */
  readonly peak: number
  /** Bytes per second of one mesh axis, both directions of its ring together. */
  readonly axisBandwidth: number
}

/** Machine balance against the network, FLOPs per byte: what a roofline's ridge is against memory. */
function balance(chip: ChipAndLink): number {
  const { peak, axisBandwidth } = object('chip', chip)
  finite('peak', peak, Number.MIN_VALUE)
  finite('axisBandwidth', axisBandwidth, Number.MIN_VALUE)
  return peak / axisBandwidth
}

/**
 * Tokens per chip below which data parallelism (or FSDP) in 16 bits waits for its network.
 *
 * Per layer of a gradient step: 4·B·D·F FLOPs per chip against 4·D·F bytes over `axes` rings, so
 * the bound is peak / (axes · bandwidth), whatever D and F.
 *
 * @param axes mesh axes that carry the collective
 * @throws RangeError when an argument is not positive
 * @example dataParallelCriticalTokens({ peak: 4.59e14, axisBandwidth: 1.8e11 }) // 2550
 * @source jax-ml/scaling-book, training.md (2025)
 */
export function dataParallelCriticalTokens(chip: ChipAndLink, axes = 1): number {
  return balance(chip) / finite('axes', axes, 1)
}

/**
 * Tensor-parallel degree above which a column-then-row MLP of width F waits for its network.
 *
 * @param ffn F, the width that is split
 * @throws RangeError when an argument is not positive
 * @example tensorParallelCriticalDegree({ peak: 4.59e14, axisBandwidth: 1.8e11 }, 30000) // 11.8
 * @source jax-ml/scaling-book, training.md (2025): Y > axes · F / 2550
 */
export function tensorParallelCriticalDegree(chip: ChipAndLink, ffn: number, axes = 1): number {
  return (finite('axes', axes, 1) * finite('ffn', ffn, 1)) / balance(chip)
}

/**
 * Tokens per chip below which FSDP mixed with tensor parallelism, in the best proportion, waits.
 *
 * The constant 2 is that of one axis for each of the two.
 *
 * @throws RangeError when an argument is not positive
 * @example mixedCriticalTokens({ peak: 4.59e14, axisBandwidth: 1.8e11 }, 30000) // 433
 * @source jax-ml/scaling-book, training.md (2025): 2 · 2550² / F
 */
export function mixedCriticalTokens(chip: ChipAndLink, ffn: number): number {
  return (2 * balance(chip) ** 2) / finite('ffn', ffn, 1)
}

/**
 * All-reduce time of the gradients over the time of the backward pass that could hide it; above 1
 * some communication is exposed however it is overlapped.
 *
 * Communication takes 2(n−1)/n · bytes · P / bandwidth and the backward pass 4 · tokens · P / FLOP/s,
 * so P cancels: (n−1)/n · bytes · FLOP/s / (2 · tokens · bandwidth). A ratio that still contains P, or
 * leaves the bytes per gradient out, has a slip in it (as the Ultra-Scale Playbook's appendix A3).
 *
 * @param tokens per replica and synchronised backward pass
 * @param flops FLOP/s that a replica reaches
 * @param bandwidth bytes per second and direction
 * @param gradientBytes bytes per gradient element
 * @throws RangeError when an argument is not positive
 * @example gradientOverlapRatio(4096, 8, 1.5e14, 5e10) // 0.64
 */
export function gradientOverlapRatio(
  tokens: number,
  ranks: number,
  flops: number,
  bandwidth: number,
  gradientBytes = 2,
): number {
  for (const [name, value] of Object.entries({ tokens, flops, bandwidth, gradientBytes })) {
    finite(name, value, Number.MIN_VALUE)
  }
  const n = integer('ranks', ranks, 1)
  return (((n - 1) / n) * gradientBytes * flops) / (2 * tokens * bandwidth)
}
