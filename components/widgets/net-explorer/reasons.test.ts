import { expect, test } from 'vitest'
import { readCode } from './own.ts'
import { reasonOf, reasonPhrases } from './reasons.ts'

/** A text for each reason that the library gives. */
const texts: Readonly<Record<string, string>> = {
  'why sequential': 'nn.Conv2d(3, 8, 3)',
  'why no keywords': 'nn.Sequential(a=nn.ReLU())',
  'why a layer': 'nn.Sequential(3)',
  'why unknown layer': 'nn.Sequential(nn.Transformer())',
  'why too many': 'nn.Sequential(nn.Conv2d(3, 8, 3), nn.Flatten(1, 2, 3, 4, 5))',
  'why unknown argument': 'nn.Sequential(nn.Conv2d(3, 8, 3, stripe=2))',
  'why twice': 'nn.Sequential(nn.Conv2d(3, 8, 3, stride=2, stride=1))',
  'why must be given': 'nn.Sequential(nn.Conv2d(3, 8))',
  'why plain': 'nn.Sequential(nn.Conv2d(3, 8, nn.ReLU()))',
  'why no channels': 'nn.Sequential(nn.ReLU())',
  'why channels': 'nn.Sequential(nn.Conv2d(3, 16, 3), nn.Conv2d(8, 8, 3))',
  'why groups': 'nn.Sequential(nn.Conv2d(3, 16, 3), nn.ChannelShuffle(3))',
  'why flat': 'nn.Sequential(nn.Conv2d(3, 8, 3), nn.Flatten(), nn.Conv2d(8, 8, 3))',
  'why not here': 'nn.Sequential(nn.Conv2d(3, 8, 3), @)',
  'why expected': 'nn.Sequential(nn.Conv2d(3, 8, 3)',
  'why positional': 'nn.Sequential(nn.Conv2d(3, out_channels=8, 3))',
  'why a number': 'nn.Sequential(nn.Conv2d(3, -None, 3))',
  'why variables': 'nn.Sequential(nn.Conv2d(3, width, 3))',
  'why a value': 'nn.Sequential(nn.Conv2d(3, , 3))',
  'why zero': 'nn.Sequential(nn.Conv2d(3, 8 // 0, 3))',
  'why nothing after': 'nn.Sequential(nn.Conv2d(3, 8, 3)) nn.ReLU()',
}

test.each(reasonPhrases)('%s is what the library says', (phrase) => {
  const read = readCode(texts[phrase]!, 32)
  if (!('reason' in read)) throw new Error(`${phrase}: the text is a network`)
  expect(reasonOf(read.reason)[0], read.reason).toBe(phrase)
})

test('any other reason is shown as it came', () => {
  expect(reasonOf('something new')).toEqual(['why other', { reason: 'something new' }])
})
