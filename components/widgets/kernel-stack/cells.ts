/** Shades between empty and full. */
export const shades = 8

/**
 * Unit squares at [row, column] for all cells of one shade, as one path: a map of six hundred pixels
 * is eight elements. Empty cells are in none.
 *
 * @param strength of each cell, row by row, in [0, 1]
 * @returns for each shade from 1 to {@link shades}, the cells with strength in ((s − 1)/8, s/8]
 * @example shadedCells([1, 0.5], 2)[7] // 'M0 0h1v1h-1z'
 */
export function shadedCells(strength: readonly number[], columns: number): readonly string[] {
  const paths = Array.from({ length: shades }, () => '')
  strength.forEach((value, index) => {
    if (!(value > 0)) return
    const shade = Math.min(shades, Math.ceil(value * shades)) - 1
    paths[shade] += `M${index % columns} ${Math.floor(index / columns)}h1v1h-1z`
  })
  return paths
}
