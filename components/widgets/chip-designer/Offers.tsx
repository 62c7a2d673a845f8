import { purchases } from '../../../math/chip-design/price.ts'
import type { Purchase } from '../../../math/chip-design/price.ts'
import type { ViewProps } from '../../widget/definition.ts'
import { lookOf } from './looks.ts'
import type widget from './widget.ts'
import styles from './View.module.css'

/** Resources that workloads on one chip have no use for. */
const shownOf = (chips: number, focus: string): readonly Purchase[] =>
  chips === 1 || focus === 'mobilenet' ? purchases.filter((name) => name !== 'link') : purchases

/** What one per cent of the chip's price would save, spent on each resource. */
export function Offers({ params, frame, say }: ViewProps<typeof widget>) {
  const { offers, best, price, missing } = frame.next
  const shown = shownOf(params.chips, params.focus)
  const rows = offers.filter(({ purchase }) => shown.includes(purchase))
  const most = Math.max(...rows.map(({ gain }) => gain), 0.01)
  return (
    <div className={styles.section}>
      <p className={styles.caption}>
        {say(frame.focused ? 'offersOne' : 'offersAll', { spend: price.total / 100 })}
      </p>
      <div className={styles.scroll} tabIndex={0} role="group" aria-label={say('offersLabel')}>
        <table className={styles.offers}>
          <thead>
            <tr>
              <th scope="col">{say('buys')}</th>
              <th scope="col">{say('gainHead')}</th>
              <th scope="col">{say('elasticityHead')}</th>
              <th scope="col">{say('shareHead')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ purchase, share, elasticity, gain, amount }) => (
              <tr key={purchase} data-best={purchase === best} data-term={lookOf[purchase].term}>
                <th scope="row">
                  <span className={styles.chip} style={lookOf[purchase].style} />
                  {amount === 0 ? say(`block.${purchase}`) : say(`bought.${purchase}`, { amount })}
                </th>
                <td className={styles.gain}>
                  <span
                    className={styles.gainBar}
                    style={{ width: `${(50 * gain) / most}%`, ...lookOf[purchase].style }}
                  />
                  <span>
                    {purchase === 'capacity' && missing > 0
                      ? say('unlocks', { missing })
                      : amount === 0
                        ? say('notForSale')
                        : say('{value:percent}', { value: gain })}
                    {purchase === best && <strong> {say('buyThis')}</strong>}
                  </span>
                </td>
                <td>{say('{value:number}', { value: Math.round(elasticity * 100) / 100 })}</td>
                <td>{say('{value:percent}', { value: share })}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  )
}
