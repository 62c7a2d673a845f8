import type { CSSProperties, MouseEvent, ReactNode } from 'react'
import { sheetSize, type SheetPlan } from './sheet.ts'

/** A sheet of tiles in one or two colours: what the masks leave open is filled. */
export function Sheet(props: {
  readonly plan: SheetPlan
  /** Masks from `sheetMask` and the colours behind them. */
  readonly layers: readonly (readonly [mask: string, colour: string])[]
  /** CSS width; the height follows. */
  readonly width?: string
  readonly term?: string
  readonly style?: CSSProperties
  readonly onClick?: (event: MouseEvent<HTMLElement>) => void
  /** Laid over the sheet; places in percent. */
  readonly children?: ReactNode
}) {
  const { plan, layers, width = '100%', term, style, onClick, children } = props
  const size = sheetSize(plan)
  return (
    <span
      aria-hidden="true"
      data-term={term}
      onClick={onClick}
      style={{
        position: 'relative',
        display: 'block',
        width,
        aspectRatio: `${size.width} / ${size.height}`,
        background: 'var(--wash)',
        ...style,
      }}
    >
      {layers.map(([mask, colour]) => (
        <span
          key={colour}
          style={{
            position: 'absolute',
            inset: 0,
            background: colour,
            maskImage: `url("${mask}")`,
            maskSize: '100% 100%',
            imageRendering: 'pixelated',
            // The colour is the picture itself, on paper and where colours are forced as well.
            forcedColorAdjust: 'none',
            printColorAdjust: 'exact',
          }}
        />
      ))}
      {children}
    </span>
  )
}
