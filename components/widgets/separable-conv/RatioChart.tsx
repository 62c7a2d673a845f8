import { scaleLinear, scaleLog } from 'd3-scale'
import { curveMonotoneX, line } from 'd3-shape'
import { useMemo } from 'react'
import type { PointerEvent } from 'react'
import { separable, separableRatio, sequenceCost } from '../../../math/conv/index.ts'
import { format } from '../../format.ts'
import { hue } from '../../hues.ts'
import { Axes } from '../../marks/Axes.tsx'
import { useInstance } from '../../widget/context.ts'
import type { ViewProps } from '../../widget/definition.ts'
import type widget from './widget.ts'

type Props = Pick<ViewProps<typeof widget>, 'params' | 'say' | 'set'>

const width = 380
const height = 300
const frame = { left: 46, right: 356, top: 34, bottom: 252 }
const most = 1024
const kernels = [3, 5, 7]

/** The greatest ratio on the chart. */
const top = 2

/** Outputs at which a curve is drawn: every power of two and three between. */
const samples = [...new Set(Array.from({ length: 41 }, (_, at) => Math.round(2 ** (at / 4))))]
const at = (outputChannels: number, kernel: number) =>
  separableRatio({ inputChannels: 1, outputChannels, kernel })

/** Bytes that the two layers move over those of the one, by number of outputs. */
function bytesRatios(inputChannels: number, kernel: number, size: number) {
  const picture = { height: size, width: size }
  return samples.map((outputChannels) => {
    const layer = { inputChannels, outputChannels, kernel, padding: 'same', bias: false } as const
    const whole = sequenceCost([layer], picture)
    return [outputChannels, sequenceCost(separable(layer), picture).bytes / whole.bytes] as const
  })
}

/** The ratio over the number of outputs, one curve per kernel; the chosen layer is a point on it. */
export function RatioChart({ params, say, set }: Props) {
  const { language } = useInstance()
  const { inputChannels, outputChannels, kernel, size } = params
  const percent = (value: number) => format(value, 'percent', language)
  const x = scaleLog([1, most], [frame.left, frame.right])
  const y = scaleLinear([0, top], [frame.bottom, frame.top])
  const draw = (ratios: readonly (readonly [n: number, ratio: number])[]) =>
    line<readonly [number, number]>()
      .x(([n]) => x(n))
      .y(([, ratio]) => y(ratio))
      .defined(([, ratio]) => ratio <= top)
      .curve(curveMonotoneX)(ratios) ?? undefined
  const curve = (k: number) => draw(samples.map((n) => [n, at(n, k)]))
  const moved = useMemo(
    () => bytesRatios(inputChannels, kernel, size),
    [inputChannels, kernel, size],
  )
  // The curve's name stands where the curve is low enough to be seen.
  const labelled = moved.find(([n, ratio]) => n >= 64 && ratio < top - 0.2) ?? moved.at(-1)!
  const shown = [...new Set([...(kernel === 1 ? [] : kernels), kernel])]
  const here = { x: x(outputChannels), y: y(at(outputChannels, kernel)) }
  const drag = (event: PointerEvent<SVGSVGElement>) => {
    if (event.type === 'pointermove' && event.buttons === 0) return
    const box = event.currentTarget.getBoundingClientRect()
    const n = x.invert(((event.clientX - box.left) / box.width) * width)
    set({ outputChannels: Math.round(Math.min(most, Math.max(1, n))) })
  }
  const flip = here.x > 300
  return (
    <svg
      width="100%"
      viewBox={`0 0 ${width} ${height}`}
      aria-hidden="true"
      style={{ touchAction: 'pan-y' }}
      onPointerDown={drag}
      onPointerMove={drag}
    >
      <Axes
        {...frame}
        x={{
          at: x,
          ticks: [1, 4, 16, 64, 256, 1024].map((n) => [n, String(n)]),
          title: say('axisOutputs'),
          term: 'channels-out',
        }}
        y={{
          at: y,
          ticks: [0, 0.5, 1, 1.5, 2].map((v) => [v, percent(v)]),
          title: say('axisRatio'),
        }}
      >
        <line
          x1={frame.left}
          x2={frame.right}
          y1={y(1)}
          y2={y(1)}
          stroke="var(--ink-2)"
          strokeWidth="1.5"
        />
        <text x={frame.right - 4} y={y(1) + 16} fontSize="13" textAnchor="end" fill="var(--ink-2)">
          {say('even')}
        </text>
        {shown.map((k) => (
          <path
            key={k}
            d={curve(k)}
            fill="none"
            stroke={hue('kernel')}
            strokeWidth={k === kernel ? 3 : 1}
            strokeOpacity={k === kernel ? 1 : 0.6}
            data-term="kernel"
          />
        ))}
        <line
          x1={frame.left}
          x2={frame.right}
          y1={y(1 / kernel ** 2)}
          y2={y(1 / kernel ** 2)}
          stroke={hue('kernel')}
          strokeDasharray="4 4"
        />
        <path
          d={draw(moved)}
          fill="none"
          stroke={hue('memory')}
          strokeWidth="2"
          strokeDasharray="7 3"
          data-term="memory"
        />
        <text
          x={Math.min(x(labelled[0]) + 8, frame.right - 80)}
          y={y(labelled[1]) - 8}
          fontSize="13"
          fill={hue('memory')}
          stroke="var(--card)"
          strokeWidth="4"
          paintOrder="stroke"
          data-term="memory"
        >
          {say('bytesCurve')}
        </text>
      </Axes>
      <path
        d={`M${here.x} ${frame.bottom}V${here.y}H${frame.left}`}
        fill="none"
        stroke={hue('channels-out')}
        strokeDasharray="2 3"
      />
      <circle
        cx={here.x}
        cy={here.y}
        r="6"
        fill={hue('kernel')}
        stroke="var(--card)"
        strokeWidth="2"
      />
      <text
        x={here.x + (flip ? -8 : 10)}
        y={here.y - 12}
        fontSize="15"
        fontWeight="600"
        textAnchor={flip ? 'end' : 'start'}
        fill="var(--ink-1)"
        stroke="var(--card)"
        strokeWidth="4"
        paintOrder="stroke"
      >
        {say('kernelCurve', { k: kernel })}: {percent(at(outputChannels, kernel))}
      </text>
    </svg>
  )
}
