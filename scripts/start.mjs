import { join } from 'node:path'
import { build, checkNode, install, root } from './prepare.mjs'

// npm start: installs what is missing, builds what has changed, serves the course.
checkNode()
install()
const base = process.env.BASE_PATH ?? '/'
if (!build('dist', base)) {
  console.error('The course could not be built; the reason stands above.')
  process.exit(1)
}
const { serve } = await import('./serve.mjs')
const port = Number(process.env.PORT ?? 4173)
const { url } = await serve({ folder: join(root, 'dist', 'client'), base, port })
console.log(`\n  Small Nets, Big Clusters · 小网络，大集群\n  ${url}\n\n  Ctrl+C stops it.`)
