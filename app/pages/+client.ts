import { defineExerciseElement } from '../../components/exercise/element.ts'
import type { AnyExercise, ExerciseText } from '../../components/exercise/index.ts'
import { defineWidgetElement } from '../../components/widget/element.ts'
import {
  keepPlaceInOtherLanguage,
  preferLanguage,
  speakOneLanguage,
} from '../shell/client/language.ts'
import { reachableScrollers } from '../shell/client/scrollers.ts'
import { lightTerms } from '../shell/client/terms.ts'
import { themeButton } from '../shell/client/theme.ts'

const exercises = import.meta.glob<readonly AnyExercise[]>('../../content/*/exercises.ts', {
  import: 'default',
})
const texts = import.meta.glob<Readonly<Record<string, ExerciseText>>>(
  '../../content/*/exercises.??.ts',
  { import: 'default' },
)

defineWidgetElement()
defineExerciseElement({
  exercises: (chapter) => exercises[`../../content/${chapter}/exercises.ts`]!(),
  texts: async (chapter, code) => texts[`../../content/${chapter}/exercises.${code}.ts`]?.(),
})
themeButton()
preferLanguage()
speakOneLanguage()
keepPlaceInOtherLanguage()
lightTerms()
reachableScrollers()
