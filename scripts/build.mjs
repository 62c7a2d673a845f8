import { build, checkNode, install } from './prepare.mjs'

// npm run build: the course in dist/client, for BASE_PATH or the root of a site.
checkNode()
install()
process.exit(build() ? 0 : 1)
