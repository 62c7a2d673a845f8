import { finite, integer, object, oneOf } from '../../check.ts'

/** A model and machines, as DeepSpeed's estimators ask for them. */
export interface DeepSpeedSetup {
  /** P, parameters of the model. */
  readonly parameters: number
  readonly gpusPerNode?: number
  readonly nodes?: number
  /** Head room for host buffers; 1.5 in DeepSpeed. */
  readonly bufferFactor?: number
}

/** Bytes of model states that DeepSpeed expects on each GPU and on each host. */
export interface DeepSpeedEstimate {
  readonly gpu: number
  readonly cpu: number
}

function read(setup: DeepSpeedSetup) {
  const { parameters, gpusPerNode = 1, nodes = 1, bufferFactor = 1.5 } = object('setup', setup)
  return {
    parameters: finite('parameters', parameters, 0),
    perNode: integer('gpusPerNode', gpusPerNode, 1),
    nodes: integer('nodes', nodes, 1),
    gpus: gpusPerNode * nodes,
    bufferFactor: finite('bufferFactor', bufferFactor, 1),
  }
}

/**
 * DeepSpeed's estimate for ZeRO-2, as its code computes it since pull request #5099: 2P + 18P/N on
 * each of N GPUs. The page memory.rst still prints an example of the older 4P + 16P/N.
 *
 * DeepSpeed prints GiB and calls them GB; these are bytes, truncated to whole ones as there.
 *
 * @throws RangeError when a count is out of range
 * @example deepSpeedZero2({ parameters: 2851e6, gpusPerNode: 8 }, false).gpu / 2 ** 30 // 11.28
 * @source DeepSpeed, deepspeed/runtime/zero/stage_1_and_2.py, estimate_zero2_model_states_mem_needs
 */
export function deepSpeedZero2(setup: DeepSpeedSetup, offloadOptimizer = true): DeepSpeedEstimate {
  oneOf('offloadOptimizer', offloadOptimizer, [true, false])
  const { parameters: P, perNode, gpus, bufferFactor } = read(setup)
  return offloadOptimizer
    ? { gpu: Math.floor(2 * P), cpu: Math.floor(P * Math.max(4 * gpus, 16) * bufferFactor) }
    : {
        gpu: Math.floor(2 * P + Math.floor((18 * P) / gpus)),
        cpu: Math.floor(P * 4 * perNode * bufferFactor),
      }
}

/** What ZeRO-3 moves to the host, and whether parameters are sharded as the model is built. */
export interface DeepSpeedZero3Options {
  readonly offloadOptimizer?: boolean
  /** Only together with the optimizer. */
  readonly offloadParameters?: boolean
  /** `zero.Init`: no rank ever holds the whole model while it is built. */
  readonly zeroInit?: boolean
}

/**
 * DeepSpeed's estimate for ZeRO-3: 4L for the largest layer while it is gathered (16-bit
 * parameters and gradients), and 18P/N, 2P/N or nothing beside it, as more is offloaded.
 *
 * @param largestLayer L, parameters of the largest layer
 * @throws RangeError when a count is out of range, L exceeds P, or parameters are offloaded alone
 * @example deepSpeedZero3({ parameters: 2851e6, gpusPerNode: 8 }, 32e6, { offloadOptimizer: false, offloadParameters: false }).gpu / 2 ** 30 // 6.09
 * @source DeepSpeed, deepspeed/runtime/zero/stage3.py, estimate_zero3_model_states_mem_needs
 */
export function deepSpeedZero3(
  setup: DeepSpeedSetup,
  largestLayer: number,
  options: DeepSpeedZero3Options = {},
): DeepSpeedEstimate {
  const { parameters: P, perNode, nodes, gpus, bufferFactor } = read(setup)
  const L = finite('largestLayer', largestLayer, 0, P)
  const { offloadOptimizer = true, offloadParameters = offloadOptimizer, zeroInit = true } = options
  for (const [name, value] of Object.entries({ offloadOptimizer, offloadParameters, zeroInit })) {
    oneOf(name, value, [true, false])
  }
  if (offloadParameters && !offloadOptimizer) {
    throw new RangeError('offloadParameters must be false unless offloadOptimizer is true')
  }
  const gathered = 4 * L
  const whole = 4 * perNode
  const estimate = (gpu: number, cpuPerParameter: number) => ({
    gpu: Math.floor(gathered + gpu),
    cpu: Math.floor(
      P * (zeroInit ? cpuPerParameter : Math.max(whole, cpuPerParameter)) * bufferFactor,
    ),
  })
  if (offloadParameters) return estimate(0, 18 / nodes)
  if (offloadOptimizer) return estimate(Math.floor((2 * P) / gpus), 16 / nodes)
  return {
    gpu: Math.floor(gathered + Math.floor((18 * P) / gpus)),
    cpu: Math.floor((zeroInit ? L : P) * whole * bufferFactor),
  }
}
