/** The builders of all networks, fetched when networks are compared. */
export { zooEntry } from '../../../math/nets/zoo/catalog.ts'
