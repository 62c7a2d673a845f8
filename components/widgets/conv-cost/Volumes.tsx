import type { ConvolutionCost } from '../../../math/conv/index.ts'
import { Box, obliquely } from '../../marks/Box.tsx'
import { useHatch } from '../../marks/Hatch.tsx'
import { hue } from '../../hues.ts'
import { useInstance } from '../../widget/context.ts'

/** Lengths grow with the logarithm: 7 and 224 pixels, 3 and 2,048 channels fit on one picture. */
const side = (pixels: number) => 26 + 13 * Math.log2(pixels)
const depthOf = (channels: number) => 8 + 7 * Math.log2(channels)

const width = 600
const height = 236
const middle = 128

/** A number written at an edge, in the hue of what the edge measures. */
function Edge(props: {
  readonly x: number
  readonly y: number
  readonly term: 'space' | 'channels-in' | 'channels-out' | 'kernel'
  readonly anchor?: 'start' | 'middle' | 'end'
  readonly children: string | number
}) {
  return (
    <text
      x={props.x}
      y={props.y}
      fontSize="19"
      fontWeight="600"
      textAnchor={props.anchor ?? 'middle'}
      fill={hue(props.term)}
      data-term={props.term}
    >
      {props.children}
    </text>
  )
}

/** A feature map with its sizes at its edges. Gives back where its parts stand. */
function place(x: number, rows: number, columns: number, channels: number) {
  const w = side(columns)
  const h = side(rows)
  const depth = depthOf(channels)
  const { right, up } = obliquely(depth)
  return { x, y: middle - h / 2 + up / 2, w, h, depth, right, up }
}

