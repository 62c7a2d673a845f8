/** Accelerators and links as data, rooflines, clusters. */
export * from './accelerators.ts'
export * from './cluster.ts'
export * from './links.ts'
export * from './roofline.ts'
export * from './units.ts'
