import { useRef, useState } from 'react'
import {
  type Allowed,
  type Block,
  type BlockField,
  blockFields,
  type BlockKind,
  blockKinds,
  changeKind,
  fieldsOf,
  freshBlock,
  isAllowed,
  maxBlocks,
  readBlocks,
  writeBlocks,
} from './blocks.ts'
import type { Props } from './View.tsx'
import styles from './Own.module.css'

const kinds = Object.keys(blockKinds) as BlockKind[]

/** A number of a block: a list to choose from, or a field. What is not legal is not taken. */
function Numeral(props: {
  readonly allowed: Allowed
  readonly value: number
  readonly label: string
  readonly onChange: (value: number) => void
}) {
  const { allowed, value, label, onChange } = props
  const [draft, setDraft] = useState<string | null>(null)
  if ('values' in allowed) {
    return (
      <select
        aria-label={label}
        value={value}
        onChange={({ target }) => onChange(Number(target.value))}
      >
        {allowed.values.map((one) => (
          <option key={one}>{one}</option>
        ))}
      </select>
    )
  }
  const legal = (text: string) => /^\d+$/.test(text) && isAllowed(allowed, Number(text))
  return (
    <input
      inputMode="numeric"
      size={4}
      aria-label={label}
      aria-invalid={draft !== null && !legal(draft)}
      value={draft ?? String(value)}
      onChange={({ target }) => {
        setDraft(target.value)
        if (legal(target.value)) onChange(Number(target.value))
      }}
      onBlur={() => setDraft(null)}
    />
  )
}

/** The blocks of an own network, in order: changed, moved, taken away, added. */
export function BlockEditor(props: {
  readonly line: string
  readonly onChange: (line: string) => void
  readonly say: Props['say']
}) {
  const { line, onChange, say } = props
  const { blocks } = readBlocks(line)
  const list = useRef<HTMLOListElement>(null)
  const write = (next: readonly Block[]) => onChange(writeBlocks(next))
  const replace = (at: number, block: Block) => write(blocks.with(at, block))
  const ends = blocks.at(-1)?.kind === 'fc'
  const body = ends ? blocks.length - 1 : blocks.length
  const swap = (at: number, to: number) => write(blocks.with(at, blocks[to]!).with(to, blocks[at]!))
  const remove = (at: number) => {
    write(blocks.toSpliced(at, 1))
    // The button is gone; its place in the order keeps the focus.
    const rows = list.current?.querySelectorAll<HTMLElement>('li select')
    rows?.[Math.max(0, at - 1)]?.focus()
  }
  const add = (kind: BlockKind) =>
    write(blocks.toSpliced(kind === 'fc' ? blocks.length : body, 0, freshBlock(kind)))
  return (
    <div className={styles.editor}>
      <ol ref={list} className={styles.blocks} aria-label={say('blocksLabel')}>
        {blocks.map((block, at) => {
          const last = block.kind === 'fc'
          const name = say('blockName', { at: at + 1 })
          return (
            <li key={at}>
              <select
                aria-label={say('kindOf', { name })}
                value={block.kind}
                disabled={last}
                onChange={({ target }) => replace(at, changeKind(block, target.value as BlockKind))}
              >
                {kinds
                  .filter((kind) => last || kind !== 'fc')
                  .map((kind) => (
                    <option key={kind} value={kind}>
                      {say(`block_${kind}`)}
                    </option>
                  ))}
              </select>
              <span className={styles.numbers}>
                {blockFields.map((field: BlockField) => {
                  const allowed = fieldsOf(block.kind)[field]
                  const value = block[field]
                  if (!allowed || value === undefined) return null
                  const label = say(field === 'factor' ? `factor_${block.kind}` : `field_${field}`)
                  return (
                    <label key={`${field}-${block.kind}`}>
                      <span>{label}</span>
                      <Numeral
                        allowed={allowed}
                        value={value}
                        label={say('fieldOf', { name, label })}
                        onChange={(next) => replace(at, { ...block, [field]: next })}
                      />
                    </label>
                  )
                })}
              </span>
              <span className={styles.moves}>
                <button
                  type="button"
                  aria-label={say('up', { name })}
                  disabled={at === 0 || last}
                  onClick={() => swap(at, at - 1)}
                >
                  ↑
                </button>
                <button
                  type="button"
                  aria-label={say('down', { name })}
                  disabled={at >= body - 1}
                  onClick={() => swap(at, at + 1)}
                >
                  ↓
                </button>
                <button
                  type="button"
                  aria-label={say('remove', { name })}
                  onClick={() => remove(at)}
                >
                  ×
                </button>
              </span>
            </li>
          )
        })}
      </ol>
      <div className={styles.tools} role="group" aria-label={say('addLabel')}>
        <span aria-hidden="true">{say('add')}</span>
        {kinds
          .filter((kind) => kind !== 'fc' || !ends)
          .map((kind) => (
            <button
              key={kind}
              type="button"
              disabled={blocks.length >= maxBlocks}
              onClick={() => add(kind)}
            >
              {say(`block_${kind}`)}
            </button>
          ))}
      </div>
    </div>
  )
}
