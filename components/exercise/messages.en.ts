/** What every exercise says around its own words. */
const messages = {
  kicker: 'Exercise',
  answer: 'Your answer',
  check: 'Check',
  another: 'Another one',
  hint: 'Hint {n}',
  solution: 'Worked solution',
  show: 'See it in the widget',
  correct: 'Right.',
  carried: 'Right, going on from your earlier answer.',
  wrong: 'Not yet.',
  unclear: 'Not yet. With one more digit it could be said what went wrong.',
  unexplained: 'No known mistake gives this number. A hint may help.',
  chooseOne: 'Choose one.',
  chooseSeveral: 'Choose all that hold.',
  missing: 'Something that holds is not chosen.',
  goals: 'What has to hold',
  met: 'holds',
  unmet: 'does not hold yet',
  held: '{met} of {all} conditions hold.',
  units: {
    number: '',
    fraction: 'as a percentage or a fraction: 27.3 %, 3/11',
    params: 'parameters',
    B: 'with a unit: kB, MB, GB, MiB …',
    s: 'with a unit: s, ms, µs',
    FLOP: 'FLOPs',
    MAC: 'multiply-accumulates',
    'B/s': 'with a unit: GB/s …',
    'FLOP/s': 'with a unit: TFLOP/s …',
    'FLOP/B': 'FLOPs per byte',
    'MAC/B': 'MACs per byte',
  },
  figures: '{n} digits or more',
  exact: 'to the last digit',
  problems: {
    empty: 'Type a number first. This does not count as a try.',
    'not-a-number':
      '“{detail}” is not a number. 1.5e9, 1,500,000 and 1.5 M all are. This does not count as a try.',
    'unknown-unit': '“{detail}” is no unit known here. This does not count as a try.',
    'ambiguous-unit':
      '“{detail}” may mean bits or bytes: write B for bytes, bit for bits. This does not count as a try.',
    'wrong-kind-of-unit':
      '“{detail}” measures something else than what is asked. This does not count as a try.',
    'missing-unit': 'The number needs a unit. This does not count as a try.',
    'too-coarse': 'It may be right, but give {detail} digits. This does not count as a try.',
    'nothing-chosen': 'Choose first. This does not count as a try.',
    'unknown-option': 'Choose one of those shown. This does not count as a try.',
    'nothing-set': 'Set the widget first. This does not count as a try.',
  },
}

export default messages
