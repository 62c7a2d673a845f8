import { inflateSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { levelsToPng } from './png.ts'
import { sheetMask, sheetSize } from './sheet.ts'

/** Chunks of a PNG by name, each checked to be where its length says. */
function read(address: string): Map<string, Buffer> {
  const bytes = Buffer.from(decodeURIComponent(address.slice(address.indexOf(',') + 1)), 'base64')
  expect([...bytes.subarray(0, 8)]).toEqual([0x89, 80, 78, 71, 13, 10, 26, 10])
  const chunks = new Map<string, Buffer>()
  for (let at = 8; at < bytes.length;) {
    const length = bytes.readUInt32BE(at)
    chunks.set(bytes.toString('latin1', at + 4, at + 8), bytes.subarray(at + 8, at + 8 + length))
    at += 12 + length
  }
  return chunks
}

function levelsOf(address: string, width: number): number[] {
  const rows = inflateSync(read(address).get('IDAT')!)
  const stride = 1 + Math.ceil(width / 2)
  return [...rows].flatMap((byte, index) => {
    const column = (index % stride) * 2 - 2
    return column < 0 ? [] : [byte >> 4, byte & 15].slice(0, width - column)
  })
}

it('gives back the levels that went in, odd widths too', () => {
  const levels = [0, 1, 2, 13, 14, 15]
  expect(levelsOf(levelsToPng(3, 2, levels), 3)).toEqual(levels)
})

it('stores more than one block of zlib', () => {
  const levels = Array.from({ length: 400 * 400 }, (_, index) => index % 16)
  expect(levelsOf(levelsToPng(400, 400, levels), 400)).toEqual(levels)
})

it('lays tiles side by side with a gap behind each', () => {
  const plan = { across: 2, down: 1, width: 2, height: 1 }
  expect(sheetSize(plan)).toEqual({ width: 6, height: 2 })
  const mask = sheetMask(plan, (tile, _row, column) => (tile + 1) / 5 + column * 0.4)
  expect(levelsOf(mask, 6)).toEqual([3, 9, 0, 6, 12, 0, 0, 0, 0, 0, 0, 0])
})
