import { useInstance, useWidgetState } from '../context.ts'
import type { AnyWidget, Legal } from '../definition.ts'
import type { Param, ParamValue } from '../params.ts'
import { legalOf } from '../state.ts'
import type { State } from '../state.ts'

const asked = new WeakMap<State, ReturnType<NonNullable<AnyWidget['legal']>>>()

/** What is legal at these values: every control asks, and it is worked out once. */
function legalAt(widget: AnyWidget, params: State) {
  const known = asked.get(params) ?? widget.legal?.(params as never) ?? {}
  asked.set(params, known)
  return known
}

/** All that a control needs to know of its parameter, in the words of the page. */
export function useParam(name: string) {
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
