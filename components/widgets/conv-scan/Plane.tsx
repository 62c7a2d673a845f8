import { memo, useMemo } from 'react'
import type { CSSProperties, ReactNode } from 'react'
import { shadeOf, turningPoint } from './shades.ts'
import type { Range } from './shades.ts'
import { shortNumber } from './words.ts'
import styles from './Plane.module.css'

/** A cell lit up: by row and column of the plane as drawn, padding included. */
export interface Mark {
  readonly row: number
  readonly column: number
  /** `used`: takes part; `source`: what the reader points at. */
  readonly kind: 'source' | 'used'
}

/** The look of a cell's ground: a grey of the picture, or the kernel's colour by its weight. */
export type Ground = { readonly grey: Range } | { readonly heaviest: number } | 'none'

const strong = (shade: number) => 0.06 + 0.92 * shade

function groundOf(value: number, ground: Ground): CSSProperties | undefined {
  if (ground === 'none') return undefined
  if ('heaviest' in ground) {
    const share = ground.heaviest === 0 ? 0 : Math.max(0, value) / ground.heaviest
    return { '--share': `${Math.round(share * 36)}%` } as CSSProperties
  }
  const shade = strong(shadeOf(value, ground.grey))
  return {
    '--shade': `${Math.round(shade * 100)}%`,
    '--ink': shade > turningPoint ? 'black' : 'white',
  } as CSSProperties
}

/** One row of numbers. Redrawn alone, since a walking kernel changes one output at a time. */
const Row = memo(function Row(props: {
  readonly name: string
  readonly row: number
  readonly values: readonly number[]
  /** Rows above and columns left of the first. */
  readonly before: number
  readonly ground: Ground
  /** How many cells from the left are there already. */
  readonly known: number
  readonly unread: readonly boolean[] | null
}) {
  const { name, row, values, before, ground, known, unread } = props
  return values.map((value, column) => (
    <span
      key={column}
      className={styles.cell}
      data-spot={`${name}.${row}.${column}`}
      data-ground={ground === 'none' ? 'none' : 'grey' in ground ? 'grey' : 'kernel'}
      data-unknown={column >= known || undefined}
      data-unread={unread?.[column] || undefined}
      style={{
        gridArea: `${row + before + 1} / ${column + before + 1}`,
        ...(column < known ? groundOf(value, ground) : undefined),
      }}
    >
      {column < known ? shortNumber(value) : ''}
    </span>
  ))
})

/**
 * A matrix of numbers, with room around it: padding before a convolution's input, or what is cut
 * from a transposed one's output.
 */
export const Plane = memo(function Plane(props: {
  readonly name: string
  readonly label: string
  readonly rows: readonly (readonly number[])[]
  readonly around?: { readonly before: number; readonly after: number; readonly cut: boolean }
  readonly ground: Ground
  /** Cells known so far, in reading order; all of them unless told. */
  readonly known?: number
  /** Of a square picture: how often each row, and so each column, is read. */
  readonly reads?: readonly number[]
  readonly marks?: readonly Mark[]
  readonly hue: string
  readonly children?: ReactNode
}) {
  const { name, label, rows, ground, known = Infinity, reads, marks = [], children } = props
  const { before = 0, after = 0, cut = false } = props.around ?? {}
  const width = rows[0]?.length ?? 0
  const unread = useMemo(() => {
    if (!reads?.includes(0)) return null
    return { columns: reads.map((count) => count === 0), every: reads.map(() => true) }
  }, [reads])
  const ring = { '--rows': rows.length + before + after, '--columns': width + before + after }
  const longest = useMemo(
    () => Math.max(2, ...rows.flatMap((row) => row.map((value) => shortNumber(value).length))),
    [rows],
  )
  return (
    <div
      className={styles.plane}
      role="group"
      aria-label={label}
      style={{ ...ring, '--hue': props.hue, '--longest': longest } as CSSProperties}
    >
      {before + after > 0 && (
        <span className={styles.ring} data-cut={cut || undefined} aria-hidden="true" />
      )}
      <span
        className={styles.core}
        style={{
          gridArea: `${before + 1} / ${before + 1} / span ${rows.length} / span ${width}`,
        }}
        aria-hidden="true"
      />
      {rows.map((values, row) => (
        <Row
          key={row}
          name={name}
          row={row}
          values={values}
          before={before}
          ground={ground}
          known={Math.min(width, Math.max(0, known - row * width))}
          unread={(reads?.[row] === 0 ? unread?.every : unread?.columns) ?? null}
        />
      ))}
      {marks.map(({ row, column, kind }) => (
        <span
          key={`${kind}.${row}.${column}`}
          className={styles.mark}
          data-kind={kind}
          style={{ gridArea: `${row + before + 1} / ${column + before + 1}` }}
          aria-hidden="true"
        />
      ))}
      {children}
    </div>
  )
})
