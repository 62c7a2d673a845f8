/**
 * Touching a term — a word, a part of a formula, a slider, a part of a picture — lights everything
 * on the page that means the same. Done by one style rule, so that no widget has to know of it.
 */
export function lightTerms(): void {
  const sheet = new CSSStyleSheet()
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
  let lit = ''

  const light = (target: EventTarget | null) => {
    const element = target instanceof Element ? target.closest('[data-term]') : null
    const term = element?.getAttribute('data-term') ?? ''
    if (term === lit) return
    lit = term
    const name = CSS.escape(term)
    sheet.replaceSync(
      term === ''
        ? ''
        : `:not(svg *)[data-term="${name}"] {
             background: color-mix(in srgb, var(--hue, var(--ink-3)) 16%, transparent);
             box-shadow: 0 0 0 3px color-mix(in srgb, var(--hue, var(--ink-3)) 16%, transparent);
             border-radius: 3px;
           }
           svg [data-term="${name}"] { filter: saturate(1.35) brightness(1.06); stroke-width: 2.5px; }`,
    )
  }

  document.addEventListener('pointerover', (event) => light(event.target), { passive: true })
  document.addEventListener('focusin', (event) => light(event.target))
  document.documentElement.addEventListener('pointerleave', () => light(null))
}
