/** What not every comparison needs, fetched when one does: the zoo's builders, training steps. */
export { zooEntry } from '../../../math/nets/zoo/catalog.ts'
export { trainingStepWork } from '../../../math/parallel/transformer/work.ts'
