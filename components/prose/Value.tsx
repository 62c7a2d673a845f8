import { format } from '../format.ts'
import type { Format } from '../format.ts'
import { usePage } from './context.ts'

/** A number in prose: computed by math/, never typed by hand. */
export function Value(props: { readonly of: number; readonly as?: Format }) {
  const { language } = usePage()
  return <span className="value">{format(props.of, props.as ?? 'count', language)}</span>
}
