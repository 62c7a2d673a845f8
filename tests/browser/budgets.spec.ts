import { gzipSync } from 'node:zlib'
import type { Page } from '@playwright/test'
import { chapterSlugs, expect, languages, test, wake, widgetIds } from './site.ts'

/** Script that a page fetches, gzipped, in bytes; counted while it is open. */
function countScripts(page: Page): () => Promise<number> {
  const bodies: Promise<Buffer>[] = []
  page.on('response', (response) => {
    if (response.request().resourceType() === 'script') bodies.push(response.body())
  })
  return async () => {
    const all = await Promise.all(bodies)
    return all.reduce((sum, body) => sum + gzipSync(body).length, 0)
  }
}

const kB = 1000

test('a page without a widget in sight costs a few kilobytes of script', async ({ page }) => {
  const scripts = countScripts(page)
  await page.goto('en/', { waitUntil: 'networkidle' })
  const bytes = await scripts()
  expect(bytes).toBeGreaterThan(0)
  expect(bytes).toBeLessThan(4 * kB)
})

for (const id of widgetIds) {
  test(`${id} alone is alive within its budget of script`, async ({ page }) => {
    const scripts = countScripts(page)
    await page.goto(`en/embed/${id}/`)
    await wake(page)
    expect(await scripts()).toBeLessThan(125 * kB)
  })
}

for (const path of languages.flatMap((code) => chapterSlugs.map((slug) => `${code}/${slug}`))) {
  test(`${path} is alive at its first widget, and read to its end, within its budgets of script`, async ({
    page,
  }) => {
    const scripts = countScripts(page)
    await page.goto(`${path}/`)
    const first = page.locator('course-widget').first()
    await first.scrollIntoViewIfNeeded()
    await expect(first).toHaveAttribute('data-state', 'ready')
    expect(await scripts()).toBeLessThan(150 * kB)
    await wake(page)
    expect(await scripts()).toBeLessThan(180 * kB)
  })
}

test('nothing jumps: a chapter that comes to life does not move', async ({ page }) => {
  await page.addInitScript(() => {
    const record = window as unknown as { shift: number }
    record.shift = 0
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & {
        value: number
        hadRecentInput: boolean
      })[]) {
        if (!entry.hadRecentInput) record.shift += entry.value
      }
    }).observe({ type: 'layout-shift', buffered: true })
  })
  await page.goto(`en/${chapterSlugs[0]}/`)
  await wake(page)
  const shift = await page.evaluate(() => (window as unknown as { shift: number }).shift)
  expect(shift).toBeLessThan(0.02)
})
