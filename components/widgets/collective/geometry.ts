/** The picture's own units: `side` wide, as high as it needs. */
export const side = 400

export interface Point {
  readonly x: number
  readonly y: number
}

/** A rank's buffer as a grid of equal cells. */
export interface Box {
  readonly columns: number
  readonly width: number
  readonly height: number
  readonly cell: { readonly width: number; readonly height: number }
  /** Size of the numbers in the cells; 0 where there is no room for any. */
  readonly type: number
}

/** A way from one rank to another: 0 at the sender, 1 at the receiver. */
export interface Way {
  readonly at: (t: number) => Point
  readonly straight: boolean
}

/** A coordinate as it is written: a hundredth of a unit is less than the eye sees. */
export const digits = (value: number): number => Math.round(value * 100) / 100

/** A way as a path, up to `end`. */
export function pathOf({ at, straight }: Way, end = 1, start = 0, pieces = 48): string {
  const count = straight ? 1 : pieces
  const points = Array.from({ length: count + 1 }, (_, index) =>
    at(start + ((end - start) * index) / count),
  )
  return `M${points.map(({ x, y }) => `${digits(x)} ${digits(y)}`).join('L')}`
}
