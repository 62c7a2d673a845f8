import type { Plugin } from 'vite'
import { setFormula } from '../../components/typeset.ts'

/**
 * `import formula from './macs.tex'` gives the formula as HTML, set at build: no typesetter in a page.
 * Set as inline text, so that a long one breaks at its signs where there is little room.
 */
export function texFiles(): Plugin {
  return {
    name: 'tex-files',
    transform: {
      filter: { id: /\.tex$/ },
      handler: (source) => ({
        code: `export default ${JSON.stringify(setFormula(String.raw`\displaystyle ${source}`, false))}`,
        map: null,
        moduleType: 'js',
      }),
    },
  }
}
