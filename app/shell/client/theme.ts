/**
 * The theme button goes round auto → light → dark. What the reader chose is kept by public/theme.js,
 * which also applies it before the first paint.
 */
declare global {
  interface Window {
    readonly courseTheme?: {
      get(): 'auto' | 'light' | 'dark'
      set(theme: 'auto' | 'light' | 'dark'): void
    }
  }
}

const order = ['auto', 'light', 'dark'] as const

export function themeButton(): void {
  const button = document.querySelector<HTMLButtonElement>('[data-theme-button]')
  const theme = window.courseTheme
  if (!button || !theme) return
  const names = JSON.parse(button.dataset.names!) as Record<(typeof order)[number], string>
  const show = () => {
    const label = button.dataset.label!.replace('{theme}', names[theme.get()])
    button.setAttribute('aria-label', label)
    button.title = label
    button.dataset.themeButton = theme.get()
  }
  button.hidden = false
  button.addEventListener('click', () => {
    theme.set(order[(order.indexOf(theme.get()) + 1) % order.length]!)
    show()
  })
  show()
}
