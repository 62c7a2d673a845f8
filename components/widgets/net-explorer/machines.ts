/** What only an opened network needs: builders, PyTorch, summaries. Fetched when one is opened. */
export { openEntry } from './opened.ts'
export { ownNetwork } from './own.ts'
