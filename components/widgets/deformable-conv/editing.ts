import type { ViewProps } from '../../widget/definition.ts'
import { formatOffsets, moved } from './offsets.ts'
import type { TapSetting } from './offsets.ts'
import type widget from './widget.ts'

type Props = ViewProps<typeof widget>

/**
 * Changes one tap. Whatever pattern there was becomes a set of offsets of one's own, written into
 * the address; taps can only be off the grid in the deformed step, so that is where it goes.
 */
export function changeTap(props: Props, tap: number, change: Partial<TapSetting>): void {
  const { frames, params, step, set, seek } = props
  const before = frames.at(-1)!.settings
  // Version 1 knows no masks, so its address carries none.
  const plain = before.map((setting) => ({ ...setting, mask: 1 }))
  const settings = moved(params.version === 'v1' ? plain : before, tap, change)
  set({ pattern: 'own', offsets: formatOffsets(settings), tap: tap + 1 })
  if (step !== frames.length - 1) seek(frames.length - 1)
}
