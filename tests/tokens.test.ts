import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { hues, rankHues } from '../components/hues.ts'

const css = readFileSync(join(import.meta.dirname, '../app/theme/tokens.css'), 'utf8')

/** The custom properties of the rule that begins with `selector {`. */
function tokensOf(selector: string): Record<string, string> {
  const start = css.indexOf(`\n${selector} {`)
  const body = css.slice(start, css.indexOf('\n}', start))
  return Object.fromEntries(
    [...body.matchAll(/(--[\w-]+):\s*(#[0-9a-f]{6});/g)].map((match) => [match[1]!, match[2]!]),
  )
}

/** Relative luminance of `#rrggbb` (WCAG 2.2). */
function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].toSorted((x, y) => y - x) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

const light = tokensOf(':root')
const dark = tokensOf(":root[data-theme='dark']")
const meanings = [
  ...hues.map((name) => `--hue-${name}`),
  ...Array.from({ length: rankHues }, (_, rank) => `--rank-${rank}`),
]

it('contrast is computed as in the standard', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21)
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2)
})

describe.each([
  ['light', light],
  ['dark', dark],
])('%s theme', (_theme, tokens) => {
  it('has a value for every meaning', () => {
    for (const name of meanings) expect(tokens[name], name).toMatch(/^#/)
  })

  it('shows every meaning as text and as mark on every ground', () => {
    for (const name of meanings) {
      for (const ground of ['--paper', '--card']) {
        expect(
          contrast(tokens[name]!, tokens[ground]!),
          `${name} on ${ground}`,
        ).toBeGreaterThanOrEqual(4.5)
      }
      const onMark = contrast(tokens['--on-hue']!, tokens[name]!)
      expect(onMark, `--on-hue on ${name}`).toBeGreaterThanOrEqual(4.5)
    }
  })

  it('shows its inks on every ground', () => {
    for (const ink of ['--ink-1', '--ink-2', '--accent', '--right']) {
      for (const ground of ['--paper', '--card', '--wash']) {
        expect(
          contrast(tokens[ink]!, tokens[ground]!),
          `${ink} on ${ground}`,
        ).toBeGreaterThanOrEqual(4.5)
      }
    }
    expect(contrast(tokens['--ink-3']!, tokens['--paper']!)).toBeGreaterThanOrEqual(4.5)
    expect(contrast(tokens['--focus']!, tokens['--card']!)).toBeGreaterThanOrEqual(3)
  })
})
