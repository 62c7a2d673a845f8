/** Training steps, fetched when they are compared. */
export { trainingStepWork } from '../../../math/parallel/transformer/work.ts'
