import { useHatch } from '../../marks/Hatch.tsx'
import type { Entry } from './opened.ts'
import type { Props } from './View.tsx'
import styles from './OpenNet.module.css'

/** Field of an entry in pixels, no larger than is worth drawing. */
const sizeOf = (entry: Entry | undefined, limit: number): readonly [number, number] =>
  entry?.field
    ? [Math.min(limit, entry.field.vertical.size), Math.min(limit, entry.field.horizontal.size)]
    : [1, 1]

/** The image, and on it what one output of the present stop looks at, to scale. */
export function FieldSquare(props: {
  readonly entry: Entry
  readonly before: Entry | undefined
  readonly image: number
  readonly t: number
  readonly say: Props['say']
}) {
  const { entry, before, image, t, say } = props
  const hatch = useHatch(7)
  // A field may be larger than the image, or know no bounds: thrice the image is drawn of it.
  const limit = 3 * image
  const [height, width] = sizeOf(entry, limit)
  const [oldHeight, oldWidth] = before ? sizeOf(before, limit) : [height, width]
  const down = oldHeight + (height - oldHeight) * t
  const across = oldWidth + (width - oldWidth) * t
  const scale = 96 / Math.max(image, down, across)
  const square = (h: number, w: number) => ({
    x: 50 - (w * scale) / 2,
    y: 50 - (h * scale) / 2,
    width: w * scale,
    height: h * scale,
  })
  const size = entry.field?.vertical.size
  return (
    <figure className={styles.seen} data-term="space">
      <svg viewBox="0 0 100 100" aria-hidden="true">
        {hatch.defs}
        <rect {...square(down, across)} fill={hatch.fill} />
        <rect className={styles.image} {...square(image, image)} />
        <rect className={styles.window} {...square(down, across)} />
        <circle cx="50" cy="50" r="1.6" className={styles.centre} />
      </svg>
      <figcaption>
        {size === undefined || !Number.isFinite(size)
          ? say('seesAll')
          : say('sees', { size, image, jump: entry.field!.vertical.jump })}
      </figcaption>
    </figure>
  )
}
