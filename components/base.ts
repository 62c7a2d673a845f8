/** Where the course is mounted: `/` or `/some/where/`. Every address within it goes through here. */
const base = import.meta.env.BASE_URL

/** @example address('/en/widgets/') // '/some/where/en/widgets/' */
export function address(path: string): string {
  return path.startsWith('/') ? base.replace(/\/$/, '') + path : path
}
