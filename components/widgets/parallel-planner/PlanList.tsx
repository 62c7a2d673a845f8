import { memo } from 'react'
import type { ViewProps } from '../../widget/definition.ts'
import { MemoryBar, Swatch, TimeBar } from './Bars.tsx'
import type { PlansFrame } from './frame.ts'
import { memoryParts, nameOf, timeParts } from './parts.ts'
import type widget from './widget.ts'
import styles from './PlanList.module.css'

type Props = ViewProps<typeof widget>

const heads = ['d', 't', 'p', 'b', 'm', 'zero', 'recompute', 'v'] as const

/** The fastest plans, each with its time and memory; one of them is open. */
export const PlanList = memo(function PlanList(props: {
  readonly frame: PlansFrame
  readonly say: Props['say']
  readonly set: Props['set']
}) {
  const { frame, say, set } = props
  const { list, at, capacity, cell } = frame
  if (list.length === 0) return null
  const most = Math.max(...list.map(({ time }) => time.total))
  return (
    <section className={styles.list}>
      <p className={styles.head}>
        {cell
          ? say('listIn', { t: cell.tensorParallel, p: cell.pipelineParallel })
          : say('listHead')}
        {cell && (
          <button
            type="button"
            className={styles.all}
            onClick={() => set({ tensor: 0, pipeline: 0, rank: 1 })}
          >
            {say('allLayouts')}
          </button>
        )}
      </p>
      <div className={styles.scroll} tabIndex={0} role="region" aria-label={say('listHead')}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{say('col.open')}</th>
              <th scope="col">{say('col.time')}</th>
              {heads.map((head) => (
                <th key={head} scope="col">
                  {say(`col.${head}`)}
                </th>
              ))}
              <th scope="col">{say('col.parts')}</th>
              <th scope="col" colSpan={2}>
                {say('col.memory')}
              </th>
            </tr>
          </thead>
          <tbody>
            {list.map((evaluation, index) => {
              const { plan, time, memory, microBatches } = evaluation
              const open = () => set({ rank: index + 1 })
              return (
                <tr key={nameOf(evaluation)} data-open={index === at} onClick={open}>
                  <th scope="row">
                    <button
                      type="button"
                      aria-pressed={index === at}
                      aria-label={say('openPlan', { rank: index + 1 })}
                      onClick={(event) => {
                        event.stopPropagation()
                        open()
                      }}
                    >
                      {index + 1}
                    </button>
                  </th>
                  <td>{say('{value:seconds}', { value: time.total })}</td>
                  <td>{plan.dataParallel}</td>
                  <td>{plan.tensorParallel}</td>
                  <td>{plan.pipelineParallel}</td>
                  <td>{plan.microBatch}</td>
                  <td>{microBatches}</td>
                  <td>{plan.dataParallel === 1 ? '–' : plan.zero}</td>
                  <td>{say(`recompute.${plan.recompute}`)}</td>
                  <td>{plan.interleave}</td>
                  <td className={styles.bar}>
                    <TimeBar time={time} most={most} />
                  </td>
                  <td>{say('{value:bytes}', { value: memory.total })}</td>
                  <td className={styles.short}>
                    <MemoryBar memory={memory} capacity={capacity} most={capacity} />
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
      <ul className={styles.legend}>
        {[...timeParts, ...memoryParts].map((part) => (
          <li key={part}>
            <Swatch part={part} />
            {say(`part.${part}`)}
          </li>
        ))}
      </ul>
    </section>
  )
})
