/**
 * Texts short enough for an address. What was written before (or stands in a `primer` that both
 * sides know) is pointed at instead of repeated, as in LZSS; every sign is safe in a query.
 *
 * A code is `~`, then tokens of base-64 digits. The first digit of a token says what it is:
 *
 *     0…31    copy 4…35 signs; two digits: how far back, 1…4096
 *     32…62   one of the 31 frequent signs
 *     63      any UTF-16 unit, three digits
 */
const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
const frequent = ' \n0123456789(),.=_aeioulnrstdpc'
const shortest = 4
const longest = 35
const reach = 4096
/** Only so many earlier places are looked at, the nearest first: a text of one sign stays cheap. */
const patience = 48

/** A number in `length` base-64 digits. */
function write(value: number, length: number): string {
  let text = ''
  for (let left = value, i = 0; i < length; i++, left >>= 6) text = digits[left & 63]! + text
  return text
}

/**
 * The text as a code that starts with `~`. Any text: broken surrogates come back as they went.
 *
 * @example unpack(pack('nn.ReLU(), nn.ReLU()')) // the same
 */
export function pack(text: string, primer = ''): string {
  const whole = primer + text
  const places = new Map<string, number[]>()
  const note = (at: number) => {
    const key = whole.slice(at, at + shortest)
    const known = places.get(key)
    if (known) known.push(at)
    else places.set(key, [at])
  }
  for (let at = 0; at < primer.length; at++) note(at)
  let code = '~'
  for (let at = primer.length; at < whole.length;) {
    let from = 0
    let length = 0
    for (const place of (places.get(whole.slice(at, at + shortest)) ?? []).slice(-patience)) {
      if (at - place > reach) continue
      let same = 0
      while (same < longest && at + same < whole.length && whole[place + same] === whole[at + same])
        same++
      if (same >= length) [from, length] = [place, same]
    }
    if (length >= shortest) code += write(length - shortest, 1) + write(at - from - 1, 2)
    else {
      length = 1
      const place = frequent.indexOf(whole[at]!)
      code += place >= 0 ? write(32 + place, 1) : write(63, 1) + write(whole.charCodeAt(at), 3)
    }
    for (const end = at + length; at < end; at++) note(at)
  }
  return code
}

/** The text of a code, or null when it is none; a text longer than `limit` is cut off there. */
export function unpack(code: string, primer = '', limit = Infinity): string | null {
  if (!code.startsWith('~')) return null
  let whole = primer
  let at = 1
  const read = (length: number) => {
    let value = 0
    for (let i = 0; i < length; i++) {
      const digit = at < code.length ? digits.indexOf(code[at++]!) : -1
      if (digit < 0) return null
      value = value * 64 + digit
    }
    return value
  }
  while (at < code.length && whole.length - primer.length < limit) {
    const kind = read(1)
    if (kind === null) return null
    if (kind < 32) {
      const back = read(2)
      const from = whole.length - 1 - (back ?? whole.length)
      if (back === null || from < 0) return null
      // The copy may run into what it writes: "aaaa" is an a and a copy from one back.
      for (let i = 0; i < kind + shortest; i++) whole += whole[from + i]!
    } else if (kind < 63) whole += frequent[kind - 32]!
    else {
      const unit = read(3)
      if (unit === null || unit > 0xffff) return null
      whole += String.fromCharCode(unit)
    }
  }
  return whole.slice(primer.length, limit === Infinity ? undefined : primer.length + limit)
}
