import { useId } from 'react'

/**
 * The hatch of what is empty: time spent waiting, pixels that nobody reads. Draw it once inside an
 * SVG and fill with what it gives.
 *
 * @example
 * const hatch = useHatch()
 * <svg>{hatch.defs}<rect fill={hatch.fill} /></svg>
 */
export function useHatch(spacing = 6) {
  const id = `hatch-${useId()}`
  const defs = (
    <defs>
      <pattern
        id={id}
        width={spacing}
        height={spacing}
        patternUnits="userSpaceOnUse"
        patternTransform="rotate(45)"
      >
        <line y2={spacing} stroke="var(--line-strong)" strokeWidth={spacing / 3} />
      </pattern>
    </defs>
  )
  return { defs, fill: `url(#${id})` }
}
