import { memo } from 'react'
import { useInstance } from '../../widget/context.ts'
import { kernelText } from './widget.ts'
import { fits, limits, shapes, writeStack } from './stack.ts'
import type { Kernel } from './stack.ts'
import styles from './View.module.css'

interface Edit {
  readonly kernels: readonly Kernel[]
  readonly say: (phrase: string, values?: Readonly<Record<string, string | number>>) => string
  readonly set: (changes: { readonly stack: string }) => void
}

const keyOf = (kernel: Kernel) => writeStack([{ ...kernel, dilation: 1 }])

/** The menus of one layer: its kernel, its dilation, and away with it. */
export const LayerEditor = memo(function LayerEditor(props: Edit & { readonly index: number }) {
  const { kernels, index, say, set } = props
  const { id } = useInstance()
  const own = kernels[index]!
  const withOwn = (kernel: Kernel) => kernels.map((each, at) => (at === index ? kernel : each))
  const change = (kernel: Kernel) => set({ stack: writeStack(withOwn(kernel)) })
  const offered = Object.entries(shapes).map(([shape, sizes]) => ({
    shape,
    options: sizes.map((kernel) => ({ kernel, dilation: own.dilation })),
  }))
  const listed = offered.some(({ options }) =>
    options.some((option) => keyOf(option) === keyOf(own)),
  )
  const n = index + 1
  return (
    <div className={styles.layer} data-term="kernel">
      <select
        name={`${id}-kernel-${n}`}
        className={styles.menu}
        aria-label={say('kernelOf', { n })}
        value={keyOf(own)}
        onChange={({ target }) => {
          const [height = 1, width = 1] = target.value.split('x').map(Number)
          // A kernel that has no room for the layer's dilation comes without.
          const wanted = { kernel: [height, width] as const, dilation: own.dilation }
          change(fits(withOwn(wanted)) ? wanted : { ...wanted, dilation: 1 })
        }}
      >
        {!listed && <option value={keyOf(own)}>{kernelText({ ...own, dilation: 1 })}</option>}
        {offered.map(({ shape, options }) => (
          <optgroup key={shape} label={say(shape)}>
            {options.map((option) => (
              <option
                key={keyOf(option)}
                value={keyOf(option)}
                disabled={!fits(withOwn({ ...option, dilation: 1 }))}
              >
                {kernelText({ ...option, dilation: 1 })}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
      <select
        name={`${id}-dilation-${n}`}
        className={styles.menu}
        aria-label={say('dilationOf', { n })}
        value={own.dilation}
        disabled={Math.max(...own.kernel) === 1}
        onChange={({ target }) => change({ ...own, dilation: Number(target.value) })}
      >
        {Array.from({ length: limits.dilation }, (_, at) => at + 1).map((dilation) => (
          <option key={dilation} value={dilation} disabled={!fits(withOwn({ ...own, dilation }))}>
            {say('dilated', { dilation })}
          </option>
        ))}
      </select>
      <button
        type="button"
        className={styles.button}
        disabled={kernels.length === 1}
        aria-label={say('remove', { n })}
        title={say('remove', { n })}
        onClick={() => set({ stack: writeStack(kernels.filter((_, at) => at !== index)) })}
      >
        ×
      </button>
    </div>
  )
})

/** One more 3×3 at the end, while there is room. */
export const AddLayer = memo(function AddLayer({ kernels, say, set }: Edit) {
  const longer = [...kernels, { kernel: [3, 3] as const, dilation: 1 }]
  return (
    <button
      type="button"
      className={styles.add}
      disabled={!fits(longer)}
      onClick={() => set({ stack: writeStack(longer) })}
    >
      {say('add')}
    </button>
  )
})
