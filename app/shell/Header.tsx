import { address } from '../../components/base.ts'
import { languages } from '../../components/languages.ts'
import type { Language } from '../../components/languages.ts'
import { fill } from '../../components/text.ts'
import { messagesFor } from '../messages.ts'
import styles from './shell.module.css'

/** The mark: one small square becoming six — a small net, a big cluster. */
export function Mark() {
  return (
    <svg className={styles.mark} viewBox="0 0 20 14" aria-hidden="true">
      <rect x="0" y="5" width="5" height="5" fill="var(--hue-channels-out)" />
      {[0, 1].flatMap((column) =>
        [0, 1, 2].map((row) => (
          <rect
            key={`${column}${row}`}
            x={9 + column * 5.5}
            y={row * 5}
            width="4.5"
            height="4"
            fill="var(--hue-channels-in)"
          />
        )),
      )}
    </svg>
  )
}

export function Header(props: {
  readonly language: Language
  readonly path: (language: Language) => string
}) {
  const { language, path } = props
  const messages = messagesFor(language)
  return (
    <header className={styles.header}>
      <a className={styles.site} href={address(`/${language}/`)}>
        <Mark />
        {messages.site}
      </a>
      <nav className={styles.nav} aria-label={messages.navigation}>
        <a href={address(`/${language}/`)}>{messages.chapters}</a>
        <a href={address(`/${language}/widgets/`)}>{messages.widgets}</a>
        {languages
          .filter(({ code }) => code !== language)
          .map(({ code, name, htmlLang }) => (
            <a
              key={code}
              href={address(path(code))}
              lang={htmlLang}
              hrefLang={htmlLang}
              data-language={code}
            >
              {name}
            </a>
          ))}
        <button
          type="button"
          className={styles.theme}
          hidden
          aria-label={fill(messages.theme, { theme: messages.themes.auto }, language)}
          data-theme-button="auto"
          data-label={messages.theme}
          data-names={JSON.stringify(messages.themes)}
        >
          <svg viewBox="0 0 16 16" aria-hidden="true">
            <circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" strokeWidth="1.5" />
            <path d="M8 2a6 6 0 0 1 0 12z" fill="currentColor" />
          </svg>
        </button>
      </nav>
    </header>
  )
}
