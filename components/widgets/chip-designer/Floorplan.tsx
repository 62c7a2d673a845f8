import type { ViewProps } from '../../widget/definition.ts'
import { plan, size } from './floorplan.ts'
import { lookOf } from './looks.ts'
import type widget from './widget.ts'
import styles from './View.module.css'

/** The chip and its memory, every block as large as its part of the price. */
export function Floorplan({ params, frame, say }: ViewProps<typeof widget>) {
  const { price } = frame.next
  const over = price.total > params.budget
  return (
    <div className={styles.section}>
      <p className={styles.caption}>
        {say('planCaption')}{' '}
        <b data-over={over} className={styles.price}>
          {say(over ? 'over' : 'within', { price: price.total, budget: params.budget })}
        </b>
      </p>
      <div
        className={styles.floor}
        style={{ aspectRatio: `${size.width} / ${size.height}` }}
        aria-hidden="true"
      >
        {plan(price.by).map(({ purchase, x, y, width, height }) => (
          <span
            key={purchase}
            className={styles.block}
            data-term={lookOf[purchase].term}
            style={{
              left: `${(100 * x) / size.width}%`,
              top: `${(100 * y) / size.height}%`,
              width: `${(100 * width) / size.width}%`,
              height: `${(100 * height) / size.height}%`,
              ...lookOf[purchase].style,
            }}
          >
            {width > 70 && height > 34 && (
              <span className={styles.label}>
                {say(`block.${purchase}`)}
                <br />
                {say('euros', { value: price.by[purchase] })}
              </span>
            )}
          </span>
        ))}
      </div>
    </div>
  )
}
