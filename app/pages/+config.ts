import type { Config } from 'vike/types'

export default {
  prerender: true,
  trailingSlash: true,
  // Pages are plain HTML: no page is rendered in the browser, only its islands are.
  clientRouting: false,
  meta: { Page: { env: { server: true, client: false } } },
} satisfies Config
