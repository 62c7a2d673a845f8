import { address } from '../../components/base.ts'
import type { Language } from '../../components/languages.ts'
import { widgetText } from '../../components/widget/catalog.ts'
import { widgets } from '../../components/widget/registry.ts'
import { messagesFor } from '../messages.ts'
import { ChapterList } from './ChapterList.tsx'
import layout from './layout.module.css'

/** What stands at an address that does not exist: the lists of everything that does. */
export function NotFound({ language }: { readonly language: Language }) {
  const messages = messagesFor(language)
  return (
    <div className={layout.page}>
      <h1 className={layout.title}>{messages.notFoundTitle}</h1>
      <p className={layout.lead}>{messages.notFoundLead}</p>
      <ChapterList language={language} />
      <h2>{messages.widgetsTitle}</h2>
      <ul>
        {widgets.map(({ id, texts }) => (
          <li key={id}>
            <a href={address(`/${language}/embed/${id}/`)}>{widgetText(texts, language).title}</a>
          </li>
        ))}
      </ul>
    </div>
  )
}
