import mdx from '@mdx-js/rollup'
import react from '@vitejs/plugin-react'
import rehypeKatex from 'rehype-katex'
import remarkFrontmatter from 'remark-frontmatter'
import remarkGfm from 'remark-gfm'
import remarkMath from 'remark-math'
import remarkMdxFrontmatter from 'remark-mdx-frontmatter'
import vike from 'vike/plugin'
import { defineConfig } from 'vite'
import { headingIds } from './app/build/headings.ts'
import { keepPunctuation } from './app/build/keep-punctuation.ts'
import { texFiles } from './app/build/tex-files.ts'
import { katexOptions } from './components/typeset.ts'

export default defineConfig(({ command }) => ({
  // A build speaks up only when something is wrong.
  logLevel: command === 'build' ? 'warn' : 'info',
  // Where the course is mounted, `/` or `/some/where/`.
  base: process.env.BASE_PATH ?? '/',
  plugins: [
    {
      enforce: 'pre',
      ...mdx({
        remarkPlugins: [remarkFrontmatter, remarkMdxFrontmatter, remarkGfm, remarkMath, headingIds],
        rehypePlugins: [[rehypeKatex, katexOptions], keepPunctuation],
        providerImportSource: undefined,
      }),
    },
    react(),
    texFiles(),
    vike(),
  ],
  server: { port: 4173 },
  build: {
    target: 'es2022',
    outDir: process.env.OUT_DIR ?? 'dist',
    // A font inside a stylesheet would be fetched by pages that have no formula.
    assetsInlineLimit: 0,
  },
}))
