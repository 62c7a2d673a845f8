import { address } from '../../../components/base.ts'
import { fallbackLanguage } from '../../../components/languages.ts'
import { widgetText } from '../../../components/widget/catalog.ts'
import { widgets } from '../../../components/widget/registry.ts'
import { messagesFor } from '../../messages.ts'
import type { PageFunction } from '../../page.ts'
import layout from '../../shell/layout.module.css'
import { WidgetCard } from './WidgetCard.tsx'
import styles from './gallery.module.css'

/** `/<language>/widgets/`: every widget as a card with its picture and its named cases. */
const page: PageFunction = ({ language }) => {
  const messages = messagesFor(language)
  return {
    title: messages.widgetsTitle,
    description: messages.widgetsLead,
    path: (code) => `/${code}/widgets/`,
    body: (
      <div className={layout.page}>
        <h1 className={layout.title}>{messages.widgetsTitle}</h1>
        <p className={layout.lead}>{messages.widgetsLead}</p>
        <ul className={styles.cards}>
          {widgets.map((entry) => (
            <WidgetCard
              key={entry.id}
              entry={entry}
              text={widgetText(entry.texts, language ?? fallbackLanguage)}
              href={address(`/${language}/embed/${entry.id}/`)}
            />
          ))}
        </ul>
      </div>
    ),
  }
}

export default page
