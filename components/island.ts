/**
 * A page is static HTML; only its islands run. An island is a custom element around content that is
 * already drawn: when it comes near the viewport, or is touched, its code is fetched and takes over.
 */
export function defineIsland(tag: string, start: (element: HTMLElement) => Promise<void>): void {
  if (customElements.get(tag)) return

  const begin = (element: HTMLElement) => {
    nearby.unobserve(element)
    if (element.dataset.state) return
    element.dataset.state = 'starting'
    start(element).then(
      () => (element.dataset.state = 'ready'),
      (error: unknown) => {
        // The picture drawn at build stays; the next touch tries again.
        delete element.dataset.state
        console.error(error)
      },
    )
  }

  const nearby = new IntersectionObserver(
    (entries) => {
      for (const entry of entries) if (entry.isIntersecting) begin(entry.target as HTMLElement)
    },
    { rootMargin: '400px' },
  )

  customElements.define(
    tag,
    class extends HTMLElement {
      connectedCallback() {
        nearby.observe(this)
        for (const event of ['pointerdown', 'focusin']) {
          this.addEventListener(event, () => begin(this), { once: true, passive: true })
        }
      }
      disconnectedCallback() {
        nearby.unobserve(this)
      }
    },
  )
}
