import { finite, integer, oneOf } from '../check.ts'
import { accelerator } from '../hardware/accelerators.ts'
import { link } from '../hardware/links.ts'
import { GB, MB, MICROSECOND, TERA } from '../hardware/units.ts'

/**
 * Who does what is no matrix product (norms, softmax, activations, depthwise convolutions):
 * nobody but the matrix units, a vector core beside them on the chip, or a core of the host that
 * the data has to be handed to.
 */
export const secondCores = ['none', 'vector', 'host'] as const
export type SecondCore = (typeof secondCores)[number]

/** How chips are joined. */
export const topologies = ['ring', 'torus', 'switched'] as const
export type Topology = (typeof topologies)[number]

/** A chip as its designer sees it: amounts of what can be bought more of, and a few choices. */
export interface ChipDesign {
  /** FLOP/s of the matrix units on 16-bit operands. */
  readonly matrix: number
  /** Rows and columns of one matrix unit: what a product is cut into, and padded to. */
  readonly matrixSide: number
  /** Matrix units take 8-bit operands at twice the rate. */
  readonly lowPrecision: boolean
  readonly secondCore: SecondCore
  /** FLOP/s of the second core; without one it is not used. */
  readonly vector: number
  /** Seconds between the end of one step and the start of the next that waits for it. */
  readonly launch: number
  /** Seconds to hand work over to a core of the host, or back. */
  readonly handover: number
  /** Bytes of on-chip memory that hold tiles and whatever stays between layers. */
  readonly sram: number
  /** Bytes per second and bytes of the main memory. */
  readonly bandwidth: number
  readonly capacity: number
  /** Bytes per second and direction, all ports of the chip together. */
  readonly link: number
  /** Seconds per message. */
  readonly latency: number
  readonly topology: Topology
  /** Collectives run on engines of their own, so that the chip computes meanwhile. */
  readonly linksBeside: boolean
}

/**
 * A design, checked.
 *
 * @throws TypeError or RangeError naming what is out of range
 * @example chipDesign({ ...chipPresets[0].design, sram: 40e6 }).sram // 40e6
 */
export function chipDesign(design: ChipDesign): ChipDesign {
  const positive = ['matrix', 'vector', 'sram', 'bandwidth', 'capacity', 'link'] as const
  for (const name of positive) finite(name, design[name], Number.MIN_VALUE)
  integer('matrixSide', design.matrixSide, 1)
  finite('launch', design.launch, 0)
  finite('handover', design.handover, 0)
  finite('latency', design.latency, 0)
  oneOf('lowPrecision', design.lowPrecision, [true, false])
  oneOf('linksBeside', design.linksBeside, [true, false])
  oneOf('secondCore', design.secondCore, secondCores)
  oneOf('topology', design.topology, topologies)
  return design
}

/** A design that resembles a chip that exists. */
export interface ChipPreset {
  readonly id: 'phone' | 'a100' | 'h100' | 'tpu-v4'
  readonly name: string
  readonly design: ChipDesign
  /** Where the figures come from that `math/hardware` does not have, and which are guessed. */
  readonly note: string
}

/** Handing over to the host and back through a driver: an assumption, tens of microseconds. */
const handover = 20 * MICROSECOND

function like(id: string, linkId: string) {
  const { peak, memory } = accelerator(id)
  const { bandwidth, latency } = link(linkId)
  const { capacity, bandwidth: memoryBandwidth } = memory
  return { bandwidth: memoryBandwidth, capacity, link: bandwidth, latency, handover, peak }
}

const nvidia = (id: string, linkId: string, sram: number, lowPrecision: boolean): ChipDesign => {
  const { peak, ...feeds } = like(id, linkId)
  return {
    matrix: peak.bf16!,
    // A warp's product is cut into pieces of 16 (the PTX `mma` shapes of 16-bit operands).
    matrixSide: 16,
    lowPrecision,
    secondCore: 'vector',
    vector: peak.fp32!,
    sram,
    launch: 1 * MICROSECOND,
    topology: 'switched',
    linksBeside: true,
    ...feeds,
  }
}

const snapdragon = like('snapdragon-865', 'pcie3')
const tpu = like('tpu-v4', 'ici-v4')

/**
 * Designs to start from: a phone's engine, two GPUs and a TPU. The pauses between steps (`launch`)
 * and the handovers are assumptions everywhere.
 */
export const chipPresets: readonly ChipPreset[] = [
  {
    id: 'phone',
    name: 'Phone NPU',
    design: {
      matrix: snapdragon.peak.int8! / 2,
      matrixSide: 32,
      lowPrecision: true,
      secondCore: 'vector',
      vector: 0.25 * TERA,
      handover,
      sram: 4 * MB,
      launch: 2 * MICROSECOND,
      bandwidth: snapdragon.bandwidth,
      capacity: snapdragon.capacity,
      // None: the least that a design may have.
      link: 0.1 * GB,
      latency: snapdragon.latency,
      topology: 'ring',
      linksBeside: false,
    },
    note: 'Snapdragon 865: 15 TOP/s in 8 bits, half of it in 16; on-chip memory, vector rate and unit size are assumptions, and phones have no links',
  },
  {
    id: 'a100',
    name: 'A100-like',
    design: nvidia('a100-80gb', 'nvlink3', 40 * MB, false),
    note: '40 MB of L2 cache stand for the on-chip memory; FP32 rate of the vector units (NVIDIA A100 whitepaper, 2020). Its 8-bit integer mode is left off: training does not use it',
  },
  {
    id: 'h100',
    name: 'H100-like',
    design: nvidia('h100', 'nvlink4', 50 * MB, true),
    note: '50 MB of L2 cache stand for the on-chip memory; FP32 rate of the vector units; FP8 matrix units (NVIDIA H100 whitepaper, 2022)',
  },
  {
    id: 'tpu-v4',
    name: 'TPU v4-like',
    design: {
      matrix: tpu.peak.bf16!,
      matrixSide: 128,
      lowPrecision: false,
      secondCore: 'vector',
      // Two cores, 128 lanes of 16 ALUs, 1050 MHz, one operation each.
      vector: 2 * 128 * 16 * 1.05e9,
      handover,
      sram: 160 * MB,
      launch: 0.5 * MICROSECOND,
      bandwidth: tpu.bandwidth,
      capacity: tpu.capacity,
      link: tpu.link,
      latency: tpu.latency,
      topology: 'torus',
      linksBeside: true,
    },
    note: '32 MiB of vector memory and 128 MiB shared, taken as 160 MB; vector rate from lanes, ALUs and clock (Jouppi et al., arXiv:2304.01433, section 2 with figure 2, and table 4); its torus has three dimensions, here two',
  },
]

/**
 * The preset with this id.
 *
 * @throws RangeError naming the known ids
 * @example chipPreset('a100').design.matrix // 312e12
 */
export function chipPreset(id: ChipPreset['id']): ChipPreset {
  oneOf(
    'id',
    id,
    chipPresets.map((preset) => preset.id),
  )
  return chipPresets.find((preset) => preset.id === id)!
}

/** Units in which designers speak: TFLOP/s, MB, GB/s, GB, µs. */
export const designUnits = {
  matrix: TERA,
  vector: TERA,
  sram: MB,
  bandwidth: GB,
  capacity: GB,
  link: GB,
  latency: MICROSECOND,
  launch: MICROSECOND,
} as const
