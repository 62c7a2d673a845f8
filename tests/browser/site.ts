import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { test as base, expect } from '@playwright/test'
import type { Page } from '@playwright/test'
import axe from 'axe-core'

const folder = join(import.meta.dirname, '../../dist/client')

/** Every page of the built course, as its address within the site: `en/collectives/`. */
export const pages: readonly string[] = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  // The pages of the math library are made by their own tool.
  .filter((path) => path.endsWith('index.html') && !path.startsWith('math/'))
  .map((path) => path.slice(0, -'index.html'.length))
  .toSorted()

export const languages = ['en', 'zh'] as const

const under = (prefix: string) =>
  pages.filter((path) => path.startsWith(prefix)).map((path) => path.slice(prefix.length, -1))

export const widgetIds = under('en/embed/')
export const chapterSlugs = pages
  .map((path) => /^en\/([a-z0-9-]+)\/$/.exec(path)?.[1])
  .filter((slug): slug is string => slug !== undefined && !['widgets', '404'].includes(slug))

/**
 * A page that fails its test when the console shows an error, a script throws, a request fails, or
 * anything is asked of another origin.
 */
export const test = base.extend<{ complaints: string[] }>({
  complaints: [
    async ({ page, baseURL }, use) => {
      const complaints: string[] = []
      const origin = new URL(baseURL!).origin
      page.on('console', (message) => {
        if (message.type() === 'error') complaints.push(`console: ${message.text()}`)
      })
      page.on('pageerror', (error) => complaints.push(`thrown: ${error.message}`))
      page.on('request', (request) => {
        const url = new URL(request.url())
        if (url.protocol.startsWith('http') && url.hostname !== new URL(origin).hostname) {
          complaints.push(`foreign request: ${request.url()}`)
        }
      })
      page.on('response', (response) => {
        if (response.status() >= 400) complaints.push(`${response.status()}: ${response.url()}`)
      })
      await use(complaints)
      expect(complaints).toEqual([])
    },
    { auto: true },
  ],
})

/** Brings every island of the page to life, as a reader who scrolls through would. */
export async function wake(page: Page): Promise<void> {
  const islands = page.locator('course-widget, course-exercise')
  for (let index = 0; index < (await islands.count()); index++) {
    const island = islands.nth(index)
    await island.scrollIntoViewIfNeeded()
    await expect(island).toHaveAttribute('data-state', 'ready')
  }
}

/** What axe-core finds on the page as it stands, in short. */
export async function violations(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) {
    await page.evaluate(axe.source)
  }
  return page.evaluate(async () => {
    const { axe: checker } = window as unknown as { axe: typeof import('axe-core') }
    const { violations: found } = await checker.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    })
    return found.flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id}: ${node.target.join(' ')} — ${node.failureSummary ?? ''}`),
    )
  })
}

/** How far the page can be scrolled sideways, in pixels. */
export const sidewaysScroll = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

export { expect }
