/**
 * Small pictures as data: a PNG of sixteen levels, from nothing (0) to full (15), for use as a mask.
 * A feature map of 400 pixels is 400 nodes as SVG; as a mask it is one, and still takes its colour
 * from the theme.
 */

const crcTable = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1
  return crc >>> 0
})

type Bytes = ArrayLike<number>

function crc32(bytes: Bytes): number {
  let crc = 0xffffffff
  for (let at = 0; at < bytes.length; at++) crc = crcTable[(crc ^ bytes[at]!) & 255]! ^ (crc >>> 8)
  return (crc ^ 0xffffffff) >>> 0
}

function adler32(bytes: Bytes): number {
  let a = 1
  let b = 0
  for (let at = 0; at < bytes.length; at++) {
    a = (a + bytes[at]!) % 65521
    b = (b + a) % 65521
  }
  return ((b << 16) | a) >>> 0
}

const word = (value: number) => [value >>> 24, value >>> 16, value >>> 8, value].map((b) => b & 255)
const letters = (text: string) => [...text].map((letter) => letter.charCodeAt(0))

function join(...parts: readonly Bytes[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    joined.set(part, at)
    at += part.length
  }
  return joined
}

function chunk(name: string, body: Bytes): Uint8Array {
  const named = join(letters(name), body)
  return join(word(body.length), named, word(crc32(named)))
}

/** Bytes in a zlib stream, stored and not compressed: at this size compressing gains little. */
function stored(bytes: Uint8Array): Uint8Array {
  const most = 0xffff
  const blocks: Bytes[] = []
  for (let from = 0; from === 0 || from < bytes.length; from += most) {
    const part = bytes.subarray(from, from + most)
    const last = from + most >= bytes.length ? 1 : 0
    const size = [part.length & 255, part.length >> 8]
    blocks.push([last, ...size, ...size.map((b) => b ^ 255)], part)
  }
  return join([0x78, 0x01], ...blocks, word(adler32(bytes)))
}

/** The most opaque level. */
export const fullLevel = 15

/**
 * A PNG as a data address: `levels` row by row, each a whole number in [0, 15] that says how opaque
 * the pixel is.
 *
 * @example levelsToPng(2, 1, [0, 15]) // 'data:image/png;base64,iVBORw0KGgo…', left empty, right full
 */
export function levelsToPng(width: number, height: number, levels: ArrayLike<number>): string {
  const stride = 1 + Math.ceil(width / 2)
  const rows = new Uint8Array(stride * height)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      rows[y * stride + 1 + (x >> 1)]! |= levels[y * width + x]! << (x % 2 === 0 ? 4 : 0)
    }
  }
  const bytes = join(
    [0x89, ...letters('PNG\r\n\x1a\n')],
    // Four bits per pixel, colours from a palette of sixteen blacks, each more opaque.
    chunk('IHDR', [...word(width), ...word(height), 4, 3, 0, 0, 0]),
    chunk('PLTE', new Uint8Array(3 * 16)),
    chunk(
      'tRNS',
      Uint8Array.from({ length: 16 }, (_, level) => level * 17),
    ),
    chunk('IDAT', stored(rows)),
    chunk('IEND', []),
  )
  let text = ''
  for (let at = 0; at < bytes.length; at++) text += String.fromCharCode(bytes[at]!)
  // Chance may write "NaN", which tests of pages take for a number that went wrong.
  return `data:image/png;base64,${btoa(text).replaceAll('NaN', 'N%61N')}`
}
