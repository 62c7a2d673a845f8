import type { Shard } from '../../../math/parallel/tensor/buffers.ts'
import type { Values } from '../../text.ts'
import { wholeName } from './names.ts'
import type { Frame } from './run.ts'
import { holding, isWrongOn } from './words.ts'

type Say = (phrase: string, values?: Values) => string
type Look = 'right' | 'wrong'

const newest = ({ step }: Frame): readonly Shard[] => (step.result ? [step.result] : step.operands)

/** What a rank holds after this step, and whether it is right. */
export function standing(frame: Frame, rank: number, say: Say): string {
  const shards = newest(frame)
  const check = frame.step.check?.pieces[rank]
  if (!check) return shards.map((shard) => say(...holding(shard, rank))).join(' · ')
  const { right, wrong, missing, error } = check
  const values = {
    name: wholeName(shards[0]!),
    right,
    wrong,
    all: right + wrong,
    of: right + missing,
    error: say('{error:number}', { error }),
  }
  if (wrong > 0) return say(error > 0 ? 'check wrong' : 'check wrong outside', values)
  return say(missing > 0 ? 'check parts' : 'check whole', values)
}

export function lookOf(frame: Frame, rank: number): Look | undefined {
  const check = frame.step.check?.pieces[rank]
  if (check) return check.wrong > 0 ? 'wrong' : 'right'
  return newest(frame).some((shard) => isWrongOn(shard, rank)) ? 'wrong' : undefined
}
