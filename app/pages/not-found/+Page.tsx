import { messagesFor } from '../../messages.ts'
import type { PageFunction } from '../../page.ts'
import { NotFound } from '../../shell/NotFound.tsx'

/** `/<language>/404/`: served for every unknown address below `/<language>/`. */
const page: PageFunction = ({ language }) => {
  const messages = messagesFor(language)
  return {
    title: messages.notFoundTitle,
    description: messages.notFoundLead,
    path: (code) => `/${code}/`,
    body: <NotFound language={language} />,
  }
}

export default page
