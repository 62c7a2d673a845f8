import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * What start and test need before they can begin. Uses Node alone: nothing may be installed yet.
 */
export const root = join(dirname(fileURLToPath(import.meta.url)), '..')

const minimum = [20, 19]

export function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major < minimum[0] || (major === minimum[0] && minor < minimum[1])) {
    console.error(`Node ${minimum.join('.')} or newer is needed; this is ${process.versions.node}.`)
    process.exit(1)
  }
}

/** Runs a command in the project's folder, its output shown as it comes. */
export function run(command, args, options = {}) {
  const shell = process.platform === 'win32'
  const { status, error } = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    shell,
    ...options,
    env: { ...process.env, ...options.env },
  })
  if (error) console.error(error.message)
  return status ?? 1
}

/** A tool of the project, run by this Node: `tool('vite', …)` needs no shell and no PATH. */
export function tool(path, args, options) {
  return run(process.execPath, [join(root, 'node_modules', path), ...args], options)
}

const hashOf = (text) => createHash('sha256').update(text).digest('hex')

/** Installs exactly what the lockfile says, unless that is what is there. */
export function install() {
  const mark = join(root, 'node_modules', '.installed')
  const wanted = hashOf(
    readFileSync(join(root, 'package-lock.json'), 'utf8') +
      readFileSync(join(root, 'package.json'), 'utf8'),
  )
  if (existsSync(mark) && readFileSync(mark, 'utf8') === wanted) return
  console.log('Installing what is missing …')
  const status = run('npm', ['ci', '--no-audit', '--no-fund'])
  if (status !== 0) {
    console.error('The packages could not be installed; npm says why above.')
    process.exit(status)
  }
  writeFileSync(mark, wanted)
}

const sources = [
  'math',
  'components',
  'content',
  'app',
  'public',
  'vite.config.ts',
  'package-lock.json',
]

function filesBelow(path) {
  if (!statSync(path).isDirectory()) return [path]
  return readdirSync(path)
    .toSorted()
    .flatMap((name) => filesBelow(join(path, name)))
}

/** One figure for everything that a build is made from. */
function sourceHash() {
  const hash = createHash('sha256')
  for (const path of sources.flatMap((source) => filesBelow(join(root, source)))) {
    if (/\.(test|bench)\.tsx?$/.test(path)) continue
    hash.update(path.slice(root.length)).update(readFileSync(path))
  }
  return hash.digest('hex')
}

/**
 * Builds the course for `base` into `folder`, unless it stands there already, made from the same
 * sources.
 *
 * @returns whether the course stands there now
 */
export function build(folder = 'dist', base = process.env.BASE_PATH ?? '/') {
  const mark = join(root, folder, '.built')
  const wanted = hashOf(sourceHash() + base)
  if (existsSync(mark) && readFileSync(mark, 'utf8') === wanted) return true
  console.log(`Building the course for ${base} …`)
  const env = { BASE_PATH: base, OUT_DIR: folder }
  const status = tool('vike/bin.js', ['build', '--logLevel', 'warn'], { env })
  if (status === 0) writeFileSync(mark, wanted)
  return status === 0
}
