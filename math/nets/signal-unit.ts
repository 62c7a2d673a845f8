import type { SignalActivation } from './signal-propagation.ts'

/** What a unit remembers of its forward pass for the backward one. */
export interface UnitTrace {
  /** φ(z), samples × inputs. */
  readonly active: Float64Array
  /** z: the input, normalised where asked. */
  readonly before: Float64Array
  /** 1 / √(variance + ε) per feature; empty without a norm. */
  readonly scale: Float64Array
  /** W · φ(z), samples × outputs. */
  readonly output: Float64Array
}

/** Which unit it is. */
export interface UnitKind {
  readonly activation: SignalActivation
  readonly norm: boolean
}

/** As PyTorch's BatchNorm adds it to the variance. */
const epsilon = 1e-5

const functions = {
  relu: { value: (z: number) => (z > 0 ? z : 0), slope: (_: number, z: number) => (z > 0 ? 1 : 0) },
  tanh: { value: Math.tanh, slope: (a: number) => 1 - a * a },
  linear: { value: (z: number) => z, slope: () => 1 },
} as const

/** Each feature to mean 0 and variance 1 over the samples; the variance divides by their number. */
function normalise(input: Float64Array, rows: number) {
  const features = input.length / rows
  const output = new Float64Array(input.length)
  const mean = new Float64Array(features)
  const scale = new Float64Array(features)
  // Along the rows, as they lie in memory.
  for (let at = 0; at < input.length; at += features) {
    for (let f = 0; f < features; f++) mean[f] = mean[f]! + input[at + f]! / rows
  }
  for (let at = 0; at < input.length; at += features) {
    for (let f = 0; f < features; f++) {
      const off = input[at + f]! - mean[f]!
      output[at + f] = off
      scale[f] = scale[f]! + (off * off) / rows
    }
  }
  for (let f = 0; f < features; f++) scale[f] = 1 / Math.sqrt(scale[f]! + epsilon)
  for (let at = 0; at < input.length; at += features) {
    for (let f = 0; f < features; f++) output[at + f] = output[at + f]! * scale[f]!
  }
  return { output, scale }
}

/**
 * f(h) = W · φ(norm(h)) for every row of h.
 *
 * @param input samples × inputs
 * @param weights outputs × inputs
 * @param rows samples
 */
export function unitForward(
  input: Float64Array,
  weights: Float64Array,
  rows: number,
  { activation, norm }: UnitKind,
): UnitTrace {
  const inputs = input.length / rows
  const outputs = weights.length / inputs
  const { output: before, scale } = norm
    ? normalise(input, rows)
    : { output: input, scale: new Float64Array(0) }
  const { value } = functions[activation]
  const active = new Float64Array(before.length)
  for (let i = 0; i < active.length; i++) active[i] = value(before[i]!)
  const output = new Float64Array(rows * outputs)
  for (let row = 0; row < rows; row++) {
    const from = row * inputs
    for (let o = 0; o < outputs; o++) {
      const of = o * inputs
      let sum = 0
      for (let i = 0; i < inputs; i++) sum += weights[of + i]! * active[from + i]!
      output[row * outputs + o] = sum
    }
  }
  return { active, before, scale, output }
}

/**
 * The gradients of a unit's weights and of its input, from that of its output.
 *
 * Through the norm, with x̂ its output and s its scale: ∂h = s · (∂x̂ − mean(∂x̂) − x̂ · mean(∂x̂ · x̂)).
 *
 * @param given samples × outputs
 */
export function unitBackward(
  trace: UnitTrace,
  weights: Float64Array,
  given: Float64Array,
  rows: number,
  { activation, norm }: UnitKind,
): { readonly weights: Float64Array; readonly input: Float64Array } {
  const { active, before, scale } = trace
  const inputs = active.length / rows
  const outputs = given.length / rows
  const own = new Float64Array(weights.length)
  const input = new Float64Array(active.length)
  for (let row = 0; row < rows; row++) {
    const from = row * inputs
    for (let o = 0; o < outputs; o++) {
      const of = o * inputs
      const gradient = given[row * outputs + o]!
      for (let i = 0; i < inputs; i++) {
        own[of + i] = own[of + i]! + gradient * active[from + i]!
        input[from + i] = input[from + i]! + gradient * weights[of + i]!
      }
    }
  }
  const { slope } = functions[activation]
  for (let i = 0; i < input.length; i++) input[i]! *= slope(active[i]!, before[i]!)
  if (norm) {
    const mean = new Float64Array(inputs)
    const along = new Float64Array(inputs)
    for (let at = 0; at < input.length; at += inputs) {
      for (let f = 0; f < inputs; f++) {
        mean[f] = mean[f]! + input[at + f]! / rows
        along[f] = along[f]! + (input[at + f]! * before[at + f]!) / rows
      }
    }
    for (let at = 0; at < input.length; at += inputs) {
      for (let f = 0; f < inputs; f++) {
        input[at + f] = scale[f]! * (input[at + f]! - mean[f]! - before[at + f]! * along[f]!)
      }
    }
  }
  return { weights: own, input }
}
