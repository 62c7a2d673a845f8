import type { Plugin } from 'vite'
import { setFormula } from '../../components/typeset.ts'

/** `import formula from './macs.tex'` gives the formula as HTML, set at build; no typesetter in a page. */
export function texFiles(): Plugin {
  return {
    name: 'tex-files',
    transform: {
      filter: { id: /\.tex$/ },
      handler: (source) => ({
        code: `export default ${JSON.stringify(setFormula(source, true))}`,
        map: null,
        moduleType: 'js',
      }),
    },
  }
}
