/** The two workloads of convolutional networks, fetched when one of them is looked at. */
export { convnetTraining, mobilenetInference } from '../../../math/chip-design/convolutional.ts'
