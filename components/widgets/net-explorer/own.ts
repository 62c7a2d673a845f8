import {
  fromPyTorch,
  type Graph,
  layerPlaces,
  outputShape,
  PyTorchTextError,
  type Shape,
} from '../../../math/nets/index.ts'
import { readBlocks } from './blocks.ts'
import { buildBlocks } from './build.ts'
import type { Fault } from './fault.ts'
import { type Opened, openOwn } from './opened.ts'

/** Shape by shape, so that the layer that does not fit is known. */
function misfit(graph: Graph, text: string, size: number): Fault | undefined {
  const op = graph.nodes[0]!.op
  const channels = op.type === 'input' ? op.channels : 1
  // A text that begins with a linear layer takes features; it has no height and width.
  const flat = graph.nodes[1]?.op.type === 'linear'
  let shape: Shape = flat ? [channels] : [channels, size, size]
  for (const [index, node] of graph.nodes.entries()) {
    if (index === 0) continue
    try {
      shape = outputShape(node, [shape])
    } catch (error) {
      const { line, column, text: token } = layerPlaces(text)[index - 1]!
      return { reason: error instanceof Error ? error.message : String(error), line, column, token }
    }
  }
  return undefined
}

/** Reads an `nn.Sequential` text and tries it on an image of `size`. Any text gives one or other. */
export function readCode(text: string, size: number): Graph | Fault {
  try {
    const graph = fromPyTorch(text, { name: 'own' })
    return misfit(graph, text, size) ?? graph
  } catch (error) {
    if (!(error instanceof Error)) throw error
    if (!(error instanceof PyTorchTextError)) return { reason: error.message }
    const { line, column, token, message } = error
    // The place is shown on its own, in the reader's language.
    return {
      reason: message.replace(/^line \d+, column \d+, at .*?: (?=\S)/s, ''),
      line,
      column,
      token,
    }
  }
}

/** Reads a line of blocks. */
export function readLine(text: string): Graph | Fault {
  const { blocks, unread } = readBlocks(text)
  if (unread.length > 0) return { reason: unread.join(' '), token: unread[0]! }
  return buildBlocks(blocks)
}

export const isFault = (read: Graph | Fault): read is Fault => 'reason' in read

interface OwnParams {
  readonly source: 'blocks' | 'pytorch'
  readonly blocks: string
  readonly code: string
  readonly size: number
}

/** The own network that the settings describe, opened. */
export function ownNetwork({ source, blocks, code, size }: OwnParams): Opened | Fault {
  const given = source === 'blocks' ? blocks : code
  const read = source === 'blocks' ? readLine(given) : readCode(given, size)
  return isFault(read) ? read : openOwn(`${source}:${given}`, read, size)
}
