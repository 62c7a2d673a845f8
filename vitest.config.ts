import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'
import { texFiles } from './app/build/tex-files.ts'

export default defineConfig({
  plugins: [react(), texFiles()],
  test: {
    include: ['**/*.test.ts', '**/*.test.tsx'],
    exclude: ['node_modules/**', 'dist/**'],
    environment: 'node',
    // A test says what is right, not how fast: on a busy machine thousands of cases take a while.
    testTimeout: 120_000,
  },
})
