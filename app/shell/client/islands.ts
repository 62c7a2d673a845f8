import { wakeExercise as wake } from '../../../components/exercise/element.ts'
import type { ExerciseSource } from '../../../components/exercise/element.ts'
import type { AnyExercise, ExerciseText } from '../../../components/exercise/index.ts'

export { wakeWidget } from '../../../components/widget/element.ts'

const exercises = import.meta.glob<readonly AnyExercise[]>('../../../content/*/exercises.ts', {
  import: 'default',
})
const texts = import.meta.glob<Readonly<Record<string, ExerciseText>>>(
  '../../../content/*/exercises.??.ts',
  { import: 'default' },
)

const source: ExerciseSource = {
  exercises: (chapter) => exercises[`../../../content/${chapter}/exercises.ts`]!(),
  texts: async (chapter, code) => texts[`../../../content/${chapter}/exercises.${code}.ts`]?.(),
}

export const wakeExercise = (element: HTMLElement): Promise<void> => wake(element, source)
