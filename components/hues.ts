/**
 * What a colour means, everywhere: prose, formula terms, sliders, pictures. The values live in
 * app/theme/tokens.css as `--hue-<name>`; nothing else in the project names a colour.
 */
export const hues = [
  'channels-in',
  'channels-out',
  'kernel',
  'space',
  'groups',
  'forward',
  'backward',
  'backward-input',
  'backward-weight',
  'communication',
  'optimizer',
  'memory',
] as const

export type Hue = (typeof hues)[number]

/** The ramp that tells ranks (and their chunks) apart; it repeats after its last step. */
export const rankHues = 8

/** CSS colour of a meaning, `hue('kernel')`, for an SVG fill or a style. */
export const hue = (name: Hue): string => `var(--hue-${name})`

/** CSS colour of a rank. Colour alone never tells ranks apart: their number is always shown. */
export const rankHue = (rank: number): string => `var(--rank-${rank % rankHues})`
