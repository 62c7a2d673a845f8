import { render } from 'vike/abort'
import { Widget } from '../../../components/prose/Widget.tsx'
import { widgetText } from '../../../components/widget/catalog.ts'
import { findWidget } from '../../../components/widget/registry.ts'
import type { PageFunction } from '../../page.ts'
import styles from './embed.module.css'

/** `/<language>/embed/<widget>/`: one widget alone, its state in the address. */
const page: PageFunction = ({ language, routeParams }) => {
  const entry = findWidget(routeParams.widget ?? '')
  if (!entry) throw render(404)
  const text = widgetText(entry.texts, language)
  return {
    title: text.title,
    description: text.summary,
    path: (code) => `/${code}/embed/${entry.id}/`,
    shell: 'bare',
    body: (
      <div className={styles.embed}>
        <Widget id={entry.id} alone />
      </div>
    ),
  }
}

export default page
