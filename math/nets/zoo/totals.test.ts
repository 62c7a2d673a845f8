import { expect, test } from 'vitest'
import { measureEntry } from './measure.ts'
import { zoo } from './catalog.ts'
import { zooTotals } from './totals.ts'

/** The file that the zoo's totals are kept in, as it has to be; `vitest -u` writes it anew. */
function source(): string {
  const rows = zoo.map((entry) => {
    const { params, macs, activations, traffic, peak } = measureEntry(entry)
    return `  ${entry.name}: [${[params, macs, activations, traffic, peak].join(', ')}],\n`
  })
  return `import { show } from '../../check.ts'
import type { ZooTotals } from './measure.ts'

/**
 * The zoo's totals, kept because adding up the zoo takes a tenth of a second and a page shows
 * them at once. Written by totals.test.ts, which adds up every network anew and compares.
 *
 * [parameters, MACs, activations, traffic, peak], as in ZooTotals.
 */
const kept: Readonly<Record<string, readonly [number, number, number, number, number]>> = {
${rows.join('')}}

/**
 * What a network of the zoo costs at its published resolution: \`measureEntry\`, remembered.
 *
 * @example zooTotals('mobilenet_v2').params // 3504872
 * @throws RangeError when there is no network of that name
 */
export function zooTotals(name: string): ZooTotals {
  const row = Object.hasOwn(kept, name) ? kept[name] : undefined
  if (row === undefined) {
    throw new RangeError(\`name must be a network of the zoo, got \${show(name)}\`)
  }
  const [params, macs, activations, traffic, peak] = row
  return { params, macs, activations, traffic, peak }
}
`
}

test('what is kept is what adding up gives', async () => {
  await expect(source()).toMatchFileSnapshot('./totals.ts')
})

test('every network has its totals, and no other', () => {
  for (const entry of zoo) expect(zooTotals(entry.name)).toEqual(measureEntry(entry))
  expect(() => zooTotals('toString')).toThrow(RangeError)
})
