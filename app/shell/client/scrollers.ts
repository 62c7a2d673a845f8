/**
 * A formula or a table that is wider than its place scrolls there. While it does, it can be reached
 * by the keyboard; where it fits, it is no stop on the way.
 */
export function reachableScrollers(): void {
  const scrollers = document.querySelectorAll<HTMLElement>('main .formula, main table')
  const look = (element: HTMLElement) => {
    if (element.scrollWidth > element.clientWidth) element.tabIndex = 0
    else element.removeAttribute('tabindex')
  }
  const observer = new ResizeObserver((entries) => {
    for (const { target } of entries) look(target as HTMLElement)
  })
  for (const element of scrollers) {
    // A widget's own tables stand in boxes that are reachable already.
    if (!element.closest('course-widget') || element.matches('.formula')) observer.observe(element)
  }
}
