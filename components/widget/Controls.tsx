import { memo, useId, useState } from 'react'
import type { CSSProperties, ReactNode } from 'react'
import { format } from '../format.ts'
import { hue } from '../hues.ts'
import { fill } from '../text.ts'
import { useInstance, useWidgetState } from './context.ts'
import type { AnyWidget, Legal } from './definition.ts'
import type { GridParam } from './grid.ts'
import type {
  ChoiceParam,
  ExtentParam,
  FlagParam,
  IntParam,
  NumberParam,
  Param,
  ParamValue,
  TextParam,
} from './params.ts'
import { legalOf } from './state.ts'
import type { State } from './state.ts'
import styles from './Controls.module.css'

const colour = (param: Param): CSSProperties =>
  param.hue ? ({ '--hue': hue(param.hue) } as CSSProperties) : {}

const asked = new WeakMap<State, ReturnType<NonNullable<AnyWidget['legal']>>>()

/** What is legal at these values: every control asks, and it is worked out once. */
function legalAt(widget: AnyWidget, params: State) {
  const known = asked.get(params) ?? widget.legal?.(params as never) ?? {}
  asked.set(params, known)
  return known
}

function useParam(name: string) {
  const { widget, text } = useInstance()
  const value = useWidgetState((state) => state.params[name]!)
  const params = useWidgetState((state) => state.params)
  const set = useWidgetState((state) => state.set)
  const param = widget.params[name] as Param
  const words = text.params[name] ?? name
  return {
    param,
    value,
    set: (next: ParamValue) => set({ [name]: next }),
    legal: (legalAt(widget, params)[name] ?? legalOf(param)) as Legal,
    label: typeof words === 'string' ? words : words.label,
    option: (option: string) =>
      typeof words === 'string' ? option : (words.options[option] ?? option),
  }
}

/**
 * Whole numbers in about equal ratios, eight to a doubling, every power of two among them.
 *
 * @example octaves(1, 20) // [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 15, 16, 17, 19, 20]
 */
function octaves(min: number, max: number): number[] {
  const steps = Math.ceil(Math.log2(max) * 8)
  const values = Array.from({ length: steps + 1 }, (_, step) => Math.round(2 ** (step / 8)))
  return [...new Set([min, ...values.filter((value) => value > min && value < max), max])]
}

/** Where on its slider a number stands, and back: by value, by logarithm, or by place in a list. */
function slideScale(param: IntParam | NumberParam | ExtentParam, legal: Legal) {
  const listed = (list: readonly number[]) => ({
    min: 0,
    max: list.length - 1,
    step: 1,
    // A typed value may lie between two stops of the slider.
    to: (value: number) => list.findLastIndex((stop, index) => index === 0 || stop <= value),
    from: (place: number) => list[place] ?? param.min,
  })
  if (Array.isArray(legal)) return listed(legal.map(Number))
  const { min, max } = legal as { min: number; max: number }
  if (param.scale === 'linear') {
    const step = param.kind === 'number' ? param.step : 1
    return { min, max, step, to: (value: number) => value, from: (place: number) => place }
  }
  if (param.kind !== 'number') return listed(octaves(min, max))
  return {
    min: Math.log2(min),
    max: Math.log2(max),
    step: 1 / 16,
    to: (value: number) => Math.log2(value),
    // Two significant digits: a slider over ten magnitudes cannot aim finer than that.
    from: (place: number) => Math.min(max, Math.max(min, Number((2 ** place).toPrecision(2)))),
  }
}

/** What a slider's value is called aloud and, for quantities with a unit, beside its label. */
function shown(param: Param, value: number, language: 'en' | 'zh'): string {
  const unit = param.kind === 'number' ? param.unit : 'plain'
  return format(value, unit === 'plain' ? 'number' : unit, language)
}

function Slider(props: {
  readonly param: IntParam | NumberParam | ExtentParam
  readonly legal: Legal
  readonly value: number
  readonly label: string
  readonly spoken: string
  readonly onSlide: (value: number) => void
}) {
  const scale = slideScale(props.param, props.legal)
  const place = scale.to(props.value)
  const filled = scale.max > scale.min ? ((place - scale.min) / (scale.max - scale.min)) * 100 : 0
  return (
    <input
      className={styles.slider}
      type="range"
      min={scale.min}
      max={scale.max}
      step={scale.step}
      value={place}
      disabled={scale.min === scale.max}
      aria-label={props.label}
      aria-valuetext={props.spoken}
      style={{ '--filled': `${filled}%` } as CSSProperties}
      onChange={(event) => props.onSlide(scale.from(Number(event.target.value)))}
    />
  )
}

