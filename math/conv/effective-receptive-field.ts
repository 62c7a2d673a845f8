import { integer, oneOf } from '../check.ts'
import { random } from '../random.ts'
import { elements, filled, generate, type Tensor } from '../tensor.ts'
import { list, record } from './arguments.ts'
import { type Convolution, convolution, type ConvolutionSpec } from './convolution.ts'
import { convolveBackward } from './kernels/gradients.ts'
import { convolve } from './kernels/convolve.ts'
import { plan, type Shape4 } from './kernels/taps.ts'
import type { Size } from './shape.ts'

/**
 * The effective receptive field: not which pixels *can* reach an output unit, but how much each
 * really does, measured as the gradient of the unit by the input. It is far smaller than the
 * theoretical square and close to a Gaussian: in the middle more paths lead to the unit.
 *
 * @source Luo et al., "Understanding the effective receptive field in deep convolutional neural
 * networks", NIPS 2016, arXiv:1701.04128
 */

/** Where the weights come from. */
export type Weights = 'uniform' | 'random'

/** What stands between the layers. */
export type Nonlinearity = 'none' | 'relu'

/** A small net to be measured. */
export interface Probe {
  /** Convolutions in order, each taking the channels of the one before; biases are left out. */
  readonly layers: readonly ConvolutionSpec[]
  /** The image. It should exceed the theoretical receptive field, or the border cuts it. */
  readonly size: Size
  /**
   * `uniform`: every weight the same, so that the gradient counts paths; the map is then the
   * kernel convolved with itself. `random`: Gaussian, averaged over `runs` draws. Default `uniform`.
   */
  readonly weights?: Weights
  /** Default `none`. */
  readonly nonlinearity?: Nonlinearity
  /** Draws of weights and input to average over, in [1, 1000]; default 1. */
  readonly runs?: number
  /** Default 1. */
  readonly seed?: number
}

/** What was measured. */
export interface EffectiveReceptiveField {
  /** [1, 1, H, W]: root mean square of the gradient by pixel, over channels and runs; peak 1. */
  readonly map: Tensor
  /** The output unit that was probed, in the middle of the last map. */
  readonly unit: readonly [row: number, column: number]
  /** Rows and columns from the first pixel with any gradient to the last: the theoretical extent. */
  readonly extent: Size
  /** Centre of the gradient's mass. */
  readonly centre: readonly [row: number, column: number]
  /** Standard deviation of the gradient's mass along each axis, in pixels. */
  readonly deviation: readonly [vertical: number, horizontal: number]
  /**
   * √ of the number of pixels above 1 − 95.45 % of the peak: the effective size in Luo's sense,
   * the side of a square with that many pixels.
   */
  readonly effectiveSize: number
}

/** A Gaussian deviate has 95.45 % of its mass within two standard deviations. */
const threshold = 1 - 0.9545

/**
 * Measures the effective receptive field of the unit in the middle of the last map.
 *
 * @example
 * // three 3×3 layers reach 7 pixels; of n layers the deviation is √(n · 2/3)
 * const layer = { inputChannels: 1, outputChannels: 1, kernel: 3, padding: 1 }
 * const field = effectiveReceptiveField({ layers: [layer, layer, layer], size: { height: 15, width: 15 } })
 * field.extent // 7 × 7
 * field.deviation // √2 each
 * @throws TypeError or RangeError when an argument is malformed, a layer does not fit, or no
 * gradient arrives at all
 */
export function effectiveReceptiveField(probe: Probe): EffectiveReceptiveField {
  const { gradientOf, unit, size } = prepare(probe)
  const runs = integer('runs', probe.runs ?? 1, 1, 1000)
  const squares = Array.from({ length: elements([size.height, size.width]) }, () => 0)
  for (let run = 0; run < runs; run++) accumulate(squares, gradientOf(run))
  return measure(squares.map(Math.sqrt), size, unit)
}

/** So many draws in a row that let nothing through say that none will. */
const patience = 1000

/**
 * The same, run by run: what is seen after one draw of weights, after two, without end. Draws whose
 * rectifiers let nothing through would change nothing and are left out. Each step costs one run.
 *
 * @example
 * const layers = [{ inputChannels: 1, outputChannels: 1, kernel: 3, padding: 1 }]
 * const draws = effectiveReceptiveFields({ layers, size: { height: 5, width: 5 }, weights: 'random' })
 * draws.next().value.extent // 3 × 3, after one draw
 * @throws as {@link effectiveReceptiveField}, at the first step
 */
export function* effectiveReceptiveFields(
  probe: Omit<Probe, 'runs'>,
): Generator<EffectiveReceptiveField, never> {
  const { gradientOf, unit, size } = prepare(probe)
  const squares = Array.from({ length: elements([size.height, size.width]) }, () => 0)
  for (let run = 0, silent = 0; ; run++) {
    const { data } = gradientOf(run)
    silent = data.some((value) => value !== 0) ? 0 : silent + 1
    if (silent > 0 && silent < patience) continue
    accumulate(squares, { data })
    yield measure(squares.map(Math.sqrt), size, unit)
  }
}

