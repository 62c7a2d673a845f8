import fc from 'fast-check'
import type { Page } from '@playwright/test'
import { expect, languages, sidewaysScroll, test, violations, wake, widgetIds } from './site.ts'

const picture = (page: Page) => page.locator('[aria-describedby$="-description"]')
const scrub = (page: Page) => page.locator('[data-part="player"] input[type="range"]')

/** The picture as markup; what a reader sees, apart from the theme. */
const drawn = (page: Page) => picture(page).innerHTML()

async function open(page: Page, language: string, id: string, query = '') {
  await page.goto(`${language}/embed/${id}/${query}`)
  await wake(page)
}

/** The named cases of a widget, as the gallery links to them. */
async function casesOf(page: Page, id: string): Promise<string[]> {
  await page.goto('en/widgets/')
  const links = await page
    .locator(`#${id} a[href*="?case="]`)
    .evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).search))
  return ['', ...links]
}

test('there are widgets to test', () => {
  expect(widgetIds.length).toBeGreaterThanOrEqual(3)
})

for (const id of widgetIds) {
  test.describe(id, () => {
    for (const language of languages) {
      test(`in ${language}, every case: axe finds nothing; 320 px is enough`, async ({ page }) => {
        test.slow()
        for (const query of await casesOf(page, id)) {
          await open(page, language, id, query)
          const plays = (await scrub(page).count()) > 0
          const last = plays ? Number(await scrub(page).getAttribute('max')) : 0
          // Roles and colours are the same in every language: all steps are looked at in one.
          const middle = Math.floor(last / 2)
          for (const step of new Set(language === 'en' ? [0, middle, last] : [middle])) {
            if (plays) await scrub(page).fill(String(step))
            expect(await violations(page), `${query} step ${step}`).toEqual([])
          }
          await page.setViewportSize({ width: 320, height: 640 })
          expect(await sidewaysScroll(page), query).toBe(0)
          await page.setViewportSize({ width: 1280, height: 720 })
        }
      })
    }

    test('two loads of one address draw the same picture', async ({ page, context }) => {
      test.slow()
      for (const query of await casesOf(page, id)) {
        await open(page, 'en', id, query)
        const first = await drawn(page)
        const other = await context.newPage()
        await open(other, 'en', id, query)
        expect(await drawn(other), query).toBe(first)
        await other.close()
      }
    })

    test('the picture drawn at build is the one that comes to life', async ({ page, browser }) => {
      const still = await browser.newContext({ javaScriptEnabled: false })
      const page2 = await still.newPage()
      await page2.goto(new URL(`en/embed/${id}/`, process.env.SITE).href)
      const before = await drawn(page2)
      await open(page, 'en', id)
      expect(await drawn(page)).toBe(before)
      await still.close()
    })

    test('the player answers to its keys', async ({ page }) => {
      await open(page, 'en', id)
      if ((await scrub(page).count()) === 0) {
        // A still picture has no player, and its picture takes no part in the tab order for it.
        await expect(page.locator('[data-part="player"]')).toHaveCount(0)
        return
      }
      const last = Number(await scrub(page).getAttribute('max'))
      const opening = Number(await scrub(page).inputValue())
      const at = (step: number) => expect(scrub(page)).toHaveValue(String(step))
      await picture(page).focus()
      await page.keyboard.press('Home')
      await at(0)
      await page.keyboard.press('ArrowRight')
      await at(1)
      await page.keyboard.press('ArrowLeft')
      await at(0)
      await page.keyboard.press('End')
      await at(last)
      await page.keyboard.press('ArrowRight')
      await at(last)
      await page.keyboard.press('Home')
      await page.keyboard.press(' ')
      await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible()
      await expect.poll(async () => Number(await scrub(page).inputValue())).toBeGreaterThan(0)
      await page.keyboard.press(' ')
      await expect(page.getByRole('button', { name: 'Play' })).toBeVisible()
      // The scrubber and the buttons work from the keyboard as well.
      await scrub(page).focus()
      await page.keyboard.press('Home')
      await page.keyboard.press('ArrowRight')
      await at(1)
      await page.getByRole('button', { name: 'One step forward' }).press('Enter')
      await at(Math.min(2, last))
      await page.getByRole('button', { name: 'Reset' }).press('Enter')
      await at(opening)
    })

    test('a state is in the address, and the address brings it back', async ({ page }) => {
      await open(page, 'en', id)
      const controls = page.locator('[data-part="controls"]')
      const sliders = controls.locator('input[type="range"]:enabled')
      // A widget whose settings are all choices has no slider; its first choice does as well.
      const slides = (await sliders.count()) > 0
      const control = slides ? sliders.first() : controls.locator('select').first()
      const before = await control.inputValue()
      await control.focus()
      // To the other end, wherever it stands.
      await page.keyboard.press(before === (await control.getAttribute('max')) ? 'Home' : 'End')
      await expect(control).not.toHaveValue(before)
      await expect.poll(() => new URL(page.url()).search).not.toBe('')
      const picked = await control.inputValue()
      const seen = await drawn(page)
      await page.reload()
      await wake(page)
      await expect(control).toHaveValue(picked)
      expect(await drawn(page)).toBe(seen)
    })

    test('hostile addresses still draw, and a note says what was refused', async ({ page }) => {
      const hostile = fc.sample(
        fc.webQueryParameters({ size: 'small' }).map((query) => `?${query}`),
        { numRuns: 12, seed: 20 },
      )
      for (const query of ['?nonsense=1', '?step=-5', '?case=%00&step=1e9', ...hostile]) {
        await open(page, 'en', id, query)
        await expect(picture(page)).toBeVisible()
      }
      await open(page, 'en', id, '?nonsense=1')
      await expect(page.getByText('nonsense is not a setting of this widget')).toBeVisible()
      await page.getByRole('button', { name: 'Close this note' }).click()
      await expect(page.getByText('nonsense is not a setting')).toHaveCount(0)
    })

    test('with reduced motion every step arrives at once', async ({ page }) => {
      await page.emulateMedia({ reducedMotion: 'reduce' })
      await open(page, 'en', id)
      expect(await page.evaluate(() => document.getAnimations().length)).toBe(0)
    })
  })
}
