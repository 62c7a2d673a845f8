import { messagesFor } from '../../messages.ts'
import type { PageFunction } from '../../page.ts'
import { ChapterList } from '../../shell/ChapterList.tsx'
import layout from '../../shell/layout.module.css'
import { Pictures } from './Pictures.tsx'

/** `/<language>/`: what the course is, and its chapters. */
const page: PageFunction = ({ language }) => {
  const messages = messagesFor(language)
  return {
    title: messages.site,
    description: messages.tagline,
    path: (code) => `/${code}/`,
    body: (
      <div className={layout.page}>
        <h1 className={layout.title}>{messages.homeTitle}</h1>
        <p className={layout.lead}>{messages.homeLead}</p>
        <Pictures language={language} />
        <ChapterList language={language} />
      </div>
    ),
  }
}

export default page
