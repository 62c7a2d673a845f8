export * from './convolution.ts'
export * from './cost.ts'
export * from './shape.ts'
export * from './window.ts'
