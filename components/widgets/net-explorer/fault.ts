/** Why an own network is none, and where: the line and the word, if they are known. */
export interface Fault {
  readonly reason: string
  readonly line?: number
  readonly column?: number
  readonly token?: string
}
