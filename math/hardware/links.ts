import { oneOf } from '../check.ts'
import { GB, MICROSECOND } from './units.ts'

/** What a link is built for: between chips of one board or pod, to the host, or between machines. */
export type LinkKind = 'chip-to-chip' | 'host' | 'network'

/**
 * A link as one device sees it, seen as the α–β model does: a message of S bytes takes
 * `latency + S / bandwidth` seconds.
 */
export interface Link {
  readonly id: string
  readonly name: string
  readonly kind: LinkKind
  /** Bytes per second in one direction, all of the device's lanes together. */
  readonly bandwidth: number
  /** Seconds per message (α), protocol and software included. */
  readonly latency: number
  readonly year: number
  /** Where the bandwidth is published. */
  readonly source: string
  /** Where the latency comes from. */
  readonly latencySource: string
}

/** α of one ring step as NCCL's tuner assumes it for the Simple protocol: [NVLink, PCIe, network]. */
const nccl = {
  nvlink: { latency: 3.4 * MICROSECOND, latencySource: 'NCCL src/graph/tuning.cc, ring, Simple' },
  pcie: { latency: 5.7 * MICROSECOND, latencySource: 'NCCL src/graph/tuning.cc, ring, Simple' },
  network: { latency: 14 * MICROSECOND, latencySource: 'NCCL src/graph/tuning.cc, ring, Simple' },
} as const

const ici = {
  latency: 1 * MICROSECOND,
  latencySource: 'jax-ml/scaling-book, sharding chapter (2025): about 1 µs per hop',
} as const

/** NVLink: `lanes` links of `gigabytes` GB/s each way. */
const nvlink = (
  generation: number,
  lanes: number,
  gigabytes: number,
  year: number,
  source: string,
): Link => ({
  id: `nvlink${generation}`,
  name: `NVLink ${generation} (${lanes} links)`,
  kind: 'chip-to-chip',
  bandwidth: lanes * gigabytes * GB,
  year,
  source,
  ...nccl.nvlink,
})

/**
 * Payload bytes per second and direction of a PCI Express link.
 *
 * Generations 1–2 carry 8 bits in 10 (8b/10b), 3–5 carry 128 in 130; 6 sends 256-byte flits of
 * which 14 are checksum and error correction. Packet headers and the link's own messages are not
 * subtracted.
 *
 * @example pcieBandwidth(4, 16) // 31.5e9: 16 GT/s · 16 lanes · 128/130 / 8
 * @throws RangeError when the generation or the number of lanes does not exist
 * @source PCI-SIG, PCI Express Base Specification, revisions 1.0–6.0 (2003–2022)
 */
export function pcieBandwidth(generation: 1 | 2 | 3 | 4 | 5 | 6, lanes = 16): number {
  oneOf('generation', generation, [1, 2, 3, 4, 5, 6])
  oneOf('lanes', lanes, [1, 2, 4, 8, 16, 32])
  const transfers = [2.5, 5, 8, 16, 32, 64][generation - 1]! * 1e9
  const payload = generation <= 2 ? 8 / 10 : generation <= 5 ? 128 / 130 : 242 / 256
  return (transfers * lanes * payload) / 8
}

const pcie = (generation: 3 | 4 | 5 | 6, year: number): Link => ({
  id: `pcie${generation}`,
  name: `PCIe ${generation}.0 ×16`,
  kind: 'host',
  bandwidth: pcieBandwidth(generation, 16),
  year,
  source: `PCI-SIG, PCI Express Base Specification ${generation}.0 (${year})`,
  ...nccl.pcie,
})

const network = (
  id: string,
  name: string,
  gigabits: number,
  year: number,
  source: string,
): Link => ({
  id,
  name,
  kind: 'network',
  bandwidth: (gigabits / 8) * GB,
  year,
  source,
  ...nccl.network,
})

const torus = (id: string, name: string, bothWays: number, year: number, page: string): Link => ({
  id,
  name,
  kind: 'chip-to-chip',
  bandwidth: (bothWays / 2) * GB,
  year,
  source: `Google Cloud TPU documentation, ${page}: ${bothWays} GB/s per chip, both directions`,
  ...ici,
})

