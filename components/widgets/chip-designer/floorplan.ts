import type { PriceTag, Purchase } from '../../../math/chip-design/price.ts'

/** Units of the drawing; only their ratios count. */
export const size = { width: 640, height: 150 } as const

/** From left to right: what computes, what holds and feeds, what joins. */
const columns: readonly (readonly Purchase[])[] = [
  ['matrix'],
  ['vector', 'sram'],
  ['bandwidth'],
  ['capacity'],
  ['link'],
]

export interface Block {
  readonly purchase: Purchase
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** Blocks whose areas are to one another as their prices; what costs nothing is left out. */
export function plan(prices: PriceTag['by']): readonly Block[] {
  const total = Object.values(prices).reduce((sum, price) => sum + price, 0)
  const blocks: Block[] = []
  let x = 0
  for (const column of columns) {
    const sum = column.reduce((all, name) => all + prices[name], 0)
    const width = (size.width * sum) / total
    let y = 0
    for (const purchase of column) {
      if (prices[purchase] === 0) continue
      const height = (size.height * prices[purchase]) / sum
      blocks.push({ purchase, x, y, width, height })
      y += height
    }
    x += width
  }
  return blocks
}
