import { type Argument, type Call, isCall, parse, type Place } from './parse.ts'

/** A place in a text and the word that stands there. */
export interface Word extends Place {
  readonly text: string
}

/**
 * Where each layer of an `nn.Sequential` text stands, in the order of the graph that `fromPyTorch`
 * makes of it: entry i is node i + 1.
 *
 * @example layerPlaces('nn.Sequential(\n  nn.ReLU(),\n)')[0] // { line: 2, column: 3, text: 'nn.ReLU' }
 * @throws PyTorchTextError where the text cannot be read
 */
export function layerPlaces(text: string): Word[] {
  const found: Word[] = []
  const visit = (value: Argument['value']): void => {
    if (Array.isArray(value)) {
      for (const item of value as readonly Argument[]) visit(item.value)
    } else if (isCall(value)) visitCall(value)
  }
  const visitCall = (call: Call): void => {
    if (call.name === 'Sequential' || call.name === 'OrderedDict') {
      for (const { value } of call.positional) visit(value)
    } else {
      const { line, column, text: word } = call.token
      found.push({ line, column, text: word })
    }
  }
  visitCall(parse(text))
  return found
}
