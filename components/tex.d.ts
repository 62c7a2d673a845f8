/** A formula set at build; see app/build/tex-files.ts. */
declare module '*.tex' {
  const html: string
  export default html
}
