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
  const scale = new Float64Array(features)
  for (let f = 0; f < features; f++) {
    let mean = 0
    for (let i = f; i < input.length; i += features) mean += input[i]! / rows
    let variance = 0
    for (let i = f; i < input.length; i += features) variance += (input[i]! - mean) ** 2 / rows
    scale[f] = 1 / Math.sqrt(variance + epsilon)
    for (let i = f; i < input.length; i += features) output[i] = (input[i]! - mean) * scale[f]!
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
  const active = before.map(functions[activation].value)
  const output = new Float64Array(rows * outputs)
  for (let row = 0; row < rows; row++) {
    for (let o = 0; o < outputs; o++) {
      let sum = 0
      for (let i = 0; i < inputs; i++) sum += weights[o * inputs + i]! * active[row * inputs + i]!
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
    for (let o = 0; o < outputs; o++) {
      const gradient = given[row * outputs + o]!
      for (let i = 0; i < inputs; i++) {
        own[o * inputs + i]! += gradient * active[row * inputs + i]!
        input[row * inputs + i]! += gradient * weights[o * inputs + i]!
      }
    }
  }
  const { slope } = functions[activation]
  for (let i = 0; i < input.length; i++) input[i]! *= slope(active[i]!, before[i]!)
  if (norm) {
    for (let f = 0; f < inputs; f++) {
      let mean = 0
      let along = 0
      for (let i = f; i < input.length; i += inputs) {
        mean += input[i]! / rows
        along += (input[i]! * before[i]!) / rows
      }
      for (let i = f; i < input.length; i += inputs) {
        input[i] = scale[f]! * (input[i]! - mean - before[i]! * along)
      }
    }
  }
  return { weights: own, input }
}
