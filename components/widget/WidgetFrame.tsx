import { memo, useEffect, useMemo, useState } from 'react'
import type { ComponentType, KeyboardEvent } from 'react'
import { fill } from '../text.ts'
import { useInstance, useWidgetState, InstanceContext, sayIn, tell } from './context.ts'
import type { Instance } from './context.ts'
import { ModeSwitch } from './controls/ChoiceControl.tsx'
import { Controls } from './controls/Controls.tsx'
import type { AnyWidget, Table, ViewProps } from './definition.ts'
import type { Param } from './params.ts'
import { Player } from './Player.tsx'
import { runPlayer } from './player.ts'
import { encodeState } from './state.ts'
import { openingStep } from './store.ts'
import type { Rejection } from './state.ts'
import styles from './WidgetFrame.module.css'

type Part = ComponentType<ViewProps<AnyWidget>>

/**
 * What a widget's View.tsx exports: its picture and, if it has them, the results beside it and the
 * formula under it. All three are functions of the same props; the frame gives each its place.
 */
export interface View {
  readonly default: Part
  readonly Results?: Part
  readonly Formula?: Part
}

function legalText(rejection: Rejection): string {
  const { legal } = rejection
  if (legal === undefined) return ''
  return 'min' in legal ? `${legal.min}–${legal.max}` : legal.join(', ')
}

/** What a URL asked for and did not get, with the legal range. */
function Rejections() {
  const { messages, language } = useInstance()
  const rejections = useWidgetState((state) => state.rejections)
  const dismiss = useWidgetState((state) => state.dismiss)
  const shorten = (text: string) => (text.length > 40 ? `${text.slice(0, 40)}…` : text)
  return (
    <div className={styles.notes} role="status">
      {rejections.length > 0 && (
        <div className={styles.note}>
          <ul>
            {rejections.map((rejection) => (
              <li key={rejection.name}>
                {fill(
                  messages.rejected[rejection.problem],
                  {
                    name: shorten(rejection.name),
                    raw: shorten(rejection.raw),
                    used: rejection.used ?? '',
                    legal: legalText(rejection),
                  },
                  language,
                )}
              </li>
            ))}
          </ul>
          <button
            type="button"
            onClick={dismiss}
            aria-label={messages.close}
            title={messages.close}
          >
            ×
          </button>
        </div>
      )}
    </div>
  )
}

/** To the widget's own page, in the state that it has here: the address to share or to embed. */
const HomeLink = memo(function HomeLink() {
  const { home, widget, messages } = useInstance()
  const params = useWidgetState((state) => state.params)
  const step = useWidgetState((state) => state.step)
  const count = useWidgetState((state) => state.frames.length)
  if (home === undefined) return null
  const search = new URLSearchParams(encodeState(widget, params))
  if (step !== openingStep(widget, count)) search.set('step', String(step))
  return (
    <a
      className={styles.home}
      href={search.size > 0 ? `${home}?${search}` : home}
      aria-label={messages.home}
      title={messages.home}
    >
      <svg viewBox="0 0 14 14" aria-hidden="true">
        <path d="M5.5 2.5h-3v9h9v-3M8 2.5h3.5V6M11.5 2.5 6.5 7.5" />
      </svg>
    </a>
  )
})

/** A closed table catches up when settings have rested for so many milliseconds. */
const tableDelay = 300

/** What the table is to show: what is drawn now, but while it is closed what was drawn at rest. */
function useTable(open: boolean): Table | undefined {
  const { widget } = useInstance()
  const params = useWidgetState((state) => state.params)
  const frame = useWidgetState((state) => state.frames[state.step])
  const playing = useWidgetState((state) => state.playing)
  const [rested, setRested] = useState({ params, frame })
  useEffect(() => {
    if (playing) return
    const timer = setTimeout(() => setRested({ params, frame }), tableDelay)
    return () => clearTimeout(timer)
  }, [params, frame, playing])
  const shown = open ? { params, frame } : rested
  return useMemo(
    () => widget.table?.(shown.frame, shown.params as never),
    [widget, shown.frame, shown.params],
  )
}

