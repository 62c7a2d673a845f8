/** Where one tap looks, from its place in the grid, and how much it counts (version 2). */
export interface TapSetting {
  /** Pixels down and right of the grid place. */
  readonly dy: number
  readonly dx: number
  /** In [0, 1]. */
  readonly mask: number
}

/** Farther than this no offset goes, in pixels. */
export const reach = 4

export const still: TapSetting = { dy: 0, dx: 0, mask: 1 }

const within = (value: number, min: number, max: number) => {
  const kept = Math.round(Math.min(max, Math.max(min, value)) * 100) / 100
  return kept === 0 ? 0 : kept
}

/** A setting brought into its range, to two decimals. */
export const settled = ({ dy, dx, mask }: TapSetting): TapSetting => ({
  dy: within(dy, -reach, reach),
  dx: within(dx, -reach, reach),
  mask: within(mask, 0, 1),
})

/** `0.5,-1` or `0.5,-1,0.25`; digits alone, so that nobody's "1e9" or "Infinity" gets in. */
const form = /^(-?\d{0,3}\.?\d{0,6}),(-?\d{0,3}\.?\d{0,6})(?:,(\d{0,3}\.?\d{0,6}))?$/

/**
 * Reads a text of settings, one word per tap: `dy,dx` or `dy,dx,mask`. Any text is read: missing
 * taps stand still, and so do words that say nothing, which are counted.
 *
 * @example parseOffsets('0.5,-1 oops', 3) // settings of three taps, the first moved; unread: 1
 */
export function parseOffsets(
  text: string,
  taps: number,
): { readonly settings: readonly TapSetting[]; readonly unread: number } {
  const words = text
    .trim()
    .split(/[\s;]+/)
    .filter((word) => word !== '')
  let unread = Math.max(0, words.length - taps)
  const settings = Array.from({ length: taps }, (_, tap) => {
    const word = words[tap]
    if (word === undefined) return still
    const match = form.exec(word)
    const [dy, dx, mask] = match
      ? [Number(match[1]), Number(match[2]), match[3] === undefined ? 1 : Number(match[3])]
      : [Number.NaN, Number.NaN, Number.NaN]
    if (Number.isNaN(dy + dx + mask)) {
      unread += 1
      return still
    }
    return settled({ dy, dx, mask })
  })
  return { settings, unread }
}

/** The text that {@link parseOffsets} reads back; a mask of 1 goes without saying. */
export function formatOffsets(settings: readonly TapSetting[]): string {
  return settings
    .map(({ dy, dx, mask }) => (mask === 1 ? `${dy},${dx}` : `${dy},${dx},${mask}`))
    .join(' ')
}

/** The same settings but for one tap. */
export function moved(
  settings: readonly TapSetting[],
  tap: number,
  change: Partial<TapSetting>,
): readonly TapSetting[] {
  return settings.map((setting, index) =>
    index === tap ? settled({ ...setting, ...change }) : setting,
  )
}
