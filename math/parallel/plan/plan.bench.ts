import { bench, describe } from 'vitest'
import { dgx } from '../../hardware/index.ts'
import type { PlanRequest } from './request.ts'
import { planSearcher } from './search.ts'

/** Powers of two throughout, so that most plans pass the rules about sizes and are really costed. */
const request: PlanRequest = {
  model: { layers: 128, hidden: 16384, heads: 256, vocabulary: 65536, sequence: 4096 },
  cluster: dgx('h200', 4096),
  globalBatch: 2 ** 22,
  search: { interleave: [1, 2, 4, 8] },
}

describe('planner', () => {
  for (const count of [12_500, 25_000, 50_000, 100_000]) {
    bench(`${count} plans`, () => {
      const search = planSearcher(request)
      search.advance(count)
      if (search.result().considered !== count) throw new Error('fewer plans than asked for')
    })
  }
})
