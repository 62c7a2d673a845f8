import type { Description, Sentence, Table } from '../../widget/definition.ts'
import type { Name, Question, Race } from './race.ts'

/** The phrase that names an algorithm. */
export const nameOf = (name: Name) => `name ${name}`

/** A sentence about an algorithm: its opening, the name, and the rest. */
const about = (opening: string, name: Name, rest: string, values: Sentence[1]): Sentence[] => [
  [opening, values],
  [nameOf(name), {}],
  [rest, values],
]

export function describe(
  race: Race,
  { view, primitive, ranks, bytes, bandwidth }: Question,
): Description {
  const [first, second] = race.standings as [Race['standings'][number], Race['standings'][number]]
  const own = race.standings.find(({ name }) => name === race.followed)!
  const told: Sentence[] = [
    ...about('opening first', first.name, 'told first', {
      rounds: first.rounds,
      seconds: first.seconds,
      latency: first.latency,
      transfer: first.transfer,
    }),
    ...about('opening second', second.name, 'told second', { seconds: second.seconds }),
  ]
  if (own !== first && own !== second) {
    told.push(...about('opening followed', own.name, 'told second', { seconds: own.seconds }))
  }
  if (view === 'bus') {
    const values = { bus: own.busBandwidth, share: own.busBandwidth / bandwidth }
    const rest = own.busBandwidth > bandwidth ? 'told bus above' : 'told bus'
    told.push(...about('opening bus', own.name, rest, values))
  } else {
    race.leads.forEach(({ algorithm, from }, index) => {
      told.push(
        ...about(
          index === 0 ? 'opening leads' : 'opening lead',
          algorithm as Name,
          index === 0 ? 'told lead first' : 'told lead',
          {
            from,
            ranks,
          },
        ),
      )
    })
    told.push(['told end', {}])
  }
  return [`at ${primitive}`, { ranks, bytes }, ...told]
}

/** Three significant digits, as a number. */
const rounded = (value: number) => Number(value.toPrecision(3))

export function tableOf({ standings }: Race): Table {
  return {
    caption: 'table caption',
    columns: [
      'column algorithm',
      'column rounds',
      'column chunks',
      'column waited',
      'column seconds',
      'column bus',
      'column leads',
    ],
    rows: standings.map(({ name, rounds, chunks, waited, seconds, busBandwidth, leadsFrom }) => [
      nameOf(name),
      rounds,
      chunks,
      rounded(waited),
      rounded(seconds * 1e6),
      rounded(busBandwidth / 1e9),
      leadsFrom === null ? 'never' : Math.round(leadsFrom),
    ]),
  }
}
