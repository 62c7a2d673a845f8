import { address } from '../../components/base.ts'
import { languages } from '../../components/languages.ts'
import type { Language } from '../../components/languages.ts'
import { Page } from '../../components/prose/context.ts'
import { messagesFor } from '../messages.ts'
import type { PageOutput } from '../page.ts'
import { Header } from './Header.tsx'
import styles from './shell.module.css'

/** Everything within `<body>`. */
export function Body(props: { readonly page: PageOutput; readonly language: Language }) {
  const { page, language } = props
  const messages = messagesFor(language)
  const bare = page.shell === 'bare' || page.shell === 'door'
  return (
    <Page
      value={{
        language,
        chapter: page.chapter?.slug,
        exercises: page.chapter?.exercises,
        exerciseTexts: page.chapter?.exerciseTexts,
        islands: { count: 0 },
      }}
    >
      {!bare && (
        <>
          <a className="skip" href="#text">
            {messages.skip}
          </a>
          <Header language={language} path={page.path} />
        </>
      )}
      <main id="text" tabIndex={-1}>
        {page.body}
      </main>
      {!bare && (
        <footer className={styles.footer}>
          <p>{messages.tagline}</p>
          <p>
            <a href={address('/math/')}>{messages.mathLibrary}</a>
          </p>
        </footer>
      )}
    </Page>
  )
}

/** Everything within `<head>` but what the build adds. */
export function Head(props: { readonly page: PageOutput; readonly language: Language }) {
  const { page, language } = props
  const site = messagesFor(language).site
  return (
    <>
      <meta charSet="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>{page.title === site ? site : `${page.title} · ${site}`}</title>
      <meta name="description" content={page.description} />
      <link rel="icon" href={address('/icon.svg')} type="image/svg+xml" />
      {languages.map(({ code, htmlLang }) => (
        <link key={code} rel="alternate" hrefLang={htmlLang} href={address(page.path(code))} />
      ))}
      {page.next && <link rel="prefetch" href={address(page.next)} />}
      <script src={address('/theme.js')} />
    </>
  )
}