const TableRows = memo(function TableRows({ table }: { readonly table: Table }) {
  const { text, language } = useInstance()
  const say = sayIn(text, language)
  const cell = (content: string | number) =>
    typeof content === 'number' ? fill('{value}', { value: content }, language) : say(content)
  return (
    // Wide tables scroll in their own box, reachable by keyboard; the page never does.
    <div className={styles.scroll} tabIndex={0} role="region" aria-label={say(table.caption)}>
      <table>
        <caption>{say(table.caption)}</caption>
        <thead>
          <tr>
            {table.columns.map((column, index) => (
              <th key={index} scope="col">
                {cell(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, index) => (
            <tr key={index}>
              {row.map((content, column) =>
                column === 0 ? (
                  <th key={column} scope="row">
                    {cell(content)}
                  </th>
                ) : (
                  <td key={column}>{cell(content)}</td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
})

/** The frame as a table. Much to make, so that a moving slider does not wait for a closed one. */
const TableOf = memo(function TableOf() {
  const { messages } = useInstance()
  const [open, setOpen] = useState(false)
  const table = useTable(open)
  return (
    table && (
      <details className={styles.table} onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>{messages.table}</summary>
        <TableRows table={table} />
      </details>
    )
  )
})

function Body(props: { readonly view: View; readonly alone: boolean }) {
  const { view, alone } = props
  const { default: Picture, Results, Formula } = view
  const { id, widget, text, messages, language, store } = useInstance()
  const state = useWidgetState((current) => current)
  const { params, frames, step, t, playing, chrome, locked, set, seek, play } = state
  useEffect(() => runPlayer(store), [store])

  const frame = frames[step]
  const say = useMemo(() => sayIn(text, language), [text, language])
  const description = useMemo(
    () => widget.describe(frame, params as never),
    [widget, frame, params],
  )
  const steps = frames.length > 1
  // Within a chapter the sections of the prose are the headings, and a widget is a figure in them.
  const Title = alone ? 'h1' : 'p'
  const modes = Object.keys(widget.params).filter(
    (name) => (widget.params[name] as Param).place === 'mode' && !locked.includes(name),
  )

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.target !== event.currentTarget)
      return
    const moves: Readonly<Record<string, () => void>> = {
      ArrowRight: () => seek(step + 1),
      ArrowLeft: () => seek(step - 1),
      Home: () => seek(0),
      End: () => seek(frames.length - 1),
      ' ': () => play(!playing),
    }
    const move = moves[event.key]
    if (!move || !steps) return
    event.preventDefault()
    move()
  }

  const parts = { params: params as never, frame, frames, step, t, say, set, seek }

  return (
    <figure className={styles.card} aria-labelledby={`${id}-title`}>
      <header className={styles.head}>
        <Title className={styles.title} id={`${id}-title`}>
          {text.title}
        </Title>
        {chrome === 'full' && modes.map((name) => <ModeSwitch key={name} name={name} />)}
        <HomeLink />
      </header>
      <Rejections />
      <div className={styles.body} data-layout={widget.layout ?? 'beside'} data-chrome={chrome}>
        {chrome === 'full' && <Controls />}
        <div
          className={styles.picture}
          role="group"
          aria-label={fill(
            steps ? messages.picture : messages.still,
            { title: text.title },
            language,
          )}
          aria-describedby={`${id}-description`}
          tabIndex={steps ? 0 : undefined}
          onKeyDown={onKeyDown}
        >
          <Picture {...parts} />
        </div>
        <p
          className={styles.description}
          id={`${id}-description`}
          // Said aloud after a step or a change of settings; silent while it plays.
          aria-live={playing ? 'off' : 'polite'}
        >
          {tell(description, say, messages.sentenceGap)}
        </p>
        {Results && (
          <div className={styles.results} role="group" aria-label={messages.results}>
            <Results {...parts} />
          </div>
        )}
        {Formula && chrome === 'full' && (
          <div className={styles.formula}>
            <Formula {...parts} />
          </div>
        )}
        {chrome !== 'none' && <Player />}
      </div>
      {chrome === 'full' && <TableOf />}
    </figure>
  )
}

/** One widget instance with everything around its picture. */
export function WidgetFrame(props: {
  readonly instance: Instance
  readonly view: View
  /** On a page of its own the title is the page's heading. */
  readonly alone?: boolean
}) {
  return (
    <InstanceContext value={props.instance}>
      <Body view={props.view} alone={props.alone ?? false} />
    </InstanceContext>
  )
}
