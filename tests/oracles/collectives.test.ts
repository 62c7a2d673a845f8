import { describe, it } from 'vitest'
import {
  busBandwidth,
  busFactor,
  cost,
  doubleBinaryTree,
  ncclBandwidthRatio,
  ncclLatencies,
  ncclLatency,
  ncclProtocols,
  ncclRingSteps,
  schedule,
  treeDepths,
  type Algorithm,
  type Cost,
  type Primitive,
} from '../../math/collectives/index.ts'
import data from './data/collectives.json' with { type: 'json' }
import { evaluate } from './formula.ts'
import { Tally } from './tally.ts'

const tally = new Tally('collectives')

/** The oracle's snake_case names in the library's words. */
const algorithmNames: Record<string, Algorithm> = {
  naive_root: 'root',
  linear: 'root',
  binomial: 'binomial-tree',
  'halving_doubling(rabenseifner)': 'recursive-halving-doubling',
  'rabenseifner (halving-doubling)': 'recursive-halving-doubling',
  'rabenseifner non-pow2': 'recursive-halving-doubling',
  unidirectional_ring_store_and_forward: 'ring',
  'scatter+ring allgather': 'scatter-ring',
  'scatter+rec.doubling allgather': 'recursive-halving-doubling',
  'reduce-scatter+gather': 'recursive-halving-doubling',
}
const primitiveOf = (name: string) => name.replaceAll('_', '-') as Primitive
const algorithmOf = (name: string) =>
  algorithmNames[name] ?? (name.replaceAll('_', '-') as Algorithm)

describe('message-level simulation of every algorithm', () => {
  const source = 'collective_sim'
  const fields: Record<string, (bill: Cost) => number> = {
    rounds: ({ rounds }) => rounds,
    messages: ({ messages }) => messages,
    maxSentPerRank: ({ bytesSent }) => Math.max(...bytesSent),
    minSentPerRank: ({ bytesSent }) => Math.min(...bytesSent),
    maxRecvPerRank: ({ bytesReceived }) => Math.max(...bytesReceived),
    sumOfLargestMessagePerRound: ({ busiestBytes }) => busiestBytes,
    totalTraffic: ({ totalBytes }) => totalBytes,
  }
  for (const [ranks, rows] of Object.entries(data.collective_sim.byP)) {
    it(`on ${ranks} ranks`, () => {
      for (const [name, row] of Object.entries(rows)) {
        const [primitive, algorithm] = name.split(/\.(.*)/) as [string, string]
        const p = Number(ranks)
        const bill = cost(
          schedule({
            primitive: primitiveOf(primitive),
            algorithm: algorithmOf(algorithm),
            ranks: p,
          }),
          1,
        )
        for (const [field, value] of Object.entries(row)) {
          const expected = evaluate(String(value), {})
          tally.compare(source, `${name} p=${p} ${field}`, fields[field]!(bill), expected, 1e-12)
        }
      }
    })
  }
})

