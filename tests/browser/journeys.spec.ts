import { chapterSlugs, expect, test, wake, widgetIds } from './site.ts'

test.describe('the front door', () => {
  for (const [locale, home] of [
    ['zh-TW', '/zh/'],
    ['en-US', '/en/'],
    ['fr-FR', '/en/'],
  ] as const) {
    test.describe(locale, () => {
      test.use({ locale })
      test(`leads to ${home}`, async ({ page }) => {
        await page.goto('')
        await page.waitForURL(`**${home}`)
      })
    })
  }

  test('remembers the language chosen and traps nobody', async ({ page }) => {
    await page.goto('en/widgets/')
    await page.getByRole('link', { name: '中文' }).click()
    await page.waitForURL('**/zh/widgets/')
    await page.goto('')
    await page.waitForURL('**/zh/')
    await page.goBack()
    await page.waitForURL('**/zh/widgets/')
  })

  test('asks when there is no script', async ({ browser }) => {
    const context = await browser.newContext({ javaScriptEnabled: false })
    const page = await context.newPage()
    await page.goto(process.env.SITE!)
    await expect(page.getByRole('link', { name: 'English' })).toBeVisible()
    await expect(page.getByRole('link', { name: '中文' })).toBeVisible()
    await context.close()
  })
})

test('changing the language keeps the place in the chapter', async ({ page }) => {
  await page.goto(`en/${chapterSlugs[0]}/`)
  const section = page.locator('main h2[id]').nth(2)
  const id = await section.getAttribute('id')
  await section.evaluate((heading) => heading.scrollIntoView({ behavior: 'instant' }))
  await page.getByRole('link', { name: '中文' }).evaluate((link: HTMLElement) => link.click())
  await page.waitForURL(`**/zh/${chapterSlugs[0]}/#${id}`)
  await expect(page.locator(`#${id}`)).toBeInViewport()
})

test('the theme follows the system until one is chosen, and is kept', async ({ page }) => {
  const theme = () => page.locator('html').getAttribute('data-theme')
  await page.goto('en/')
  expect(await theme()).toBe('light')
  await page.emulateMedia({ colorScheme: 'dark' })
  await expect.poll(theme).toBe('dark')
  const button = page.getByRole('button', { name: /^Theme/ })
  await expect(button).toHaveAccessibleName('Theme: as the system')
  await button.click()
  await expect(button).toHaveAccessibleName('Theme: light')
  await page.reload()
  expect(await theme()).toBe('light')
})

test('the keyboard can skip to the text', async ({ page }) => {
  await page.goto(`en/${chapterSlugs[0]}/`)
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: 'Skip to the text' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.locator('#text')).toBeFocused()
})

test.describe('an address that does not exist', () => {
  for (const [path, heading, home] of [
    ['en/embed/no-such-widget/', 'This page is not here', 'en'],
    ['zh/no-such-chapter/', '这里没有这个页面', 'zh'],
  ] as const) {
    test(`${path} says so in its language and lists what there is`, async ({
      page,
      complaints,
    }) => {
      const response = await page.goto(path)
      expect(response!.status()).toBe(404)
      // The browser reports the page's own status; that is the one complaint to expect.
      await expect.poll(() => complaints.length).toBeGreaterThan(0)
      complaints.length = 0
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(heading)
      const links = page.locator('main a')
      expect(await links.count()).toBeGreaterThanOrEqual(chapterSlugs.length + widgetIds.length)
      await links.first().click()
      await page.waitForURL(`**/${home}/${chapterSlugs.length > 0 ? '**' : ''}`)
    })
  }

  test('on a host with one page for all: it speaks the language that the address asked for', async ({
    page,
  }) => {
    await page.goto('404.html')
    await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1)
  })
})

for (const slug of chapterSlugs) {
  test(`${slug} is readable without script`, async ({ browser }) => {
    const context = await browser.newContext({ javaScriptEnabled: false })
    const page = await context.newPage()
    await page.goto(new URL(`zh/${slug}/`, process.env.SITE).href)
    await expect(page.locator('h1')).toBeVisible()
    expect(await page.locator('.katex').count()).toBeGreaterThan(0)
    const pictures = page.locator('course-widget [aria-describedby$="-description"] > *')
    expect(await pictures.count()).toBeGreaterThan(0)
    for (const picture of await pictures.all()) await expect(picture).toBeAttached()
    // What can do nothing without script is not shown.
    for (const part of await page.locator('[data-part]').all()) await expect(part).toBeHidden()
    await context.close()
  })
}

test('an exercise: a format slip costs nothing, a mistake is named, another one is fresh', async ({
  page,
}) => {
  await page.goto('en/counting-cost/')
  await wake(page)
  const exercise = page
    .locator('course-exercise')
    .filter({ has: page.locator('input[type="text"]') })
    .first()
  const prompt = await exercise.locator('p').nth(1).textContent()
  const answer = exercise.getByRole('textbox').first()
  await answer.fill('a lot')
  await answer.press('Enter')
  await expect(exercise.getByText('This does not count as a try')).toBeVisible()
  await exercise.getByText('Worked solution').click()
  await exercise.getByRole('button', { name: 'Another one' }).click()
  await expect(exercise.locator('p').nth(1)).not.toHaveText(prompt!)
})

test('touching a term lights its fellows', async ({ page }) => {
  await page.goto('en/embed/conv-cost/')
  await wake(page)
  const term = page.locator('.formula [data-term="kernel"]').first()
  const slider = page.locator('[data-part="controls"] [data-term="kernel"]')
  const shadow = () => slider.evaluate((row) => getComputedStyle(row).boxShadow)
  expect(await shadow()).toBe('none')
  await term.hover()
  expect(await shadow()).not.toBe('none')
})

test('a number can be typed; what is not legal says so and changes nothing', async ({ page }) => {
  await page.goto('en/embed/conv-cost/')
  await wake(page)
  const field = page.getByRole('textbox', { name: 'Channels in' })
  await field.fill('24')
  await expect(page.locator('dd').first()).toContainText('6,912')
  await field.fill('9999')
  await expect(field).toHaveAttribute('aria-invalid', 'true')
  await expect(page.getByText('1 to 2,048')).toBeVisible()
  await expect(page.locator('dd').first()).toContainText('6,912')
  await field.blur()
  await expect(field).toHaveValue('24')
})

test('a refused value in the address is named, with the legal range', async ({ page }) => {
  await page.goto('en/embed/conv-cost/?kernel=99&input=56')
  await wake(page)
  await expect(page.getByText('kernel=99 is outside 1–15; 15 is used.')).toBeVisible()
})

test('an embed shows as much of the frame as its address asks for', async ({ page }) => {
  for (const [controls, settings, player] of [
    ['full', 1, 1],
    ['step', 0, 1],
    ['none', 0, 0],
  ] as const) {
    await page.goto(`en/embed/collective/?controls=${controls}&theme=dark`)
    await wake(page)
    await expect(page.locator('[data-part="controls"]')).toHaveCount(settings)
    await expect(page.locator('[data-part="player"]')).toHaveCount(player)
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  }
})