/**
 * A number that can be typed. What is typed stays as typed until the field is left; a value that is
 * not legal says what would be, and changes nothing until it is.
 */
function Field(props: {
  readonly value: string
  readonly label: string
  readonly allowed: string
  readonly accepts: (raw: string) => boolean
  readonly onType: (raw: string) => void
}) {
  const hint = useId()
  const [draft, setDraft] = useState<string | null>(null)
  const wrong = draft !== null && !props.accepts(draft)
  return (
    <span className={styles.field}>
      <input
        type="text"
        inputMode="decimal"
        autoComplete="off"
        size={Math.max(2, (draft ?? props.value).length)}
        value={draft ?? props.value}
        aria-label={props.label}
        aria-invalid={wrong}
        aria-describedby={wrong ? hint : undefined}
        onFocus={(event) => event.target.select()}
        onChange={(event) => {
          setDraft(event.target.value)
          if (props.accepts(event.target.value)) props.onType(event.target.value)
        }}
        onBlur={() => setDraft(null)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') event.currentTarget.blur()
          if (event.key === 'Escape') setDraft(null)
        }}
      />
      {wrong && (
        <span className={styles.hint} id={hint} role="status">
          {props.allowed}
        </span>
      )}
    </span>
  )
}

function Row(props: {
  readonly param: Param
  readonly name: string
  readonly children: ReactNode
}) {
  return (
    <div
      className={styles.row}
      style={colour(props.param)}
      data-term={props.param.term ?? props.param.hue ?? props.name}
    >
      {props.children}
    </div>
  )
}

function useAllowed(legal: Legal): string {
  const { messages, language } = useInstance()
  return Array.isArray(legal)
    ? fill(messages.fieldOptions, { options: legal.join(', ') }, language)
    : fill(messages.fieldRange, legal as { min: number; max: number }, language)
}

function isLegal(legal: Legal, value: number): boolean {
  if (Array.isArray(legal)) return legal.map(Number).includes(value)
  const { min, max } = legal as { min: number; max: number }
  return value >= min && value <= max
}

function NumberControl({ name }: { readonly name: string }) {
  const { language } = useInstance()
  const { param, value, set, legal, label } = useParam(name)
  const numeric = param as IntParam | NumberParam
  const current = value as number
  const allowed = useAllowed(legal)
  const unit = numeric.kind === 'number' && numeric.unit !== 'plain'
  return (
    <Row param={param} name={name}>
      <span className={styles.label}>{label}</span>
      <Field
        label={label}
        value={unit ? shown(param, current, language) : numeric.encode(current)}
        allowed={allowed}
        accepts={(raw) => {
          const decoded = numeric.decode(raw)
          return decoded.problem === undefined && isLegal(legal, decoded.value)
        }}
        onType={(raw) => set(numeric.decode(raw).value)}
      />
      <Slider
        param={numeric}
        legal={legal}
        value={current}
        label={label}
        spoken={shown(param, current, language)}
        onSlide={set}
      />
    </Row>
  )
}

function ExtentControl({ name }: { readonly name: string }) {
  const { messages, language } = useInstance()
  const { param, value, set, legal, label } = useParam(name)
  const pair = param as ExtentParam
  const [height, width] = value as readonly [number, number]
  const allowed = useAllowed(legal)
  const accepts = (raw: string) => {
    const decoded = pair.decode(raw)
    return /^\s*\d+\s*$/.test(raw) && !decoded.problem && isLegal(legal, decoded.value[0])
  }
  return (
    <Row param={param} name={name}>
      <span className={styles.label}>{label}</span>
      <span className={styles.pair}>
        <Field
          label={fill(messages.height, { label }, language)}
          value={String(height)}
          allowed={allowed}
          accepts={accepts}
          onType={(raw) => set([Number(raw), width])}
        />
        ×
        <Field
          label={fill(messages.width, { label }, language)}
          value={String(width)}
          allowed={allowed}
          accepts={accepts}
          onType={(raw) => set([height, Number(raw)])}
        />
      </span>
      <Slider
        param={pair}
        legal={legal}
        value={height}
        label={label}
        spoken={`${height} × ${width}`}
        onSlide={(both) => set([both, both])}
      />
    </Row>
  )
}