describe('cost formulas of MPICH', () => {
  const source = 'collective_costs'
  /** Bare lgp is written for powers of two; floor(lgp) for the rest; ceil(lgp) or none for all. */
  const rankCounts = (formula: string, conditions: string) => {
    const all = Array.from({ length: 32 }, (_, index) => index + 2)
    const isPower = (p: number) => Number.isInteger(Math.log2(p))
    if (conditions.startsWith('p not power')) return all.filter((p) => !isPower(p))
    const bare = formula.replaceAll(/(ceil|floor)\(lgp\)/g, '').includes('lgp')
    return bare || conditions.startsWith('p power') ? all.filter(isPower) : all
  }
  // α, β, γ of very different sizes, so that a wrong count of any one cannot hide behind another.
  const network = { kind: 'uniform', alpha: 1e-3, beta: 1e-6, gamma: 1e-9 } as const
  const bytes = 1000

  for (const row of data.collective_costs.rows) {
    it(`${row.collective} ${row.algorithm}: ${row.cost}`, () => {
      // Pairwise all-to-all: MPICH writes n for (p−1)/p·n and gives the exact volume beside it.
      const formula = row.cost.replace(/n b {2}\(exact volume (.*)\)$/, '$1 b')
      for (const primitive of row.collective.split('|')) {
        for (const ranks of rankCounts(formula, row.conditions)) {
          // Of p ranks that are no power of two only p' = 2^⌊lg p⌋ go on after the fold, each
          // holding the whole vector of n bytes. They reduce-scatter and all-gather it among p',
          // so both terms are (p'−1)/p'·n; MPICH's comment leaves p where p' is meant.
          const p = row.conditions.startsWith('p not power')
            ? 2 ** Math.floor(Math.log2(ranks))
            : ranks
          const variables = { a: 1e-3, b: 1e-6, g: 1e-9, n: bytes, p, lgp: Math.log2(p) }
          const bill = cost(
            schedule({
              primitive: primitiveOf(primitive),
              algorithm: algorithmOf(row.algorithm),
              ranks,
            }),
            bytes,
            network,
          )
          const what = `${primitive} ${row.algorithm} p=${ranks}`
          tally.compare(source, what, bill.seconds, evaluate(formula, variables), 1e-12)
        }
      }
    })
  }
})

describe('bus bandwidth of nccl-tests', () => {
  const source = 'nccl_tests_busbw'
  const { factors, examples } = data.nccl_tests_busbw

  it('has the factors', () => {
    for (const [name, formula] of Object.entries(factors)) {
      for (const n of [2, 3, 4, 7, 8, 16, 64, 1000]) {
        const factor = busFactor(primitiveOf(name), n)
        tally.compare(source, `${name} n=${n}`, factor, evaluate(formula, { n }), 1e-15)
        const bandwidth = busBandwidth(primitiveOf(name), n, 3e9, 0.5)
        tally.compare(source, `${name} n=${n} S/t`, bandwidth, evaluate(formula, { n }) * 6e9, 1e-5)
      }
    }
  })

  it('gives the examples', () => {
    for (const example of examples) {
      tally.compare(source, `n=${example.n}`, busFactor('all-reduce', example.n), example.all_reduce)
      for (const primitive of ['all-gather', 'reduce-scatter', 'all-to-all'] as const) {
        tally.compare(source, primitive, busFactor(primitive, example.n), example.others)
      }
    }
  })
})

describe('a note of nccl-tests', () => {
  it('gives all-to-all on N nodes N/(N−1) of the network bandwidth per device', () => {
    // What a rank sends off its node is (N−1)/N of S, so S/t = N/(N−1)·B exactly. The note calls
    // this the bus bandwidth; that is (n−1)/n of it, the same but for large n.
    const bandwidth = 25e9
    const link = { alpha: 0, beta: 1 / bandwidth }
    for (const [nodes, devicesPerNode] of [
      [2, 8],
      [4, 8],
      [8, 4],
    ] as const) {
      const ranks = nodes * devicesPerNode
      const plan = schedule({ primitive: 'all-to-all', algorithm: 'pairwise', ranks })
      const bill = cost(plan, 1e9, {
        kind: 'two-level',
        devicesPerNode,
        intra: { alpha: 0, beta: 0 },
        inter: link,
        cards: 'per-device',
      })
      const expected = (nodes / (nodes - 1)) * bandwidth
      const what = `${nodes} nodes of ${devicesPerNode}`
      const source = 'nccl_tests_busbw, note on issue 130'
      tally.compare(source, what, bill.algorithmBandwidth, expected, 1e-3)
      const bus = (expected * (ranks - 1)) / ranks
      tally.compare(source, what, bill.busBandwidth, bus, 1e-3)
    }
  })
})

