import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  cpSync,
  existsSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
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

/** One figure for everything that something is made from. */
function sourceHash(names) {
  const hash = createHash('sha256')
  for (const path of names.flatMap((name) => filesBelow(join(root, name)))) {
    if (/\.(test|bench)\.tsx?$/.test(path)) continue
    hash.update(path.slice(root.length)).update(readFileSync(path))
  }
  return hash.digest('hex')
}

/**
 * Makes `folder` by `make`, unless it stands there already, made from the same sources.
 *
 * @returns whether it stands there now
 */
function once(folder, wanted, make) {
  const mark = join(root, folder, '.made')
  if (existsSync(mark) && readFileSync(mark, 'utf8') === wanted) return true
  rmSync(mark, { force: true })
  if (!make()) return false
  writeFileSync(mark, wanted)
  return true
}

/** The math library as an ES module with types, and its pages, in `dist-math`. */
export function buildMath() {
  const wanted = sourceHash(['math', 'typedoc.json', 'package.json'])
  return once('dist-math', wanted, () => {
    console.log('Building the math library and its pages …')
    rmSync(join(root, 'dist-math'), { recursive: true, force: true })
    if (tool('typescript/bin/tsc', ['-p', 'math/tsconfig.json']) !== 0) return false
    const { version, license } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
    const manifest = {
      name: 'small-nets-big-clusters-math',
      version,
      license,
      type: 'module',
      sideEffects: false,
      types: './index.d.ts',
      exports: { '.': './index.js', './*': './*/index.js' },
    }
    writeFileSync(join(root, 'dist-math/package.json'), `${JSON.stringify(manifest, null, 2)}\n`)
    return tool('typedoc/bin/typedoc', ['--out', 'dist-math/docs']) === 0
  })
}

/** The course, built for `base` into `folder`, with the pages of the math library below `math/`. */
export function build(folder = 'dist', base = process.env.BASE_PATH ?? '/') {
  if (!buildMath()) return false
  const wanted = hashOf(sourceHash(sources) + base)
  return once(folder, wanted, () => {
    console.log(`Building the course for ${base} …`)
    const env = { BASE_PATH: base, OUT_DIR: folder }
    if (tool('vike/bin.js', ['build'], { env }) !== 0) return false
    cpSync(join(root, 'dist-math/docs'), join(root, folder, 'client/math'), { recursive: true })
    return true
  })
}
