import { Widget } from '../../../components/prose/Widget.tsx'
import { usePage } from '../../../components/prose/context.ts'
import type { AnyText } from '../../../components/widget/definition.ts'
import type { RegisteredWidget } from '../../../components/widget/registry.ts'
import { messagesFor } from '../../messages.ts'
import styles from './gallery.module.css'

/** One widget: what it lets one see, its bare picture, and its named cases as links. */
export function WidgetCard(props: {
  readonly entry: RegisteredWidget
  readonly text: AnyText
  readonly href: string
}) {
  const { entry, text, href } = props
  const messages = messagesFor(usePage().language)
  return (
    <li className={styles.card} id={entry.id}>
      <div className={styles.words}>
        <h2>
          <a href={href}>{text.title}</a>
        </h2>
        <p>{text.summary}</p>
        <p className={styles.kicker}>{messages.cases}</p>
        <ul>
          {Object.keys(entry.widget.cases).map((name) => (
            <li key={name}>
              <a href={name === 'default' ? href : `${href}?case=${name}`}>{text.cases[name]}</a>
            </li>
          ))}
        </ul>
      </div>
      <Widget id={entry.id} chrome="none" />
    </li>
  )
}