describe("NCCL's double binary tree", () => {
  const source = 'nccl_double_binary_tree'
  const inner = (parents: readonly number[]) =>
    [...new Set(parents)].filter((rank) => rank !== -1).toSorted((a, b) => a - b)

  for (const [n, expected] of Object.entries(data.nccl_double_binary_tree.trees)) {
    it(`on ${n} ranks`, () => {
      const count = Number(n)
      const [first, second] = doubleBinaryTree(count)
      first.forEach((parent, rank) => {
        tally.compare(source, `n=${n} tree0 ${rank}`, parent, expected.tree0_parent[rank]!)
        tally.compare(source, `n=${n} tree1 ${rank}`, second[rank]!, expected.tree1_parent[rank]!)
      })
      tally.compare(source, 'depth0', Math.max(...treeDepths(first)), expected.depth0)
      tally.compare(source, 'depth1', Math.max(...treeDepths(second)), expected.depth1)
      const both = inner(first).filter((rank) => inner(second).includes(rank))
      tally.same(source, 'innerInBoth', both, expected.innerInBoth)
      const leaves = first.map((_, rank) => rank).filter((rank) => !inner(first).includes(rank))
      tally.same(
        source,
        'leavesInBoth',
        leaves.filter((rank) => !inner(second).includes(rank)),
        expected.leavesInBoth,
      )
    })
  }

  it('has a rank that is inner in both exactly when n is odd', () => {
    for (let n = 3; n <= 65; n++) {
      const [first, second] = doubleBinaryTree(n)
      const both = inner(first).filter((rank) => inner(second).includes(rank))
      tally.compare(source, `note, n=${n}`, both.length, n % 2)
    }
  })
})

describe("NCCL's tuning model", () => {
  const source = 'nccl_tuning_model'
  const model = data.nccl_tuning_model
  const { base, ...perLink } = model.default_us
  const links = { nvlink: perLink.hw_nvlink, pci: perLink.hw_pci, network: perLink.hw_net }

  it('has the default latencies', () => {
    for (const algorithm of ['tree', 'ring'] as const) {
      ncclProtocols.forEach((protocol, column) => {
        const own = ncclLatencies.base[algorithm][protocol]
        tally.compare(source, `base ${algorithm} ${protocol}`, own, base[algorithm][column]!)
        for (const link of ['nvlink', 'pci', 'network'] as const) {
          const step = ncclLatencies.perStep[link][algorithm][protocol]
          tally.compare(source, `${link} ${algorithm}`, step, links[link][algorithm][column]!)
        }
      })
    }
  })

  it('counts steps and converts bus bandwidth', () => {
    for (const nRanks of [2, 3, 8, 64]) {
      for (const [name, formula] of Object.entries(model.ring_nsteps)) {
        for (const primitive of name.split('/')) {
          const nsteps = evaluate(formula, { nRanks })
          const own = primitiveOf(primitive) as 'all-reduce'
          tally.compare(source, `${primitive} steps`, ncclRingSteps(own, nRanks), nsteps)
          const ratio = ncclBandwidthRatio(own, 'ring', nRanks)
          const expected = evaluate(model.busToAlg.ring, { nRanks, nsteps })
          tally.compare(source, `${primitive} ratio`, ratio, expected, 1e-15)
        }
      }
      const tree = ncclBandwidthRatio('all-reduce', 'tree', nRanks)
      tally.compare(source, 'tree ratio', tree, evaluate(model.busToAlg.tree, {}))
    }
  })

  it('gives the latency of ring and tree', () => {
    const [ringFormula] = model.ringLatency_all_reduce.split(',') as [string]
    for (const [nRanks, nNodes] of [[8, 1], [16, 2], [64, 8], [24, 3]] as const) {
      ncclProtocols.forEach((protocol, column) => {
        for (const algorithm of ['tree', 'ring'] as const) {
          const variables = {
            nRanks,
            nNodes,
            base: base[algorithm][column]!,
            intraLat: links.nvlink[algorithm][column]!,
            interLat: links.network[algorithm][column]!,
            nsteps: 2 * (nRanks - 1),
            nInter: 2 * (nNodes - 1),
          }
          const formula = algorithm === 'tree' ? model.treeLatency_all_reduce : ringFormula
          const latency = ncclLatency({
            primitive: 'all-reduce',
            algorithm,
            protocol,
            ranks: nRanks,
            nodes: nNodes,
            intra: 'nvlink',
          })
          const what = `${algorithm} ${protocol} ${nRanks} ranks on ${nNodes} nodes`
          tally.compare(source, what, latency * 1e6, evaluate(formula, variables), 1e-9)
        }
      })
    }
  })
})