/** Checks a probe; gives the gradient of one run by its number. */
function prepare(probe: Probe) {
  const { size, weights = 'uniform', nonlinearity = 'none', seed = 1 } = record('probe', probe)
  record('size', size)
  integer('seed', seed, 0)
  oneOf('weights', weights, ['uniform', 'random'])
  oneOf('nonlinearity', nonlinearity, ['none', 'relu'])
  const layers = list('layers', probe.layers, 1).map((layer, i) =>
    convolution({ ...record(`layers[${i}]`, layer), bias: false }),
  )
  const input: Shape4 = [1, layers[0]!.inputChannels, size.height, size.width]
  const shapes = follow(layers, input)
  const [, , rows, columns] = shapes.at(-1)!
  const unit = [Math.floor(rows / 2), Math.floor(columns / 2)] as const
  const gradientOf = (run: number) =>
    gradientByInput(draw(layers, shapes, weights, `${seed}/${run}`), shapes, nonlinearity, unit)
  return { gradientOf, unit, size }
}

/** Adds a gradient's squares by pixel, channels together. */
function accumulate(squares: number[], { data }: Pick<Tensor, 'data'>): void {
  for (const [offset, value] of data.entries()) squares[offset % squares.length]! += value ** 2
}

/** Shapes of the maps: the input's, then each layer's output. */
function follow(layers: readonly Convolution[], input: Shape4): Shape4[] {
  const shapes = [input]
  for (const layer of layers) shapes.push(plan(layer, shapes.at(-1)!).output)
  return shapes
}

interface Net {
  readonly layers: readonly Convolution[]
  readonly weights: readonly Tensor[]
  readonly input: Tensor
}

/** Weights and input of one run. */
function draw(
  layers: readonly Convolution[],
  shapes: readonly Shape4[],
  kind: Weights,
  name: string,
): Net {
  const shapesOfWeights = layers.map((layer, i) => plan(layer, shapes[i]!).weights)
  if (kind === 'uniform') {
    // 1/K keeps the forward values of size 1 through any depth.
    const weights = shapesOfWeights.map((shape) => filled(shape, 1 / elements(shape.slice(1))))
    return { layers, weights, input: filled(shapes[0]!, 1) }
  }
  const stream = random(name)
  // Sum of twelve uniforms, less six: mean 0, variance 1, near enough to Gaussian for a picture.
  const gaussian = () => Array.from({ length: 12 }, stream.next).reduce((a, b) => a + b, -6)
  const weights = shapesOfWeights.map((shape) => {
    const scale = Math.sqrt(2 / elements(shape.slice(1)))
    return generate(shape, () => scale * gaussian())
  })
  return { layers, weights, input: generate(shapes[0]!, gaussian) }
}

/** The gradient of the unit, its channels summed, by the input: forward, then backward. */
function gradientByInput(
  { layers, weights, input }: Net,
  shapes: readonly Shape4[],
  nonlinearity: Nonlinearity,
  [row, column]: readonly [number, number],
): Tensor {
  const maps = [input]
  for (const [i, layer] of layers.entries()) {
    const sums = convolve(layer, maps[i]!, weights[i]!, null)
    const last = i === layers.length - 1
    maps.push(nonlinearity === 'relu' && !last ? rectified(sums) : sums)
  }
  let gradient = generate(shapes.at(-1)!, ([, , y, x]) => (y === row && x === column ? 1 : 0))
  for (let i = layers.length - 1; i >= 0; i--) {
    const back = convolveBackward(layers[i]!, maps[i]!, weights[i]!, gradient).input
    gradient = nonlinearity === 'relu' && i > 0 ? gated(back, maps[i]!) : back
  }
  return gradient
}

const rectified = (values: Tensor): Tensor => ({
  ...values,
  data: values.data.map((value) => Math.max(0, value)),
})

/** ReLU's backward pass: the gradient goes on where the unit was active. */
const gated = (gradient: Tensor, active: Tensor): Tensor => ({
  ...gradient,
  data: gradient.data.map((value, offset) => (active.data[offset]! > 0 ? value : 0)),
})

function measure(
  strengths: readonly number[],
  { height, width }: Size,
  unit: readonly [number, number],
): EffectiveReceptiveField {
  const peak = Math.max(...strengths)
  if (!(peak > 0)) {
    throw new RangeError(
      `layers must let some gradient through to the input, got a peak of ${peak}`,
    )
  }
  const data = strengths.map((value) => value / peak)
  const rows = Array.from({ length: height }, () => 0)
  const columns = Array.from({ length: width }, () => 0)
  for (const [pixel, value] of data.entries()) {
    rows[Math.floor(pixel / width)]! += value
    columns[pixel % width]! += value
  }
  const vertical = moments(rows)
  const horizontal = moments(columns)
  return {
    map: { shape: [1, 1, height, width], data },
    unit,
    extent: { height: vertical.extent, width: horizontal.extent },
    centre: [vertical.mean, horizontal.mean],
    deviation: [vertical.deviation, horizontal.deviation],
    effectiveSize: Math.sqrt(data.filter((value) => value > threshold).length),
  }
}

/** Mean, standard deviation and extent of masses at 0, 1, 2, …. */
function moments(masses: readonly number[]): { mean: number; deviation: number; extent: number } {
  const total = masses.reduce((sum, mass) => sum + mass, 0)
  const mean = masses.reduce((sum, mass, place) => sum + mass * place, 0) / total
  const variance = masses.reduce((sum, mass, place) => sum + mass * (place - mean) ** 2, 0) / total
  const extent = masses.findLastIndex((mass) => mass > 0) - masses.findIndex((mass) => mass > 0) + 1
  return { mean, deviation: Math.sqrt(variance), extent }
}
