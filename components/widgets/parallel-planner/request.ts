import { type AlphaBeta, cluster } from '../../../math/hardware/cluster.ts'
import { link } from '../../../math/hardware/links.ts'
import { recipes } from '../../../math/parallel/memory/recipes.ts'
import type { PlanRequest } from '../../../math/parallel/plan/index.ts'
import {
  type Recomputation,
  type Transformer,
  recomputations,
} from '../../../math/parallel/transformer/config.ts'
import { transformers } from '../../../math/parallel/transformer/presets.ts'
import type { ValuesOf } from '../../widget/definition.ts'
import { type RecipeName, chipOf, type formats } from './options.ts'
import type { params } from './params.ts'

export type Settings = ValuesOf<typeof params>

/** α of a link whose bandwidth was set by hand: that of its kind. */
const ownLatency = { intra: link('nvlink3').latency, inter: link('infiniband-hdr').latency }

/** The link inside a node. */
function intraLink({ intra, device, intraBandwidth }: Settings): AlphaBeta {
  if (intra === 'own') return { bandwidth: intraBandwidth, latency: ownLatency.intra }
  if (intra !== 'device') return link(intra)
  const { peerLink, hostLink } = chipOf(device)
  return link(peerLink ?? hostLink ?? 'pcie4')
}

const interLink = ({ inter, interBandwidth }: Settings): AlphaBeta =>
  inter === 'own' ? { bandwidth: interBandwidth, latency: ownLatency.inter } : link(inter)

/** The transformer that is to be trained: a known one, or a GPT of one's own sizes. */
export function modelOf(settings: Settings): Transformer {
  const { model, layers, hidden, heads, sequence, vocabulary } = settings
  return (
    transformers.find(({ id }) => id === model) ?? { layers, hidden, heads, sequence, vocabulary }
  )
}

/** Chunks per rank that a search with interleaving tries. */
const chunkings = [1, 2, 3, 4]

/** What the settings ask of the planner. */
export function requestOf(settings: Settings): PlanRequest {
  const { zero, recompute, interleave, kernels } = settings
  const modern = kernels === 'fused'
  return {
    model: modelOf(settings),
    cluster: cluster({
      device: chipOf(settings.device),
      nodes: settings.nodes,
      devicesPerNode: settings.perNode,
      intra: intraLink(settings),
      inter: interLink(settings),
    }),
    globalBatch: settings.batch,
    precision: settings.precision as (typeof formats)[number],
    recipe: recipes[settings.recipe as RecipeName],
    attention: modern ? 'flash' : 'unfused',
    dropout: !modern,
    sequenceParallel: modern,
    matmulEfficiency: settings.efficiency / 100,
    memoryShare: 1 - settings.reserve / 100,
    search: {
      ...(zero === 'any' ? {} : { zero: [Number(zero) as 0 | 1 | 2 | 3] }),
      recompute: recompute === 'any' ? recomputations : [recompute as Recomputation],
      interleave: interleave ? chunkings : [1],
    },
  }
}