/** The picture, the kernels that walk over it, and what they make: three volumes in a row. */
export function Volumes(props: { readonly cost: ConvolutionCost; readonly kernels: string }) {
  const { cost, kernels } = props
  const { language } = useInstance()
  const hatch = useHatch(5)
  const { layer, shape } = cost
  const { vertical, horizontal } = shape
  const perGroup = layer.inputChannels / layer.groups
  const number = (value: number) => value.toLocaleString(language)

  const input = place(66, vertical.input, horizontal.input, layer.inputChannels)
  const output = place(0, shape.height, shape.width, layer.outputChannels)
  const outputX = width - 8 - output.w - output.right

  // The window on the input, in proportion where it can be seen, never smaller than a speck.
  const scaleX = input.w / horizontal.padded
  const scaleY = input.h / vertical.padded
  const windowWidth = Math.max(9, Math.min(input.w, horizontal.span * scaleX))
  const windowHeight = Math.max(9, Math.min(input.h, vertical.span * scaleY))
  const windowDepth = Math.max(5, (input.depth * perGroup) / layer.inputChannels)
  const shownDepth = Math.min(windowDepth, input.depth)
  const lost = (pixels: number, scale: number) => (pixels > 0 ? Math.max(4, pixels * scale) : 0)
  const lostRight = lost(horizontal.dropped, input.w / horizontal.input)
  const lostBottom = lost(vertical.dropped, input.h / vertical.input)
  const pad = (pixels: number, scale: number) => (pixels > 0 ? Math.max(4, pixels * scale) : 0)
  const padX = pad(horizontal.padBegin, scaleX)
  const padY = pad(vertical.padBegin, scaleY)

  // A few of the kernels; the label says how many there are.
  const shown = Math.min(layer.outputChannels, 5)
  const kernelWidth = 9 + 3.4 * layer.kernel[1]
  const kernelHeight = 9 + 3.4 * layer.kernel[0]
  const kernelDepth = depthOf(perGroup) * 0.7
  const kernelBack = obliquely(kernelDepth)
  const pitch = 12
  const rowWidth = kernelWidth + kernelBack.right + (shown - 1) * pitch
  const between = (input.x + input.w + input.right + outputX) / 2
  const kernelX = between - rowWidth / 2
  const kernelY = middle - kernelHeight / 2

  const windowX = input.x + input.w * 0.28
  const windowY = input.y + Math.max(0, Math.min(input.h - windowHeight, input.h * 0.3))
  const cell = { x: outputX + output.w * 0.28, y: output.y + output.h * 0.3, size: 8 }
  const reach = (fromX: number, fromY: number, toX: number, toY: number) =>
    `M${fromX} ${fromY}C${(fromX + toX) / 2} ${fromY} ${(fromX + toX) / 2} ${toY} ${toX} ${toY}`

  return (
    <svg viewBox={`0 0 ${width} ${height}`} width="100%" aria-hidden="true">
      {hatch.defs}
      <Box
        {...input}
        width={input.w}
        height={input.h}
        colour={hue('channels-in')}
        term="channels-in"
      >
        {lostRight > 0 && (
          <rect
            x={input.w - lostRight}
            width={lostRight}
            height={input.h}
            fill={hatch.fill}
            stroke="var(--accent)"
          />
        )}
        {lostBottom > 0 && (
          <rect
            y={input.h - lostBottom}
            width={input.w}
            height={lostBottom}
            fill={hatch.fill}
            stroke="var(--accent)"
          />
        )}
        {(padX > 0 || padY > 0) && (
          <rect
            x={-padX}
            y={-padY}
            width={input.w + 2 * padX}
            height={input.h + 2 * padY}
            fill="none"
            stroke={hue('space')}
            strokeDasharray="4 3"
          />
        )}
      </Box>
      <Box
        x={windowX}
        y={windowY}
        width={Math.min(windowWidth, input.w * 0.72)}
        height={windowHeight}
        depth={shownDepth * 0.6}
        colour={hue('kernel')}
        term="kernel"
      />
      <Edge x={input.x + input.w / 2} y={input.y + input.h + padY + 20} term="space">
        {number(horizontal.input)}
      </Edge>
      <Edge x={input.x - padX - 6} y={input.y + input.h / 2 + 6} term="space" anchor="end">
        {number(vertical.input)}
      </Edge>
      <Edge
        x={input.x + input.right / 2 - 6}
        y={input.y - input.up / 2 - 6}
        term="channels-in"
        anchor="end"
      >
        {number(layer.inputChannels)}
      </Edge>

      {Array.from({ length: shown }, (_, index) => (
        <Box
          key={index}
          x={kernelX + (shown - 1 - index) * pitch}
          y={kernelY}
          width={kernelWidth}
          height={kernelHeight}
          depth={kernelDepth}
          colour={hue('kernel')}
          term="kernel"
        />
      ))}
      <Edge x={between} y={kernelY - kernelBack.up - 10} term="channels-in">
        {number(perGroup)}
      </Edge>
      <Edge x={between} y={kernelY + kernelHeight + 22} term="kernel">
        {layer.kernel.join(' × ')}
      </Edge>
      <Edge x={between} y={kernelY + kernelHeight + 44} term="channels-out">
        {kernels}
      </Edge>

      <Box
        {...output}
        x={outputX}
        width={output.w}
        height={output.h}
        colour={hue('channels-out')}
        term="channels-out"
      >
        <rect
          x={cell.x - outputX}
          y={cell.y - output.y}
          width={cell.size}
          height={cell.size}
          fill={hue('kernel')}
          stroke="none"
          data-term="kernel"
        />
      </Box>
      <Edge x={outputX + output.w / 2} y={output.y + output.h + 20} term="space">
        {number(shape.width)}
      </Edge>
      <Edge x={outputX - 6} y={output.y + output.h / 2 + 6} term="space" anchor="end">
        {number(shape.height)}
      </Edge>
      <Edge
        x={outputX + output.right / 2 - 6}
        y={output.y - output.up / 2 - 6}
        term="channels-out"
        anchor="end"
      >
        {number(layer.outputChannels)}
      </Edge>
      {/* The box of the input that one output cell comes from, through the kernels, to that cell. */}
      <g fill="none" stroke={hue('kernel')} strokeDasharray="2 3">
        <path
          d={reach(
            windowX + Math.min(windowWidth, input.w * 0.72),
            windowY + windowHeight / 2,
            kernelX - 4,
            middle,
          )}
        />
        <path d={reach(kernelX + rowWidth + 4, middle, cell.x - 2, cell.y + cell.size / 2)} />
      </g>
    </svg>
  )
}
