import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { build, checkNode, install, root, run, tool } from './prepare.mjs'

// npm test: everything that has to hold, in one run; ends with one line `N passed, N failed`.
checkNode()
install()
const { ensureBrowser } = await import('./browser.mjs')

const results = join(root, 'test-results')
rmSync(results, { recursive: true, force: true })
mkdirSync(results, { recursive: true })

let passed = 0
let failed = 0
const failures = []

/** Counts what a step found; a step that failed without saying what counts as one failure. */
function count(name, ok, fine = 1, wrong = 0) {
  passed += ok || fine > 1 ? fine : 0
  failed += ok ? 0 : Math.max(1, wrong)
  if (!ok) failures.push(name)
}

function step(name, status) {
  console.log(`${status === 0 ? '✓' : '✗'} ${name}\n`)
  count(name, status === 0)
}

function report(file) {
  try {
    return JSON.parse(readFileSync(join(results, file), 'utf8'))
  } catch {
    return undefined
  }
}

step('types', tool('typescript/bin/tsc', ['--noEmit']))
step('lint', tool('oxlint/bin/oxlint', ['--deny-warnings']))
step('import directions', run(process.execPath, ['scripts/import-directions.mjs']))
step('format', tool('prettier/bin/prettier.cjs', ['--check', '--log-level', 'warn', '.']))

const unit = tool('vitest/vitest.mjs', [
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${join(results, 'unit.json')}`,
])
const units = report('unit.json')
count('unit tests', unit === 0, units?.numPassedTests ?? 0, units?.numFailedTests ?? 1)

const base = '/some/where/'
const built = build('dist', '/') && build('dist-below', base)
step('build', built ? 0 : 1)

if (built) {
  let browser = 1
  try {
    const path = await ensureBrowser()
    browser = tool('@playwright/test/cli.js', ['test'], {
      env: {
        BROWSER_PATH: path,
        BELOW: base,
        PLAYWRIGHT_JSON_OUTPUT_FILE: join(results, 'browser.json'),
      },
    })
  } catch (error) {
    console.error(error.message)
  }
  const stats = report('browser.json')?.stats
  count(
    'browser tests',
    browser === 0,
    stats?.expected ?? 0,
    (stats?.unexpected ?? 1) + (stats?.flaky ?? 0),
  )
}

if (failures.length > 0) console.log(`\nFailed: ${failures.join(', ')}`)
console.log(`${passed} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)
