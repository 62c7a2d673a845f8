import { render } from 'vike/abort'
import { address } from '../../../components/base.ts'
import { tags } from '../../../components/prose/tags.ts'
import { fill } from '../../../components/text.ts'
import { chapters } from '../../content.ts'
import { messagesFor } from '../../messages.ts'
import type { PageFunction } from '../../page.ts'
import layout from '../../shell/layout.module.css'
import styles from './chapter.module.css'

/** `/<language>/<chapter>/` */
const page: PageFunction = ({ language, routeParams }) => {
  const list = chapters[language]
  const index = list.findIndex(({ slug }) => slug === routeParams.chapter)
  const chapter = list[index]
  if (!chapter) throw render(404)
  const messages = messagesFor(language)
  const neighbours = [
    { chapter: list[index - 1], word: messages.previous, rel: 'prev' },
    { chapter: list[index + 1], word: messages.next, rel: 'next' },
  ]
  const next = list[index + 1]
  return {
    title: chapter.title,
    description: chapter.lead,
    path: (code) => `/${code}/${chapter.slug}/`,
    next: next && `/${language}/${next.slug}/`,
    chapter,
    body: (
      <article className={layout.page}>
        <p className={layout.kicker}>{messages.parts[chapter.part]}</p>
        <h1 className={layout.title}>
          <span className={styles.number}>
            <span className="visually-hidden">
              {fill(messages.chapterNumber, { number: String(chapter.number) }, language)}:{' '}
            </span>
            <span aria-hidden="true">{chapter.number}</span>
          </span>
          {chapter.title}
        </h1>
        <p className={layout.lead}>{chapter.lead}</p>
        <nav className={styles.contents} aria-label={messages.contents}>
          <ol>
            {chapter.headings
              .filter(({ depth }) => depth === 2)
              .map(({ id, text }) => (
                <li key={id}>
                  <a href={`#${id}`}>{text}</a>
                </li>
              ))}
          </ol>
        </nav>
        <div className={styles.prose}>
          <chapter.Body components={tags} />
        </div>
        <nav className={styles.neighbours} aria-label={messages.neighbours}>
          {neighbours.map(
            ({ chapter: neighbour, word, rel }) =>
              neighbour && (
                <a
                  key={rel}
                  rel={rel}
                  data-rel={rel}
                  href={address(`/${language}/${neighbour.slug}/`)}
                >
                  <span>{word}</span>
                  {neighbour.title}
                </a>
              ),
          )}
        </nav>
      </article>
    ),
  }
}

export default page
