import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, pages, sidewaysScroll, test, violations, wake } from './site.ts'

test('there are pages to test', () => {
  expect(pages.length).toBeGreaterThan(10)
})

for (const path of pages.filter((one) => one !== '')) {
  test(`${path || '/'} runs clean, reads well and fits a small screen`, async ({ page }) => {
    await page.goto(path)
    await wake(page)
    expect(await violations(page)).toEqual([])
    await page.setViewportSize({ width: 320, height: 640 })
    expect(await sidewaysScroll(page)).toBe(0)
    await page.emulateMedia({ colorScheme: 'dark' })
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
    expect(await violations(page)).toEqual([])
  })
}

/** What a built page links to, loads and offers as anchors. */
function readPage(file: string) {
  const html = readFileSync(file, 'utf8')
  const all = (pattern: RegExp) => [...html.matchAll(pattern)].map((match) => match[1]!)
  return {
    links: all(/\s(?:href|src)="([^"]*)"/g),
    ids: new Set(all(/\sid="([^"]*)"/g)),
  }
}

for (const [name, folder, base] of [
  ['at the root', 'dist', '/'],
  ['below a path', 'dist-below', process.env.BELOW ?? '/some/where/'],
] as const) {
  test(`${name}: no link, file or anchor is dead`, () => {
    const root = join(import.meta.dirname, '../..', folder, 'client')
    const dead: string[] = []
    let checked = 0
    for (const path of [...pages.map((one) => `${one}index.html`), '404.html']) {
      for (const link of readPage(join(root, path)).links) {
        if (/^(https?:|mailto:|data:)/.test(link)) continue
        checked++
        const [before = '', anchor] = link.split('#')
        const [address = ''] = before.split('?')
        if (address !== '' && !address.startsWith(base)) {
          dead.push(`${path} → ${link} (outside of ${base})`)
          continue
        }
        const within = address === '' ? path : address.slice(base.length)
        const file = join(
          root,
          within.endsWith('/') || within === '' ? `${within}index.html` : within,
        )
        if (!existsSync(file)) dead.push(`${path} → ${link}`)
        else if (anchor && !readPage(file).ids.has(anchor))
          dead.push(`${path} → ${link} (no anchor)`)
      }
    }
    expect(checked).toBeGreaterThan(200)
    expect(dead).toEqual([])
  })
}

test.describe('below a path', () => {
  for (const path of ['en/', 'zh/widgets/', 'en/embed/conv-cost/', 'zh/pipeline-parallelism/']) {
    test(`${path} runs clean`, async ({ page }) => {
      await page.goto(new URL(path, process.env.SITE_BELOW).href)
      await wake(page)
      await expect(page.locator('h1')).toBeVisible()
    })
  }
})
