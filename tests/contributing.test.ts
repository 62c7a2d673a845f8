import { spawnSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

/** Carries out what CONTRIBUTING.md says, on a copy of the course, and looks at what comes of it. */

const root = join(import.meta.dirname, '..')
const guide = readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8')

interface Block {
  readonly path: string
  readonly after?: string
  readonly text: string
}

const blocks: Block[] = [
  ...guide.matchAll(/^```\w+ (?:file|line)=(\S+)(?: after="([^"]+)")?\n([\s\S]*?)^```$/gm),
].map(([, path, after, text]) => ({ path: path!, after, text: text! }))

let copy = ''

const run = (...args: string[]) =>
  spawnSync(process.execPath, args, {
    cwd: copy,
    encoding: 'utf8',
    env: { ...process.env, BASE_PATH: '/' },
  })

const page = (path: string) => readFileSync(join(copy, 'dist/client', path, 'index.html'), 'utf8')

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'course-'))
  for (const name of [
    'math',
    'components',
    'content',
    'app',
    'public',
    'scripts',
    'vite.config.ts',
    'tsconfig.json',
    'package.json',
  ]) {
    cpSync(join(root, name), join(copy, name), { recursive: true })
  }
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'), 'junction')
  for (const { path, after, text } of blocks) {
    const file = join(copy, path)
    if (after === undefined) {
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, text)
      continue
    }
    const lines = readFileSync(file, 'utf8').split('\n')
    const at = lines.findIndex((line) => line.includes(after))
    expect(at, `${after} in ${path}`).toBeGreaterThan(-1)
    writeFileSync(
      file,
      [...lines.slice(0, at + 1), text.trimEnd(), ...lines.slice(at + 1)].join('\n'),
    )
  }
  const built = run('node_modules/vike/bin.js', 'build', '--logLevel', 'error')
  expect(built.status, built.stderr + built.stdout).toBe(0)
}, 120_000)

afterAll(() => rmSync(copy, { recursive: true, force: true }))

describe('what CONTRIBUTING.md says', () => {
  it('is there to be carried out', () => {
    expect(blocks.length).toBeGreaterThanOrEqual(10)
  })

  it('keeps the import directions', () => {
    expect(run('scripts/import-directions.mjs').stderr).toBe('')
  })

  it('gives a widget its page, its card and its picture', () => {
    expect(page('en/embed/kernel-span')).toContain('How far a kernel reaches')
    expect(page('zh/embed/kernel-span')).toContain('卷积核够得着多远')
    expect(page('en/widgets')).toContain('3 taps reach over 3 pixels.')
  })

  it('gives a chapter its page in both languages, with widget, value and exercise', () => {
    expect(page('en/reach')).toMatch(/reach over <span class="value">5<\/span> pixels/)
    expect(page('en/reach')).toContain('<course-widget widget="kernel-span"')
    expect(page('en/reach')).toContain('Reach of a dilated kernel')
    expect(page('zh/reach')).toContain('id="try"')
    expect(page('zh')).toContain('三个权重可以看到五个像素')
  })

  it('opens a new language, in English where it has nothing yet', () => {
    expect(existsSync(join(copy, 'dist/client/de/index.html'))).toBe(true)
    expect(page('de/reach')).toContain('<html lang="de">')
    expect(page('de/reach')).toContain('Leave a gap between the taps')
    expect(page('en')).toContain('Deutsch')
  })
})
