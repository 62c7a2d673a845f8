import { format, resolveConfig } from 'prettier'
import { expect, test } from 'vitest'
import { zoo } from './catalog.ts'
import { measureEntry } from './measure.ts'
import { zooFacts, zooTotals } from './totals.ts'

const path = new URL('./kept.ts', import.meta.url).pathname

/** The file that the zoo's facts are kept in, as it has to be; `vitest -u` writes it anew. */
async function source(): Promise<string> {
  const papers = new Map(zoo.map(({ family, paper }) => [family, paper]))
  const rows = zoo.map(({ name, family, resolution, top1, ...entry }) => {
    const { params, macs, activations, traffic, peak } = measureEntry({
      ...entry,
      name,
      family,
      resolution,
    })
    const published = top1 ? [top1.percent, top1.source] : []
    return [name, family, resolution, [params, macs, activations, traffic, peak], ...published]
  })
  const code = `// Written by totals.test.ts; see totals.ts.
import type { Paper } from './catalog.ts'

type Row = readonly [
  name: string,
  family: string,
  resolution: number,
  totals: readonly [params: number, macs: number, activations: number, traffic: number, peak: number],
  percent?: number,
  source?: string,
]

export const papers: Readonly<Record<string, Paper>> = ${JSON.stringify(Object.fromEntries(papers))}

export const rows: readonly Row[] = ${JSON.stringify(rows)}
`
  return format(code, { ...(await resolveConfig(path)), parser: 'typescript' })
}

test('what is kept is what the catalogue says and adding up gives', async () => {
  await expect(await source()).toMatchFileSnapshot('./kept.ts')
})

test('every network has its facts, and no other', () => {
  expect(zooFacts).toHaveLength(zoo.length)
  for (const [index, entry] of zoo.entries()) {
    const { build: _build, ...facts } = entry
    expect(zooFacts[index]).toEqual({ ...facts, totals: measureEntry(entry) })
    expect(zooTotals(entry.name)).toEqual(measureEntry(entry))
  }
  expect(() => zooTotals('toString')).toThrow(RangeError)
})
