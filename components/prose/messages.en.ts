/** What the tags of the prose say of themselves. */
const messages = {
  goals: 'What you will be able to do',
  sourceNote: 'Where the article simplifies',
  predict: 'Predict, then look',
  reveal: 'Look',
  worked: 'On paper',
  chip: 'What this asks of a chip',
  recap: 'To keep',
  exercises: 'Exercises',
  source: 'Source',
}

export default messages
