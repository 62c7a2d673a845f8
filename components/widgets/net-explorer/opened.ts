import {
  type Graph,
  groupSteps,
  networkSteps,
  type NodeField,
  receptiveFields,
  type Shape,
  type Step,
  type StepCost,
  type StepGroup,
  summarize,
  totalCost,
  zooEntry,
  zooFact,
  type ZooFacts,
} from '../../../math/nets/index.ts'
import type { Level } from './measures.ts'

/** Parts of a layer's name that make a level: stage1 · block2 · conv3. */
const depthOf: Readonly<Record<Level, number>> = { stages: 1, blocks: 2, layers: Infinity }

/** Neighbouring steps with the field of their last output. */
export interface Entry extends StepGroup {
  /** The step itself where the entry is a single one. */
  readonly step: Step | undefined
  readonly field: NodeField | undefined
}

/** A network at one size, with everything that is shown of it. */
export interface Opened {
  /** Identifier in the zoo, or `own`. */
  readonly id: string
  readonly published: ZooFacts | undefined
  readonly graph: Graph
  readonly input: Shape
  readonly output: Shape
  readonly steps: readonly Step[]
  readonly entries: Readonly<Record<Level, readonly Entry[]>>
  readonly totals: StepCost
  readonly peak: number
}

function openGraph(id: string, graph: Graph, input: Shape | number): Opened {
  const summary = summarize(graph, input)
  const steps = networkSteps(graph, summary)
  const fields = receptiveFields(graph, input)
  const entriesAt = (level: Level): Entry[] =>
    groupSteps(steps, depthOf[level]).map((group) => ({
      ...group,
      step: group.first === group.last ? steps[group.first] : undefined,
      field: fields[steps[group.last]!.last],
    }))
  return {
    id,
    published: id === 'own' ? undefined : zooFact(id),
    graph,
    input: summary.input,
    output: summary.output,
    steps,
    entries: {
      stages: entriesAt('stages'),
      blocks: entriesAt('blocks'),
      layers: entriesAt('layers'),
    },
    totals: totalCost(steps),
    peak: summary.peakActivations,
  }
}

/** The networks opened last: some milliseconds each, and every slider asks for them again. */
const kept = new Map<string, Opened>()
const room = 12

function remembered(key: string, make: () => Opened): Opened {
  const known = kept.get(key)
  const opened = known ?? make()
  kept.delete(key)
  kept.set(key, opened)
  if (kept.size > room) kept.delete(kept.keys().next().value!)
  return opened
}

/** A network of the zoo on a square image; its published resolution unless told. */
export function openEntry(name: string, size?: number): Opened {
  const entry = zooEntry(name)
  const pixels = size ?? entry.resolution
  return remembered(`${name}@${pixels}`, () => openGraph(name, entry.build(), pixels))
}

/** An own network, known by the text that it came from. */
export function openOwn(text: string, graph: Graph, size: number): Opened {
  return remembered(`${text}@${size}`, () => {
    const [input, first] = graph.nodes
    const channels = input!.op.type === 'input' ? input!.op.channels : 1
    return openGraph(
      'own',
      graph,
      first?.op.type === 'linear' ? [channels] : [channels, size, size],
    )
  })
}
