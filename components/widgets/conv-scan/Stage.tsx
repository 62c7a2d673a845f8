import { Fragment, useMemo } from 'react'
import type { CSSProperties } from 'react'
import type { Cell, WeightCell } from '../../../math/conv/index.ts'
import { hue } from '../../hues.ts'
import type { ViewProps } from '../../widget/definition.ts'
import { EditablePlane } from './EditablePlane.tsx'
import { inputPlane, outputPlane, weightPlaneName } from './links.ts'
import type { Marks } from './links.ts'
import { Plane } from './Plane.tsx'
import { rowsOf, weightPlane } from './scan.ts'
import type { Run } from './scan.ts'
import { rangeOf } from './shades.ts'
import type { Editing } from './useEditing.ts'
import { Window } from './Window.tsx'
import type { Spot } from './words.ts'
import widget from './widget.ts'
import styles from './Stage.module.css'

type Props = ViewProps<typeof widget>

/** Everything of a run that the drawing needs and no step changes. */
function drawn(run: Run) {
  const planes = (tensor: Run['input'], count: number) =>
    Array.from({ length: count }, (_, plane) => rowsOf(tensor, plane))
  const weights = run.weights.shape as WeightCell
  return {
    inputs: planes(run.input, run.input.shape[1]!),
    weights: planes(run.weights, weights[0] * weights[1]),
    outputs: planes(run.output, run.output.shape[1]!),
    inputGround: { grey: rangeOf(run.input.data, 9) },
    weightGround: { heaviest: rangeOf(run.weights.data).high },
    outputGrounds: Array.from({ length: run.output.shape[1]! }, (_, channel) => ({
      grey: rangeOf(rowsOf(run.output, channel).flat()),
    })),
    around: {
      before: run.padding.top,
      after: run.padding.bottom,
      cut: run.layer.mode === 'transposed',
    },
  }
}

/** Input, kernel and output: one row per input channel, each beside the weights that read it. */
export function Stage(props: {
  readonly params: Props['params']
  readonly run: Run
  readonly from: Cell
  readonly to: Cell
  readonly step: number
  readonly t: number
  /** Pixels that the kernel spans. */
  readonly span: number
  readonly marks: Marks
  readonly pointing: boolean
  readonly editing: Editing
  readonly onFocus: (spot: Spot | null) => void
  readonly say: Props['say']
}) {
  const { params, run, from, to, step, t, marks, pointing, editing, onFocus, say } = props
  const parts = useMemo(() => drawn(run), [run])
  const [, outputChannels, height, width] = run.output.shape as Cell
  const convolving = run.layer.mode === 'convolution'
  const current = to[1]
  const ring = 2 * run.padding.top
  const side = params.size + (convolving ? ring : 0)
  const outputSide = Math.max(height, width) + (convolving ? 0 : ring)
  const share = run.weights.shape[1]!
  const sizes = {
    '--side': side,
    '--kernel': params.kernel,
    '--output': outputSide,
    '--tall': Math.max(parts.inputs.length * side, outputChannels * outputSide),
  } as CSSProperties
  return (
    <div
      className={styles.stage}
      // On a phone a wide input takes the width for itself, and its kernel stands below.
      data-broad={side + params.kernel > 14 || undefined}
      style={sizes}
    >
      <div className={styles.pairs}>
        <p className={styles.head} data-of="input" data-term="channels-in">
          {say('head input', { channels: parts.inputs.length, size: params.size })}
        </p>
        <p className={styles.head} data-of="kernel" data-term="kernel">
          {say('head kernel', { kernel: params.kernel, channel: current })}
        </p>
        {parts.inputs.map((rows, channel) => {
          const plane = weightPlane(run, channel, current)
          return (
            <Fragment key={channel}>
              <EditablePlane
                param={widget.params.input}
                name={inputPlane(channel)}
                label={say('plane input', { channel })}
                rows={rows}
                around={convolving ? parts.around : undefined}
                ground={plane ? parts.inputGround : 'none'}
                reads={run.reads}
                marks={marks.get(inputPlane(channel))}
                hue={hue('channels-in')}
                cellLabel={(row, column) => say('cell input', { channel, row, column })}
                onFocus={(row, column) => onFocus({ of: 'input', cell: [0, channel, row, column] })}
                onLeave={() => onFocus(null)}
                onType={(row, column, value) => editing.typeInput(channel, row, column, value)}
                onRefuse={(text, stays) => editing.refuse('input', text, stays)}
              >
                {convolving && plane && (
                  <Window
                    from={from[1] === current ? from : to}
                    to={to}
                    t={t}
                    kernel={params.kernel}
                    stride={params.stride}
                    dilation={params.dilation}
                    span={props.span}
                    faded={pointing}
                  />
                )}
              </EditablePlane>
              {plane ? (
                <div className={styles.kernel}>
                  <EditablePlane
                    key={plane.join('.')}
                    param={widget.params.weights}
                    name={weightPlaneName(...plane)}
                    label={say('plane kernel', { input: channel, output: current })}
                    rows={parts.weights[plane[0] * share + plane[1]]!}
                    ground={parts.weightGround}
                    marks={marks.get(weightPlaneName(...plane))}
                    hue={hue('kernel')}
                    cellLabel={(row, column) =>
                      say('cell kernel', { input: channel, output: current, row, column })
                    }
                    onFocus={(row, column) =>
                      onFocus({ of: 'weight', cell: [...plane, row, column] })
                    }
                    onLeave={() => onFocus(null)}
                    onType={(row, column, value) =>
                      editing.typeWeight(...plane, row, column, value)
                    }
                    onRefuse={(text, stays) => editing.refuse('weights', text, stays)}
                  />
                </div>
              ) : (
                <p className={styles.apart} data-term="groups">
                  {say('apart', { channel })}
                </p>
              )}
            </Fragment>
          )
        })}
      </div>
      <div className={styles.outputs}>
        <p className={styles.head} data-of="output" data-term="channels-out">
          {say('head output', { channels: outputChannels, height, width })}
        </p>
        {parts.outputs.map((rows, channel) => (
          <Plane
            key={channel}
            name={outputPlane(channel)}
            label={say('plane output', { channel })}
            rows={rows}
            around={convolving ? undefined : parts.around}
            ground={parts.outputGrounds[channel]!}
            known={step + (t < 1 ? 0 : 1) - channel * height * width}
            marks={marks.get(outputPlane(channel))}
            hue={hue('channels-out')}
          >
            {channel === current && (
              <span
                className={styles.current}
                style={{
                  gridArea: `${to[2] + 1 + (convolving ? 0 : run.padding.top)} / ${to[3] + 1 + (convolving ? 0 : run.padding.left)}`,
                }}
                aria-hidden="true"
              />
            )}
          </Plane>
        ))}
      </div>
    </div>
  )
}
