import { address } from '../../components/base.ts'
import type { Language } from '../../components/languages.ts'
import { chapters, parts } from '../content.ts'
import { messagesFor } from '../messages.ts'
import styles from './ChapterList.module.css'

/** All chapters of a language, part by part. */
export function ChapterList({ language }: { readonly language: Language }) {
  const messages = messagesFor(language)
  return (
    <>
      {parts.map((part) => {
        const within = chapters[language].filter((chapter) => chapter.part === part)
        return within.length === 0 ? null : (
          <section key={part} className={styles.part} aria-labelledby={`${language}-${part}`}>
            <h2 id={`${language}-${part}`}>{messages.parts[part]}</h2>
            <ol>
              {within.map((chapter) => (
                <li key={chapter.slug}>
                  <span className={styles.number} aria-hidden="true">
                    {chapter.number}
                  </span>
                  <div>
                    <h3>
                      <a href={address(`/${language}/${chapter.slug}/`)}>{chapter.title}</a>
                    </h3>
                    <p>{chapter.lead}</p>
                  </div>
                </li>
              ))}
            </ol>
          </section>
        )
      })}
    </>
  )
}
