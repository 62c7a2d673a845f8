/**
 * The units that answers come in. Values are always held in these base units: bytes, seconds,
 * single operations, single parameters. `number` is anything without a dimension: a count of steps,
 * a ratio. `fraction` is a part of a whole, which may be typed as 0.25, 25% or 1/4.
 *
 * FLOP and MAC are different units on purpose. One is twice the other only under a convention,
 * so an answer in the wrong one is asked for again and never silently converted.
 */
export const units = [
  'number',
  'fraction',
  'params',
  'B',
  's',
  'FLOP',
  'MAC',
  'B/s',
  'FLOP/s',
  'FLOP/B',
  'MAC/B',
] as const
export type Unit = (typeof units)[number]

/** Without a unit, a size or a time could be anything (3 of what?); a count cannot. */
export const unitRequired: Readonly<Record<Unit, boolean>> = {
  number: false,
  fraction: false,
  params: false,
  FLOP: false,
  MAC: false,
  B: true,
  s: true,
  'B/s': true,
  'FLOP/s': true,
  'FLOP/B': false,
  'MAC/B': false,
}

export type UnitReading =
  | { readonly scale: number }
  | {
      readonly problem: 'unknown-unit' | 'ambiguous-unit' | 'wrong-kind-of-unit' | 'missing-unit'
      readonly detail: string
    }

interface Meaning {
  /** `undefined`: a multiplier with no unit behind it, as in `14.45 M`. */
  readonly unit: string | undefined
  readonly scale: number
}

/** Names of a unit; one-letter symbols and those marked by capitals keep their case. */
const names: readonly (readonly [unit: Unit, scale: number, names: string])[] = [
  ['number', 1, '× x times 倍 个 次 步 轮 step steps round rounds message messages'],
  ['number', 1, 'rank ranks element elements value values weight weights'],
  ['number', 0.01, '% percent'],
  ['fraction', 0.01, '% percent'],
  ['params', 1, 'param params parameter parameters weight weights 参数 个参数 个'],
  ['B', 1, 'B byte bytes 字节 个字节'],
  ['B', 1 / 8, 'b bit bits 比特'],
  ['s', 1, 's sec secs second seconds 秒 秒钟'],
  ['s', 60, 'min mins minute minutes 分钟'],
  ['s', 3600, 'h hour hours 小时'],
  ['s', 86400, 'd day days 天'],
  ['FLOP', 1, 'flop flops 次浮点运算 浮点运算 次'],
  ['FLOP/s', 1, 'flops'],
  ['MAC', 1, 'mac macs madd madds 次乘加 乘加 次'],
  ['B/s', 1, 'Bps'],
  ['B/s', 1 / 8, 'bps'],
]

type Rows<T> = readonly (readonly [T, string])[]

const scales = (rows: Rows<number>): ReadonlyMap<string, number> =>
  new Map(rows.flatMap(([scale, list]) => list.split(' ').map((name) => [name, scale] as const)))

const multiples = scales([
  [1e3, 'k K kilo thousand 千'],
  [1e6, 'M mega million 百万'],
  [1e9, 'G g giga billion bn 十亿'],
  [1e12, 'T t tera trillion 万亿'],
  [1e15, 'P peta'],
  [1e18, 'E exa'],
  [1e21, 'Z zetta'],
  [2 ** 10, 'Ki kibi'],
  [2 ** 20, 'Mi mebi'],
  [2 ** 30, 'Gi gibi'],
  [2 ** 40, 'Ti tebi'],
  [2 ** 50, 'Pi pebi'],
  [2 ** 60, 'Ei exbi'],
  [1e2, '百'],
  [1e4, '万 萬'],
  [1e5, '十万'],
  [1e7, '千万'],
  [1e8, '亿 億'],
  [1e10, '百亿'],
  [1e11, '千亿'],
])

/** Only times are ever this small. After NFKC both micro signs are the Greek letter. */
const fractions = scales([
  [1e-3, 'm milli 毫'],
  [1e-6, 'μ u micro 微'],
  [1e-9, 'n nano 纳'],
  [1e-12, 'p pico 皮'],
])

const table = names.flatMap(([unit, scale, list]) =>
  list.split(' ').map((name) => ({ unit, scale, name, word: name.toLowerCase() })),
)

/** `B` and `b`, `Bps` and `bps` differ by case alone; longer words may be typed in any case. */
const caseMatters = new Set(['b', 'bps', 's', 'h', 'd'])

function atoms(text: string) {
  const word = text.toLowerCase()
  return table.filter((row) => (caseMatters.has(word) ? row.name === text : row.word === word))
}

const prefix = (from: ReadonlyMap<string, number>, text: string) =>
  from.get(text) ?? (text.length > 2 ? from.get(text.toLowerCase()) : undefined)

/** Every way to read a text as a prefix and a unit: `ms` is milli-second, `FLOPS` two units. */
function meanings(text: string): Meaning[] {
  const found: Meaning[] = []
  for (let cut = 0; cut <= text.length; cut++) {
    const [head, tail] = [text.slice(0, cut), text.slice(cut)]
    const multiple = cut === 0 ? 1 : prefix(multiples, head)
    const fraction = prefix(fractions, head)
    if (tail === '') {
      if (multiple !== undefined) found.push({ unit: undefined, scale: multiple })
      continue
    }
    for (const { unit, scale } of atoms(tail)) {
      if (multiple !== undefined) found.push({ unit, scale: scale * multiple })
      if (fraction !== undefined && unit === 's') found.push({ unit, scale: scale * fraction })
    }
  }
  return found
}

/** `GB/s` is every reading of `GB` over every reading of `s`. */
function quotients(text: string): Meaning[] {
  const [above = '', below, ...more] = text.split('/')
  if (below === undefined) return meanings(above)
  if (more.length > 0 || above === '' || below === '') return []
  return meanings(above).flatMap((top) =>
    meanings(below).flatMap((bottom) =>
      top.unit === undefined || bottom.unit === undefined
        ? []
        : [{ unit: `${top.unit}/${bottom.unit}`, scale: top.scale / bottom.scale }],
    ),
  )
}

/**
 * Reads what stands behind a number, where an answer in `expected` is asked for.
 *
 * What is expected settles what would otherwise be open: `FLOPS` is operations or operations per
 * second, `7B` is seven billion parameters or seven bytes. What it cannot settle is asked about:
 * `gb` may mean gigabytes or gigabits (`ambiguous-unit`). `b` alone, `Mb`, `Gb` are bits.
 *
 * @example readUnit('GiB', 'B') // { scale: 2 ** 30 }
 */
export function readUnit(text: string, expected: Unit): UnitReading {
  let compact = text.replace(/ ?\bper\b(?! ?cent) ?/gi, '/').replace(/ /g, '')
  if (expected === 'params') compact = compact.replace(/^B(?=$|param|个?参数)/, 'billion')
  if (/^[kmgt]i?b(ps|\/s|\/秒)?$/.test(compact)) return { problem: 'ambiguous-unit', detail: text }
  const readings = quotients(compact)
  const wanted = readings.find(({ unit }) => unit === expected)
  if (wanted) return { scale: wanted.scale }
  const bare = readings.find(({ unit }) => unit === undefined)
  if (bare) {
    if (unitRequired[expected]) return { problem: 'missing-unit', detail: expected }
    return { scale: bare.scale }
  }
  if (readings.length > 0) return { problem: 'wrong-kind-of-unit', detail: text }
  return { problem: 'unknown-unit', detail: text }
}
