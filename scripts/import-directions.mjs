import { readFileSync, readdirSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { root } from './prepare.mjs'

/**
 * Imports run one way: math ← components ← content ← app. `math` imports nothing but itself, a
 * widget's definition never its View, and nothing reaches into another widget's folder, except that
 * an exercise answered by setting a widget may name the type of its definition.
 */
const order = ['math', 'components', 'content', 'app']
const problems = []

function* filesBelow(folder) {
  for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) yield* filesBelow(path)
    else if (/\.(tsx?|mdx)$/.test(entry.name)) yield path
  }
}

/**
 * The modules that a file names in import, export … from, import() and import.meta.glob, and
 * whether it asks for their types alone.
 */
export function importsOf(source) {
  // Only comments that begin a line: `'./*/*.mdx'` holds what looks like one.
  const text = source.replace(/^\s*(\/\*[\s\S]*?\*\/|\/\/.*$)/gm, '')
  const found = []
  for (const pattern of [
    /(?:^|[\s;])(?:import|export)\s[^'"`;]*?from\s*['"]([^'"]+)['"]/g,
    /(?:^|[\s;])import\s*['"]([^'"]+)['"]/g,
    /\bimport\(\s*['"]([^'"]+)['"]/g,
    /import\.meta\.glob(?:<[^(]*>)?\(\s*['"]([^'"]+)['"]/g,
  ]) {
    for (const match of text.matchAll(pattern)) {
      found.push({ target: match[1], typeOnly: /^[\s;]*import\s+type\s/.test(match[0]) })
    }
  }
  return found
}

const widgetOf = (path) => /^components[/\\]widgets[/\\]([^/\\]+)/.exec(path)?.[1]

function check(file, { target, typeOnly }) {
  const layer = file.split(sep)[0]
  const isTest = /\.(test|bench)\.tsx?$/.test(file)
  if (!target.startsWith('.')) {
    if (layer === 'math' && !isTest) problems.push(`${file}: math imports nothing, not ${target}`)
    return
  }
  const path = relative(root, join(root, dirname(file), target))
  const wanted = path.split(sep)[0]
  if (isTest && wanted === 'tests') return
  if (!order.includes(wanted) || order.indexOf(wanted) > order.indexOf(layer)) {
    problems.push(`${file}: ${layer} may not import from ${wanted} (${target})`)
  }
  if (file.endsWith(`${sep}widget.ts`) && /View(\.tsx)?$/.test(target)) {
    problems.push(`${file}: a definition may not import its View`)
  }
  const own = widgetOf(file)
  const other = widgetOf(path)
  const definitionType = typeOnly && layer === 'content' && path.endsWith(`${sep}widget.ts`)
  if (other && !other.includes('*') && own !== other && !definitionType) {
    problems.push(`${file}: only a widget itself may import from ${path}`)
  }
}

for (const folder of order) {
  for (const file of filesBelow(folder)) {
    for (const found of importsOf(readFileSync(join(root, file), 'utf8'))) check(file, found)
  }
}

for (const problem of problems) console.error(problem)
process.exit(problems.length === 0 ? 0 : 1)
