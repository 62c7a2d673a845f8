import type { AnyWidget, Legal } from './definition.ts'
import type { Decoded, Param, ParamValue, Problem } from './params.ts'

/** Values by parameter name; legal for the widget they came from. */
export type State = Readonly<Record<string, ParamValue>>

/** Something that was asked for and not taken as it stood; shown to the user as a small note. */
export interface Rejection {
  readonly name: string
  readonly raw: string
  /** `unknown`: no such parameter; `conflict`: legal alone, but not with the other values. */
  readonly problem: Problem | 'unknown' | 'conflict'
  /** What was used in its place, in URL form; absent for an unknown name. */
  readonly used?: string
  readonly legal?: Legal
}

/** Names in an embed's URL that are not parameters of the widget. */
export const reservedNames = ['v', 'theme', 'step', 'controls', 'case'] as const

const entriesOf = (widget: AnyWidget) => Object.entries(widget.params as Record<string, Param>)

export function legalOf(param: Param): Legal {
  if (param.kind === 'choice') return param.options
  if (param.kind === 'flag') return ['0', '1']
  // Unless it has a grammar any text will do; its length is bounded.
  if (param.kind === 'text') return param.words ?? { min: 0, max: param.maxLength }
  return { min: param.min, max: param.max }
}

function isList(legal: Legal): legal is readonly (number | string)[] {
  return Array.isArray(legal)
}

/** A grid's numbers have one range, whatever the other parameters say. */
const isExtent = (value: ParamValue): value is readonly [number, number] =>
  Array.isArray(value) && value.length === 2 && value.every((one) => typeof one === 'number')

function nearest(value: ParamValue, legal: Legal): ParamValue {
  if (!isList(legal)) {
    const clamp = (one: number) => Math.min(legal.max, Math.max(legal.min, one))
    if (typeof value === 'number') return clamp(value)
    return isExtent(value) ? [clamp(value[0]), clamp(value[1])] : value
  }
  if (typeof value === 'object' || typeof value === 'boolean' || legal.includes(value)) return value
  if (typeof value === 'string') return legal[0]!
  return legal.reduce((best, candidate) =>
    Math.abs(Number(candidate) - value) < Math.abs(Number(best) - value) ? candidate : best,
  )
}

/**
 * Moves values that do not go together to the nearest legal ones, parameter by parameter in their
 * declared order. Idempotent: a settled state stays as it is.
 */
export function settle(widget: AnyWidget, state: State): State {
  const { legal } = widget
  if (!legal) return state
  const settled: Record<string, ParamValue> = { ...state }
  // A later parameter may narrow an earlier one, so go round until nothing moves. Each round
  // settles at least one parameter for good in any sane widget; the bound only stops a cycle.
  for (const _round of entriesOf(widget)) {
    let moved = false
    for (const [name] of entriesOf(widget)) {
      const allowed = legal(settled)[name]
      const value = settled[name]!
      const next = allowed ? nearest(value, allowed) : value
      if (String(next) !== String(value)) {
        settled[name] = next
        moved = true
      }
    }
    if (!moved) break
  }
  return settled
}

/** The widget's state in a named case. */
export function caseState(widget: AnyWidget, name = 'default'): State {
  const defaults = Object.fromEntries(entriesOf(widget).map(([key, param]) => [key, param.default]))
  return settle(widget, { ...defaults, ...widget.cases.default, ...widget.cases[name] } as State)
}

/** The state of the default case with some values changed; moved to the nearest legal one. */
export function stateFrom(widget: AnyWidget, changes: State): State {
  return settle(widget, { ...caseState(widget), ...changes })
}

/**
 * Reads a state from a URL's query. Total: whatever the text, the result is legal, and everything
 * that was not taken as it stood is reported. A name given twice counts by its last value.
 *
 * @example decodeState(collective, 'ranks=999').rejections[0] // { name: 'ranks', used: '16', … }
 */
export function decodeState(
  widget: AnyWidget,
  query: string,
): { readonly state: State; readonly rejections: readonly Rejection[] } {
  const search = new URLSearchParams(query)
  const refused: Rejection[] = []
  const wanted: Record<string, ParamValue> = {}
  const read: Record<string, Decoded<ParamValue> & { readonly raw: string }> = {}
  const caseName = search.get('case')
  const knownCase = caseName !== null && Object.hasOwn(widget.cases, caseName)
  if (caseName !== null && !knownCase) {
    refused.push({
      name: 'case',
      raw: caseName,
      problem: 'refused',
      used: 'default',
      legal: Object.keys(widget.cases),
    })
  }
  for (const name of new Set(search.keys())) {
    if ((reservedNames as readonly string[]).includes(name)) continue
    const raw = search.getAll(name).at(-1)!
    const param = Object.hasOwn(widget.params, name) ? (widget.params[name] as Param) : undefined
    if (!param) {
      refused.push({ name, raw, problem: 'unknown', legal: Object.keys(widget.params) })
      continue
    }
    read[name] = { raw, ...param.decode(raw) }
    wanted[name] = read[name].value
  }
  const base = caseState(widget, knownCase ? caseName : 'default')
  const state = settle(widget, { ...base, ...wanted })
  const rejections = [...refused]
  for (const [name, { raw, value, problem }] of Object.entries(read)) {
    const param = widget.params[name] as Param
    const used = param.encode(state[name] as never)
    const moved = used !== param.encode(value as never)
    if (!problem && !moved) continue
    const legal = moved ? (widget.legal?.(state)[name] ?? legalOf(param)) : legalOf(param)
    rejections.push({ name, raw, problem: problem ?? 'conflict', used, legal })
  }
  return { state, rejections }
}

/** The query that brings a state back: only what differs from the default case, in order. */
export function encodeState(widget: AnyWidget, state: State): string {
  const base = caseState(widget)
  const search = new URLSearchParams()
  for (const [name, param] of entriesOf(widget)) {
    const text = param.encode(state[name] as never)
    if (text !== param.encode(base[name] as never)) search.set(name, text)
  }
  return search.toString()
}