describe('facts of the scaling book', () => {
  const source = 'scaling_book'
  const facts = data.scaling_book.facts
  const bothWays = 9e10
  const torus = { kind: 'uniform', alpha: 0, beta: 2 / bothWays, sharing: 'link' } as const
  const seconds = (primitive: Primitive, algorithm: Algorithm, ranks: number, bytes: number) =>
    cost(schedule({ primitive, algorithm, ranks }), bytes, torus).seconds

  it('times all-gather, reduce-scatter and all-reduce on a bidirectional ring', () => {
    for (const X of [2, 3, 4, 7, 8, 16]) {
      // For two chips both directions are one link, so there the ring has half of its bandwidth.
      const W = X === 2 ? bothWays / 2 : bothWays
      const V = 1e9
      for (const primitive of ['all-gather', 'reduce-scatter'] as const) {
        const time = seconds(primitive, 'bidirectional-ring', X, V)
        tally.compare(source, `${primitive} X=${X}`, time, ((V / W) * (X - 1)) / X, 1e-12)
        const { rounds } = schedule({ primitive, algorithm: 'bidirectional-ring', ranks: X })
        tally.compare(source, `${primitive} hops X=${X}`, rounds.length, Math.floor(X / 2))
      }
      const time = seconds('all-reduce', 'bidirectional-ring', X, V)
      tally.compare(source, `all-reduce X=${X}`, time, ((2 * V) / W) * ((X - 1) / X), 1e-12)
    }
  })

  it('compares all-to-all with all-gather of the same array', () => {
    const fact = facts.find(({ what }) => what === 'AllToAll vs AllGather')!
    for (const D of [4, 8, 16, 32]) {
      const array = 1e9 // N² bytes over D ranks: an all-to-all's S is one rank's share of them.
      const oneWay =
        seconds('all-to-all', 'ring', D, array / D) / seconds('all-gather', 'ring', D, array)
      tally.compare(source, `one way D=${D}`, oneWay, fact.ratio_unidirectional_ring!, 1e-12)
      // Exactly D/(D−1)/4 for even D, the all-gather having D−1 of D blocks to fetch: ¼ for large D.
      const both =
        seconds('all-to-all', 'bidirectional-ring', D, array / D) /
        seconds('all-gather', 'bidirectional-ring', D, array)
      const exact = (fact.ratio_bidirectional_ring! * D) / (D - 1)
      tally.compare(source, `both ways D=${D}`, both, exact, 1e-12)
      const { busiestBytes } = cost(
        schedule({ primitive: 'all-to-all', algorithm: 'ring', ranks: D }),
        array / D,
      )
      tally.compare(source, `volume D=${D}`, busiestBytes, (array / 2) * (1 - 1 / D), 1e-3)
    }
  })

  it('times the all-gather of pop quiz 2', () => {
    const quiz = facts.find(({ ideal_us }) => ideal_us !== undefined)!
    tally.compare(source, 'total bytes', 2 * 2048 * 8192, quiz.total_bytes!)
    // The book rounds 33.55 MB to 34 and 8.39 to 8.4, and leaves (X−1)/X out of the first.
    const ideal = seconds('all-gather', 'bidirectional-ring', 4, quiz.total_bytes!) * (4 / 3)
    tally.compare(source, 'ideal', ideal * 1e6, quiz.ideal_us!, (0.5e6 / bothWays) * 1e6)
    // Without wraparound a block needs up to three hops, as on the one-way ring.
    const line = seconds('all-gather', 'ring', 4, quiz.total_bytes!)
    tally.compare(source, 'no wraparound', line * 1e6, quiz.no_wraparound_us!, 1)
  })

  it('leaves the rooflines to the hardware tests', () => {
    const others = facts.filter(({ file }) => file === 'roofline.md' || file === 'training.md')
    tally.leaveOut('not about collectives: a roofline or a parallelism plan', others.length)
  })
})