function ChoiceControl({ name }: { readonly name: string }) {
  const { param, value, set, legal, label, option } = useParam(name)
  const id = useId()
  const options = legal as readonly string[]
  return (
    <Row param={param} name={name}>
      <label className={styles.label} htmlFor={id}>
        {label}
      </label>
      <select
        id={id}
        className={styles.select}
        value={value as string}
        onChange={(event) => set(event.target.value)}
      >
        {(param as ChoiceParam).options.map((word) => (
          <option key={word} value={word} disabled={!options.includes(word)}>
            {option(word)}
          </option>
        ))}
      </select>
    </Row>
  )
}

function FlagControl({ name }: { readonly name: string }) {
  const { param, value, set, label } = useParam(name)
  return (
    <Row param={param as FlagParam} name={name}>
      <label className={styles.flag}>
        <input
          type="checkbox"
          checked={value as boolean}
          onChange={(event) => set(event.target.checked)}
        />
        {label}
      </label>
    </Row>
  )
}

/** Lines of text. What is typed is taken at once; what is too long stays in the field and says so. */
function TextControl({ name }: { readonly name: string }) {
  const { messages, language } = useInstance()
  const { param, value, set, label } = useParam(name)
  const id = useId()
  const { maxLength, lines } = param as TextParam
  const [draft, setDraft] = useState<string | null>(null)
  return (
    <div className={styles.text} data-term={param.term ?? param.hue ?? name}>
      <label className={styles.label} htmlFor={id}>
        {label}
      </label>
      <textarea
        id={id}
        className={styles.lines}
        rows={lines}
        spellCheck={false}
        autoCapitalize="off"
        autoComplete="off"
        value={draft ?? (value as string)}
        aria-invalid={draft !== null}
        aria-describedby={draft === null ? undefined : `${id}-hint`}
        onChange={({ target }) => {
          const long = target.value.length > maxLength
          setDraft(long ? target.value : null)
          if (!long) set(target.value)
        }}
      />
      {draft !== null && (
        <span className={styles.long} id={`${id}-hint`} role="status">
          {fill(messages.textTooLong, { max: maxLength, length: draft.length }, language)}
        </span>
      )}
    </div>
  )
}

/** The widget's main switch: plain words beside the title, the chosen one underlined. */
export const ModeSwitch = memo(function ModeSwitch({ name }: { readonly name: string }) {
  const { param, value, set, legal, label, option } = useParam(name)
  const group = useId()
  const options = legal as readonly string[]
  return (
    <fieldset className={styles.modes} data-term={param.term ?? param.hue ?? name}>
      <legend className="visually-hidden">{label}</legend>
      {(param as ChoiceParam).options.map((word) => (
        <label key={word} className={styles.mode} data-chosen={word === value}>
          <input
            type="radio"
            className="visually-hidden"
            name={group}
            value={word}
            checked={word === value}
            disabled={!options.includes(word)}
            onChange={() => set(word)}
          />
          {option(word)}
        </label>
      ))}
    </fieldset>
  )
})

const controlOf = {
  int: NumberControl,
  number: NumberControl,
  extent: ExtentControl,
  choice: ChoiceControl,
  flag: FlagControl,
  text: TextControl,
}

/** One control per parameter, in declared order; each drawn from the parameter's definition alone. */
export const Controls = memo(function Controls() {
  const { widget, messages } = useInstance()
  const params = useWidgetState((state) => state.params)
  const visible = widget.shown?.(params as never) ?? {}
  const locked = useWidgetState((state) => state.locked)
  const names = Object.keys(widget.params).filter(
    (name) =>
      (widget.params[name] as Param).place !== 'mode' &&
      // A grid is edited in the picture.
      (widget.params[name] as Param).kind !== 'grid' &&
      visible[name] !== false &&
      !locked.includes(name),
  )
  const control = (name: string) => {
    const Control = controlOf[(widget.params[name] as Exclude<Param, GridParam>).kind]
    return <Control key={name} name={name} />
  }
  const more = names.filter((name) => (widget.params[name] as Param).place === 'more')
  const first = names.filter((name) => !more.includes(name))
  if (names.length === 0) return null
  return (
    <div
      className={styles.controls}
      data-part="controls"
      role="group"
      aria-label={messages.settings}
    >
      {first.map(control)}
      {more.length > 0 && (
        <details className={styles.more}>
          <summary>{messages.more}</summary>
          <div className={styles.moreBody}>{more.map(control)}</div>
        </details>
      )}
    </div>
  )
})
