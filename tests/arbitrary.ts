import fc from 'fast-check'
import type { AnyWidget } from '../components/widget/definition.ts'
import type { Param, ParamValue } from '../components/widget/params.ts'
import { settle } from '../components/widget/state.ts'
import type { State } from '../components/widget/state.ts'

function valueOf(param: Param): fc.Arbitrary<ParamValue> {
  switch (param.kind) {
    case 'int':
      return fc.integer({ min: param.min, max: param.max })
    case 'extent': {
      const one = fc.integer({ min: param.min, max: param.max })
      return fc.tuple(one, one)
    }
    case 'number':
      // Twelve significant digits are what a URL carries.
      return fc
        .double({ min: param.min, max: param.max, noNaN: true })
        .map((value) => Math.min(param.max, Math.max(param.min, Number(value.toPrecision(12)))))
        .map((value) => (value === 0 ? 0 : value))
    case 'choice':
      return fc.constantFrom(...param.options)
    case 'flag':
      return fc.boolean()
    case 'grid': {
      const one = fc
        .double({ min: param.min, max: param.max, noNaN: true })
        .map((value) => Number(value.toFixed(param.decimals)))
        .map((value) => (value === 0 ? 0 : value))
      const rows = fc.array(fc.array(one, { maxLength: 8 }), { maxLength: 8 })
      // Full ones are met as well: an address has to carry those too.
      const full = fc
        .array(one, { minLength: param.most, maxLength: param.most })
        .map((numbers) => [[numbers]])
      return fc
        .oneof(fc.array(rows, { maxLength: 4 }), full)
        .map((planes) => param.decode(param.encode(planes)).value)
    }
    case 'text':
      return fc.oneof(
        fc.constant(param.default),
        fc.string({ unit: 'binary', maxLength: Math.min(60, param.maxLength) }),
      )
  }
}

/** Any legal state of a widget. */
export function anyState(widget: AnyWidget): fc.Arbitrary<State> {
  const params = widget.params as Record<string, Param>
  return fc
    .record(
      Object.fromEntries(Object.entries(params).map(([name, param]) => [name, valueOf(param)])),
    )
    .map((state) => settle(widget, state as State))
}

const hostileText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.constantFrom(
    '',
    'NaN',
    'Infinity',
    '-Infinity',
    '1e308',
    '1e999',
    '-0',
    '0x10',
    '1_000',
    '٣',
    '３',
    'null',
    'undefined',
    'true',
    '[object Object]',
    '__proto__',
    'constructor',
    'toString',
    '<script>alert(1)</script>',
    '"onload="',
    '%00',
    '%E0%A4%A',
    '../../etc/passwd',
    '🙂',
    '9'.repeat(400),
    ' 3 ',
    '3x3x3',
    '3x',
    'x',
    '1e',
    '.',
    '+',
    '--1',
  ),
  fc.double().map(String),
  fc.integer().map(String),
)

/** Queries as nobody should write them: wrong values, unknown names, names given twice. */
export function hostileQuery(widget: AnyWidget): fc.Arbitrary<string> {
  const name = fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...Object.keys(widget.params)) },
    fc.constantFrom('step', 'case', 'v', 'theme', 'controls', '__proto__', 'hasOwnProperty', ''),
    fc.string({ maxLength: 10 }),
  )
  const pair = fc.tuple(name, hostileText, fc.boolean()).map(([key, value, raw]) =>
    // Some are written into the address as they are, badly encoded.
    raw ? `${key}=${value}` : new URLSearchParams([[key, value]]).toString(),
  )
  return fc.array(pair, { maxLength: 8 }).map((pairs) => pairs.join('&'))
}