/** Links with their published bandwidth, per device and per direction. */
export const links: readonly Link[] = [
  nvlink(1, 4, 20, 2016, 'NVIDIA Tesla P100 whitepaper (2016): 160 GB/s both ways'),
  nvlink(2, 6, 25, 2017, 'NVIDIA Tesla V100 architecture whitepaper (2017): 300 GB/s both ways'),
  nvlink(3, 12, 25, 2020, 'NVIDIA A100 architecture whitepaper (2020): 600 GB/s both ways'),
  nvlink(4, 18, 25, 2022, 'NVIDIA H100 architecture whitepaper (2022): 900 GB/s both ways'),
  nvlink(5, 18, 50, 2024, 'NVIDIA Blackwell architecture brief (2024): 1.8 TB/s both ways'),
  {
    id: 'infinity-fabric-mi300x',
    name: 'Infinity Fabric, MI300X (7 links)',
    kind: 'chip-to-chip',
    bandwidth: 7 * 64 * GB,
    year: 2023,
    source: 'AMD CDNA 3 whitepaper (2023): 128 GB/s per link, both ways',
    latency: nccl.nvlink.latency,
    latencySource: 'assumed equal to NVLink',
  },
  {
    id: 'ascend-ub',
    name: 'Ascend 910C unified bus',
    kind: 'chip-to-chip',
    bandwidth: 392 * GB,
    year: 2025,
    source: 'Serving Large Language Models on Huawei CloudMatrix384, arXiv:2506.12708 (2025)',
    latency: nccl.nvlink.latency,
    latencySource: 'assumed equal to NVLink',
  },
  {
    id: 'ici-v4',
    name: 'TPU v4 inter-chip interconnect (6 links)',
    kind: 'chip-to-chip',
    bandwidth: 6 * 50 * GB,
    year: 2020,
    source: 'Jouppi et al., TPU v4, ISCA 2023, arXiv:2304.01433, table 4: six links of 50 GB/s',
    ...ici,
  },
  torus('ici-v5e', 'TPU v5e inter-chip interconnect (4 ports)', 400, 2023, 'TPU v5e'),
  torus('ici-v5p', 'TPU v5p inter-chip interconnect (6 ports)', 1200, 2023, 'TPU7x comparison'),
  torus('ici-v6e', 'TPU v6e inter-chip interconnect (4 ports)', 800, 2024, 'TPU v6e'),
  torus('ici-v7', 'TPU7x inter-chip interconnect (6 ports)', 1200, 2025, 'TPU7x'),
  pcie(3, 2010),
  pcie(4, 2017),
  pcie(5, 2019),
  pcie(6, 2022),
  network('ethernet-1g', '1 Gb Ethernet', 1, 1999, 'IEEE 802.3ab (1999)'),
  network('ethernet-10g', '10 Gb Ethernet', 10, 2002, 'IEEE 802.3ae (2002)'),
  network('ethernet-25g', '25 Gb Ethernet', 25, 2016, 'IEEE 802.3by (2016)'),
  network('ethernet-100g', '100 Gb Ethernet', 100, 2010, 'IEEE 802.3ba (2010)'),
  network('ethernet-200g', '200 Gb Ethernet', 200, 2017, 'IEEE 802.3bs (2017)'),
  network('ethernet-400g', '400 Gb Ethernet', 400, 2017, 'IEEE 802.3bs (2017)'),
  network('ethernet-800g', '800 Gb Ethernet', 800, 2024, 'IEEE 802.3df (2024)'),
  network('infiniband-edr', 'InfiniBand EDR 4×', 100, 2014, 'InfiniBand Trade Association roadmap'),
  network('infiniband-hdr', 'InfiniBand HDR 4×', 200, 2018, 'InfiniBand Trade Association roadmap'),
  network('infiniband-ndr', 'InfiniBand NDR 4×', 400, 2022, 'InfiniBand Trade Association roadmap'),
  network('infiniband-xdr', 'InfiniBand XDR 4×', 800, 2024, 'InfiniBand Trade Association roadmap'),
]

/**
 * The link with this id.
 *
 * @example link('nvlink3').bandwidth // 300e9 bytes per second and direction
 * @throws RangeError naming the known ids
 */
export function link(id: string): Link {
  oneOf(
    'id',
    id,
    links.map((entry) => entry.id),
  )
  return links.find((entry) => entry.id === id)!
}
