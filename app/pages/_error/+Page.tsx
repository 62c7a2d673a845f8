import { languages } from '../../../components/languages.ts'
import { messagesFor } from '../../messages.ts'
import type { PageFunction } from '../../page.ts'
import { NotFound } from '../../shell/NotFound.tsx'

/**
 * `/404.html`, for hosts that serve one page for every unknown address: it speaks all languages,
 * and the client script leaves only the one that the address asked for.
 */
const page: PageFunction = ({ language }) => ({
  title: messagesFor(language).notFoundTitle,
  description: messagesFor(language).notFoundLead,
  path: (code) => `/${code}/`,
  body: languages.map(({ code, htmlLang }) => (
    <div key={code} lang={htmlLang} data-only={code}>
      <NotFound language={code} />
    </div>
  )),
})

export default page
