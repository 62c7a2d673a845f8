/**
 * An own network as a line of blocks, `conv32s2 ds64 ir64f6 fc10`: a kind, its channels, then its
 * kernel, stride and factor where the kind has them. What is left out has its default.
 */
export const blockFields = ['channels', 'kernel', 'stride', 'factor'] as const
export type BlockField = (typeof blockFields)[number]
export type Block = { readonly kind: BlockKind } & { readonly [F in BlockField]?: number }

/** The values that a field may take: a list, or any whole number up to a limit. */
export type Allowed = { readonly initial: number } & (
  { readonly values: readonly number[] } | { readonly max: number }
)

const channels: Allowed = { initial: 64, max: 2048 }
const kernel: Allowed = { initial: 3, values: [1, 3, 5, 7, 9, 11] }
const stride: Allowed = { initial: 1, values: [1, 2] }

/** The kinds of blocks and the fields of each. */
export const blockKinds = {
  conv: { channels, kernel, stride },
  asym: { channels, kernel },
  ds: { channels, kernel, stride },
  ir: { channels, kernel, stride, factor: { initial: 6, values: [1, 2, 3, 4, 6, 8] } },
  res: { channels, stride },
  neck: { channels, stride, factor: { initial: 4, values: [2, 4, 8] } },
  shuffle: { channels, stride, factor: { initial: 4, values: [1, 2, 3, 4, 8] } },
  ghost: { channels, factor: { initial: 2, values: [2, 3, 4, 5] } },
  dense: { channels: { initial: 32, max: 256 }, factor: { initial: 4, max: 16 } },
  se: { factor: { initial: 4, values: [2, 4, 8, 16] } },
  pool: {},
  fc: { channels: { initial: 10, max: 2048 } },
} as const satisfies Record<string, { readonly [F in BlockField]?: Allowed }>
export type BlockKind = keyof typeof blockKinds

export const maxBlocks = 24

export const fieldsOf = (kind: BlockKind): { readonly [F in BlockField]?: Allowed } =>
  blockKinds[kind]

export const isAllowed = (allowed: Allowed, value: number): boolean =>
  'values' in allowed ? allowed.values.includes(value) : value >= 1 && value <= allowed.max

/** A new block of a kind. */
export function freshBlock(kind: BlockKind): Block {
  const fields = Object.entries(fieldsOf(kind)).map(([field, { initial }]) => [field, initial])
  return { kind, ...(Object.fromEntries(fields) as Omit<Block, 'kind'>) }
}

/** The same block as another kind: fields that both have keep their values where they may. */
export function changeKind(block: Block, kind: BlockKind): Block {
  const fields = Object.entries(fieldsOf(kind)).map(([field, allowed]) => {
    const value = block[field as BlockField]
    return [field, value !== undefined && isAllowed(allowed, value) ? value : allowed.initial]
  })
  return { kind, ...(Object.fromEntries(fields) as Omit<Block, 'kind'>) }
}

// The kinds are spelled out: `ds32` is no `d` with stride 32.
const token = new RegExp(
  `^(${Object.keys(blockKinds).join('|')})(\\d+)?(?:k(\\d+))?(?:s(\\d+))?(?:f(\\d+))?$`,
)

/**
 * Reads a line of blocks. Words that are none are left out and named.
 *
 * @example readBlocks('conv32s2 oops').blocks // [{ kind: 'conv', channels: 32, kernel: 3, stride: 2 }]
 */
export function readBlocks(text: string): {
  readonly blocks: readonly Block[]
  readonly unread: readonly string[]
} {
  const blocks: Block[] = []
  const unread: string[] = []
  for (const word of text.split(/\s+/).filter((part) => part !== '')) {
    const [, name, ...numbers] = token.exec(word) ?? []
    const kind = name as BlockKind | undefined
    const ends = blocks.at(-1)?.kind === 'fc'
    const fits =
      kind !== undefined &&
      blockFields.every((field, i) => {
        const allowed = fieldsOf(kind)[field]
        return numbers[i] === undefined || (allowed && isAllowed(allowed, Number(numbers[i])))
      })
    if (!fits || ends || blocks.length === maxBlocks) unread.push(word)
    else {
      const given = blockFields.flatMap((field, i) =>
        numbers[i] === undefined ? [] : [[field, Number(numbers[i])] as const],
      )
      blocks.push({ ...freshBlock(kind), ...Object.fromEntries(given) })
    }
  }
  return { blocks, unread }
}

/** Writes a line of blocks, defaults of kernel, stride and factor left out. */
export function writeBlocks(blocks: readonly Block[]): string {
  return blocks
    .map((block) => {
      const written = blockFields.map((field) => {
        const allowed = fieldsOf(block.kind)[field]
        const value = block[field]
        if (!allowed || value === undefined) return ''
        if (field === 'channels') return String(value)
        return value === allowed.initial ? '' : `${field[0]}${value}`
      })
      return block.kind + written.join('')
    })
    .join(' ')
}
