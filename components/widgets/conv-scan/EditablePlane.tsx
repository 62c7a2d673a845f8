import { useRef, useState } from 'react'
import type { ComponentProps, KeyboardEvent, MouseEvent } from 'react'
import { Plane } from './Plane.tsx'
import { shortNumber } from './words.ts'
import { reading } from './typing.ts'
import type { GridParam } from '../../widget/grid.ts'
import { spotName } from './usePointing.ts'
import styles from './EditablePlane.module.css'

const moves: Readonly<Record<string, readonly [rows: number, columns: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
}

/**
 * A matrix whose numbers can be typed over. One field lies over the cell that is in hand and moves
 * with the arrow keys: one stop for the tab key, and the system's own keyboard on a phone.
 */
export function EditablePlane(
  props: ComponentProps<typeof Plane> & {
    readonly param: GridParam
    /** What the cell is called, for the ear. */
    readonly cellLabel: (row: number, column: number) => string
    readonly onFocus: (row: number, column: number) => void
    readonly onLeave: () => void
    readonly onType: (row: number, column: number, value: number) => void
    /** A text that is no legal number; null once it is. */
    readonly onRefuse: (text: string | null, stays: number) => void
  },
) {
  const { param, cellLabel, onFocus, onLeave, onType, onRefuse, ...plane } = props
  const { rows, around } = plane
  const field = useRef<HTMLInputElement>(null)
  const [wanted, setPlace] = useState({ row: 0, column: 0 })
  const [draft, setDraft] = useState<string | null>(null)
  const before = useRef(0)
  const width = rows[0]?.length ?? 1
  // A smaller matrix keeps the place within.
  const row = Math.min(wanted.row, rows.length - 1)
  const column = Math.min(wanted.column, width - 1)
  const value = rows[row]?.[column] ?? 0
  const read = draft === null ? null : reading(draft, param)

  const go = (nextRow: number, nextColumn: number) => {
    const to = {
      row: Math.min(rows.length - 1, Math.max(0, nextRow)),
      column: Math.min(width - 1, Math.max(0, nextColumn)),
    }
    onRefuse(read?.kind === 'wrong' ? draft : null, value)
    setDraft(null)
    setPlace(to)
    before.current = rows[to.row]?.[to.column] ?? 0
    onFocus(to.row, to.column)
    requestAnimationFrame(() => field.current?.select())
  }

  const type = (text: string) => {
    if (draft === null) before.current = value
    setDraft(text)
    const next = reading(text, param)
    onRefuse(next.kind === 'wrong' ? text : null, value)
    if (next.kind === 'number') onType(row, column, next.value)
  }

  const onKeyDown = (event: KeyboardEvent) => {
    const move = moves[event.key]
    const sideways = event.key === 'ArrowLeft' || event.key === 'ArrowRight'
    // While a number is being typed, left and right belong to its digits.
    if (move && !(sideways && draft !== null)) go(row + move[0], column + move[1])
    else if (event.key === 'Enter') {
      const next = Math.min(rows.length * width - 1, row * width + column + 1)
      go(Math.floor(next / width), next % width)
    } else if (event.key === 'Home' && draft === null) go(row, 0)
    else if (event.key === 'End' && draft === null) go(row, width - 1)
    else if (event.key === 'Escape') {
      if (draft === null) field.current?.blur()
      else {
        onRefuse(null, value)
        if (before.current !== value) onType(row, column, before.current)
        setDraft(null)
        requestAnimationFrame(() => field.current?.select())
      }
    } else return
    event.preventDefault()
  }

  // A click on any cell takes the field there; by keyboard the field itself is what one comes to.
  const handlers = {
    onClick: (event: MouseEvent) => {
      const name = spotName(event)
      if (!name || event.target === field.current) return
      const [clickedRow, clickedColumn] = name.split('.').slice(-2).map(Number)
      go(clickedRow!, clickedColumn!)
      field.current?.focus()
    },
  }

  return (
    <div className={styles.editable} {...handlers}>
      <Plane {...plane}>
        {plane.children}
        <input
          ref={field}
          className={styles.field}
          type="text"
          inputMode="text"
          autoComplete="off"
          enterKeyHint="next"
          aria-label={cellLabel(row, column)}
          aria-invalid={read?.kind === 'wrong'}
          value={draft ?? shortNumber(value)}
          data-spot={`${plane.name}.${row}.${column}`}
          style={{
            gridArea: `${row + (around?.before ?? 0) + 1} / ${column + (around?.before ?? 0) + 1}`,
          }}
          onFocus={(event) => {
            event.target.select()
            onFocus(row, column)
          }}
          onBlur={() => {
            if (read?.kind === 'wrong') onRefuse(draft, value)
            setDraft(null)
            onLeave()
          }}
          onChange={(event) => type(event.target.value)}
          onKeyDown={onKeyDown}
        />
      </Plane>
    </div>
  )
}
