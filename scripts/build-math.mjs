import { buildMath, checkNode, install } from './prepare.mjs'

// npm run build:math: the math library as an ES module with types, and its pages, in dist-math/.
checkNode()
install()
process.exit(buildMath() ? 0 : 1)
