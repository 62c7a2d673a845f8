import { join } from 'node:path'
import { serve } from '../../scripts/serve.mjs'

/** Serves the built course twice: at the root, and below a path as a project page would be. */
export default async function setup() {
  const root = join(import.meta.dirname, '..', '..')
  const below = process.env.BELOW ?? '/some/where/'
  const site = await serve({ folder: join(root, 'dist', 'client'), port: 4390 })
  const mounted = await serve({
    folder: join(root, 'dist-below', 'client'),
    base: below,
    port: 4490,
  })
  process.env.SITE = site.url
  process.env.SITE_BELOW = mounted.url
  return async () => {
    await Promise.all([site.close(), mounted.close()])
  }
}
