/**
 * Has every number in these lists more than two figures? A rounder value that a mistake leads to,
 * 60 % or 1.2 s, could as well be a coarse reading of the truth nearby, and the mistake could not be
 * named.
 */
export const allLong = (lists: readonly (readonly number[])[]): boolean =>
  lists.flat().every((value) => Math.abs(Number(value.toPrecision(2)) / value - 1) > 1e-9)
