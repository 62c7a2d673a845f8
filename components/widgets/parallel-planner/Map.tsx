import { type CSSProperties, type KeyboardEvent, memo, useMemo, useState } from 'react'
import type { LayoutCell } from '../../../math/parallel/plan/index.ts'
import type { ViewProps } from '../../widget/definition.ts'
import type { PlansFrame } from './frame.ts'
import { gridOf, shadeOf, slowest, stepWithin } from './grid.ts'
import { cellSentence } from './words.ts'
import type widget from './widget.ts'
import styles from './Map.module.css'

type Props = ViewProps<typeof widget>

const same = (cell: LayoutCell | undefined, other: LayoutCell | undefined) =>
  cell !== undefined &&
  other !== undefined &&
  cell.tensorParallel === other.tensorParallel &&
  cell.pipelineParallel === other.pipelineParallel

/** Every t × p: the best step time of that layout, or why it has none. */
export const PlanMap = memo(function PlanMap(props: {
  readonly frame: PlansFrame
  readonly say: Props['say']
  readonly set: Props['set']
}) {
  const { frame, say, set } = props
  const [pointed, setPointed] = useState<LayoutCell>()
  const grid = useMemo(() => gridOf(frame), [frame])
  const { paper } = frame
  const roomy = grid.columns.length <= 6
  const fastest = frame.landscape.ranked[0]?.plan
  const looked =
    frame.landscape.cells.find((cell) => same(cell, pointed)) ?? frame.cell ?? grid.best
  const entry = frame.cell ?? grid.best ?? grid.cells[0]

  const pick = (cell: LayoutCell) =>
    set(
      same(cell, frame.cell)
        ? { tensor: 0, pipeline: 0, rank: 1 }
        : { tensor: cell.tensorParallel, pipeline: cell.pipelineParallel, rank: 1 },
    )
  const onKeyDown = (event: KeyboardEvent<HTMLTableElement>) => {
    const at = document.activeElement
    const from = grid.cells.find((cell) => idOf(cell) === at?.getAttribute('data-cell'))
    const to = from && stepWithin(grid, from, event.key)
    if (event.key === 'Escape' && frame.cell) set({ tensor: 0, pipeline: 0, rank: 1 })
    if (!to || event.altKey || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    event.currentTarget.querySelector<HTMLElement>(`[data-cell="${idOf(to)}"]`)?.focus()
  }

  return (
    <div className={styles.map}>
      <p className={styles.head}>{say('mapHead')}</p>
      <div className={styles.scroll}>
        <table className={styles.grid} data-roomy={roomy} onKeyDown={onKeyDown}>
          <caption className="visually-hidden">{say('mapKeys')}</caption>
          <thead>
            <tr>
              <td className={styles.corner}>
                <span aria-hidden="true">{say('mapCorner')}</span>
              </td>
              {grid.columns.map((t) => (
                <th key={t} scope="col">
                  <span className="visually-hidden">t = </span>
                  {t}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {grid.rows.map((p, row) => (
              <tr key={p}>
                <th scope="row">
                  <span className="visually-hidden">p = </span>
                  {p}
                </th>
                {grid.columns.map((t, column) => {
                  const cell = grid.at[row]![column]
                  if (!cell) return <td key={t}>{'\u00a0'}</td>
                  const isFastest = fastest?.tensorParallel === t && fastest.pipelineParallel === p
                  const isPaper =
                    paper?.run.tensorParallel === t && paper.run.pipelineParallel === p
                  return (
                    <td key={t}>
                      <button
                        type="button"
                        className={styles.cell}
                        data-cell={idOf(cell)}
                        data-fits={cell.best !== undefined}
                        data-best={isFastest}
                        data-paper={isPaper}
                        aria-pressed={same(cell, frame.cell)}
                        tabIndex={same(cell, entry) ? 0 : -1}
                        style={{ '--shade': `${shadeOf(cell, grid)}%` } as CSSProperties}
                        onClick={() => pick(cell)}
                        onPointerEnter={() => setPointed(cell)}
                        onFocus={() => setPointed(cell)}
                        onPointerLeave={() => setPointed(undefined)}
                        onBlur={() => setPointed(undefined)}
                      >
                        <b>
                          {cell.best
                            ? say('{value:number}', { value: cell.best.time.total })
                            : say(`short.${cell.obstacle?.code ?? 'devices'}`)}
                        </b>
                        {roomy && <small>{say('cellReplicas', { d: cell.dataParallel })}</small>}
                        <span className="visually-hidden"> {cellSentence(cell, frame, say)}</span>
                      </button>
                    </td>
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <ul className={styles.legend}>
        {fastest && (
          <li>
            <span className={styles.ramp} aria-hidden="true" />
            {say('legendTime', { times: Math.min(slowest, grid.spread) })}
          </li>
        )}
        <li>
          <span className={styles.key} data-fits="false" aria-hidden="true" />
          {say('legendNot')}
        </li>
        {fastest && (
          <li>
            <span className={styles.key} data-best="true" aria-hidden="true" />
            {say('legendBest')}
          </li>
        )}
        {paper && (
          <li>
            <span className={styles.key} data-paper="true" aria-hidden="true" />
            {say('legendPaper')}
          </li>
        )}
      </ul>
      {(grid.off.t.length > 0 || grid.off.p.length > 0) && (
        <p className={styles.off}>
          {grid.off.t.length > 0 && say('offTensor', { list: grid.off.t.join(', ') })}
          {grid.off.p.length > 0 &&
            say('gap') +
              say('offPipeline', {
                list: grid.off.p.join(', '),
                layers: frame.request.model.layers,
              })}
        </p>
      )}
      <p className={styles.readout}>{looked ? cellSentence(looked, frame, say) : say('mapHint')}</p>
    </div>
  )
})

const idOf = ({ tensorParallel, pipelineParallel }: LayoutCell) =>
  `${tensorParallel}x${pipelineParallel}`
