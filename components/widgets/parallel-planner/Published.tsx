import { memo } from 'react'
import type { ViewProps } from '../../widget/definition.ts'
import type { Compared, PublishedFrame } from './published.ts'
import type widget from './widget.ts'
import styles from './Published.module.css'

type Props = ViewProps<typeof widget>

/** TFLOP/s at the end of the scale. */
const most = 240
const ticks = [0, 60, 120, 180, 240]
const place = (teraflops: number) => `${(100 * Math.min(teraflops, most)) / most}%`

function Run(props: {
  readonly compared: Compared
  readonly say: Props['say']
  readonly open: (() => void) | undefined
}) {
  const { compared, say, open } = props
  const { run, scheme, dataParallel, model, range, difference, fits } = compared
  const name = say('runName', { billions: run.billions })
  return (
    <tr>
      <th scope="row">
        {open ? (
          <button type="button" onClick={open} title={say('openRun')}>
            {name}
            <span className="visually-hidden"> {say('openRun')}</span>
          </button>
        ) : (
          name
        )}
      </th>
      <td>
        {say('{teraflops}', { teraflops: run.teraflops })}
        <small> {say('{share:percent}', { share: run.percent / 100 })}</small>
      </td>
      <td>
        {say('{model}', { model: Math.round(model) })}
        <small>
          {' '}
          {say('{share:percent}', { share: Math.round(100 * compared.utilization) / 100 })}
        </small>
      </td>
      <td data-far={Math.abs(difference) > 0.1}>
        {say(difference < 0 ? 'less' : 'more', { difference: Math.abs(difference) })}
        {!fits && ` *`}
      </td>
      <td className={styles.plot}>
        <span className={styles.axis} aria-hidden="true">
          {ticks.map((tick) => (
            <span key={tick} className={styles.line} style={{ left: place(tick) }} />
          ))}
          <span
            className={styles.gap}
            style={{
              left: place(Math.min(model, run.teraflops)),
              width: `calc(${place(Math.max(model, run.teraflops))} - ${place(Math.min(model, run.teraflops))})`,
            }}
          />
          <span
            className={styles.range}
            style={{
              left: place(range[0]),
              width: `calc(${place(range[1])} - ${place(range[0])})`,
            }}
          />
          <span className={styles.paper} style={{ left: place(run.teraflops) }} />
          <span className={styles.model} style={{ left: place(model) }} />
        </span>
      </td>
      <td>{say('{devices}', { devices: run.devices })}</td>
      <td>{say('{batch}', { batch: run.globalBatch })}</td>
      <td>
        {scheme === 'zero-3'
          ? say('zeroRun', { d: dataParallel })
          : `${dataParallel} · ${run.tensorParallel} · ${run.pipelineParallel}`}
      </td>
    </tr>
  )
}

/** The runs of the paper: what it measured beside what the model says, its own layouts fixed. */
export const Published = memo(function Published(props: {
  readonly frame: PublishedFrame
  readonly say: Props['say']
  readonly set: Props['set']
}) {
  const { frame, say, set } = props
  const openRun = ({ run, scheme }: Compared) =>
    scheme === 'zero-3'
      ? undefined
      : () =>
          set({
            view: 'plans',
            model: 'own',
            layers: run.model.layers,
            hidden: run.model.hidden,
            heads: run.model.heads,
            sequence: run.model.sequence,
            vocabulary: run.model.vocabulary,
            device: 'a100-80gb',
            perNode: 8,
            nodes: run.devices / 8,
            batch: run.globalBatch,
            tensor: 0,
            pipeline: 0,
            rank: 1,
          })
  const part = (name: 'first' | 'second') => (
    <section className={styles.part}>
      <p>{say(`table.${name}`)}</p>
      <div className={styles.scroll} tabIndex={0} role="region" aria-label={say(`table.${name}`)}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{say('col.model')}</th>
              <th scope="col">{say('col.paper')}</th>
              <th scope="col">{say('col.ours')}</th>
              <th scope="col">{say('col.difference')}</th>
              <th scope="col" className={styles.plot}>
                <span className={styles.ticks} aria-hidden="true">
                  {ticks.map((tick) => (
                    <span key={tick} style={{ left: place(tick) }}>
                      {tick}
                    </span>
                  ))}
                </span>
                <span className="visually-hidden">{say('col.plot')}</span>
              </th>
              <th scope="col">{say('col.gpus')}</th>
              <th scope="col">{say('col.batch')}</th>
              <th scope="col">{say('col.degrees')}</th>
            </tr>
          </thead>
          <tbody>
            {frame[name].map((compared, index) => (
              <Run key={index} compared={compared} say={say} open={openRun(compared)} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
  return (
    <div className={styles.published}>
      <ul className={styles.legend}>
        <li>
          <span className={styles.paper} aria-hidden="true" /> {say('legendPaperRun')}
        </li>
        <li>
          <span className={styles.model} aria-hidden="true" /> {say('legendModelRun')}
        </li>
        <li>
          <span className={styles.rangeKey} aria-hidden="true" /> {say('legendRange')}
        </li>
      </ul>
      {part('first')}
      {part('second')}
      <p className={styles.note}>{say('publishedNote')}</p>
      {frame.second.some(({ fits }) => !fits) && (
        <p className={styles.note}>* {say('noFitNote')}</p>
      )}
    </div>
  )
})
