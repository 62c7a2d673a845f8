import { address } from '../../../components/base.ts'
import { languages } from '../../../components/languages.ts'
import { messagesFor } from '../../messages.ts'
import type { PageFunction } from '../../page.ts'
import { Mark } from '../../shell/Header.tsx'
import styles from './door.module.css'

/** The front door: opens in the reader's language by itself; without script, asks. */
const page: PageFunction = ({ language }) => ({
  title: languages.map(({ code }) => messagesFor(code).site).join(' · '),
  description: messagesFor(language).tagline,
  path: (code) => `/${code}/`,
  shell: 'door',
  body: (
    <div className={styles.door}>
      <Mark />
      <h1>
        {languages.map(({ code, htmlLang }) => (
          <span key={code} lang={htmlLang}>
            {messagesFor(code).site}
          </span>
        ))}
      </h1>
      <ul>
        {languages.map(({ code, name, htmlLang }) => (
          <li key={code}>
            <a href={address(`/${code}/`)} lang={htmlLang} hrefLang={htmlLang} data-language={code}>
              {name}
            </a>
          </li>
        ))}
      </ul>
    </div>
  ),
})

export default page
