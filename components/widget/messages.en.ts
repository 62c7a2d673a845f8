/** What every widget's frame says, whatever the widget. */
const messages = {
  settings: 'Settings',
  more: 'More settings',
  results: 'Results',
  play: 'Play',
  pause: 'Pause',
  back: 'One step back',
  forward: 'One step forward',
  restart: 'Reset',
  scrub: 'Step',
  position: 'Step {step} of {last}',
  speed: 'Speed',
  table: 'The same as a table',
  height: '{label}, height',
  width: '{label}, width',
  fieldRange: '{min} to {max}',
  fieldOptions: 'One of {options}',
  textTooLong: 'At most {max} characters, these are {length}. The picture shows the text before.',
  close: 'Close this note',
  picture: '{title}: picture. Left and right arrow keys step, space plays.',
  still: '{title}: picture.',
  /** Between two sentences. */
  sentenceGap: ' ',
  home: 'Open on a page of its own',
  rejected: {
    clamped: '{name}={raw} is outside {legal}; {used} is used.',
    rounded: '{name}={raw} is rounded to {used}. Legal: {legal}.',
    refused: '{name}={raw} cannot be read; {used} is used. Legal: {legal}.',
    unknown: '{name} is not a setting of this widget. It has {legal}.',
    conflict:
      '{name}={raw} does not go with the other settings; {used} is used. Legal here: {legal}.',
  },
}

export default messages
