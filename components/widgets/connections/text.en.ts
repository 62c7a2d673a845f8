import type { TextOf } from '../../widget/definition.ts'
import type widget from './widget.ts'

const text = {
  title: 'Connections: what reaches the first layer',
  summary:
    'A plain, a skip and a dense net, forward and back before any training: how signal and gradient fade or grow with depth.',
  params: {
    measure: {
      label: 'Gradient of what',
      options: { outputs: 'gradient of outputs', weights: 'of weights' },
    },
    depth: 'Layers',
    gain: 'Weights, × He’s deviation',
    norm: 'Batch norm',
    activation: {
      label: 'Nonlinearity',
      options: { relu: 'ReLU', tanh: 'tanh', linear: 'none' },
    },
    draw: 'Draw of the weights',
  },
  cases: {
    default: 'Weights a little small: the plain net fades',
    he: 'He’s initialisation',
    large: 'Weights too large',
    norm: 'With batch norm',
    shallow: 'Four layers: no need for shortcuts',
    deep: 'Forty layers',
    tanh: 'With tanh',
    linear: 'Without nonlinearity',
    weights: 'Gradients of the weights, with batch norm',
  },
  phrases: {
    plain: 'plain',
    skip: 'skip',
    dense: 'dense',
    start: 'One batch enters three nets of {depth} layers.',
    forward:
      'Forward, layer {layer} of {depth}. Signal (root mean square): plain {plain}, skip {skip}, dense {dense}.',
    loss: 'Loss (cross-entropy): plain {plain}, skip {skip}, dense {dense}. Now back.',
    'backward.outputs':
      'Backward, layer {layer} of {depth}. Norm of the gradient of its output: plain {plain}, skip {skip}, dense {dense}.',
    'backward.weights':
      'Backward, layer {layer} of {depth}. Norm of the gradient of its weights: plain {plain}, skip {skip}, dense {dense}.',
    'arrived.outputs':
      'Back at layer 1. Norm of the gradient of its output: plain {plain}, skip {skip}, dense {dense}.',
    'arrived.weights':
      'Back at layer 1. Norm of the gradient of its weights: plain {plain}, skip {skip}, dense {dense}.',
    ratios: 'Relative to the last layer: plain {plain}, skip {skip}, dense {dense}.',
    signalTitle: 'Forward → signal, root mean square',
    'gradientTitle.outputs': '← Backward: gradient of each layer’s output',
    'gradientTitle.weights': '← Backward: gradient of each layer’s weights',
    layerAxis: 'layer',
    ratioTitle: 'Gradient at the first layer over that at the last',
    tableCaption: 'Signal and gradient norms, layer by layer',
    layer: 'Layer',
    'signal.plain': 'Signal, plain',
    'signal.skip': 'Signal, skip',
    'signal.dense': 'Signal, dense',
    'gradientOutputs.plain': 'Gradient of output, plain',
    'gradientOutputs.skip': 'Gradient of output, skip',
    'gradientOutputs.dense': 'Gradient of output, dense',
    'gradientWeights.plain': 'Gradient of weights, plain',
    'gradientWeights.skip': 'Gradient of weights, skip',
    'gradientWeights.dense': 'Gradient of weights, dense',
  },
} satisfies TextOf<typeof widget>

export default text
