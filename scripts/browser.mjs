import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'

/**
 * The browser for the tests: Playwright's own Chromium where it is installed, else a Chrome or
 * Chromium on the machine, else, as root on Debian or Ubuntu, one from the system's packages.
 */

const candidates = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
]

async function playwrightsOwn() {
  const { chromium } = await import('@playwright/test')
  const path = chromium.executablePath()
  return path && existsSync(path) ? path : undefined
}

/** The browser's path, or nothing if there is none. */
export async function findBrowser() {
  const named = process.env.BROWSER_PATH
  if (named) return existsSync(named) ? named : undefined
  return (await playwrightsOwn()) ?? candidates.find((path) => existsSync(path))
}

function isDebian() {
  try {
    return /\b(debian|ubuntu)\b/i.test(readFileSync('/etc/os-release', 'utf8'))
  } catch {
    return false
  }
}

/** The browser's path; installs one where that can be done unasked, else says how, and throws. */
export async function ensureBrowser() {
  const found = await findBrowser()
  if (found) return found
  if (process.getuid?.() === 0 && isDebian()) {
    console.log('Installing a browser for the tests …')
    const options = { stdio: 'inherit', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }
    spawnSync('apt-get', ['update', '-qq'], options)
    // On Ubuntu the package "chromium" does not exist; its name there is chromium-browser.
    for (const name of ['chromium', 'chromium-browser']) {
      spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', name], options)
      const installed = await findBrowser()
      if (installed) return installed
    }
  }
  throw new Error(
    'The browser tests need Chromium. Install it with: npx playwright install chromium',
  )
}

/** How the browser has to be started here. */
export function browserArguments() {
  return [
    '--disable-background-networking',
    '--disable-component-update',
    '--no-first-run',
    // As root Chromium refuses to start with its sandbox.
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  ]
}
