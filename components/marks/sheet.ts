import { fullLevel, levelsToPng } from './png.ts'

/** Many small tiles of equal size on one sheet, with a gap of one pixel between them. */
export interface SheetPlan {
  /** Tiles per row and per column of the sheet. */
  readonly across: number
  readonly down: number
  /** Pixels of one tile. */
  readonly width: number
  readonly height: number
  /** Pixels between tiles, default 1. */
  readonly gap?: number
}

/** Pixels of the whole sheet. The gap stands behind every tile, so that n tiles are n pitches. */
export function sheetSize({ across, down, width, height, gap = 1 }: SheetPlan) {
  return { width: across * (width + gap), height: down * (height + gap) }
}

/**
 * A sheet of tiles as a mask.
 *
 * @param value of a pixel of a tile, in [0, 1]; beyond it is cut
 * @example
 * // two tiles of one pixel, the second full
 * sheetMask({ across: 2, down: 1, width: 1, height: 1 }, (tile) => tile)
 */
export function sheetMask(
  plan: SheetPlan,
  value: (tile: number, row: number, column: number) => number,
): string {
  const { across, down, width, height, gap = 1 } = plan
  const size = sheetSize(plan)
  const levels = new Uint8Array(size.width * size.height)
  for (let tile = 0; tile < across * down; tile++) {
    const left = (tile % across) * (width + gap)
    const top = Math.floor(tile / across) * (height + gap)
    for (let row = 0; row < height; row++) {
      for (let column = 0; column < width; column++) {
        const share = Math.min(1, Math.max(0, value(tile, row, column)))
        levels[(top + row) * size.width + left + column] = Math.round(share * fullLevel)
      }
    }
  }
  return levelsToPng(size.width, size.height, levels)
}
